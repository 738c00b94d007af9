# make demo: creates the environment, repairs a sample and shows the explained diff
# make test: creates the environment and runs the whole test suite

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAMPLE ?= samples/french/lighthouse.garbled.txt

.PHONY: demo test lint clean

demo: $(READY)
	mkdir -p build
	$(BIN)/fixprose fix --review-fixes -o build/demo.txt $(SAMPLE)
	@echo "The repaired text: build/demo.txt"

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/fixprose rules test

$(READY): pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e ".[docx,grammar,grammar-wheel,review,dev]"
	touch $@

clean:
	rm -rf $(VENV) src/fixprose/_data build dist .pytest_cache .mypy_cache .ruff_cache

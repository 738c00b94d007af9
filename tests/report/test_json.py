"""The JSON reports keep to their schema."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from fixprose import report


def _strict(node: Any) -> Any:
    """Return the schema with unknown keys forbidden: ours must all be described."""
    if isinstance(node, list):
        return [_strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    node = {key: _strict(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        node["additionalProperties"] = False
    return node


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    """Validators for the object and for the lines."""
    schemas = {
        name: _strict(
            json.loads((files("fixprose.report") / "schema" / f"{name}.json").read_text())
        )
        for name in ("report", "line")
    }
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    return {
        name: Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()
    }


def _written(name: str, revisions: list[Any], options: Any) -> str:
    stream = io.StringIO()
    report.load(name).write(revisions, options, stream)
    return stream.getvalue()


def test_json_is_one_valid_object(
    validators: dict[str, Draft202012Validator],
    options: Callable[..., Any],
    garbled: Any,
    clean: Any,
) -> None:
    """The object follows the schema, for any number of documents."""
    for revisions in ([], [clean], [garbled, clean]):
        data = json.loads(_written("json", revisions, options()))
        validators["report"].validate(data)
        assert len(data["files"]) == len(revisions) == data["summary"]["files"]


def test_jsonl_is_valid_line_by_line(
    validators: dict[str, Draft202012Validator],
    options: Callable[..., Any],
    garbled: Any,
    clean: Any,
) -> None:
    """Each line follows the schema; run comes first and summary last."""
    lines = [
        json.loads(line) for line in _written("jsonl", [garbled, clean], options()).splitlines()
    ]
    for line in lines:
        validators["line"].validate(line)
    kinds = [line["type"] for line in lines]
    assert kinds[0] == "run"
    assert kinds[-1] == "summary"
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "run": 1,
        "file": 2,
        "fix": 4,
        "hunk": 4,
        "refusal": 1,
        "summary": 1,
    }


def test_the_fixes_replay_from_json_alone(options: Callable[..., Any], garbled: Any) -> None:
    """A reader that has the text and the hunks can make the result."""
    record = json.loads(_written("json", [garbled], options()))["files"][0]
    text = garbled.document.text
    for hunk in reversed(record["hunks"]):
        assert text[hunk["start"] : hunk["end"]] == hunk["original"]
        text = text[: hunk["start"]] + hunk["replacement"] + text[hunk["end"] :]
    assert text == garbled.review_text


@pytest.mark.parametrize(
    ("changed", "applied"),
    [
        ({}, [False, False, False, False]),
        ({"mode": "fix"}, [True, True, False, True]),
        ({"mode": "fix", "review_fixes": True}, [True, True, True, True]),
    ],
)
def test_applied_says_what_the_run_did(
    changed: dict[str, object], applied: list[bool], options: Callable[..., Any], garbled: Any
) -> None:
    """`applied` is false for all after `check`, and for review fixes unless they were asked for."""
    record = json.loads(_written("json", [garbled], options(**changed)))["files"][0]
    assert [fix["applied"] for fix in record["fixes"]] == applied


def test_a_name_that_is_no_unicode_is_still_json(
    options: Callable[..., Any], maker: Callable[..., Any]
) -> None:
    """Linux file names are bytes."""
    out = _written("json", [maker("Text.", "b\udcff.txt").revision()], options())
    assert json.loads(out.encode())["files"][0]["path"] == "b\udcff.txt"

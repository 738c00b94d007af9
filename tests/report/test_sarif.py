"""SARIF: valid by the published schema, with fingerprints that outlive moved lines."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import ValidationError

from fixprose import report

from .sarif import validated, validator


def _written(revision: Any, options: Any) -> str:
    stream = io.StringIO()
    report.load("sarif").write([revision], options, stream)
    return stream.getvalue()


@pytest.mark.parametrize("mode", ["check", "fix", "compare"])
def test_a_log_is_valid(
    mode: str, hostile: Any, garbled: Any, clean: Any, options: Callable[..., Any]
) -> None:
    """Every fix and refusal is a result, in any text."""
    for revision in (hostile, garbled, clean):
        run = validated(_written(revision, options(mode=mode)))
        assert len(run["results"]) == len(revision.fixes) + len(revision.refusals)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: run["results"][0].update(level="hint"),
        lambda run: run["results"][0].update(line=3),
        lambda run: run["results"][0].pop("message"),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(
            startLine=0
        ),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"][
            "artifactLocation"
        ].update(uri="a b.txt"),
        lambda run: run.pop("tool"),
    ],
    ids=["level", "unknown-key", "message", "line-0", "uri", "tool"],
)
def test_the_validator_sees_what_is_wrong(
    spoil: Callable[[Any], object], garbled: Any, options: Callable[..., Any]
) -> None:
    """A log that is not SARIF does not pass."""
    log = json.loads(_written(garbled, options()))
    validator().validate(log)
    spoil(log["runs"][0])
    with pytest.raises(ValidationError):
        validator().validate(log)


def test_fingerprints_outlive_moved_lines(
    maker: Callable[..., Any], options: Callable[..., Any]
) -> None:
    """A new line above changes no fingerprint; equal sentences are told apart."""

    def marks(text: str) -> list[str]:
        made = maker(text)
        start = text.index("bad")
        made.fix("bad", "good", "x/y", "Why.")
        later = text.index("bad", start + 1)
        made.fix("", "good", "x/y", "Why.", at=later)
        log = json.loads(_written(made.revision(), options()))
        return [each["partialFingerprints"]["fixprose/v1"] for each in log["runs"][0]["results"]]

    text = "A bad day.\n\nA bad day.\n"
    assert marks(text) == marks("Something new.\n\n" + text)
    assert len(set(marks(text))) == 2

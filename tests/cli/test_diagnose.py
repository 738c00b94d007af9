"""fixprose diagnose."""

from __future__ import annotations

import json

from .conftest import GARBLED, Cli


def test_it_says_how_likely_and_why(cli: Cli) -> None:
    """A line for the text, one for each piece of evidence; exit code 0 in any case."""
    done = cli("diagnose", "garbled.txt", "clean.txt")
    assert done.code == 0
    assert done.out.startswith("garbled.txt: garbled (probability .9")
    assert "\n  through xx: " in done.out
    assert 'xx/lamp for xx: "blorp lamps"' in done.out
    assert "\nclean.txt: not garbled (probability " in done.out


def test_it_speaks_to_programs(cli: Cli) -> None:
    """json and jsonl."""
    data = json.loads(cli("diagnose", "--output-format", "json", "garbled.txt", "clean.txt").out)
    assert [each["pivot"] for each in data["files"]] == ["xx", None]
    lines = cli("diagnose", "--output-format", "jsonl", "garbled.txt", "clean.txt").out.splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["garbled.txt", "clean.txt"]
    rules = {each["rule"] for each in data["files"][0]["evidence"]}
    assert {"xx/lamp", "xx/shine"} <= rules


def test_standard_input_and_a_given_pivot(cli: Cli) -> None:
    """Like check."""
    assert cli("diagnose", "-", stdin=GARBLED).out.startswith("<stdin>: garbled")
    assert "not garbled" in cli("diagnose", "--pivot", "none", "garbled.txt").out

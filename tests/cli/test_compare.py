"""fixprose compare."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import CLEAN, GARBLED, Cli


def test_differences_exit_with_one(cli: Cli, scratch: Path) -> None:
    """Word by word, with their places, and no talk of pivots."""
    (scratch / "after.txt").write_text(GARBLED.replace("new", "very new").replace("night", "dusk"))
    done = cli("compare", "garbled.txt", "after.txt")
    assert done.code == 1
    assert "{+ very+} new" in done.out
    assert "[-night-]{+dusk+}" in done.out
    assert done.out.endswith("2 changes.\n")
    assert "garbled:" not in done.out


def test_equal_texts_exit_with_zero(cli: Cli, scratch: Path) -> None:
    """Also in different encodings: texts are compared, not bytes."""
    (scratch / "after.txt").write_bytes(b"\xff\xfe" + CLEAN.encode("utf-16-le"))
    done = cli("compare", "clean.txt", "after.txt")
    assert (done.code, done.out) == (0, "0 changes.\n")


def test_all_reports_can_show_it(cli: Cli, scratch: Path) -> None:
    """The same reporters as check."""
    (scratch / "after.txt").write_text(GARBLED.replace("night", "dusk"))
    done = cli("compare", "--output-format", "diff", "garbled.txt", "after.txt")
    assert "+The blorp lamps were new. All of them quindle brightly at dusk." in done.out
    data = json.loads(cli("compare", "--output-format", "json", "garbled.txt", "after.txt").out)
    assert data["files"][0]["fixes"][0]["replacement"] == "dusk"


def test_a_missing_text_is_an_error(cli: Cli) -> None:
    """One line."""
    done = cli("compare", "clean.txt", "gone.txt")
    assert done.code == 2
    assert "gone.txt" in done.err
    assert done.err.count("\n") == 1

"""Word files on the command line: fix into another file, apply what came back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("lxml")

from fixprose.cli.app import run
from fixprose.docx.settled import settle
from fixprose.text.wordml import read_text


@pytest.fixture
def manuscript(
    tmp_path: Path, package: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A manuscript that a rule knows how to repair."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in.docx"
    path.write_bytes(
        package("<w:p><w:r><w:t>They offered an economic rescue buoy.</w:t></w:r></w:p>")
    )
    return path


def test_fix_tracks_and_apply_reads_back(
    manuscript: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The whole way: fix, a reviewer who takes all, apply."""
    before = manuscript.read_bytes()
    assert run(["fix", "--stdout", "-q", "--review-fixes", "in.docx"]) == 0
    sys.stdout.flush()
    wanted = capfdbinary.readouterr().out.decode()
    assert wanted == "They offered an economic lifeline."
    assert run(["fix", "-q", "--review-fixes", "in.docx", "-o", "out.docx"]) == 0
    out = Path("out.docx")
    assert manuscript.read_bytes() == before
    assert read_text(out.read_bytes(), "x") == wanted
    out.write_bytes(settle(out.read_bytes(), lambda *_: False, "x"))
    assert run(["apply", "in.docx", "out.docx", "-o", "done.docx"]) == 0
    assert read_text(Path("done.docx").read_bytes(), "x") == "They offered an economic rescue buoy."


def test_folders_leave_manuscripts_alone(manuscript: Path) -> None:
    """A Word file is repaired when named, not because it lies in a folder."""
    before = manuscript.read_bytes()
    Path("notes.txt").write_text("Nothing is wrong here.\n")
    assert run(["fix", "-q", "."]) == 0
    assert manuscript.read_bytes() == before

"""Files under review: decisions reach the disk, and no change of others is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixprose.errors import FixproseError
from fixprose.review.decisions import Decision, FixKey, Verdict, keys_of, read_decisions
from fixprose.review.session import FileChanged, ReviewedFile
from tests.review.desk import ALL, REPAIRED, TEXT, reviewed, revise


def accept_all(file: ReviewedFile) -> list[Decision]:
    return [Decision(key, Verdict.ACCEPT) for key in keys_of(file.revision)]


def test_decisions_are_on_disk_at_once(tmp_path: Path) -> None:
    file = reviewed(tmp_path / "a.txt")
    file.decide(accept_all(file))
    assert read_decisions(tmp_path / "a.txt.fixprose-decisions.jsonl") == file.decisions
    assert ReviewedFile(file.path, revise(file.path)).text == ALL


def test_writing_carries_them_out_and_can_be_done_again(tmp_path: Path) -> None:
    file = reviewed(tmp_path / "a.txt")
    assert file.write()
    assert file.path.read_text() == REPAIRED
    file.decide(accept_all(file))
    assert file.write()
    assert file.path.read_text() == ALL
    assert not file.write()


def test_a_file_that_others_changed_is_left_alone(tmp_path: Path) -> None:
    file = reviewed(tmp_path / "a.txt")
    file.path.write_text(TEXT + "More.\n")
    with pytest.raises(FileChanged, match="changed since it was read"):
        file.write()
    with pytest.raises(FileChanged):
        file.decide(accept_all(file))
    assert file.path.read_text() == TEXT + "More.\n"
    assert not file.kept_in.exists()


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    file = reviewed(tmp_path / "a.txt")
    file.path.unlink()
    with pytest.raises(FileChanged):
        file.write()
    assert not file.path.exists()


def test_a_decision_about_nothing_here_is_refused_with_all_beside_it(tmp_path: Path) -> None:
    file = reviewed(tmp_path / "a.txt")
    strange = Decision(FixKey("00", 0, 0, 1, "test/x", "y"), Verdict.ACCEPT)
    with pytest.raises(FixproseError, match="a fix that is not there"):
        file.decide([*accept_all(file), strange])
    assert not file.decisions
    assert not file.kept_in.exists()

"""CriticMarkup from the report, through an editor's hands, and back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from fixprose import report
from fixprose.errors import FixproseError
from fixprose.report.base import ReportOptions, Tool
from fixprose.review.carry import carrier_for
from fixprose.revision import Revision, compare
from fixprose.text.critic import resolve
from fixprose.text.document import Document

BEFORE = "The boat was rapid and clean {++.\n\nIt is expressed in English.\n"
AFTER = "The ship was fast and clean {++.\n\nIt speaks English.\n"


@pytest.fixture
def revision() -> Revision:
    """Four changes that an editor may take or leave."""
    return compare(Document(BEFORE), AFTER)


@pytest.fixture
def marked(revision: Revision) -> str:
    """The revision as the report writes it."""
    stream = io.StringIO()
    tool = Tool(version="1", packs=lambda: ("1", "0"))
    report.load("criticmarkup").write([revision], ReportOptions(tool=tool), stream)
    return stream.getvalue()


def _apply(revision: Revision, text: str, folder: Path) -> str:
    path = folder / "article.critic.md"
    path.write_bytes(text.encode())
    return carrier_for(path)(revision, path).text


def test_all_resolved_is_the_review_text(revision: Revision, marked: str, tmp_path: Path) -> None:
    """An editor who takes everything has what --review-fixes makes."""
    done = resolve(marked, lambda _, new: new).replace("{++", "\\{++")
    assert _apply(revision, done, tmp_path) == revision.review_text == AFTER


def test_left_marks_are_undecided(revision: Revision, marked: str, tmp_path: Path) -> None:
    """Review fixes nobody decided about are not made."""
    assert _apply(revision, marked, tmp_path) == BEFORE
    done = marked.replace("{~~boat~>ship~~}", "vessel")
    assert "The vessel was rapid" in _apply(revision, done, tmp_path)


def test_foreign_marks_are_named(revision: Revision, marked: str, tmp_path: Path) -> None:
    """A mark that is none of ours stays as it was, and is told."""
    path = tmp_path / "article.critic.md"
    path.write_bytes((marked + "{~~odd~>even~~}").encode())
    carried = carrier_for(path)(revision, path)
    assert carried.text.endswith("odd")
    assert carried.lost == ("undecided: “odd” → “even”",)


def test_another_text_is_refused(revision: Revision, tmp_path: Path) -> None:
    """The review of one file never replaces another."""
    with pytest.raises(FixproseError, match="is not a review of this text"):
        _apply(revision, "Cats sleep all day long near warm stoves.", tmp_path)

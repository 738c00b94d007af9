"""Reading back Word: what a reviewer accepted and rejected of the tracked changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fixprose.docx.settled import settle
from fixprose.docx.tracked import Change, track
from fixprose.errors import FixproseError
from fixprose.review.carry import Carried
from fixprose.review.critic import Leftovers, refuse_other
from fixprose.review.decisions import Decision, decided_changes
from fixprose.text.wordml import read_text

if TYPE_CHECKING:
    from fixprose.revision import Revision


def encode_decided(revision: Revision, decided: Mapping[int, Decision]) -> bytes:
    """Return the Word file of a revision with what was decided as tracked changes."""
    document = revision.document
    changes = [
        Change(start, end, new, "; ".join(_reasons(revision, start, end)))
        for start, end, new in decided_changes(revision, decided)
        if new != document.text[start:end]
    ]
    return track(document.package, changes, document.path or "<stdin>")


def _reasons(revision: Revision, start: int, end: int) -> list[str]:
    return [fix.reason for fix in revision.fixes if start <= fix.start and fix.end <= end]


def by_word(revision: Revision, review: Path) -> Carried:
    """Carry out a reviewed Word file: the result is that file, with what was left settled.

    What nobody decided about is made where all of it is safe. Raises FixproseError when the text or
    the review is no Word file, or when they are of different texts.
    """
    document = revision.document
    if not document.package:
        raise FixproseError(f"{document.path}: is no Word file, but its review {review} is one")
    try:
        data = review.read_bytes()
    except OSError as error:
        raise FixproseError(f"{review}: cannot be read ({error.strerror or error})") from error
    left: list[tuple[str, str]] = []
    leftovers = Leftovers(revision)

    def is_made(old: str, new: str) -> bool:
        left.append((old, new))
        return leftovers.is_made(old, new)

    settled = settle(data, is_made, str(review))
    text = read_text(settled, str(review))
    refuse_other(document.text, text, review)
    decided = max(0, len(revision.hunks()) - len(left))
    return Carried(text, decided, tuple(leftovers.lost), settled)

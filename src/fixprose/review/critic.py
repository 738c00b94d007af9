"""Reading back CriticMarkup: what an editor left of the marks that the report wrote.

A resolved mark is decided, whichever way, and so is all that the editor wrote beside it. A mark
that is left is undecided: it is made where all of it is safe, else not.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fixprose.errors import FixproseError
from fixprose.review.carry import Carried
from fixprose.text.critic import resolve

if TYPE_CHECKING:
    from fixprose.revision import Revision


def by_critic(revision: Revision, review: Path) -> Carried:
    """Carry out a file of CriticMarkup.

    Raises FixproseError when it cannot be read or is not a review of this text.
    """
    from fixprose.text.read import read_document

    marked = read_document(review, format="text").text
    left: list[tuple[str, str]] = []

    def original(old: str, new: str) -> str:
        left.append((old, new))
        return old

    refuse_other(revision.document.text, resolve(marked, original), review)
    leftovers = Leftovers(revision)
    text = resolve(marked, lambda old, new: new if leftovers.is_made(old, new) else old)
    decided = max(0, len(revision.hunks()) - len(left))
    return Carried(text, decided, tuple(leftovers.lost))


class Leftovers:
    """Changes that nobody decided about, asked for in order of the text."""

    def __init__(self, revision: Revision) -> None:
        self._known = [
            (hunk.original, hunk.replacement, set(hunk.fixes) <= revision.safe)
            for hunk in (*revision.hunks(), *revision.hunks(revision.safe))
        ]
        self.lost: list[str] = []

    def is_made(self, old: str, new: str) -> bool:
        """Tell whether an undecided change is made; one that is not ours is noted as lost."""
        for before, after, is_safe in self._known:
            if (old, new) == (before, after) or _trimmed(old, new) == _trimmed(before, after):
                return is_safe
        self.lost.append(f"undecided: “{old}” → “{new}”")
        return False


def refuse_other(before: str, after: str, review: Path) -> None:
    """Raise FixproseError when two texts have so little in common that one is no review."""
    words, others = set(before.split()), set(after.split())
    if len(words & others) * 2 < min(len(words), len(others)):
        raise FixproseError(f"{review}: is not a review of this text; give the file it was made of")


def _trimmed(old: str, new: str) -> tuple[str, str]:
    """Return a change without what both sides begin and end with."""
    start = _common(old, new)
    old, new = old[start:], new[start:]
    end = _common(reversed(old), reversed(new))
    return old[: len(old) - end], new[: len(new) - end]


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count

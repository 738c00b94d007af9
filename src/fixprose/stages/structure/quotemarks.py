"""Quotation marks in a text, and which way each of them faces."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"[“”\"„«»]")
_OPENERS = "([{—–-/‘'"
_CLOSED_BY = ".,;:!?)]}—–-’'…/"


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A mark, its offset, and whether it opens; None where that cannot be told."""

    at: int
    char: str
    opens: bool | None


def read_mark(text: str, at: int) -> QuoteMark:
    """Return the mark at `at`, read by its shape or, if it is straight, by the space around it."""
    char = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in "“„«":
        return QuoteMark(at, char, True)
    if char in "”»":
        return QuoteMark(at, char, False)
    spaced_before = not before or before.isspace() or before in _OPENERS
    spaced_after = not after or after.isspace() or after in _CLOSED_BY
    if before.isdigit() and not after.isalpha():
        return QuoteMark(at, char, None)  # inches, perhaps
    if spaced_before and not (not after or after.isspace()):
        return QuoteMark(at, char, True)
    if spaced_after and not (not before or before.isspace()):
        return QuoteMark(at, char, False)
    return QuoteMark(at, char, None)


def ends_open(marks: list[QuoteMark]) -> bool:
    """Tell whether the last of the marks opens a quotation."""
    return bool(marks) and marks[-1].opens is True

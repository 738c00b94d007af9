"""Amounts and names that a space cuts in two: “$ 300”, “US$ 30 million”, “S & P 500”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Changes, Edit
from fixprose.stages.clean.base import find_in_prose, has_columns, make_edit
from fixprose.stages.clean.moses import joins

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "clean/spaced-amount": "The space between a currency sign and its number goes.",
    "clean/spaced-ampersand": "The spaces in names such as S&P and AT&T go.",
}

_AMOUNT = re.compile(r"[$€£¥][ \xa0](?=\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)?(?![\w.]*[\w]))")
_SIGNS = tuple(f"{sign}{space}" for sign in "$€£¥" for space in " \xa0")
_AMPERSAND = re.compile(r"& ?(?=[A-Z])")
# Written without spaces by those who bear the name; “R & D” and “Q & A” may have theirs.
_NAMES = frozenset("S&P AT&T P&O P&G B&Q A&P".split())
_FEWEST_WORDS = 2


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that close amounts and names up."""
    text = document.text
    if any(sign in text for sign in _SIGNS):
        yield from _amounts(document)
    if "&" in text:
        yield from _names(document)


def _amounts(document: Document) -> Iterator[Edit]:
    text = document.text
    for block, match in find_in_prose(document, _AMOUNT):
        start, end = match.span()
        number = re.match(r"[\d,.]*\d", text[end : end + 20])
        if number and _is_running(block, start) and joins(text[start], number.group()):
            shown = text[start] + number.group()
            yield make_edit(
                "spaced-amount",
                (start + 1, end),
                "",
                f"English writes no space between the sign and the number: “{shown}”.",
                0.95,
                matched=(start, end + len(number.group())),
                changes=Changes.FORMAT,
            )


def _names(document: Document) -> Iterator[Edit]:
    text = document.text
    for block, match in find_in_prose(document, _AMPERSAND):
        start, end = match.span()
        start -= text[start - 1 : start] == " "
        left = re.search(r"\b[A-Z]{1,2}$", text[max(block.span.start, start - 3) : start])
        right = re.match(r"[A-Z]\b", text[end : end + 2])
        if not (left and right) or start + 1 == end:
            continue
        name = f"{left.group()}&{right.group()}"
        if name in _NAMES:
            yield make_edit(
                "spaced-ampersand",
                (start, end),
                "&",
                f"The name is written “{name}”.",
                0.96,
                matched=(start - len(left.group()), end + 1),
            )


def _is_running(block: Block, at: int) -> bool:
    """Tell whether the sign at `at` stands in words, not in a table or behind a prompt."""
    text = block.text
    if has_columns(block, at) or text[max(0, at - 2) : at] == "  ":
        return False
    words = re.findall(r"[^\W\d_]{2,}", block.content)
    return len(words) >= _FEWEST_WORDS

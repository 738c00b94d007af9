"""Text that arrives cut into tokens: “The king , he said , can n't pay $ 300 .”

A block in which every mark keeps its distance has been through a tokeniser. sacremoses'
detokeniser puts it together again; each space that it closes is an edit of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from fixprose.edits import Changes, Edit
from fixprose.stages.clean.base import (
    blocks_with,
    find_in_prose,
    has_columns,
    is_french,
    make_edit,
)
from fixprose.stages.clean.moses import closed_gaps

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "clean/tokenised": "Text that a tokeniser cut into words and marks is put together again.",
    "clean/split-sign": "A sign that a tokeniser wrote as “@-@” becomes the sign.",
}

_HINT = re.compile(r" [,.;:!?)'](?=\s|$|s\s)")
_SIGN = re.compile(r" ?@(-|,|\.|/|:)@ ?(?=\S)")
_TOKEN = re.compile(r"\S+")
_LOOSE = re.compile(r"[,.;:!?()\[\]%\"“”]|n['’]t|['’](?:s|re|ve|ll|d|m)")
_ATTACHED = re.compile(r"[^\W\d_]{2,}[”\"')]?[,;:!?.]['\"”)]?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONTRACTION = re.compile(r"['’](?:s|re|ve|ll|d|m|t)$", re.IGNORECASE)
_NOT = re.compile(r"n['’]t$", re.IGNORECASE)
_NOT_AFTER = frozenset(
    "do does did is are was were has have had wo would could should ca must need ai might".split()
)
_ENOUGH = frozenset([",", ".", "?", "!", "'s", "n't", "’s", "n’t"])  # not colons and brackets
_CODE = re.compile(r"[{}|=~]|--\w|\w\(\)")
_FEWEST_WORDS = 3
_MOST_ATTACHED = 0.15  # of all marks: “U.S.” and “Mr.” keep theirs


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that close the gaps a tokeniser left."""
    text = document.text
    if "@" in text:
        yield from _signs(document)
    for block in blocks_with(document, _HINT):
        tokens = list(_TOKEN.finditer(text, block.span.start, block.span.end))
        if _is_tokenised(block, [token.group() for token in tokens]):
            yield from _together(block, tokens)


def _signs(document: Document) -> Iterator[Edit]:
    text = document.text
    for _, match in find_in_prose(document, _SIGN):
        start, end = match.span()
        if text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
            yield make_edit(
                "split-sign",
                (start, end),
                match.group(1),
                f"A tokeniser wrote “{match.group(1)}” as “{match.group().strip()}”.",
                0.98,
                matched=(start - 1, end + 1),
                changes=Changes.FORMAT,
            )


def _is_tokenised(block: Block, tokens: list[str]) -> bool:
    loose = sum(bool(_LOOSE.fullmatch(token)) for token in tokens)
    attached = sum(bool(_ATTACHED.fullmatch(token)) for token in tokens)
    words = sum(bool(_WORD.fullmatch(token)) for token in tokens)
    if not any(token in _ENOUGH for token in tokens) or _CODE.search(block.content):
        return False
    return (
        loose >= 2
        and words >= max(_FEWEST_WORDS, loose)
        and attached <= _MOST_ATTACHED * loose
        and not has_columns(block, block.span.start)
        and not is_french(block.content)
    )


def _together(block: Block, tokens: list[re.Match[str]]) -> Iterator[Edit]:
    text = block.text
    shown = [token.group() for token in tokens]
    closed = closed_gaps([_straight(token) for token in shown])
    for index, (token, following) in enumerate(pairwise(tokens)):
        start, end = token.end(), following.start()
        left, right = shown[index], shown[index + 1]
        if text[start:end] not in (" ", "\xa0"):
            continue
        if _NOT.fullmatch(right):
            closes = left.lower() in _NOT_AFTER
        elif right[0] in "'’" and len(right) > 1:  # to Moses all that begins so is a contraction
            closes = bool(_CONTRACTION.fullmatch(right)) and left[-1].isalnum()
        elif right in "“”" or left in "“”":
            closes = right == "”" or left == "“"
        elif "'" in (left, right) or "’" in (left, right):
            closes = False  # possessive or quotation: for the apostrophes to decide
        elif left in "([" and right in ",.;:":
            closes = False
        else:
            closes = index in closed
        if closes:
            yield make_edit(
                "tokenised",
                (start, end),
                "",
                f"A tokeniser cut “{left}{right}” in two.",
                0.96,
                matched=(token.start(), following.end()),
            )


def _straight(token: str) -> str:
    """Return the token with straight apostrophes, the only ones that Moses knows."""
    return token.replace("’", "'")

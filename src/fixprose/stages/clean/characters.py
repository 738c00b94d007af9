"""Characters that nobody sees: control characters and characters without width.

They change nothing on the screen and everything for a search. Between letters of scripts that need
them (Arabic, the scripts of India, emoji), and in text that runs right to left, they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.stages.clean.base import find_in_prose, make_edit

if TYPE_CHECKING:
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "clean/control-character": "A control character in prose goes (Word's own hyphen becomes one).",
    "clean/zero-width": "Characters without width between Latin letters or spaces go.",
}

_CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x01-\x07\x0e-\x1a\x1c-\x1f\x7f]+")
_ANY_CONTROL = re.compile(r"[\x01-\x07\x0e-\x1f\x7f]")
_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ZERO_WIDTH = re.compile(f"[{_HIDDEN}]+")
_OTHER_SCRIPTS = re.compile("[\u0590-\u1fff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeef]")
_HYPHENS = {"\x1e": "-"}  # how Word stores a hyphen that does not break


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that remove what cannot be seen."""
    text = document.text
    if _ANY_CONTROL.search(text):
        yield from _controls(document)
    if not text.isascii() and _ZERO_WIDTH.search(text):
        yield from _hidden(document)


def _controls(document: Document) -> Iterator[Edit]:
    text = document.text
    for block, match in find_in_prose(document, _CONTROL):
        start, end = match.span()
        codes = ", ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(match.group()))
        becomes = _HYPHENS.get(match.group(), "")
        if not becomes and text[block.span.start : start].endswith(" "):
            if end == block.span.end:
                start -= 1
            elif text[end] == " ":
                end += 1
        yield make_edit(
            "control-character",
            (start, end),
            becomes,
            f"A control character ({codes}) stands in the text; nobody sees it.",
            0.95,
        )


def _hidden(document: Document) -> Iterator[Edit]:
    text = document.text
    for block, match in find_in_prose(document, _ZERO_WIDTH):
        start, end = match.span()
        around = (
            text[max(block.span.start, start - 1) : start]
            + text[end : min(end + 1, block.span.end)]
        )
        if any(ord(character) >= 0x2E80 for character in around) or _OTHER_SCRIPTS.search(around):
            continue
        if any("\u200e" <= c <= "\u202e" or c >= "\u2066" for c in match.group()) and (
            _OTHER_SCRIPTS.search(block.content)
        ):
            continue
        codes = ", ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(match.group()))
        yield make_edit(
            "zero-width",
            (start, end),
            "",
            f"A character without width ({codes}) stands here; nobody sees it, and words with it "
            "are not found.",
            0.95,
            matched=(max(block.span.start, start - 1), min(end + 1, block.span.end)),
        )

"""Plain text: paragraphs between blank lines, hard-wrapped or one a line.

Pages copied from the news have a paragraph on each line, letters and manuals break lines at some
width. The text itself tells: where most lines within a paragraph end with a full stop, lines are
paragraphs; where they do not, lines that are filled to the common width go on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from fixprose.text.document import Layout
from fixprose.text.span import Span

_LONGEST_WRAPPED = 150  # characters; nobody breaks lines wider than that
_NARROWEST = 40  # characters; narrower "paragraphs" are lists, verses, addresses
_FILLED = 0.75  # of the common width
_STOPS = frozenset(".!?:…。")
_CLOSERS = "\"'”’»)]*_"
_OTHER_NEWLINES = "\r\v\f\u2028\u2029"
_ITEM = re.compile(r"[-*•‣·>+] |\(?(?:\d{1,2}|[a-z])[.)] +[A-Z\"“]|<!--|\|")
_ITEM_STARTS = frozenset("-*•‣·>+(<|0123456789abcdefghijklmnopqrstuvwxyz")
_COLUMNS = re.compile(r"\S(?:\t| {3,})\S|\|.*\|")


class _Line(NamedTuple):
    """A line without the white space around it; offsets are characters of the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def layout(text: str) -> Layout:
    """Return the paragraphs of a plain text."""
    paragraphs = list(_paragraphs(text))
    wrapping = _Wrapping(paragraphs)
    blocks: list[Span] = []
    for lines in paragraphs:
        start = lines[0].start
        for line, following in pairwise(lines):
            if not wrapping.joins(line, following):
                blocks.append(Span(start, line.end))
                start = following.start
        blocks.append(Span(start, lines[-1].end))
    return Layout(tuple(blocks))


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    if "\r\n" in text:
        text = text.replace("\r\n", " \n")
    for newline in _OTHER_NEWLINES:
        text = text.replace(newline, "\n")
    lines: list[_Line] = []
    offset = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            lines.append(_Line(offset + raw.index(line), line))
        elif lines:
            yield lines
            lines = []
        offset += len(raw) + 1
    if lines:
        yield lines


class _Wrapping:
    """How a text breaks its lines, judged over all of it."""

    def __init__(self, paragraphs: list[list[_Line]]) -> None:
        inner = [line.text for lines in paragraphs for line in lines[:-1]]
        stops = sum(_ends_sentence(line) for line in inner)
        widths = sorted(
            len(line.text)
            for lines in paragraphs
            if len(lines) > 1
            for line in lines
            if len(line.text) <= _LONGEST_WRAPPED
        )
        self._width = widths[int(0.95 * (len(widths) - 1))] if widths else 0
        self._hard = stops * 2 < len(inner) and self._width >= _NARROWEST

    def joins(self, line: _Line, following: _Line) -> bool:
        """Tell whether the paragraph goes on from one line to the next."""
        text, after = line.text, following.text
        if len(text) > _LONGEST_WRAPPED or text.endswith("-->"):
            return False
        if after[0] in _ITEM_STARTS and _ITEM.match(after):
            return False
        if _has_columns(text) or _has_columns(after):
            return False
        if after[0].islower() and not _ends_sentence(text):
            return True
        if not self._hard:
            return False
        return len(text) + 1 + len(after.split(None, 1)[0]) >= _FILLED * self._width


def _has_columns(line: str) -> bool:
    return ("\t" in line or "   " in line or "|" in line) and bool(_COLUMNS.search(line))


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSERS)[-1:] in _STOPS

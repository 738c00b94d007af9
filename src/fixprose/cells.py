"""Cells: the current text, with every character traced to who wrote it.

A text is kept in *cells*, one a paragraph of the original; no edit crosses a cell. A cell is a row
of pieces, each owned by the original or by the step that wrote it, so that every step knows which
earlier steps it touches and can be replayed with any of the others left out.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from fixprose.edits import Edit, Safety
from fixprose.text.document import Document
from fixprose.text.span import Span

ORIGINAL = -1  # the owner of text that no step has written


class Piece(NamedTuple):
    """A stretch of a cell: `start` is its offset in what its owner wrote (or in the original)."""

    owner: int
    start: int
    text: str


class Anchor(NamedTuple):
    """A place that survives other steps: beside a character of some owner.

    `after`: the place is behind that character, else before it.
    """

    owner: int
    offset: int
    after: bool


@dataclass(frozen=True, slots=True)
class Step:
    """An edit that was applied: where, depending on which earlier steps, and how it counts.

    `number` names the step among those of its document; later steps have higher ones. `replaced`
    is what stood there before.
    """

    number: int
    edit: Edit
    replaced: str
    cell: int
    start: Anchor | None  # None: at the very beginning of an empty cell
    end: Anchor | None
    needs: frozenset[int]
    safety: Safety
    in_quotation: bool


class Cells:
    """The current text as cells of pieces; the only thing that changes while a text is repaired."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self.bounds = cell_bounds(document)
        self.cells = [
            [Piece(ORIGINAL, start, self._text[start:end])]
            for start, end in zip(self.bounds, self.bounds[1:], strict=False)
        ]
        self._lengths = [
            end - start for start, end in zip(self.bounds, self.bounds[1:], strict=False)
        ]

    @property
    def text(self) -> str:
        """The current text."""
        return "".join(piece.text for cell in self.cells for piece in cell)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(self._lengths)]

    def cell_of(self, span: Span) -> tuple[int, int] | None:
        """Return (cell, offset of its start in the current text); None if `span` crosses cells."""
        starts = self._starts
        number = min(bisect_right(starts, span.start), len(self.cells)) - 1
        return (number, starts[number]) if span.end <= starts[number + 1] else None

    def step(self, number: int, edit: Edit, safety: Safety, *, in_quotation: bool) -> Step:
        """Return the step that an edit of the current text would be.

        The edit must lie within one cell (`cell_of`).
        """
        found = self.cell_of(edit.span)
        if found is None:
            raise ValueError(f"the edit crosses paragraphs: {edit}")
        cell, base = found
        pieces = self.cells[cell]
        start, end = edit.span.start - base, edit.span.end - base
        reach = Span(max(0, edit.matched.start - base), max(0, edit.matched.end - base))
        return Step(
            number=number,
            edit=edit,
            replaced="".join(piece.text for piece in pieces)[start:end],
            cell=cell,
            start=_anchor(pieces, start, before=start < end),
            end=_anchor(pieces, end, before=False),
            needs=_touched(pieces, reach.hull(Span(start, end))),
            safety=safety,
            in_quotation=in_quotation,
        )

    def apply(self, step: Step) -> None:
        """Apply a step whose needs have been applied; it becomes the owner of its text."""
        pieces = self.cells[step.cell]
        start = position_of(pieces, step.start)
        end = max(start, position_of(pieces, step.end))
        new = Piece(step.number, 0, step.edit.replacement)
        self.cells[step.cell] = _replaced(pieces, start, end, new)
        self._resize(step.cell, len(step.edit.replacement) - (end - start))

    def reset(self, cell: int) -> None:
        """Give a cell its original text back."""
        start, end = self.bounds[cell], self.bounds[cell + 1]
        self.cells[cell] = [Piece(ORIGINAL, start, self._text[start:end])]
        self._resize(cell, end - start - self._lengths[cell])

    def _resize(self, cell: int, by: int) -> None:
        self._lengths[cell] += by
        self.__dict__.pop("_starts", None)

    def original_of(self, span: Span) -> Span:
        """Return roughly the span of the original that a span of the current text came from."""
        found = self.cell_of(Span(span.start, span.start))
        if found is None:
            return Span(0, 0)
        cell, base = found
        low, high = self.bounds[cell], self.bounds[cell + 1]
        start = _original_offset(self.cells[cell], span.start - base, low)
        end = _original_offset(self.cells[cell], span.end - base, low)
        return Span(min(start, high), min(max(start, end), high))


def cell_bounds(document: Document) -> list[int]:
    """Return where cells begin, and the end of the text."""
    starts = [block.span.start for block in document.blocks][1:]
    size = len(document.text)
    return [0, *(start for start in starts if 0 < start < size), size]


def _anchor(pieces: list[Piece], at: int, *, before: bool) -> Anchor | None:
    """Return a lasting name for the place `at` of a cell: by the character on one side of it."""
    left = right = None
    position = 0
    for piece in pieces:
        end = position + len(piece.text)
        if position < at <= end:
            left = Anchor(piece.owner, piece.start + at - position - 1, True)
        if position <= at < end:
            right = Anchor(piece.owner, piece.start + at - position, False)
        position = end
    return (right or left) if before else (left or right)


def position_of(pieces: list[Piece], anchor: Anchor | None) -> int:
    """Return where an anchor's place is in a cell."""
    position = 0
    if anchor is None:
        return 0
    for piece in pieces:
        if piece.owner == anchor.owner and 0 <= anchor.offset - piece.start < len(piece.text):
            return position + anchor.offset - piece.start + anchor.after
        position += len(piece.text)
    raise ValueError(f"{anchor} is not in the text: a step was replayed without what it needs")


def _touched(pieces: list[Piece], reach: Span) -> frozenset[int]:
    """Return the steps whose text, or whose deletion, lies within reach."""
    found = set()
    position = 0
    for piece in pieces:
        here = Span(position, position + len(piece.text))
        position = here.end
        if piece.owner != ORIGINAL and here.overlaps(reach):
            found.add(piece.owner)
    return frozenset(found)


def _replaced(pieces: list[Piece], start: int, end: int, new: Piece) -> list[Piece]:
    """Return the pieces with `new` from start to end; an empty piece marks a deletion."""
    before: list[Piece] = []
    after: list[Piece] = []
    position = 0
    for piece in pieces:
        stop = position + len(piece.text)
        if position < start or (not piece.text and position == start):
            before.append(piece._replace(text=piece.text[: start - position]))
        if stop > end or (not piece.text and position == end > start):
            cut = max(position, end) - position
            after.append(Piece(piece.owner, piece.start + cut, piece.text[cut:]))
        position = stop
    return [*before, new, *after]


def hull_of(pieces: list[Piece], low: int, high: int) -> tuple[int, int, str]:
    """Return (start, end, text) of what is no longer the original in a cell."""
    first, start = 0, low
    while first < len(pieces) and pieces[first][:2] == (ORIGINAL, start):
        start += len(pieces[first].text)
        first += 1
    last, end = len(pieces), high
    while (
        last > first
        and (piece := pieces[last - 1]).owner == ORIGINAL
        and piece.start + len(piece.text) == end
    ):
        end -= len(piece.text)
        last -= 1
    return start, max(start, end), "".join(piece.text for piece in pieces[first:last])


def _original_offset(pieces: list[Piece], at: int, low: int) -> int:
    position, seen = 0, low
    for piece in pieces:
        end = position + len(piece.text)
        if piece.owner == ORIGINAL:
            if at <= end:
                return piece.start + max(0, at - position)
            seen = piece.start + len(piece.text)
        elif at < end:
            return seen
        position = end
    return seen

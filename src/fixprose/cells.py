"""Cells: the current text, with every character traced to who wrote it.

A text is kept in *cells*, one a paragraph of the original; no edit crosses a cell. A cell is a row
of pieces, each owned by the original or by the step that wrote it, so that every step knows which
earlier steps it touches and can be replayed with any of the others left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from fixprose.edits import Edit, Safety
from fixprose.text.document import Document
from fixprose.text.span import Span

ORIGINAL = -1  # the owner of text that no step has written
_BACK = 4  # pieces before the last place where the next step may be anchored


class Piece(NamedTuple):
    """A stretch of a cell: from `start` to `end` in what its owner wrote (or in the original)."""

    owner: int
    start: int
    end: int
    source: str

    @property
    def size(self) -> int:
        """Its length in characters."""
        return self.end - self.start

    @property
    def text(self) -> str:
        """What it says."""
        return self.source[self.start : self.end]


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


class Cell(list[Piece]):
    """The pieces of a cell, in order.

    It remembers the piece that was last looked at and goes on from there: steps are made and
    replayed in order of the text, so that each finds its place close by in the longest paragraph.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        """Make a cell of the original from `start` to `end`."""
        super().__init__([Piece(ORIGINAL, start, end, text)])
        self.size = end - start
        self._number = self._before = 0  # the piece, and the characters before it

    @property
    def text(self) -> str:
        """What the cell says now."""
        return "".join(piece.text for piece in self)

    def seek(self, place: int) -> Iterator[tuple[int, int, Piece]]:
        """Yield (number, start, piece) from the first piece that ends at `place` or behind it."""
        number, before = self._number, self._before
        while number and before >= place:
            number -= 1
            before -= self[number].size
        while number < len(self) and before + self[number].size < place:
            before += self[number].size
            number += 1
        self._number, self._before = number, before
        for at in range(number, len(self)):
            yield at, before, self[at]
            before += self[at].size

    def part(self, start: int, end: int) -> str:
        """Return what stands between two offsets."""
        found = []
        for _, before, piece in self.seek(start):
            if before >= end:
                break
            found.append(piece.text[max(0, start - before) : end - before])
        return "".join(found)

    def position_of(self, anchor: Anchor | None) -> int:
        """Return where an anchor's place is. Raises ValueError when its text is not there."""
        if anchor is None:
            return 0
        number, before = self._number, self._before
        for _ in range(min(_BACK, number)):
            number -= 1
            before -= self[number].size
        for at, place in ((number, before), (0, 0)):
            for piece in self[at:]:
                if piece.owner == anchor.owner and piece.start <= anchor.offset < piece.end:
                    self._number, self._before = at, place
                    return place + anchor.offset - piece.start + anchor.after
                place += piece.size
                at += 1
        raise ValueError(f"{anchor} is not in the text: a step was replayed without what it needs")

    def replace(self, start: int, end: int, new: Piece) -> None:
        """Put `new` where start to end stands; if it is empty, it marks the deletion."""
        before: list[Piece] = []
        after: list[Piece] = []
        first = last = len(self)
        for number, position, piece in self.seek(start):
            first = min(first, number)
            if position > end:
                last = number
                break
            if position < start or (not piece.size and position == start):
                before.append(piece._replace(end=min(piece.end, piece.start + start - position)))
            stop = position + piece.size
            if stop > end or (not piece.size and position == end > start):
                after.append(piece._replace(start=piece.start + max(position, end) - position))
        self[first:last] = [*before, new, *after]
        self.size += new.size - (end - start)


class Cells:
    """The current text as cells of pieces; the only thing that changes while a text is repaired."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self.bounds = cell_bounds(document)
        self.cells = [Cell(self._text, start, end) for start, end in pairwise(self.bounds)]
        self._number = self._before = 0  # the cell that was last looked at, the characters before

    @property
    def text(self) -> str:
        """The current text."""
        return "".join(cell.text for cell in self.cells)

    def cell_of(self, span: Span) -> tuple[int, int] | None:
        """Return (cell, offset of its start in the current text); None if `span` crosses cells."""
        number, before = self._number, self._before
        while number and before > span.start:
            number -= 1
            before -= self.cells[number].size
        while number + 1 < len(self.cells) and before + self.cells[number].size <= span.start:
            before += self.cells[number].size
            number += 1
        self._number, self._before = number, before
        return (number, before) if span.end <= before + self.cells[number].size else None

    def step(self, number: int, edit: Edit, safety: Safety, *, in_quotation: bool) -> Step:
        """Return the step that an edit of the current text would be.

        The edit must lie within one cell (`cell_of`).
        """
        found = self.cell_of(edit.span)
        if found is None:
            raise ValueError(f"the edit crosses paragraphs: {edit}")
        place, base = found
        cell = self.cells[place]
        start, end = edit.span.start - base, edit.span.end - base
        reach = Span(max(0, edit.matched.start - base), max(0, edit.matched.end - base))
        return Step(
            number=number,
            edit=edit,
            replaced=cell.part(start, end),
            cell=place,
            start=_anchor(cell, start, before=start < end),
            end=_anchor(cell, end, before=False),
            needs=_touched(cell, reach.hull(Span(start, end))),
            safety=safety,
            in_quotation=in_quotation,
        )

    def apply(self, step: Step) -> None:
        """Apply a step whose needs have been applied; it becomes the owner of its text."""
        cell = self.cells[step.cell]
        size = cell.size
        start = cell.position_of(step.start)
        end = max(start, cell.position_of(step.end))
        new = step.edit.replacement
        cell.replace(start, end, Piece(step.number, 0, len(new), new))
        self._resized(step.cell, cell.size - size)

    def reset(self, cell: int) -> None:
        """Give a cell its original text back."""
        size = self.cells[cell].size
        self.cells[cell] = Cell(self._text, self.bounds[cell], self.bounds[cell + 1])
        self._resized(cell, self.cells[cell].size - size)

    def _resized(self, cell: int, by: int) -> None:
        if cell < self._number:
            self._before += by

    def original_of(self, span: Span) -> Span:
        """Return roughly the span of the original that a span of the current text came from."""
        found = self.cell_of(Span(span.start, span.start))
        if found is None:
            return Span(0, 0)
        number, base = found
        low, high = self.bounds[number], self.bounds[number + 1]
        start = _original_offset(self.cells[number], span.start - base, low)
        end = _original_offset(self.cells[number], span.end - base, low)
        return Span(min(start, high), min(max(start, end), high))


def cell_bounds(document: Document) -> list[int]:
    """Return where cells begin, and the end of the text."""
    starts = [block.span.start for block in document.blocks][1:]
    size = len(document.text)
    return [0, *(start for start in starts if 0 < start < size), size]


def _anchor(cell: Cell, at: int, *, before: bool) -> Anchor | None:
    """Return a lasting name for the place `at` of a cell: by the character on one side of it."""
    left = right = None
    for _, position, piece in cell.seek(at):
        if position > at:
            break
        end = position + piece.size
        if position < at <= end:
            left = Anchor(piece.owner, piece.start + at - position - 1, True)
        if position <= at < end:
            right = Anchor(piece.owner, piece.start + at - position, False)
    return (right or left) if before else (left or right)


def _touched(cell: Cell, reach: Span) -> frozenset[int]:
    """Return the steps whose text, or whose deletion, lies within reach."""
    found = set()
    for _, position, piece in cell.seek(reach.start):
        if position > reach.end:
            break
        here = Span(position, position + piece.size)
        if piece.owner != ORIGINAL and here.overlaps(reach):
            found.add(piece.owner)
    return frozenset(found)


def hull_of(pieces: list[Piece], low: int, high: int) -> tuple[int, int, str]:
    """Return (start, end, text) of what is no longer the original in a cell."""
    first, start = 0, low
    while first < len(pieces) and pieces[first][:2] == (ORIGINAL, start):
        start = pieces[first].end
        first += 1
    last, end = len(pieces), high
    while last > first and (piece := pieces[last - 1]).owner == ORIGINAL and piece.end == end:
        end = piece.start
        last -= 1
    return start, max(start, end), "".join(piece.text for piece in pieces[first:last])


def _original_offset(cell: Cell, at: int, low: int) -> int:
    seen = len(cell)  # how many pieces lie before the place
    for number, position, piece in cell.seek(at):
        if piece.owner == ORIGINAL:
            return piece.start + max(0, at - position)
        seen = number
        if at < position + piece.size:
            break
    before = (
        cell[number].end for number in reversed(range(seen)) if cell[number].owner == ORIGINAL
    )
    return next(before, low)

"""The promises, checked once more on what is about to be handed over.

Guards judge each edit by itself, in the text of its round. This looks at the outcome: at what is
left of the original in each cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fixprose.cells import ORIGINAL, Cells, Piece, Step
from fixprose.edits import Changes
from fixprose.guards import keeps_numbers
from fixprose.text.document import Document
from fixprose.text.span import Span

_NUMBER_HEAD = re.compile(r"[\d.,]+")


def broken_cells(document: Document, cells: Cells, steps: Iterable[Step]) -> set[int]:
    """Return the changed cells in which something protected, or a number, is not as it was.

    `document` is the original, `steps` are those that made `cells` of it.
    """
    by_cell: dict[int, list[Step]] = {}
    for step in steps:
        by_cell.setdefault(step.cell, []).append(step)
    broken = set()
    for cell, made in by_cell.items():
        place = Span(cells.bounds[cell], cells.bounds[cell + 1])
        pieces = cells.cells[cell]
        number = _number_after(cells, cell)
        before = place.of(document.text) + number
        after = "".join(piece.text for piece in pieces) + number
        if any(map(document.is_protected, _gaps(pieces, place))) or not _keeps_numbers(
            before, after, made
        ):
            broken.add(cell)
    return broken


def _number_after(cells: Cells, cell: int) -> str:
    """Return the number that the next cell begins with: they must not join."""
    following = cells.cells[cell + 1] if cell + 1 < len(cells.cells) else []
    match = _NUMBER_HEAD.match("".join(piece.text for piece in following))
    return match[0] if match else ""


def _gaps(pieces: list[Piece], place: Span) -> Iterator[Span]:
    """Yield what steps have replaced of the original, the empty places of insertions included."""
    kept = [piece for piece in pieces if piece.owner == ORIGINAL]
    starts = [*(piece.start for piece in kept), place.end]
    ends = [place.start, *(piece.start + len(piece.text) for piece in kept)]
    for number, (end, start) in enumerate(zip(ends, starts, strict=True)):
        if start > end or 0 < number < len(kept):
            yield Span(end, start)


def _keeps_numbers(before: str, after: str, steps: list[Step]) -> bool:
    changes = {step.edit.changes for step in steps}
    clean = [step for step in steps if step.edit.stage == "clean"]
    if Changes.VALUE in changes or any(map(_has_digit, clean)):
        return True  # it says so; or digits were decoded: the code of an entity is no number
    if Changes.FORMAT in changes or clean:
        return keeps_numbers(before, after, Changes.FORMAT)
    return keeps_numbers(before, after, Changes.NOTHING)


def _has_digit(step: Step) -> bool:
    return any(map(str.isdigit, step.replaced + step.edit.replacement))

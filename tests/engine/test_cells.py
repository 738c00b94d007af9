"""Cells: every edit lands where it should, wherever was looked before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fixprose.cells import Cells, Step
from fixprose.edits import Edit, Safety
from fixprose.text.document import Document
from fixprose.text.span import Span

TEXT = "First words here.\n\nA second paragraph.\n\nAnd the end."
EDITS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 9), st.text("ab ", max_size=5)), max_size=12
)


def edit(span: Span, replacement: str) -> Edit:
    return Edit(
        span=span,
        matched=span,
        replacement=replacement,
        rule="test/x",
        stage="clean",
        reason="A test.",
        confidence=1.0,
    )


def applied(cells: Cells, edits: list[tuple[int, int, str]]) -> list[Step]:
    """Apply what lies in one cell of the current text, and check each outcome."""
    steps = []
    for start, length, new in edits:
        span = Span(start, start + length)
        if cells.cell_of(span) is None:
            continue
        before = cells.text
        step = cells.step(len(steps), edit(span, new), Safety.SAFE, in_quotation=False)
        cells.apply(step)
        assert step.replaced == before[start : start + length]
        assert cells.text == before[:start] + new + before[start + length :]
        steps.append(step)
    return steps


def replayed(steps: list[Step]) -> Cells:
    cells = Cells(Document(TEXT))
    for step in steps:
        cells.apply(step)
    return cells


@given(EDITS)
def test_each_edit_lands_in_its_place_and_can_be_replayed(
    edits: list[tuple[int, int, str]],
) -> None:
    cells = Cells(Document(TEXT))
    steps = applied(cells, edits)
    assert replayed(steps).text == cells.text
    assert [cell.size for cell in cells.cells] == [len(cell.text) for cell in cells.cells]


@given(EDITS, st.lists(st.integers(0, 60)))
def test_where_was_looked_before_makes_no_difference(
    edits: list[tuple[int, int, str]], places: list[int]
) -> None:
    cells = Cells(Document(TEXT))
    steps = applied(cells, edits)
    for place in places:
        span = Span(place, place + 2)
        fresh = replayed(steps)
        assert cells.cell_of(span) == fresh.cell_of(span)
        assert cells.original_of(span) == replayed(steps).original_of(span)


@given(EDITS)
def test_a_cell_that_is_put_back_is_as_it_was(edits: list[tuple[int, int, str]]) -> None:
    cells = Cells(Document(TEXT))
    applied(cells, edits)
    for number in range(len(cells.cells)):
        cells.reset(number)
    assert cells.text == TEXT
    assert cells.cell_of(Span(25, 30)) == Cells(Document(TEXT)).cell_of(Span(25, 30))


def test_a_paragraph_of_many_fixes_is_described_fix_by_fix() -> None:
    cells = Cells(Document("a " * 400))
    steps = applied(cells, [(3 * at, 1, "bb") for at in range(400)])
    assert cells.text == "bb " * 400
    assert all(not step.needs for step in steps)

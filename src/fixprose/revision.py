"""Revisions: the original text, all fixes in order, and every text that can be made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from fixprose.cells import ORIGINAL, Anchor, Cell, Cells, Step, cell_bounds, hull_of
from fixprose.edits import Edit, Safety, Stage
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.text.document import Document
from fixprose.text.span import Span


@dataclass(frozen=True, slots=True)
class Fix:
    """An accepted edit, in terms of the original, described together with what it depends on.

    `start` and `end` are offsets in characters of the original text, end exclusive. `depends_on`
    holds indexes into `Revision.fixes`.
    """

    index: int
    start: int
    end: int
    original: str
    replacement: str
    rule: str
    stage: Stage
    safety: Safety
    confidence: float
    reason: str
    depends_on: tuple[int, ...]
    in_quotation: bool


@dataclass(frozen=True, slots=True)
class Hunk:
    """One changed stretch of the original with the fixes that made it. Hunks never overlap."""

    start: int
    end: int
    original: str
    replacement: str
    fixes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit that a guard or the evidence refused, near its place in the original."""

    start: int
    end: int
    original: str
    replacement: str
    rule: str
    stage: Stage
    confidence: float
    reason: str
    why: str


class Revision:
    """What became of a document. Immutable; every view of it is worked out from the steps."""

    def __init__(
        self,
        document: Document,
        diagnosis: Diagnosis,
        steps: Iterable[Step] = (),
        refusals: Iterable[Refusal] = (),
    ) -> None:
        self.document = document
        self.diagnosis = diagnosis
        self.refusals = tuple(refusals)
        self._steps = {step.number: step for step in steps}
        self._bounds = cell_bounds(document)

    @cached_property
    def fixes(self) -> tuple[Fix, ...]:
        """All fixes, safe and review, in order of the original text."""
        described = [(place, number) for number, place in self._described.items()]
        described.sort(key=lambda item: (item[0][0], item[0][1], item[1]))
        index_of = {number: index for index, (_, number) in enumerate(described)}
        found = []
        for index, ((start, end, replacement), number) in enumerate(described):
            step = self._steps[number]
            found.append(
                Fix(
                    index=index,
                    start=start,
                    end=end,
                    original=self.document.text[start:end],
                    replacement=replacement,
                    rule=step.edit.rule,
                    stage=step.edit.stage,
                    safety=step.safety,
                    confidence=step.edit.confidence,
                    reason=step.edit.reason,
                    depends_on=tuple(sorted(index_of[need] for need in step.needs)),
                    in_quotation=step.in_quotation,
                )
            )
        return tuple(found)

    @property
    def steps(self) -> tuple[Step, ...]:
        """By index of a fix: the step that made it, for those who replay fixes elsewhere."""
        return tuple(self._steps[number] for number in self._order)

    @cached_property
    def safe(self) -> frozenset[int]:
        """The indexes of the safe fixes."""
        return frozenset(fix.index for fix in self.fixes if fix.safety is Safety.SAFE)

    @cached_property
    def text(self) -> str:
        """The repaired text: safe fixes applied."""
        safe = [n for n, step in self._steps.items() if step.safety is Safety.SAFE]
        return self._play(safe).text

    @cached_property
    def review_text(self) -> str:
        """The text with safe and review fixes applied."""
        return self._play(self._steps).text

    def replay(self, accepted: Collection[int]) -> str:
        """Return the text with these fixes; one whose dependencies are missing falls away too."""
        return self._play(self._numbers(accepted)).text

    def hunks(self, accepted: Collection[int] | None = None) -> tuple[Hunk, ...]:
        """Return the changed stretches when these fixes (by default all) are accepted."""
        numbers = list(self._steps) if accepted is None else self._numbers(accepted)
        cells = self._play(numbers)
        index_of = {number: fix for fix, number in enumerate(self._order)}
        chosen = sorted((self.fixes[index_of[number]] for number in numbers), key=lambda f: f.start)
        groups: list[list[Fix]] = []
        end = -1
        for fix in chosen:
            if groups and fix.start <= end:
                groups[-1].append(fix)
            else:
                groups.append([fix])
            end = max(end, fix.end)
        by_cell = groupby(groups, key=lambda group: self._steps[self._order[group[0].index]].cell)
        return tuple(
            hunk
            for cell, inside in by_cell
            for hunk in self._hunks(cell, cells.cells[cell], inside)
        )

    def _hunks(self, number: int, cell: Cell, groups: Iterable[list[Fix]]) -> Iterator[Hunk]:
        """Yield the hunks of a cell, of which `groups` are the fixes, in order."""
        low, high = self._bounds[number], self._bounds[number + 1]
        text = cell.text
        for group in groups:
            start, end = group[0].start, max(fix.end for fix in group)
            first = cell.position_of(Anchor(ORIGINAL, start - 1, True)) if start > low else 0
            last = cell.position_of(Anchor(ORIGINAL, end, False)) if end < high else len(text)
            yield Hunk(
                start,
                end,
                self.document.text[start:end],
                text[first:last],
                tuple(sorted(fix.index for fix in group)),
            )

    @cached_property
    def _order(self) -> tuple[int, ...]:
        """By index of a fix: the number of its step."""
        keyed = [(place[:2], number) for number, place in self._described.items()]
        return tuple(number for _, number in sorted(keyed))

    def _numbers(self, accepted: Collection[int]) -> list[int]:
        wanted = {self._order[index] for index in accepted}
        kept: set[int] = set()
        for number in sorted(wanted):
            if self._steps[number].needs <= kept:
                kept.add(number)
        return sorted(kept)

    def _play(self, numbers: Iterable[int]) -> Cells:
        cells = Cells(self.document)
        for number in numbers:
            cells.apply(self._steps[number])
        return cells

    @cached_property
    def _described(self) -> dict[int, tuple[int, int, str]]:
        """By number of a step: (start, end, replacement) of it with all that it depends on."""
        found = {}
        cells = Cells(self.document)
        for number, step in self._steps.items():
            cells.reset(step.cell)
            for needed in sorted(self._closure(number)):
                cells.apply(self._steps[needed])
            low, high = self._bounds[step.cell], self._bounds[step.cell + 1]
            found[number] = hull_of(cells.cells[step.cell], low, high)
            cells.reset(step.cell)
        return found

    def _closure(self, number: int) -> set[int]:
        found: set[int] = set()
        waiting = [number]
        while waiting:
            found.add(one := waiting.pop())
            waiting += self._steps[one].needs - found
        return found


def compare(before: Document, after: str) -> Revision:
    """Return the revision that turns a document into another text, by difflib's SequenceMatcher.

    Each changed stretch of words is a fix of the rule `compare/change`; none crosses a paragraph of
    `before` unless paragraphs were joined or moved.
    """
    from fixprose.text.difference import changes

    cells = Cells(before)
    steps: list[Step] = []
    for start, end, replacement in reversed(list(changes(before.text, after))):
        span = Span(start, end)
        for part in _by_cell(span, replacement, cells.bounds):
            edit = Edit(
                span=part[0],
                matched=part[0],
                replacement=part[1],
                rule="compare/change",
                stage="clean",
                reason="The second text has it so.",
                confidence=1.0,
                safety=Safety.REVIEW,
            )
            steps.append(cells.step(len(steps), edit, Safety.REVIEW, in_quotation=False))
            cells.apply(steps[-1])
    return Revision(before, Diagnosis(0.0), steps)


def _by_cell(span: Span, replacement: str, bounds: list[int]) -> list[tuple[Span, str]]:
    """Cut a change at the bounds of cells, last part first; the first part takes the new text."""
    cuts = [span.start, *(b for b in bounds if span.start < b < span.end), span.end]
    parts = [Span(a, b) for a, b in pairwise(cuts)] or [span]
    return [(part, replacement if part is parts[0] else "") for part in reversed(parts)]

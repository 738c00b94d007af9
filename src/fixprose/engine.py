"""The engine: rounds of propose, arbitrate, apply, until a fixed point; then the promises.

Safe edits come first, to a fixed point; from there review edits, so that a review edit never
shadows a safe one. What a second run would still change is put back, never written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import TracebackType

from fixprose.arbitration import Candidate, arbitrate
from fixprose.cells import Cells, Step
from fixprose.edits import Changes, Edit, Safety, Stage
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.guards import Guards
from fixprose.options import Options
from fixprose.promises import broken_cells
from fixprose.retranslate import Retranslator
from fixprose.revision import Refusal, Revision
from fixprose.text.document import Document
from fixprose.text.span import Span
from fixprose.toolbox import Toolbox

SAFE_FROM = 0.85  # an edit this sure is applied by default
REFUSE_BELOW = 0.5  # an edit less sure than this is not shown either
ROUNDS = 8
_TOGETHER: tuple[tuple[Stage, ...], ...] = (
    ("clean",),
    ("structure",),
    ("names", "phrases"),
    ("retranslate",),
    ("grammar",),
)


class Fixer:
    """Repairs documents. Packs are loaded once; as a context manager it closes the grammar server.

    >>> Fixer().fix("They offered an economic rescue buoy.").text
    'They offered an economic lifeline.'
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        retranslators: Iterable[Retranslator] = (),
        tools: Toolbox | None = None,
        **settings: object,
    ) -> None:
        """Take options, or single settings by keyword (`Fixer(pivot="fr")`).

        `retranslators` of your own are asked beside the one that the options name; `tools`
        replaces all that the options would open. Raises FixproseError for packs that cannot be
        used.
        """
        self.options = replace(options or Options(), **settings)  # type: ignore[arg-type]
        self._tools = tools or Toolbox(self.options, retranslators)
        self._guards = Guards(self._tools.never, self.options.accept)

    def __enter__(self) -> Fixer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what was started for the work (the grammar server)."""
        self._tools.close()

    @property
    def tools(self) -> Toolbox:
        """The rules, names and passes at work, for reports that name them."""
        return self._tools

    def diagnose(self, text: str | Document) -> Diagnosis:
        """Return how likely the document is garbled, through which pivot, and why."""
        return self._tools.diagnose(_document(text))

    def fix(self, text: str | Document) -> Revision:
        """Return the revision of one document: its fixes, and what was refused.

        The promises are checked before it is returned: protected regions and numbers come out as
        they were, and a second run would change nothing. What breaks them is left as it was.
        """
        document = _document(text)
        run = _Run(document, self)
        run.to_fixed_point(review=False)
        run.settle(review=False)
        run.to_fixed_point(review=True)
        run.settle(review=True)
        return Revision(document, run.diagnosis, run.steps, run.refusals.values())

    def candidates(
        self,
        document: Document,
        diagnosis: Diagnosis,
        stages: Iterable[Stage],
        is_quoted: Callable[[Span], bool],
    ) -> Iterator[tuple[Candidate, str | None]]:
        """Yield each candidate of some stages, with the reason if it is refused."""
        for stage in stages:
            if stage not in self.options.stages:
                continue
            for found in self._tools.passes(stage):
                for edit in found.propose(document, diagnosis):
                    if self._is_wanted(edit):
                        yield self._judged(document, edit, is_quoted(edit.span))

    def _is_wanted(self, edit: Edit) -> bool:
        if self.options.select and not edit.rule.startswith(self.options.select):
            return False
        if self.options.ignore and edit.rule.startswith(self.options.ignore):
            return False
        return edit.confidence >= self.options.min_confidence and self._tools.is_on(edit.rule)

    def _judged(
        self, document: Document, edit: Edit, in_quotation: bool
    ) -> tuple[Candidate, str | None]:
        options = self.options
        doubtful = (
            edit.confidence < SAFE_FROM
            or (edit.safety is Safety.REVIEW and not _starts(edit.rule, options.extend_safe))
            or (
                in_quotation
                and not options.fix_quotations
                and edit.stage not in ("clean", "structure")
            )
            or edit.changes is Changes.VALUE
            or (self._tools.is_demoted(edit.rule) and not _starts(edit.rule, options.extend_safe))
            or _starts(edit.rule, options.extend_review)
        )
        candidate = Candidate(edit, Safety.REVIEW if doubtful else Safety.SAFE, in_quotation)
        if edit.confidence < REFUSE_BELOW:
            return candidate, "the evidence is too weak"
        if _starts(edit.rule, options.unfixable):
            return candidate, "the rule is unfixable by configuration"
        return candidate, self._guards.objection(document, edit)


class _Run:
    """The repair of one document: the only place where something changes."""

    def __init__(self, document: Document, fixer: Fixer) -> None:
        self._original = document
        self._fixer = fixer
        self._cells = Cells(document)
        fixer.tools.begin(document)
        self._frozen: dict[int, Diagnosis | None] = {}  # by cell: under which diagnosis, if one
        self._count = 0
        self._current = document
        self.steps: list[Step] = []
        self.refusals: dict[tuple[int, int, str, str], Refusal] = {}
        self._asked: dict[tuple[tuple[Stage, ...], int], list[tuple[Candidate, str | None]]] = {}
        self._fresh: Diagnosis | None = None
        self.diagnosis = self._diagnosed()

    def to_fixed_point(self, *, review: bool, diagnosis: Diagnosis | None = None) -> None:
        """Apply edits round by round; cells that still change after the last round are put back."""
        used = diagnosis or self.diagnosis
        for _ in range(ROUNDS):
            changed = self._round(used, review=review)
            if not changed:
                return
        self._freeze(changed, used, review=review)

    def settle(self, *, review: bool) -> None:
        """Make sure that a second run, with its own diagnosis, would change nothing.

        Cells that did not come to rest under another diagnosis get another chance. Then look at
        the outcome: cells that break a promise are put back. So are cells that still change after
        the last round, and all of them where that changes others again.
        """
        for number in range(2 * ROUNDS):
            diagnosis = self._diagnosed()
            before = list(self.steps)
            if number < ROUNDS:
                self._thaw(diagnosis)
            self.to_fixed_point(review=review, diagnosis=diagnosis)
            if self.steps == before:
                broken = broken_cells(self._original, self._cells, self.steps)
                if not broken:
                    return
                self._freeze(broken, review=review, why="the paragraph would break a promise")
            elif number >= ROUNDS:
                self._freeze(
                    {step.cell for step in self.steps[len(before) :]}, diagnosis, review=review
                )
        self._freeze({step.cell for step in self.steps}, review=review)

    def _round(self, diagnosis: Diagnosis, *, review: bool) -> set[int]:
        changed: set[int] = set()
        for stages in _TOGETHER:
            changed |= self._apply(stages, diagnosis, review=review)
        return changed

    def _apply(self, stages: tuple[Stage, ...], diagnosis: Diagnosis, *, review: bool) -> set[int]:
        """Apply the winners of some stages; return the cells that changed."""
        usable = []
        for candidate, objection in self._candidates(stages, diagnosis):
            place = self._cells.cell_of(candidate.edit.span)
            if objection is None and place is None:
                objection = "it would cross a paragraph"
            if objection is not None:
                self._refuse(candidate.edit, objection)
            elif (
                place
                and place[0] not in self._frozen
                and (review or candidate.safety is Safety.SAFE)
            ):
                usable.append(candidate)
        changed = set()
        made: list[Edit] = []
        shift = 0
        for edit, safety, in_quotation in arbitrate(usable):
            step = self._cells.step(
                self._count,
                _moved(edit, made, shift),
                Safety.REVIEW if review else safety,
                in_quotation=in_quotation,
            )
            self._count += 1
            self._cells.apply(step)
            self.steps.append(step)
            made.append(edit)
            shift += len(edit.replacement) - len(edit.span)
            changed.add(step.cell)
        if changed:
            self._show()
        return changed

    def _candidates(
        self, stages: tuple[Stage, ...], diagnosis: Diagnosis
    ) -> list[tuple[Candidate, str | None]]:
        """Return what some stages propose; asked once for each state of the text."""
        key = (stages, id(diagnosis))
        if key not in self._asked:
            found = self._fixer.candidates(self._current, diagnosis, stages, self._is_quoted)
            self._asked[key] = list(found)
        return self._asked[key]

    def _is_quoted(self, span: Span) -> bool:
        """Tell whether the original quoted the words; restored marks do not count."""
        return self._original.is_quoted(self._cells.original_of(span))

    def _diagnosed(self) -> Diagnosis:
        """Return the diagnosis of the current text."""
        if self._fresh is None:
            self._fresh = self._fixer.tools.diagnose(self._current)
        return self._fresh

    def _show(self) -> None:
        """Make the text of the cells the current one."""
        self._current = self._original.with_text(self._cells.text)
        self._asked.clear()
        self._fresh = None

    def _refuse(self, edit: Edit, why: str, replaced: str | None = None) -> None:
        place = self._cells.original_of(edit.span)
        key = (place.start, place.end, edit.rule, edit.replacement)
        self.refusals.setdefault(
            key,
            Refusal(
                start=place.start,
                end=place.end,
                original=edit.span.of(self._current.text) if replaced is None else replaced,
                replacement=edit.replacement,
                rule=edit.rule,
                stage=edit.stage,
                confidence=edit.confidence,
                reason=edit.reason,
                why=why,
            ),
        )

    def _thaw(self, diagnosis: Diagnosis) -> None:
        """Let cells change again that were frozen under another diagnosis."""
        self._frozen = {
            cell: known for cell, known in self._frozen.items() if known in (None, diagnosis)
        }

    def _freeze(
        self,
        cells: set[int],
        diagnosis: Diagnosis | None = None,
        *,
        review: bool,
        why: str = "the paragraph would not come to rest",
    ) -> None:
        """Put cells back and keep them so, for good or while the diagnosis stays the same.

        Where review edits are at fault, the safe ones that came to rest before them stay.
        """
        stay = []
        for step in self.steps:
            if step.cell not in cells or (review and step.safety is Safety.SAFE):
                stay.append(step)
            else:
                self._refuse(step.edit, why, step.replaced)
        self._frozen |= dict.fromkeys(cells, diagnosis)
        self.steps = stay
        for cell in cells:
            self._cells.reset(cell)
        for step in stay:
            if step.cell in cells:
                self._cells.apply(step)
        self._show()


def _moved(edit: Edit, made: list[Edit], shift: int) -> Edit:
    """Return an edit in the text as it is after others of its round, all of them before it.

    They made the text longer by `shift`. Where one of them changed the context that made it match,
    the match reaches back over that.
    """
    start, earlier = edit.matched.start, shift
    for other in reversed(made):
        if other.span.end <= edit.matched.start:
            break
        earlier -= len(other.replacement) - len(other.span)
        start = min(start, other.span.start)
    span = edit.span.shifted(shift)
    end = max(edit.matched.end + shift, span.end)
    return replace(edit, span=span, matched=Span(min(start + earlier, span.start), end))


def _document(text: str | Document) -> Document:
    return Document(text) if isinstance(text, str) else text


def _starts(rule: str, prefixes: tuple[str, ...]) -> bool:
    return bool(prefixes) and rule.startswith(prefixes)

"""What the other stages know about a change that a retranslator proposes: its cause, or a veto."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fixprose.edits import Edit, Pass
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.retranslate.candidates import Candidates
from fixprose.text.document import Document
from fixprose.text.span import Span

_SHOWN = 0.5  # confidence from which another stage's edit would be shown


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a change is right: the rule that says so, its reason, and if that is enough unasked."""

    rule: str
    reason: str
    is_safe: bool = True


class Causes:
    """Asks passes about changes: those that `explain` for causes, all of them for vetoes.

    Where they know nothing, the pivot's `lexicon` may: a cause for review, as it knows so much.
    """

    def __init__(
        self,
        explain: Iterable[Pass],
        others: Iterable[Pass] = (),
        lexicon: Candidates | None = None,
    ) -> None:
        self._explain = tuple(explain)
        self._lexicon = lexicon
        self._all = (*self._explain, *others)
        self._seen: tuple[str, str | None, list[Edit]] | None = None

    def of(
        self, span: Span, replacement: str, document: Document, diagnosis: Diagnosis
    ) -> Cause | None:
        """Return what is known about replacing `span`, or None.

        Known is a change of which a rule proposes the decisive words in the same place, however
        little the diagnosis alone would warrant the rule.
        """
        words = set(_words(replacement))
        best: tuple[int, Cause] | None = None
        for edit in self._edits(document, diagnosis):
            if not edit.span.overlaps(span):
                continue
            new = set(_words(edit.replacement)) - set(_words(edit.span.of(document.text)))
            if new <= words and (new or not words):
                found = (len(new), Cause(edit.rule, edit.reason))
                if best is None or found[0] > best[0]:
                    best = found
        if best is None and self._lexicon is not None:
            explained = self._lexicon.explained(
                tuple(_words(span.of(document.text))), tuple(_words(replacement)), diagnosis.likely
            )
            return Cause("lexicon/sense", explained, is_safe=False) if explained else None
        return best[1] if best else None

    def veto(
        self, span: Span, replacement: str, document: Document, diagnosis: Diagnosis
    ) -> str | None:
        """Return the rule that would change the result of a change once more, or None."""
        text = document.text
        after = document.with_text(text[: span.start] + replacement + text[span.end :])
        place = Span(max(0, span.start - 1), span.start + len(replacement) + 1)  # and its spaces
        for one in self._all:
            for edit in one.propose(after, diagnosis):
                if edit.confidence >= _SHOWN and edit.span.overlaps(place):
                    return edit.rule
        return None

    def _edits(self, document: Document, diagnosis: Diagnosis) -> list[Edit]:
        if self._seen is None or self._seen[:2] != (document.text, diagnosis.pivot):
            found = [edit for one in self._explain for edit in one.propose(document, diagnosis)]
            self._seen = (document.text, diagnosis.pivot, found)
        return self._seen[2]


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?“”\"'’()").lower() for word in text.split()]

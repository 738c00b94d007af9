"""Other senses: a word that a pivot's word was read as, where another of its senses was meant.

Only in windows that the diagnosis opens; what the trees of `acceptance` find likely enough is
proposed, always for review.
"""

from __future__ import annotations

from collections.abc import Iterator

from fixprose.edits import Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.retranslate.acceptance import Judge, Judged, Trees
from fixprose.retranslate.candidates import Candidate, Candidates, Row, rows, span_of, two_senses
from fixprose.retranslate.opened import OPENED
from fixprose.text.document import Block, Document
from fixprose.text.english import article_before
from fixprose.text.span import Span

LIKELY = {"sense": 0.6, "perfect": 0.6, "article": 0.7}  # probability to be proposed from


class OtherSenses:
    """Finds the likely candidates of a document."""

    def __init__(self, candidates: Candidates, judge: Judge, trees: Trees) -> None:
        self._candidates = candidates
        self._judge = judge
        self._trees = trees

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield an edit for each place of an opened window that has a likely candidate."""
        pivots = {pivot: share for pivot, share in diagnosis.likely.items() if pivot != "spin"}
        for block in document.blocks:
            if diagnosis.at(block.span) >= OPENED:
                for row in rows(block):
                    yield from self._in_row(block, row, pivots)

    def _in_row(self, block: Block, row: Row, pivots: dict[str, float]) -> Iterator[Edit]:
        likely = []
        for judged in self._judge.judge(row, self._candidates.find(row, pivots)):
            probability = self._trees.probability(judged.features)
            if probability >= LIKELY[judged.candidate.kind]:
                likely.append((probability, judged))
        likely.sort(key=lambda item: (-item[0], item[1].candidate.first, item[1].candidate.words))
        taken: set[int] = set()
        for probability, judged in likely:
            places = set(range(judged.candidate.first, judged.candidate.last))
            if taken.isdisjoint(places):
                taken |= places
                yield _edit(block, row, judged, probability)


def _edit(block: Block, row: Row, judged: Judged, probability: float) -> Edit:
    candidate = judged.candidate
    span = span_of(row, candidate)
    start, replacement = span.start, " ".join(candidate.words)
    if block.text[start].isupper() and replacement:
        replacement = replacement[0].upper() + replacement[1:]
    article = article_before(block.text, start, replacement)
    if article is not None:
        start, replacement = article[0], article[1] + replacement
    return Edit(
        span=Span(start, span.end),
        matched=Span(start, span.end),
        replacement=replacement,
        rule=f"lexicon/{candidate.kind}",
        stage="retranslate",
        reason=_reason(row, candidate, judged),
        confidence=round(probability, 2),
        safety=Safety.REVIEW,
    )


def _reason(row: Row, candidate: Candidate, judged: Judged) -> str:
    old = " ".join(row.texts[candidate.first : candidate.last])
    better = f"reads better here (by {judged.features[0]:.1f} nats)"
    if candidate.kind == "article":
        return f"The pivot has an article where English has none; without it the text {better}."
    if candidate.kind == "perfect":
        past = " ".join(candidate.words)
        return f"The pivot tells the past in the perfect (“{old}”); “{past}” {better}."
    assert candidate.headword is not None
    found, meant = (candidate.headword.senses[at] for at in (candidate.found, candidate.meant))
    cause = two_senses(candidate.pivot, candidate.headword, found, meant)
    return f"{cause[:-1]}; the latter {better}."

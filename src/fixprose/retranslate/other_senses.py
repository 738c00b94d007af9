"""Other senses: a word that a pivot's word was read as, where another of its senses was meant.

Only in windows that the diagnosis opens; what the trees of `acceptance` find likely enough is
proposed, always for review.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from fixprose.edits import Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.neural import Reader
from fixprose.retranslate.acceptance import Judge, Judged, Trees
from fixprose.retranslate.candidates import Candidate, Candidates, Row, rows, span_of, two_senses
from fixprose.retranslate.opened import OPENED
from fixprose.text.document import Block, Document
from fixprose.text.english import article_before
from fixprose.text.span import Span

ASKED = 20  # candidates of a document that a second judge is asked about,
DOUBTFUL = 0.2  # of this probability or more;
NEUTRAL = 8.0  # nats of gain that change nothing: the sentence reads better by nearly any candidate
A_NAT = 0.25  # of log-odds, for each nat more (a logistic fit on the tables of bench/unseen)
LIKELY = {"sense": 0.6, "perfect": 0.5, "article": 0.65}  # probability to be proposed from


class OtherSenses:
    """Finds the likely candidates of a document; a second judge, if there is one, looks at them."""

    def __init__(
        self, candidates: Candidates, judge: Judge, trees: Trees, second: Reader | None = None
    ) -> None:
        self._candidates = candidates
        self._judge = judge
        self._trees = trees
        self._second = second
        self._known: dict[object, tuple[tuple[float, Judged], ...]] = {}

    def begin(self) -> None:
        """Forget the sentences of the document before."""
        self._known.clear()

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield an edit for each place of an opened window that has a likely candidate."""
        pivots = {pivot: share for pivot, share in diagnosis.likely.items() if pivot != "spin"}
        found = [
            one
            for block in document.blocks
            if diagnosis.at(block.span) >= OPENED
            for row in rows(block)
            for one in self._in_row(block, row, pivots)
        ]
        if self._second is not None:
            found.sort(key=lambda one: -one.probability)
            found = [self._read_again(one, self._second) for one in found[:ASKED]]
        for one in found:
            if one.probability >= LIKELY[one.judged.candidate.kind]:
                yield _edit(one)

    def _in_row(self, block: Block, row: Row, pivots: dict[str, float]) -> Iterator[_Found]:
        """Yield the likeliest candidates of a row; no two share a token."""
        key = (row.texts, row.bound, tuple(pivots.items()))  # most stay from round to round
        if key not in self._known:
            self._known[key] = tuple(self._likely(row, pivots))
        likely = [_Found(block, row, judged, chance) for chance, judged in self._known[key]]
        likely.sort(key=lambda one: (-one.probability, one.first, one.judged.candidate.words))
        taken: set[int] = set()
        for one in likely:
            places = set(range(one.first, one.judged.candidate.last))
            if taken.isdisjoint(places):
                taken |= places
                yield one

    def _likely(self, row: Row, pivots: dict[str, float]) -> Iterator[tuple[float, Judged]]:
        least = DOUBTFUL if self._second is not None else min(LIKELY.values())
        for judged in self._judge.judge(row, self._candidates.find(row, pivots)):
            probability = self._trees.probability(judged.features)
            if probability >= least:
                yield probability, judged

    def _read_again(self, one: _Found, second: Reader) -> _Found:
        """Return a candidate with the probability that both judges give it together."""
        start, end = one.row.starts[0], one.row.ends[-1]
        span, text = span_of(one.row, one.judged.candidate), one.block.text
        new = text[start : span.start] + " ".join(one.judged.candidate.words) + text[span.end : end]
        gain = max(-10.0, min(25.0, second.gain(text[start:end], new)))
        odds = math.log(one.probability / (1 - one.probability)) + (gain - NEUTRAL) * A_NAT
        return one._replace(probability=1 / (1 + math.exp(-odds)))


class _Found(NamedTuple):
    """A judged candidate and where it stands."""

    block: Block
    row: Row
    judged: Judged
    probability: float

    @property
    def first(self) -> int:
        return self.judged.candidate.first


def _edit(one: _Found) -> Edit:
    block, row, judged, probability = one
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

"""Makes a diagnosis: counted pieces of evidence, summed as log-odds.

The weights are judgements from garbled and clean samples, not fitted: `PRIOR` says that most text
is clean; `PER_HUNDRED_WORDS` is what chance hits in clean text amount to.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fixprose.evidence.diagnosis import Diagnosis, Evidence
from fixprose.knowledge.index import RuleIndex
from fixprose.text.document import Document
from fixprose.text.span import Span

PRIOR = -2.6
WINDOW_PRIOR = -3.2
WINDOW_SENTENCES = 10
PER_HUNDRED_WORDS = -0.15
HINT = 0.05  # a probability from which weak rules are worth looking for
WEIGHTS = {"sure": 2.4, "likely": 1.4, "weak": 0.25}
_REPEATED = (1.0, 0.5, 0.25, 0.0)  # the same sign again says less and less
_NAMED = 1.5  # how much evidence a pivot needs to be named,
_AHEAD = 1.25  # and how far it must lead the next one
_CHARACTERS_A_WORD = 6


def diagnose(
    document: Document, rules: RuleIndex, others: Iterable[Evidence] = (), pivot: str = "auto"
) -> Diagnosis:
    """Return the diagnosis of a document.

    `others` is evidence from elsewhere (names, marks). `pivot` is auto, none (the user says that
    the text is clean: only sure rules will fire) or a code (the user says that it is garbled).
    """
    if pivot == "none":
        return Diagnosis(0.0)
    evidence = [*_rule_evidence(document, rules, weak=False), *others]
    found = _judged(document, evidence)
    if pivot != "auto" or max([found.probability, *(p for _, p in found.windows)]) >= HINT:
        evidence += _rule_evidence(document, rules, weak=True)
        found = _judged(document, evidence)
    if pivot != "auto":
        return replace(found, probability=max(found.probability, 0.97), pivot=pivot)
    return found


def _judged(document: Document, evidence: Iterable[Evidence]) -> Diagnosis:
    evidence = sorted(evidence, key=lambda piece: piece.span)
    weighed = list(_weighed(evidence))
    words = len(document.text) / _CHARACTERS_A_WORD
    odds = PRIOR + sum(weight for _, weight in weighed) + PER_HUNDRED_WORDS * words / 100
    shares = _shares(weighed)
    probability = _probability(odds)
    windows = tuple(_windows(document, weighed))
    named = _leader(shares) if max([probability, *(p for _, p in windows)]) >= 0.5 else None
    return Diagnosis(probability, named, tuple(evidence), shares, windows)


def _rule_evidence(document: Document, rules: RuleIndex, *, weak: bool) -> Iterator[Evidence]:
    """Yield the hits of weak rules, or of all others, as evidence."""
    for block in document.blocks:
        for hit in rules.find(document, block, weak=weak):
            certainty = hit.rule.certainty
            if (certainty == "weak") is not weak or hit.rule.record["trial"]:
                continue
            if document.is_protected(hit.matched):
                continue
            named = hit.rule.pivots or {None}
            for pivot in sorted(named, key=str):
                yield Evidence(
                    kind=f"{certainty} rule",
                    weight=WEIGHTS[certainty] / len(named),
                    span=hit.matched,
                    pivot=pivot,
                    rule=hit.rule.id,
                )


def _weighed(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, float]]:
    """Yield each piece with its weight: one that repeats an earlier one counts for less."""
    seen: dict[tuple[str | None, str, str | None], int] = defaultdict(int)
    covered = Span(0, 0)
    for piece in evidence:
        key = (piece.pivot, piece.kind, piece.rule)
        weight = piece.weight * _REPEATED[min(seen[key], len(_REPEATED) - 1)]
        seen[key] += 1
        if covered.contains(piece.span) and len(piece.span):
            weight /= 2  # another reading of the same words
        else:
            covered = piece.span
        yield piece, weight


def _windows(
    document: Document, weighed: list[tuple[Evidence, float]]
) -> Iterator[tuple[Span, float]]:
    """Yield stretches of about ten sentences that hold evidence, with their probability."""
    if not weighed:
        return
    sentences = [sentence for block in document.blocks for sentence in block.sentences]
    if len(sentences) <= WINDOW_SENTENCES:
        return
    waiting: deque[tuple[Evidence, float]] = deque()  # what could lie in this window or a later one
    coming = iter(weighed)
    following = next(coming, None)
    for first in range(0, len(sentences), WINDOW_SENTENCES):
        last = sentences[min(first + WINDOW_SENTENCES, len(sentences)) - 1]
        window = Span(sentences[first].start, last.end)
        while following is not None and following[0].span.start <= window.end:
            waiting.append(following)
            following = next(coming, None)
        while waiting and waiting[0][0].span.end < window.start:
            waiting.popleft()
        total = sum(weight for piece, weight in waiting if window.overlaps(piece.span))
        if total:
            yield window, _probability(WINDOW_PRIOR + total)


def _shares(weighed: list[tuple[Evidence, float]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for piece, weight in weighed:
        if piece.pivot is not None:
            found[piece.pivot] += weight
    return {pivot: round(weight, 3) for pivot, weight in sorted(found.items(), key=lambda i: -i[1])}


def _leader(shares: dict[str, float]) -> str | None:
    ranked = list(shares.items())
    if not ranked or ranked[0][1] < _NAMED:
        return None
    if len(ranked) > 1 and ranked[0][1] < _AHEAD * ranked[1][1]:
        return None
    return ranked[0][0]


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

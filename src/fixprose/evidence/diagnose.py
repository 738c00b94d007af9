"""Makes a diagnosis: counted pieces of evidence, summed as log-odds.

The weights are fitted (`weights.py`, made by `tools/fit_diagnosis.py`; docs/diagnosis.md).
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fixprose.evidence.diagnosis import Diagnosis, Evidence
from fixprose.evidence.pivots import likely_pivots, named
from fixprose.evidence.weights import ANOTHER_READING, PER_HUNDRED_WORDS, PRIOR, REPEATED, WEIGHTS
from fixprose.knowledge.index import RuleIndex
from fixprose.text.document import Document
from fixprose.text.span import Span

WINDOW_SENTENCES = 10
HINT = 0.05  # a probability from which weak rules are worth looking for
_ELSEWHERE = -0.6  # log-odds of a window less than of a text: what is around it may be clean
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
    evidence = [*rule_evidence(document, rules, weak=False), *others]
    found = _judged(document, evidence)
    if pivot != "auto" or max([found.probability, *(p for _, p in found.windows)]) >= HINT:
        evidence += rule_evidence(document, rules, weak=True)
        found = _judged(document, evidence)
    if pivot != "auto":
        return replace(found, probability=max(found.probability, 0.97), pivot=pivot)
    return found


def _judged(document: Document, evidence: Iterable[Evidence]) -> Diagnosis:
    evidence = sorted(evidence, key=order)
    weighed = list(_weighed(evidence))
    prose = sum(len(block.span) for block in document.blocks)
    probability = _probability(_clean(prose) + sum(weight for _, weight in weighed))
    windows = tuple(_windows(document, weighed))
    is_garbled = max([probability, *(p for _, p in windows)]) >= 0.5
    pivots = likely_pivots(weighed) if is_garbled else {}
    return Diagnosis(probability, named(pivots), tuple(evidence), pivots, windows)


def _clean(characters: int) -> float:
    """Return the log-odds of a text of this length without evidence."""
    return PRIOR + PER_HUNDRED_WORDS * characters / _CHARACTERS_A_WORD / 100


def rule_evidence(document: Document, rules: RuleIndex, *, weak: bool) -> Iterator[Evidence]:
    """Yield the hits of weak rules, or of all others, as evidence."""
    for block in document.blocks:
        for hit in rules.find(document, block, weak=weak):
            certainty = hit.rule.certainty
            if (certainty == "weak") is not weak or hit.rule.record["trial"]:
                continue
            if document.is_protected(hit.matched):
                continue
            labels = hit.rule.pivots or {None}
            kind = f"{certainty} rule"
            for pivot in sorted(labels, key=str):
                yield Evidence(
                    kind=kind,
                    weight=WEIGHTS[kind] / len(labels),
                    span=hit.matched,
                    pivot=pivot,
                    rule=hit.rule.id,
                )


def order(piece: Evidence) -> tuple[Span, str, str]:
    """Return the key by which evidence is sorted: by place, then what one rule says together."""
    return piece.span, piece.kind, piece.rule or ""


def counted(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, int, bool]]:
    """Yield each piece, how often it was seen before, and whether its words were read already.

    The pieces that one rule has at one place, for several pivots, are one reading.
    """
    seen: dict[tuple[str | None, str, str | None], int] = defaultdict(int)
    reading: tuple[str, str | None, Span] = ("", None, Span(0, 0))
    read = Span(0, 0)
    again = False
    for piece in evidence:
        if reading != (piece.kind, piece.rule, piece.span):
            reading = piece.kind, piece.rule, piece.span
            again = read.overlaps(piece.span)
            read = piece.span if not again else read.hull(piece.span)
        key = (piece.pivot, piece.kind, piece.rule)
        yield piece, seen[key], again
        seen[key] += 1


def _weighed(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, float]]:
    for piece, before, again in counted(evidence):
        factor = REPEATED[min(before, len(REPEATED) - 1)]
        yield piece, piece.weight * factor * (ANOTHER_READING if again else 1.0)


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
            yield window, _probability(_clean(len(window)) + _ELSEWHERE + total)


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

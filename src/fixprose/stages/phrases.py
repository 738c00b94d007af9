"""Stage *phrases*: the rule packs, each match weighed by what the diagnosis says."""

from __future__ import annotations

import math
from collections.abc import Iterator

from fixprose.edits import Changes, Edit, Safety, Stage
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.pivots import share_of
from fixprose.knowledge.compiled import CompiledRule
from fixprose.knowledge.index import Hit, RuleIndex
from fixprose.knowledge.rules import Certainty
from fixprose.text.difference import smallest
from fixprose.text.document import Document
from fixprose.text.english import article_before
from fixprose.text.span import Span

# Log-odds that a match is an error, before and after the diagnosis has had its say.
_BASE = {Certainty.SURE.value: 3.0, Certainty.LIKELY.value: 0.2, Certainty.WEAK.value: 0.2}
_MOST_FROM_DIAGNOSIS = {
    Certainty.SURE.value: 0.0,
    Certainty.LIKELY.value: 2.5,
    Certainty.WEAK.value: 2.2,
}
_OTHER_PIVOT = -1.2  # the document went through another pivot than the rule speaks of
_KIN = -0.9  # and such rules are known to match what that pivot does
_OTHER_KIND = -3.5  # it went through a language and the rule speaks of spinners, or the reverse
_OFTEN = 0.05  # of all that rules find in texts of that pivot
_NO_PIVOT = -4.0  # a weak rule in a document that did not go through its pivot


class PhrasesPass:
    """Proposes what the rules of all packs say."""

    stage: Stage = "phrases"

    def __init__(self, rules: RuleIndex) -> None:
        self._rules = rules

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield an edit for every match; what the diagnosis does not warrant has low confidence."""
        weak = diagnosis.pivot is not None
        for block in document.blocks:
            for hit in self._rules.find(document, block, weak=weak):
                edit = _edit(hit, document, confidence_of(hit.rule, diagnosis, hit.matched))
                if edit is not None:
                    yield edit


def confidence_of(rule: CompiledRule, diagnosis: Diagnosis, span: Span) -> float:
    """Return the probability that a match of `rule` at `span` is an error."""
    certainty = rule.certainty
    garbled = min(max(diagnosis.at(span), 1e-4), 1 - 1e-4)
    odds = min(math.log(garbled / (1 - garbled)), _MOST_FROM_DIAGNOSIS[certainty])
    if certainty == Certainty.SURE.value:
        odds = 0.0
    elif rule.pivots and diagnosis.pivot not in rule.pivots:
        if certainty == Certainty.WEAK.value:
            odds += _NO_PIVOT
        elif diagnosis.pivot is not None:
            other_kind = (diagnosis.pivot == "spin") is not ("spin" in rule.pivots)
            is_kin = share_of(rule.pivots, diagnosis.pivot) >= _OFTEN
            odds += _OTHER_KIND if other_kind else _KIN if is_kin else _OTHER_PIVOT
    return 1 / (1 + math.exp(-(_BASE[certainty] + odds)))


def _edit(hit: Hit, document: Document, confidence: float) -> Edit | None:
    text = document.text
    old = hit.matched.of(text)
    found = smallest(old, hit.replacement)
    if found is None:
        return None
    start, end, new = found[0] + hit.matched.start, found[1] + hit.matched.start, found[2]
    if not new.strip() and not old[: found[0]].strip():
        start, end, new = _closed_gap(text, start, end)
    article = article_before(text, start, new or text[end:].lstrip())
    if article is not None:
        new = article[1] + new if new else article[1]
        start = article[0]
    span = Span(start, end)
    record = hit.rule.record
    return Edit(
        span=span,
        matched=hit.matched.hull(span),
        replacement=new,
        rule=hit.rule.id,
        stage="phrases",
        reason=record["why"],
        confidence=confidence,
        safety=Safety(record["safety"]),
        changes=Changes(record["changes"]),
    )


def _closed_gap(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Widen a deletion by one of the two spaces that would meet."""
    if start and text[start - 1] == " " and (end == len(text) or not text[end].isalnum()):
        return start - 1, end, ""
    return start, end + (text[end : end + 1] == " "), ""

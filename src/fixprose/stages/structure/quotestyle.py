"""Which quotation marks a text uses, and where its commas stand: exceptions to its own habit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.stages.structure.attribution import VERBS
from fixprose.stages.structure.base import is_suspicious, make_edit, weigh
from fixprose.stages.structure.quotemarks import MARK, ends_open, read_mark
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/single-quotes": "Single marks around a whole quotation become double where the"
    " text uses double ones.",
    "structure/comma-outside-quote": "American texts put a comma or full stop inside the closing"
    " mark.",
}

_SPEAKER = r"(?:he|she|they|it|[A-Z][\w-]+(?: [A-Z][\w-]+)?|the \w+)"
_SINGLE = re.compile(
    r"(?:(?<=^)|(?<=\s))(?P<open>['‘])(?=[A-Z])(?P<words>[^\n“”\"]{12,400}?[,.!?])(?P<close>['’])"
    rf"(?= (?:(?:{VERBS})|{_SPEAKER} (?:{VERBS}))\b)",
    re.MULTILINE,
)
_OUTSIDE = re.compile(r"(?<=[\w%)])(?P<mark>[”\"])(?P<stop>[,.])(?=\s|$)")
_INSIDE = re.compile(r"[,.][”\"]")
_AMERICAN = re.compile(
    r"(?m)^[A-Z]{4,}(?: [A-Z]+)* (?:\(\w+\) )?— |\(AP\)|U\.S\.|\b(?:color|labor|favor|honor"
    r"|center|program|defense|traveler|organiz\w+"
    r"|percent|Gov\.|Sen\.|Rep\.)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \d{1,2}, \d{4}"
)
_BRITISH = re.compile(
    r"\b(?:colour|labour|favour|honour|centre|programme|defence|traveller|organis\w+|per cent"
    r"|whilst|\d{1,2} (?:January|February|March|April"
    r"|June|July|August|September|October|November|December))\b"
)


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that bring odd quotations into line with the others."""
    if not is_suspicious(diagnosis):
        return
    text = document.text
    if MARK.search(text):
        yield from _tuck_in(document, diagnosis)
        if "'" in text or "‘" in text:
            yield from _double(text, diagnosis)


def _double(text: str, diagnosis: Diagnosis) -> Iterator[Edit]:
    singles = list(_SINGLE.finditer(text))
    if not singles:
        return
    curly, straight = text.count("“"), text.count('"') // 2
    if max(curly, straight) < max(2, len(singles)):
        return
    pair = ("“", "”") if curly >= straight else ('"', '"')
    for match in singles:
        line = text.rfind("\n", 0, match.start()) + 1
        if ends_open(
            [read_mark(text, at.start()) for at in MARK.finditer(text, line, match.start())]
        ):
            continue  # a quotation in a quotation
        confidence = weigh(0.45, 0.92, diagnosis.at(Span(*match.span())))
        for group, mark in zip(("open", "close"), pair, strict=True):
            yield make_edit(
                "single-quotes",
                match.span(group),
                mark,
                "The text quotes with double marks; this whole quotation stands in single ones.",
                confidence,
                matched=(match.start(group), match.end(group)),
            )


def _tuck_in(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Commas and full stops outside the closing mark, in American texts with signs of garbling."""
    text = document.text
    hits = list(_OUTSIDE.finditer(text))
    if not hits or not _AMERICAN.search(text) or _BRITISH.search(text):
        return
    if len(hits) > len(_INSIDE.findall(text)) + 2:
        return  # the text's own habit
    for match in hits:
        confidence = weigh(0.3, 0.89, diagnosis.at(Span(*match.span())))
        mark = read_mark(text, match.start())
        if confidence >= 0.5 and mark.opens is False:
            yield make_edit(
                "comma-outside-quote",
                match.span(),
                match["stop"] + match["mark"],
                "American usage puts the comma or full stop inside the closing quotation mark.",
                confidence,
            )

"""Lost capitals: at the start of sentences and paragraphs, of days and months, of the pronoun I."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.evidence.marks import OPENERS, lost_initials, lower_paragraphs
from fixprose.stages.structure.base import is_suspicious, make_edit, weigh
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/lost-initial": "A sentence begins in lower case; it gets its capital.",
    "structure/lost-paragraph-initial": "A paragraph begins in lower case while the others do"
    " not; it gets its capital.",
    "structure/pronoun-i": "The pronoun “i” gets its capital.",
    "structure/weekday": "Days of the week have capitals in English.",
    "structure/holiday": "Both words of a holiday have capitals (Father's Day).",
    "structure/month": "Months have capitals in English.",
}

_VERBS = (
    "am|was|think|believe|know|don['’]t|didn['’]t|can['’]t|couldn['’]t|won['’]t|wouldn['’]t"
    "|want|wanted|hope|mean"
    "|guess|feel|felt|love|like|hate|said|told|saw|went|wish|wonder|remember|understand|agree"
    "|never|have been"
)
_PRONOUN = re.compile(
    rf"(?<![\w.,/({{\[<=$'’-])i(?=['’](?:m|ve|ll|d)\b|(?: (?:{_VERBS})\b(?! ?[=<>()\[\]])))"
)
_DAY = re.compile(
    r"(?P<before>\b(?:on|last|next|this|every|since|until|till|by|from|late|early|before|after"
    r"|to|of|and|each|said|announced|reported|told reporters),?"
    r" (?:the )?)?(?<![\w.,/=@#'\"<-])(?P<day>(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)days?)\b(?![\w(=-]|\.\w)"
    r"(?P<after> (?:morning|afternoon|evening|night|and|that|[A-Z][a-z]+ \d))?"
)
_MONTH_BEFORE = re.compile(
    r"(?P<before>\b(?:in|since|until|till|last|next|early|late|mid|of|from|by|between|through"
    r"|during|on) |\b\d{1,2}(?:st|nd|rd|th)? )"
    r"(?P<month>january|february|april|june|july|august|september|october|november"
    r"|december)\b(?![\w(=-]|\.\w)"
    r"(?P<after> \d{1,4}\b)?"
)
_MONTH_DATE = re.compile(
    r"(?<![\w.,/=-])(?P<month>january|february|march|april|may|june|july|august|september"
    r"|october|november|december)"
    r"(?= (?:\d{1,2}(?:st|nd|rd|th)?, )?(?:19|20)\d\d\b)"
)
_HOLIDAY = re.compile(
    r"\b(?:father|mother|valentine|veteran|president|grandparent|women|children|new year"
    r"|april fool)(?=s?['’]s? (?:Day|Eve)\b)"
)
_LETTERS = re.compile(r"[A-Z]")
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that give lost capitals back."""
    text = document.text
    if not is_suspicious(diagnosis) or not _LETTERS.search(text):
        return  # clean, or written without capitals throughout
    for offset in lost_initials(text):
        confidence = weigh(0.45, 0.92, diagnosis.at(Span(offset, offset + 1)))
        if confidence >= 0.5:
            yield _raise(text, "lost-initial", offset, confidence, "A sentence begins here")
    for start, end in lower_paragraphs(document):
        low = 0.7 if text[start:end] in OPENERS else 0.4
        confidence = weigh(low, 0.94, diagnosis.at(Span(start, end)))
        if confidence >= 0.5:
            yield _raise(
                text, "lost-paragraph-initial", start, confidence, "A paragraph begins here"
            )
    for match in _PRONOUN.finditer(text):
        yield _pronoun(text, match, diagnosis)
    if " Day" in text or " Eve" in text:
        for match in _HOLIDAY.finditer(text):
            yield make_edit(
                "holiday",
                match.span(),
                match.group().title(),
                "The name of a holiday has capitals in English.",
                weigh(0.7, 0.95, diagnosis.at(Span(*match.span()))),
                matched=(match.start(), match.end() + 4),
            )
    if any(day in text for day in _DAYS):
        for match in _DAY.finditer(text):
            yield _day(match, diagnosis)
    if any(month in text for month in _MONTHS):
        for pattern in (_MONTH_BEFORE, _MONTH_DATE):
            for match in pattern.finditer(text):
                yield _month(match, diagnosis)


def _raise(text: str, rule: str, offset: int, confidence: float, why: str) -> Edit:
    end = offset
    while end < len(text) and (text[end].isalpha() or text[end] in "’'"):
        end += 1
    word = text[offset:end]
    return make_edit(
        rule,
        (offset, offset + 1),
        text[offset].upper(),
        f"{why}, so “{word}” has a capital.",
        confidence,
        matched=(offset, end),
    )


def _pronoun(text: str, match: re.Match[str], diagnosis: Diagnosis) -> Edit:
    contraction = text[match.end()] in "'’"
    garble = diagnosis.at(Span(*match.span()))
    return make_edit(
        "pronoun-i",
        match.span(),
        "I",
        "The pronoun “I” has a capital in English.",
        weigh(0.75, 0.97, garble) if contraction else weigh(0.5, 0.94, garble),
        matched=(match.start(), match.end() + 2),
    )


def _day(match: re.Match[str], diagnosis: Diagnosis) -> Edit:
    garble = diagnosis.at(Span(*match.span()))
    framed = bool(match["before"] or match["after"])
    return make_edit(
        "weekday",
        match.span("day"),
        match["day"].capitalize(),
        "Days of the week have a capital in English.",
        weigh(0.7, 0.97, garble) if framed else weigh(0.5, 0.92, garble),
        matched=match.span(),
    )


def _month(match: re.Match[str], diagnosis: Diagnosis) -> Edit:
    garble = diagnosis.at(Span(*match.span()))
    return make_edit(
        "month",
        match.span("month"),
        match["month"].capitalize(),
        "Months have a capital in English.",
        weigh(0.7, 0.97, garble),
        matched=match.span(),
    )

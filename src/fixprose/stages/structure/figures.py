"""Figures in continental dress: “1,2 billion dollars”, “12.500 people”, “the 71-th move”.

A comma with three digits behind it, or a point with fewer, says the same in English; what is
touched here can only be the other habit: by its digits, and by what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Changes, Edit
from fixprose.stages.structure.base import block_at, is_suspicious, make_edit, weigh

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/decimal-comma": "A decimal comma before a unit (2,5 meters) becomes a point.",
    "structure/dotted-thousands": "Points between thousands (17.000 islands) become commas.",
    "structure/ordinal-hyphen": "The hyphen between figure and ending (71-th) goes, and the ending"
    " is set right.",
}

_UNIT = (
    r"(?: ?%| (?:per ?cent|percentage|[mbt]r?illion|degrees?|met(?:er|re)s?|kilomet(?:er|re)s?|km"
    r"|cm|centimet(?:er|re)s?|miles|tons?|tonnes|kilograms?|kilos|kg|grams|hectares|lit(?:er|re)s?"
    r"|(?:U\.?S\.? )?dollars|euros?|pounds|kroner|kronor|crowns|francs|zlotys?|rubles|roubles"
    r"|points?|times|on the Richter|magnitude|hours|seconds|goals|gigawatts|megawatts)\b)"
)
# One or two digits behind the comma: three would be thousands.
_COMMA = re.compile(
    rf"(?<![\d.,])\d{{1,3}},\d{{1,2}}(?=(?: (?:to|and|or|against|from) \d+(?:[.,]\d+)?)?{_UNIT})"
)
_BEHIND = re.compile(r"(?:magnitude|point|[$€£]) ?(\d{1,3},\d{1,2})(?![\d,.]*\d)", re.IGNORECASE)
# Counted in whole numbers, so that 12.500 cannot be twelve and a half.
_WHOLE = (
    r" (?:[a-z]+ )?(?:people|persons|inhabitants|residents|citizens|spectators|visitors|soldiers"
    r"|troops|officers|employees|workers|jobs|students|pupils|refugees|migrants|passengers"
    r"|protesters|demonstrators|participants|houses|homes|households|families|buildings|cars"
    r"|vehicles|votes|voters|tickets|copies|cases|deaths|dead|victims|injured|members|customers"
    r"|companies|children|women|men|fans|islands|animals|trees|books|patients|doctors|nurses"
    r"|teachers|farmers|volunteers|firefighters|tourists|flights|schools|seats|kroner|kronor"
    r"|crowns|reais|rubles|roubles|pesos|rupees|yen|years)\b"
    r"(?! (?:per|a|each) )"
)
_MEASURE = (
    r" (?:euros?|dollars|pounds|francs|hectares|square \w+|tons|tonnes|kilomet\w+|miles|meters"
    r"|metres|liters|litres)\b(?! (?:per|a|each) )"
)
_STOPS = re.compile(rf"(?<![\d.,])[1-9]\d{{0,2}}(?:\.\d{{3}})+(?={_WHOLE})")
_ROUND = re.compile(rf"(?<![\d.,])[1-9]\d{{0,2}}\.\d00(?={_MEASURE})")
_MANY = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3}){2}(?![\d.,]*\d)")
_ORDINAL = re.compile(r"(?<![\w.,-])(\d+) ?-(?:th|st|nd|rd)\b")


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that write figures as English does."""
    if not is_suspicious(diagnosis):
        return
    text = document.text
    for pattern in (_COMMA, _BEHIND):
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            shown = text[start:end].replace(",", ".")
            yield _edit(document, diagnosis, "decimal-comma", (start, end), shown)
    for pattern in (_STOPS, _ROUND, _MANY):
        for match in pattern.finditer(text):
            shown = match.group().replace(".", ",")
            yield _edit(document, diagnosis, "dotted-thousands", match.span(), shown)
    for match in _ORDINAL.finditer(text):
        shown = match[1] + _ending(int(match[1]))
        yield _edit(document, diagnosis, "ordinal-hyphen", match.span(), shown)


_HABITS = {
    "decimal-comma": "English writes a decimal point",
    "dotted-thousands": "English parts thousands with commas",
    "ordinal-hyphen": "English writes no hyphen here",
}


def _edit(
    document: Document, diagnosis: Diagnosis, rule: str, span: tuple[int, int], shown: str
) -> Edit:
    block = block_at(document, span[0])
    garble = diagnosis.at(block.span) if block else 0.0
    return make_edit(
        rule,
        span,
        shown,
        f"{_HABITS[rule]}: “{shown}”.",
        weigh(0.6, 0.95, garble),
        changes=Changes.FORMAT,
    )


def _ending(number: int) -> str:
    """Return the ending of an ordinal.

    >>> [_ending(number) for number in (1, 12, 22, 71, 113)]
    ['st', 'th', 'nd', 'st', 'th']
    """
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")

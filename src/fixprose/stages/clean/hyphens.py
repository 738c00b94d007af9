"""Compounds whose hyphen keeps a space: “non -tariff”, “Chinese -Russia relations”, “long- term”.

A hyphen after a space may also be a dash that somebody typed so. The compound must therefore be
known: by its first part, by its second part, by standing elsewhere in the text, or by two places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.knowledge.places import country_of, is_country
from fixprose.stages.clean.base import FUNCTION_WORDS, find_in_prose, make_edit

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "clean/spaced-hyphen": "A compound whose hyphen keeps a space (non -tariff) closes up.",
}

_BEFORE = re.compile(r" -(?P<right>[A-Za-zÀ-ɏ]{2,})(?![\w'’])")
_AFTER = re.compile(r"- (?P<right>[A-Za-zÀ-ɏ]{2,})(?![\w'’])")
_FIRST, _SECOND = re.compile(r"[^\W_]+\Z"), re.compile(r"-[^\W_]+")
_LEFT = re.compile(r"(?:[A-Z]\.)+\Z|(?<![\w.+-])(?:[A-Za-zÀ-ɏ]{2,}|\d+)\Z")
_FIRST_PARTS = frozenset(
    "non anti pre pro ex co semi multi mid sub inter intra ultra neo pseudo quasi micro "
    "macro mini mega counter cyber socio euro afro anglo franco sino russo trans self "
    "vice cross".split()
)
_SECOND_PARTS = frozenset(
    "term year month week day hour minute month style level scale wing based led backed "
    "held owned run wide ranging known educated trained funded sponsored related speed "
    "class profile made winning speaking looking standing growing sized friendly free "
    "like dollar century quality length defined oriented driven intensive controlled "
    "elected selling term effective profit".split()
)
_COUNTED = frozenset(
    "second minute hour day week month year mile kilometer kilometre meter metre foot inch point"
    " page seat man member euro dollar pound degree percent storey story room bed game match"
    " race".split()
)
_AGED = frozenset({"year", "month", "week", "day"})

_KNOWN = 0.92  # surer than this: no dash could stand there


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that close compounds up."""
    text = document.text
    known = _Compounds(text)
    for block, match in find_in_prose(document, _BEFORE):
        left = _LEFT.search(text, max(block.span.start, match.start() - 40), match.start())
        if left is None:
            continue
        confidence = _confidence(known, left.group(), match.group("right"))
        if confidence > _KNOWN or (confidence and not _has_partner(block, match)):
            start = match.start()
            yield _edit(block, (start, start + 1), (left.start(), match.end()), confidence)
    for block, match in find_in_prose(document, _AFTER):
        left = _LEFT.search(text, max(block.span.start, match.start() - 40), match.start())
        if left is None or match.group("right") in ("and", "or", "to", "but", "nor", "und"):
            continue
        confidence = _confidence(known, left.group(), match.group("right"))
        if confidence:
            at = match.start() + 1
            yield _edit(block, (at, at + 1), (left.start(), match.end()), confidence)


def _has_partner(block: Block, hyphen: re.Match[str]) -> bool:
    """Tell whether the hyphen may be one of two dashes around an insertion."""
    sentence = block.sentence_at(hyphen.start())
    rest = block.text[hyphen.end() : sentence.end]
    before = block.text[sentence.start : hyphen.start()]
    return bool(
        re.search(r"\w-(?=[\s,.;:!?]|$)|\s[-–—]", rest) or re.search(r"\s[-–—]+(?!\d)", before)
    )


class _Compounds:
    """The compounds that a text writes with their hyphen; collected when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, compound: str) -> bool:
        return compound in self._all

    @cached_property
    def _all(self) -> frozenset[str]:
        text = self._text
        found: set[str] = set()
        for match in _SECOND.finditer(text):
            if first := _FIRST.search(text, max(0, match.start() - 30), match.start()):
                found.add(f"{first.group()}{match.group()}".lower())
        return frozenset(found)


def _confidence(known: _Compounds, left: str, right: str) -> float:
    first, second = left.lower(), right.lower()
    if first in FUNCTION_WORDS or second in FUNCTION_WORDS:
        return 0.0
    if first.isdigit():
        return 0.96 if second in _COUNTED else 0.0
    if second == "old" and first in _AGED:
        return 0.96
    if first in _FIRST_PARTS or f"{first}-{second}" in known:
        return 0.96
    if _is_land(left) and _is_land(right):
        return 0.93
    if second in _SECOND_PARTS and right.islower():
        return 0.9
    return 0.0


def _is_land(word: str) -> bool:
    return word[0].isupper() and (is_country(word) or country_of(word) is not None)


def _edit(block: Block, span: tuple[int, int], matched: tuple[int, int], confidence: float) -> Edit:
    shown = block.text[matched[0] : matched[1]]
    return make_edit(
        "spaced-hyphen",
        span,
        "",
        f"“{shown}” is one compound: “{shown.replace(' ', '')}”.",
        confidence,
        matched=matched,
    )

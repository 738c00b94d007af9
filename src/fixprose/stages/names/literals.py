"""Names known by their wrong form: exonyms, foreign acronyms and spellings, lost capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fixprose.edits import Changes, Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge import places
from fixprose.knowledge.gazetteer_literals import Literal
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.store import lexicon
from fixprose.stages.names.weigh import weigh
from fixprose.text.document import Block, Document
from fixprose.text.span import Span

_LANGUAGES = {
    "ar": "Arabic",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "nb": "Norwegian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "zh": "Chinese",
}
_SPOKEN = frozenset("NATO OPEC APEC ASEAN UNESCO UNICEF NASA FIFA UEFA".split())
"""Abbreviations read as words, without an article."""


def propose_literals(
    block: Block, names: Names, document: Document, diagnosis: Diagnosis
) -> Iterator[Edit]:
    """Yield an edit for each wrong form in the block."""
    for found in names.find_literals(block):
        literal = found.literal
        if not literal.suits(document.text) or (found.crowded and literal.kind == "garble"):
            continue
        span = Span(found.start, found.end)
        start, new = _with_article(document.text, span, literal)
        if document.text[start : found.end] == new:
            continue
        crowded = found.crowded and literal.kind == "exonym"
        if crowded and literal.certainty != "sure":
            continue
        yield Edit(
            span=Span(start, found.end),
            matched=Span(start, found.end),
            replacement=new,
            rule=literal.rule,
            stage="names",
            reason=_reason(literal, diagnosis),
            confidence=weigh(
                "weak" if crowded else literal.certainty,
                diagnosis,
                span,
                () if literal.kind == "casing" else literal.pivots,
            ),
            safety=Safety.REVIEW if crowded else Safety.SAFE,
            changes=Changes.NAME,
        )


def _with_article(text: str, span: Span, literal: Literal) -> tuple[int, str]:
    """Return where the edit starts and the name, with the article that English wants before it."""
    new, before = literal.name, text[max(0, span.start - 4) : span.start]
    article = before.lower() == "the "
    if literal.kind == "casing":
        return span.start, new
    if article and new in _SPOKEN and not _is_noun(text, span.end):
        return span.start - 4, new  # the OTAN: NATO
    if literal.form.startswith("the ") and _is_noun(text, span.end):
        return span.start, f"the {new}"  # the reform of the United Kingdom boss
    if literal.kind == "garble" or literal.form.isupper():
        return span.start, new.removeprefix("the ") if not literal.form.startswith("the ") else new
    if places.article_of(new) and not new.startswith("the "):
        new = f"the {new}"
    if article and new.startswith("the "):
        return span.start, new[4:]
    if new.startswith("the ") and (not before.strip() or before.rstrip()[-1] in '.”"'):
        new = new[0].upper() + new[1:]
    return span.start, new


def _is_noun(text: str, end: int) -> bool:
    """Tell whether a common noun follows, which the article belongs to."""
    word = re.match(r" ([A-Za-z][a-z]+)", text[end : end + 25])
    if word is None:
        return False
    tags = lexicon().tags(word[1])
    verb = bool(tags & {"VB", "VBD", "VBZ"}) and word[1].islower()
    return bool(tags & {"NN", "NNS"}) and not verb


def _reason(literal: Literal, diagnosis: Diagnosis) -> str:
    if literal.kind == "casing":
        return f"The name is written “{literal.name}”."
    if literal.kind == "garble":
        return f"“{literal.form}” stands for {literal.name}, misread word by word."
    pivot = diagnosis.pivot if diagnosis.pivot in literal.pivots else None
    language = _LANGUAGES.get(pivot or (literal.pivots or ("",))[0], "another language")
    return f"“{literal.form}” is {language} for {literal.name}."

"""An answer to a block, cut into edits that can be judged one by one.

Word tokens are aligned by difflib's SequenceMatcher; stretches that change and stand side by side
are one edit, since half of a phrase repairs nothing. What the answer invents is refused here: the
guards that need to know that the words came from outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fixprose.knowledge import places
from fixprose.knowledge.store import lexicon
from fixprose.text.difference import changes
from fixprose.text.document import Block, Document
from fixprose.text.span import Span

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|without|neither|nor|cannot)\b|n['’]t\b", re.I
)
_NAME = re.compile(r"(?<![\w’'])[A-Z][\w’']*")
_NUMBER = re.compile(r"\d[\d.,:]*")
_ONE_LINE = re.compile(r"[\n\r\t]")  # one for one, so that offsets hold
_APART = 1  # unchanged words between two changes that still belong together, at the most
_MOST_WORDS = 14  # in one edit, on either side
_QUOTE_SHARE = 0.7  # of the words of a quotation that may change, all in all
_FREE = frozenset({"I", "US", "UK", "EU", "UN"})


@dataclass(frozen=True, slots=True)
class Change:
    """One proposed change of the document; `objection` says why it is refused, if it is."""

    span: Span
    replacement: str
    objection: str | None


def cut(document: Document, block: Block, answer: str) -> Iterator[Change]:
    """Yield the changes that turn a block into the answer, those that invent marked as refused."""
    old = _ONE_LINE.sub(" ", block.content)
    found = [
        (Span(start, end).shifted(block.span.start), new)
        for start, end, new in changes(old, answer)
        if old[start:end].strip() or new.strip()
    ]
    rewritten = [
        quotation
        for quotation in block.quotations
        if _share(document, quotation, found) > _QUOTE_SHARE
    ]
    for span, new in _joined(document.text, block, found):
        if any(quotation.overlaps(span) and len(span) for quotation in rewritten):
            yield Change(span, new, "it would rewrite a quotation")
        else:
            yield Change(span, new, _objection(document, block, span, new))


def _share(document: Document, quotation: Span, found: list[tuple[Span, str]]) -> float:
    """Return the share of a quotation's words that the changes would replace."""
    changed = sum(
        len(span.of(document.text).split()) for span, _ in found if quotation.contains(span)
    )
    return changed / max(4, len(quotation.of(document.text).split()))


def _joined(text: str, block: Block, found: list[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Join changes that stand side by side in one sentence; in quotations, those that touch."""
    waiting: tuple[Span, str] | None = None
    for span, new in found:
        if waiting is not None:
            between = text[waiting[0].end : span.start]
            quoted = any(one.overlaps(span) for one in block.quotations)
            near = len(between.split()) <= (0 if quoted else _APART)
            if near and not re.search(r"[.!?\n\"“”]", between):
                waiting = (waiting[0].hull(span), waiting[1] + between + new)
                continue
            yield waiting
        waiting = (span, new)
    if waiting is not None:
        yield waiting


def _objection(document: Document, block: Block, span: Span, new: str) -> str | None:
    old = span.of(document.text)
    if len(new.split()) > max(4, 2 * len(old.split()) + 3) or len(new.split()) > _MOST_WORDS:
        return "it would add words that nothing accounts for"
    if len(old.split()) > _MOST_WORDS:
        return "it would rewrite too much at once"
    if bool(_NEGATION.search(old)) != bool(_NEGATION.search(new)):
        return "it would change a negation"
    if sorted(_NUMBER.findall(old)) != sorted(_NUMBER.findall(new)):
        return "it would change a number"
    invented = _invented_name(document, block, span, new)
    return f"it would bring in a name ({invented})" if invented else None


def _invented_name(document: Document, block: Block, span: Span, new: str) -> str | None:
    """Return a capitalised word of the replacement that the document does not warrant."""
    known = set(re.findall(r"[^\W\d_]+", document.text))
    spelt = {word.lower() for word in known}  # other capitals make no new name
    old = span.of(document.text)
    capitals = len(_NAME.findall(old))
    leads = not document.text[block.sentence_at(span.start).start : span.start].strip(" “\"'(")
    for match in _NAME.finditer(new):
        word = re.sub(r"['’]s?$", "", match[0])
        first = leads and not new[: match.start()].strip(" “\"'(")
        after_mark = re.search(r"[.!?:]\s*[“\"'(]?$", new[: match.start()])
        if first or after_mark or word.lower() in spelt or word in _FREE or _is_kin(word, known):
            continue
        if capitals and lexicon().tags(word):
            continue  # a title or an institution in other words
        return word
    return None


def _is_kin(word: str, known: set[str]) -> bool:
    """Tell whether a known word is the same name in another form: number, country, adjective."""
    if word + "s" in known or (word.endswith("s") and word[:-1] in known):
        return True
    country = word if places.is_country(word) else places.country_of(word)
    return country is not None and (country in known or places.demonym_of(country) in known)

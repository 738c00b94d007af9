"""Glued words: where a link or a line break was lost, two words stand as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit, Safety
from fixprose.evidence.marks import glued_words, is_codey
from fixprose.stages.structure.base import is_suspicious, make_edit, occurs_alone, weigh
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/glued-relative": "A name or noun and “who”, “which”, “where” or “whose” stand as"
    " one word (MongoliaWhere); they are parted, with a comma after a name.",
    "structure/glued-word": "A word and the function word after it stand as one (sanctionsBut);"
    " they are parted.",
    "structure/glued-name": "A small word and the name after it stand as one (inBeijing); they"
    " are parted.",
    "structure/glued-title": "A title and the name after it stand as one (PresidentLula); they"
    " are parted.",
    "structure/glued-year": "A year and the word after it stand as one (2022and); they are parted.",
}

_RELATIVES = frozenset({"where", "who", "which", "whose", "whom"})
_JOINERS = frozenset(
    "when while because although and but or with from for after before since".split()
)
_SURE = _RELATIVES | _JOINERS
_OPENERS = frozenset("the he she it they we this that".split())  # may open a sentence of its own
_NAMED = re.compile(
    r"(?<![\w#@./-])(?P<first>the|in|of|and|to|by|from|with|at|for|on|that|near|President|Minister"
    r"|Senator|Chancellor|Governor|Secretary|Judge|Mayor|Pope|King|Queen)"
    r"(?P<name>[A-Z][a-z]{3,})(?=['’]s\b|[ ,.;:)\n]|$)"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=(?:and|in|when|but|to|with|for|after|by|at|on|the) )")


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that part glued words."""
    text = document.text
    for start, middle, end in glued_words(text):
        if text[middle:end].lower() not in _SURE and not is_suspicious(diagnosis):
            continue
        edit = _part(text, start, middle, end, diagnosis.at(Span(start, end)))
        if edit:
            yield edit
    for match in _NAMED.finditer(text) if is_suspicious(diagnosis) else ():
        edit = _part_name(text, match, diagnosis.at(Span(*match.span())))
        if edit:
            yield edit
    for match in _YEAR.finditer(text):
        if not text[match.start() - 1 : match.start()].isspace():
            continue
        yield make_edit(
            "glued-year",
            (match.end(), match.end()),
            " ",
            f"The year {match.group()} has run into the word after it; a space parts them.",
            0.9,
            matched=(match.start(), match.end() + 2),
        )


def _part(text: str, start: int, middle: int, end: int, garble: float) -> Edit | None:
    first, second = text[start:middle], text[middle:end]
    lower = second.lower()
    if not _is_word(text, first):
        return None
    comma = "," if lower in _RELATIVES and _takes_comma(first) else ""
    replacement = f"{comma} {lower}"
    follower = text[end + 1 : end + 2]
    rule, safety = "glued-word", Safety.SAFE
    if lower in _RELATIVES:
        rule, confidence = "glued-relative", weigh(0.86, 0.97, garble)
    elif lower in _JOINERS:
        confidence = weigh(0.8, 0.94, garble)
    elif lower in _OPENERS:
        # whether a full stop or nothing was lost here, only a reader can tell
        confidence, safety = weigh(0.45, 0.75, garble), Safety.REVIEW
    else:
        confidence = weigh(0.4, 0.88, garble)
    if is_codey(text) or (first[0].islower() and follower.isupper()):
        safety = Safety.REVIEW
    return make_edit(
        rule,
        (middle, end),
        replacement,
        f"“{text[start:end]}” is two words that ran together where a link or a break was lost;"
        f" it becomes “{first}{replacement}”.",
        confidence,
        matched=(start, end),
        safety=safety,
    )


def _takes_comma(first: str) -> bool:
    """A clause after a name adds something; after a common noun it may define."""
    return first[0].isupper()


def _is_word(text: str, first: str) -> bool:
    tail = re.split(r"[-’']", first)[-1]
    if occurs_alone(text, first) or first.isupper():
        return True
    from fixprose.knowledge.places import is_place

    if is_place(first):
        return True
    from fixprose.knowledge.store import lexicon

    return bool(lexicon().tags(tail or first))


def _part_name(text: str, match: re.Match[str], garble: float) -> Edit | None:
    first, name = match["first"], match["name"]
    title = first[0].isupper()
    known = occurs_alone(text, name)
    if not known:
        from fixprose.knowledge.places import is_demonym, is_place

        if title or not (is_place(name) or is_demonym(name)):
            return None
    if is_codey(text):
        return None
    return make_edit(
        "glued-title" if title else "glued-name",
        (match.start("name"), match.start("name")),
        " ",
        f"“{match.group()}” is two words that ran together; a space parts them.",
        weigh(0.45, 0.95, garble),
        matched=match.span(),
    )

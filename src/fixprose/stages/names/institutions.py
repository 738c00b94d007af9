"""Names of several words: in their right order, with their own words and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fixprose.edits import Changes, Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge import places
from fixprose.knowledge.gazetteer import KIN
from fixprose.knowledge.gazetteer_judge import IN_PLACE, Damage, NameMatch
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.gazetteer_words import fold, is_function
from fixprose.stages.names.weigh import weigh
from fixprose.text.difference import smallest
from fixprose.text.document import Block, Document
from fixprose.text.span import Span
from fixprose.text.tokens import Tokens

_NO_ARTICLE = frozenset("company media person brand city country league team award party".split())
_PREPOSITIONS = frozenset("in at of to for by from with on into under before after".split())
_RANKS = ("weak", "likely", "sure")


def propose_institutions(
    block: Block, names: Names, document: Document, diagnosis: Diagnosis
) -> Iterator[Edit]:
    """Yield an edit for each garbled name of several words in the block."""
    for match in names.find_garbled(block):
        edit = _edit(block, match, document, diagnosis)
        if edit is not None:
            yield edit


def _edit(block: Block, match: NameMatch, document: Document, diagnosis: Diagnosis) -> Edit | None:
    tokens, text = block.tokens, document.text
    first, last, new = _rewritten(tokens, match)
    first, new = _with_article(tokens, match, first, new)
    first, new = _with_preposition(tokens, match, first, new)
    start, end = tokens.starts[first], tokens.ends[last - 1]
    found = re.compile(r", in (?=[A-Z])").match(text, end) if match.places else None
    if found and text.startswith(match.entry.place, found.end()):
        end, new = found.end(), new + ", "  # in Beijing, in China
    old = text[start:end]
    if start == block.sentence_at(start).start and old[0].isupper():
        new = new[0].upper() + new[1:]
    if "’" in text:
        new = new.replace("'", "’")
    cut = smallest(old, new)
    if cut is None:
        return None
    span = Span(start + cut[0], start + cut[1])
    acronyms = match.entry.acronym
    bracketed = re.compile(r"[’']?s? ?\(([\w&.-]+)\)").match(text, end)
    beside = bracketed is not None and bracketed[1] in acronyms
    elsewhere = not beside and any(
        re.search(rf"\b{re.escape(acronym)}\b", text) for acronym in acronyms if len(acronym) > 2
    )
    bonus = 1.5 * beside + 0.5 * elsewhere + 0.4 * bool(match.doubles)
    bonus += 0.3 * (bool(match.places) or match.placed)
    told = beside or elsewhere or match.placed or match.headed or bool(match.places or match.head)
    return Edit(
        span=span,
        matched=Span(start, end).hull(span),
        replacement=cut[2],
        rule=match.entry.rule,
        stage="names",
        reason=_reason(old, match, beside),
        confidence=weigh(_certainty(match, beside), diagnosis, span, _pivots(match), bonus),
        safety=Safety.SAFE if match.damage is not Damage.LOST or told else Safety.REVIEW,
        changes=Changes.NAME,
    )


def _rewritten(tokens: Tokens, match: NameMatch) -> tuple[int, int, str]:
    """Return the tokens to replace (end exclusive) and the name that should stand there."""
    entry, first, last = match.entry, match.first, match.last
    if match.damage is Damage.CASE:
        return first, last, _recased(tokens, first, last, entry.name)
    new, of_place = _spelt(tokens, match), match.places[0] if match.places else ""
    while of_place and _is_place(tokens, last - 1, of_place):
        last -= 1
        while is_function(tokens.lower[last - 1]):
            last -= 1
        of_place = ""
    if match.head:
        new = f"{new} {match.head}"
    if of_place and entry.kind in IN_PLACE:
        new = f"{new} in {of_place}"
    elif of_place:
        new = f"{places.demonym_of(of_place) or of_place} {new}"
    return first, last, new


def _spelt(tokens: Tokens, match: NameMatch) -> str:
    """Return the name in the spelling of the text: U.N., Organisation, Centre."""
    own = {fold(tokens.texts[at]): tokens.texts[at] for at in range(match.first, match.last)}
    words = []
    for word in match.entry.name.split(" "):
        found = own.get(fold(word), word)
        words.append(word if found.lower() == word.lower() else found[0].upper() + found[1:])
    return " ".join(words)


def _is_place(tokens: Tokens, at: int, place: str) -> bool:
    """Tell whether a token is the place in English; a foreign name of it is worth replacing."""
    parts = {fold(part) for part in place.split()}
    return fold(tokens.texts[at]) in parts or tokens.texts[at] == places.demonym_of(place)


def _recased(tokens: Tokens, first: int, last: int, name: str) -> str:
    """Return the words as they stand (be it the British way) with the name's capitals."""
    capitals = {fold(word): word[0].isupper() for word in Tokens(name)}
    text, at = [], tokens.starts[first]
    for token in range(first, last):
        word = tokens.texts[token]
        if capitals.get(fold(word)):
            word = word[0].upper() + word[1:]
        text.append(" " * (tokens.starts[token] > at) + word)
        at = tokens.ends[token]
    return "".join(text)


def _with_article(tokens: Tokens, match: NameMatch, first: int, new: str) -> tuple[int, str]:
    before = tokens.lower[first - 1] if first else ""
    if match.damage is Damage.CASE or tokens.lower[first] == "the":
        return first, new
    if match.entry.article:
        if before in ("a", "an"):
            return first - 1, f"the {new}"
        return first, f"the {new}" if before in _PREPOSITIONS else new
    if before == "the" and match.entry.kind in _NO_ARTICLE:
        return first - 1, new
    return first, new


def _with_preposition(tokens: Tokens, match: NameMatch, first: int, new: str) -> tuple[int, str]:
    """Set the preposition of a place where the garble has another: in → at the Great Hall."""
    wanted, before = match.entry.preposition, first - 1
    if new.startswith("the "):
        article = ""
    elif before >= 0 and tokens.lower[before] == "the":
        before, article = before - 1, tokens.texts[first - 1] + " "
    else:
        return first, new
    if not wanted or before < 0 or match.damage is Damage.CASE:
        return first, new
    found = tokens.lower[before]
    displaced = found == "to" and before > 0 and tokens.texts[before - 1] in (",", ")")
    if found in ("in", "on", "inside") or displaced:
        if tokens.texts[before][0].isupper():
            wanted = wanted.capitalize()
        return before, f"{wanted} {article}{new}"
    return first, new


def _certainty(match: NameMatch, beside: bool) -> str:
    """Return how sure the match is by itself: only what no writer of English does is sure."""
    turned = match.damage is Damage.ORDER and match.lower == 0
    lost = match.damage is Damage.CASE and match.entry.casing == "sure"
    vouched = beside and match.share > 0.6 and match.damage is not Damage.LOST
    own = "sure" if turned or lost or vouched else "likely"
    return min(own, match.entry.certainty, key=_RANKS.index)


def _pivots(match: NameMatch) -> frozenset[str]:
    return frozenset() if "any" in match.channels else match.channels - {KIN}


def _reason(old: str, match: NameMatch, beside: bool) -> str:
    name = match.entry.full
    told = f", as {match.entry.acronym[0]} beside it tells" if beside else ""
    return f"“{old}” is {name}{told}: the name {match.damage.value}."

"""Names that a document spells in two ways, or a known person's name misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

from fixprose.edits import Changes, Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.gazetteer_people import surname
from fixprose.knowledge.gazetteer_words import is_common
from fixprose.knowledge.store import lexicon
from fixprose.stages.names.weigh import weigh
from fixprose.text.document import Document
from fixprose.text.span import Span

_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,12}(?![\w-])")
_FEMININE = re.compile(
    r"(?P<given>[A-Z][a-z]+[ay]) (?P<name>[A-Z][a-z]+(?:ov|ev|in|sk)(?P<ending>aya|a))\b"
)
_SHORTEST_MISSPELT = 6  # letters; shorter surnames lie too close to each other
_CAPITALISED = re.compile(r"(?<![\w.@/-])[A-Z][a-z]{3,7}(?![\w@/-])")
_BESIDE = re.compile(r"[A-Z][\w’'.-]* $")  # another name, or the king that a numeral belongs to
_OPENERS = frozenset("The And But While When As If That With For Before After Since".split())
_LISTED = re.compile(r" [A-Z]{2}|\.[A-Z]| century|-")
_SPOKEN = frozenset(
    "apec asean nato opec unesco unicef unrwa fifa uefa nasa nafta ecowas caricom interpol".split()
)
"""Acronyms read as words, which some write like words."""
_AMERICAN = re.compile(r"\b(?:Trump|Biden|Obama|Congress|White House|Washington|Capitol)\b")
_PARTISAN = re.compile(
    r"(?<![\w-])(?:(?:republican|democrat)(?= (?:leaders?|camp|voters?|majority|presidential)\b)"
    r"|(?:republican|democratic|democrat)(?= (?:[Ss]enators?|congress(?:man|woman|men)"
    r"|[Gg]overnors?|lawmakers?|candidates?|nominees?|strategists?|primary|primaries"
    r"|[Rr]epresentatives?)\b))"
    r"|(?<=\bthe )(?:republicans|democrats)\b"
)
_NEXT = re.compile(r" ([A-Z][\w’'-]+)")
_PARTIES = "conservatives democrats republicans liberals socialists greens tories".split()


def propose_spelling(document: Document, names: Names, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits for capitals, misspelt people and surnames that lost their feminine ending."""
    yield from _shouted(document, names, diagnosis)
    yield from _acronyms(document, names, diagnosis)
    yield from _unequal(document, diagnosis)
    yield from _partisans(document, diagnosis)
    yield from _misspelt(document, names, diagnosis)
    yield from _feminine(document, diagnosis)


def _shouted(document: Document, names: Names, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield XI → Xi where the document names Xi Jinping."""
    text = document.text
    for match in _CAPITALS.finditer(text):
        word = match[0].capitalize()
        people = [person for person in names.people.named(word) if person.name in text]
        if not people:
            continue
        beside = _BESIDE.search(text[max(0, match.start() - 20) : match.start()])
        if (beside and beside[0].strip() not in _OPENERS) or _LISTED.match(text, match.end()):
            continue
        yield _edit(
            Span(match.start(), match.end()),
            word,
            people[0].rule,
            f"{people[0].name} is a person, not an abbreviation.",
            weigh("sure", diagnosis, Span(match.start(), match.end())),
        )


def _acronyms(document: Document, names: Names, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield Apec → APEC where the document has both, and IEPA → IEEPA where one letter is lost."""
    text = document.text
    used = {match[0] for match in _CAPITALS.finditer(text)} | set(_CAPITALISED.findall(text))
    known = {word for word in used if len(word) > 3 and word.isupper() and word in names.acronyms}
    small = {name.capitalize(): name for name in names.acronyms if name.lower() in _SPOKEN}
    for word in sorted(used - known):
        full = small.get(word)
        if full is None and word.isupper() and len(word) > 3:
            full = next((name for name in sorted(known) if _lost_letter(word, name)), None)
        if full is None or full == word or lexicon().tags(word):
            continue
        both = full in known and word.upper() == full
        for match in re.finditer(rf"(?<![\w.@/-]){word}(?![\w@/-])", text):
            span = Span(match.start(), match.end())
            yield _edit(
                span,
                full,
                names.gazetteer.entries[names.acronyms[full][0]].rule,
                f"The abbreviation is written “{full}”.",
                weigh("likely" if full in known else "weak", diagnosis, span),
                Safety.SAFE if both else Safety.REVIEW,
            )


def _partisans(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield “republican senator” → “Republican senator” where American politics is the subject."""
    text = document.text
    if not _AMERICAN.search(text):
        return
    for match in _PARTISAN.finditer(text):
        span = Span(match.start(), match.end())
        yield _edit(
            span,
            match[0].capitalize(),
            "names/party-capital",
            "The American party is meant.",
            weigh("likely", diagnosis, span),
        )


def _lost_letter(word: str, name: str) -> bool:
    return len(word) + 1 == len(name) and _distance(word, name) == 1


def _unequal(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield the conservatives → the Conservatives where the document has the party elsewhere."""
    text = document.text
    for party in _PARTIES:
        name = party.capitalize()
        if f" {name}" not in text or not re.search(rf"[a-z,] {name}\b", text):
            continue
        for match in re.finditer(rf"(?<=[Tt]he ){party}\b(?! (?:of|among|who|in)\b)", text):
            span = Span(match.start(), match.end())
            yield _edit(
                span,
                name,
                "names/party-capital",
                f"The party is “{name}” elsewhere in this text.",
                weigh("likely", diagnosis, span),
            )


def _misspelt(document: Document, names: Names, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield the known spelling of a surname beside its given name, and of its repetitions."""
    found: dict[str, Entry] = {}
    for block in document.blocks:
        for given in names.find_people(block)[0]:
            match = _NEXT.match(document.text, block.span.start + given.end, block.span.end)
            if match is None or match[1] in found:
                continue
            for person in given.people:
                if is_misspelt(match[1], surname(person), names):
                    found[match[1]] = person
    for wrong, person in found.items():
        right = surname(person)
        known = re.search(rf"\b{re.escape(right)}\b", document.text) is not None
        for match in re.finditer(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", document.text):
            span = Span(match.start(), match.end())
            yield _edit(
                span,
                right,
                person.rule,
                f"{person.name} is spelt “{right}”.",
                weigh("likely", diagnosis, span, (), 0.4 if known else 0.0),
                Safety.SAFE if known or len(right) > 8 else Safety.REVIEW,
            )


def is_misspelt(word: str, right: str, names: Names) -> bool:
    """Tell whether `word` can only be a misspelling of the surname `right`.

    One letter may be wrong, in long names two; the first one may not.
    """
    return (
        len(right) >= _SHORTEST_MISSPELT
        and _plain(word) != _plain(right)
        and word[0] == right[0]
        and not word.isupper()
        and not names.people.is_surname(word)
        and not names.people.is_given(word)
        and not is_common(word)
        and not lexicon().tags(word)
        and not right.startswith(word)
        and not word.startswith(right)
        and _distance(word.lower(), right.lower()) <= (2 if len(right) > 8 else 1)
    )


def _plain(word: str) -> str:
    """Return a word without accents: whether a name keeps them is a matter of style."""
    return "".join(c for c in normalize("NFD", word) if not combining(c))


def _distance(one: str, other: str) -> int:
    """Return the number of letters to insert, delete or replace."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[-1]


def _feminine(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield Gagarin → Gagarina where the document speaks of Polina Gagarina and no other."""
    text = document.text
    for name in {match["name"]: match for match in _FEMININE.finditer(text)}.values():
        short = name["name"][: -len(name["ending"])] + ("y" if name["ending"] == "aya" else "")
        bare = re.compile(rf"(?<![\w-]){short}(?![\w-])")
        if re.search(rf"\b[A-Z][\w.’-]+ {short}\b", text):
            continue
        for match in bare.finditer(text):
            span = Span(match.start(), match.end())
            yield _edit(
                span,
                name["name"],
                "names/feminine-surname",
                f"{name[0]} is meant; a Slavic surname keeps its feminine ending.",
                weigh("likely", diagnosis, span),
                Safety.REVIEW,
            )


def _edit(
    span: Span, new: str, rule: str, reason: str, confidence: float, safety: Safety = Safety.SAFE
) -> Edit:
    return Edit(
        span=span,
        matched=span,
        replacement=new,
        rule=rule,
        stage="names",
        reason=reason,
        confidence=confidence,
        safety=safety,
        changes=Changes.NAME,
    )

"""Names that a document spells in two ways, or a known person's name misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_ROMAN = re.compile(r"[IVXLC]+")


def propose_spelling(document: Document, names: Names, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits for capitals, misspelt people and surnames that lost their feminine ending."""
    yield from _shouted(document, names, diagnosis)
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
        before, after = text[: match.start()].rstrip(" ")[-12:], text[match.end() :][:12]
        last = re.findall(r"[\w’']+", before)[-1:] or [""]
        if last[0].isupper() or re.match(r" [A-Z]{2}|\.[A-Z]| century", after):
            continue
        if _ROMAN.fullmatch(match[0]) and last[0][:1].isupper() and not _ends_sentence(before):
            continue
        yield _edit(
            Span(match.start(), match.end()),
            word,
            people[0].rule,
            f"{people[0].name} is a person, not an abbreviation.",
            weigh("sure", diagnosis, Span(match.start(), match.end())),
        )


def _ends_sentence(before: str) -> bool:
    return bool(re.search(r"[.!?:”\"]\W*$", before)) or not before.strip()


def _misspelt(document: Document, names: Names, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield the known spelling of a surname beside its given name, and of its repetitions."""
    found: dict[str, Entry] = {}
    for block in document.blocks:
        for given in names.people.find_given(block):
            match = re.compile(r" ([A-Z][\w’'-]+)").match(document.text, given.end, block.span.end)
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
        and word != right
        and word[0] == right[0]
        and not word.isupper()
        and word not in names.people.by_surname
        and not is_common(word)
        and not lexicon().tags(word)
        and not right.startswith(word)
        and not word.startswith(right)
        and _distance(word.lower(), right.lower()) <= (2 if len(right) > 8 else 1)
    )


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

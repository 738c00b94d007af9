"""Titles in the order of another language: President Mongol Khurelsukh Ukhnaa."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from fixprose.edits import Changes, Edit
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge import places
from fixprose.stages.names.weigh import weigh
from fixprose.text.document import Block, Document
from fixprose.text.span import Span

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_TITLES = (
    "Vice President|Prime Minister|Deputy Prime Minister|Foreign Minister|Defen[cs]e Minister"
    "|Finance Minister|Interior Minister|Justice Minister|Trade Minister|Economy Minister"
    "|Energy Minister|Health Minister|Culture Minister|Education Minister|Minister|President"
    "|Chancellor|Premier|King|Queen|Emperor|Prince|Princess|Crown Prince|Ambassador|General"
    "|Admiral|Colonel|Senator|Deputy|Secretary of State|Foreign Secretary|Diplomat|Cardinal"
    "|Archbishop|Attorney General|Speaker|Leader|Chief|Director|Minister of Foreign Affairs"
    "|Minister of Defen[cs]e|Minister of Finance|Minister of the Interior|Minister of Justice"
    "|Singer|Actor|Actress|Writer|Player|Coach|Striker|Midfielder|Skier|Swimmer|Cyclist|Journalist"
)
_PATTERN = re.compile(
    rf"(?P<title>(?i:{_TITLES})) (?P<adjective>[A-Z][\w’'-]+)"
    r"(?= (?P<name>[A-Z][\w’'-]+(?: (?:(?:de|da|von|van|bin|al|el|der) )?[A-Z][\w’'-]+){1,3}))"
)
_FOREIGN = {"Mongol": "Mongolian", "Turk": "Turkish", "Serb": "Serbian", "Croat": "Croatian",
            "Pole": "Polish", "Dane": "Danish", "Swede": "Swedish", "Finn": "Finnish",
            "Kurd": "Kurdish", "Arab": "Arab", "Spaniard": "Spanish", "Slovene": "Slovenian",
            "Briton": "British", "Scot": "Scottish", "Icelander": "Icelandic"}  # fmt: skip
_PLAIN = frozenset(
    "leader chief director player coach singer actor actress writer striker midfielder skier "
    "swimmer cyclist journalist diplomat".split()
)
_NO_PERSON = re.compile(
    r"\b(?:Air|Airlines|Airways|Bank|Company|Corp|Corporation|Council|Army|Navy|Force|Forces|Party"
    r"|Union|Federation|Association|Open|Championship|Cup|League|Parliament|Congress|Government"
    r"|Embassy|Institute|University|Museum|War|Republic|States|Kingdom|Motors|Express|Oil|Petroleum"
    r"|Red|Cross|Revolution|Grand|Prix|Chamber|Commerce|Society|Foundation|Football|Basketball)\b"
)


def propose_titles(block: Block, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield an edit that puts the nationality before the title, as English has it."""
    text = document.text
    for match in _found(block):
        word = match["adjective"]
        adjective = _FOREIGN.get(word) or (word if places.is_demonym(word) else None)
        if adjective is None or _NO_PERSON.search(match["name"]) or match["name"].isupper():
            continue
        owner = places.country_of(adjective)
        if owner is None or not places.is_country(owner):
            continue
        title = match["title"]
        if title.lower() in _PLAIN:
            title = title.lower()
        elif title.islower():
            title = title.title().replace(" Of ", " of ")
        the = text[max(0, match.start() - 4) : match.start()].lower() == "the "
        span = Span(match.start() - 4 * the, match.end("adjective"))
        yield Edit(
            span=span,
            matched=Span(span.start, match.end("name")),
            replacement=f"{adjective} {title}",
            rule="names/title-order",
            stage="names",
            reason=f"English puts the nationality before the title: {adjective} {title}.",
            confidence=weigh("likely", diagnosis, span, (), 0.4),
            changes=Changes.NAME,
        )


def _found(block: Block) -> Iterator[re.Match[str]]:
    """Yield the places of the pattern; the automaton makes the search cheap."""
    text = block.text
    for _, start, _ in _automaton().find_matches_as_indexes(block.content):
        first = block.span.start + start
        if not (start and block.content[start - 1].isalnum()):
            match = _PATTERN.match(text, first, block.span.end)
            if match is not None:
                yield match


@cache
def _automaton() -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    titles = [title for pattern in _TITLES.split("|") for title in _spelt(pattern)]
    literals = [
        f"{form} " for title in titles for form in (title, title.lower(), title.capitalize())
    ]
    return AhoCorasick(sorted(set(literals)), matchkind=MatchKind.LeftmostLongest)


def _spelt(pattern: str) -> tuple[str, ...]:
    """Return both spellings of a pattern with [cs] in it."""
    if "[cs]" not in pattern:
        return (pattern,)
    return pattern.replace("[cs]", "c"), pattern.replace("[cs]", "s")

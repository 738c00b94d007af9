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
    "|Archbishop|Attorney General|Speaker|Leader|Chief|Director"
    "|Singer|Actor|Actress|Writer|Player|Coach|Striker|Midfielder|Skier|Swimmer|Cyclist|Journalist"
)
_OFFICES = {
    "foreign affairs": "Foreign",
    "external relations": "Foreign",
    "exterior": "Foreign",
    "defense": "Defense",
    "defence": "Defence",
    "the armies": "Armed Forces",
    "the armed forces": "Armed Forces",
    "finance": "Finance",
    "finances": "Finance",
    "the economy": "Economy",
    "economy": "Economy",
    "the interior": "Interior",
    "interior": "Interior",
    "justice": "Justice",
    "health": "Health",
    "culture": "Culture",
    "education": "Education",
    "national education": "Education",
    "energy": "Energy",
    "agriculture": "Agriculture",
    "transport": "Transport",
    "transports": "Transport",
    "labor": "Labor",
    "labour": "Labour",
    "foreign trade": "Trade",
    "trade": "Trade",
    "commerce": "Commerce",
    "the environment": "Environment",
    "the ecological transition": "Ecological Transition",
    "industry": "Industry",
    "sports": "Sports",
    "sport": "Sports",
    "tourism": "Tourism",
}
_ADJECTIVE = r"(?P<adjective>[A-Z][\w’'-]+)"
_NAME = r"(?= (?P<name>[A-Z][\w’'-]+(?: (?:(?:de|da|von|van|bin|al|el|der) )?[A-Z][\w’'-]+){1,3}))"
_OF_OFFICE = rf" (?:of|for) (?P<office>(?i:{'|'.join(sorted(_OFFICES, key=len, reverse=True))}))\b"
_PATTERNS = (
    re.compile(rf"(?P<title>(?i:Minister|Secretary)) {_ADJECTIVE}{_OF_OFFICE}(?:{_NAME})?"),
    re.compile(rf"(?P<title>(?i:Minister|Secretary)){_OF_OFFICE} {_ADJECTIVE}{_NAME}"),
    re.compile(rf"(?P<title>(?i:{_TITLES})) {_ADJECTIVE}{_NAME}"),
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
        adjective = _adjective(match["adjective"])
        name = match["name"] or ""
        if adjective is None or _NO_PERSON.search(name) or (name and name.isupper()):
            continue
        title = _english(match)
        start = match.start()
        if text[max(0, start - 4) : start].lower() == "the " and name:
            start -= 4
        span = Span(start, match.end())
        yield Edit(
            span=span,
            matched=Span(start, match.end("name") if name else match.end()),
            replacement=f"{adjective} {title}",
            rule="names/title-order",
            stage="names",
            reason=f"English puts the nationality before the title: {adjective} {title}.",
            confidence=weigh("likely", diagnosis, span, (), 0.4),
            changes=Changes.NAME,
        )


def _adjective(word: str) -> str | None:
    """Return the adjective of a country that stands after a title, in English."""
    adjective = _FOREIGN.get(word) or (word if places.is_demonym(word) else None)
    owner = places.country_of(adjective) if adjective else None
    return adjective if owner and places.is_country(owner) else None


def _english(match: re.Match[str]) -> str:
    """Return the title in English order and case: Foreign Minister before a name."""
    title: str = match["title"]
    office = match.groupdict().get("office")
    if office:
        title = f"{_OFFICES[office.lower()]} {title.capitalize()}"
        return title if match["name"] else title.lower()
    if title.lower() in _PLAIN:
        return title.lower()
    return title.title().replace(" Of ", " of ") if title.islower() else title


def _found(block: Block) -> Iterator[re.Match[str]]:
    """Yield the places of the patterns; the automaton makes the search cheap."""
    content = block.content
    for _, start, _ in _automaton().find_matches_as_indexes(content):
        if start and content[start - 1].isalnum():
            continue
        first = block.span.start + start
        for pattern in _PATTERNS:
            match = pattern.match(block.text, first, block.span.end)
            if match is not None:
                yield match
                break


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

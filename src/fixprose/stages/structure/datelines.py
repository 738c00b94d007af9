"""Datelines: place and agency at the head of a report, and the date a page puts before it.

A translator that takes "BEIJING (AP) — Chinese leader …" for one sentence moves the place into it:
"The Chinese chief of Beijing (AP), Xi Jinping, …". The dateline goes back to the front.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit, Safety
from fixprose.evidence.marks import (
    CITY,
    MELTED_DATELINE,
    METADATA_HEAD,
    melted_datelines,
    metadata_heads,
    skip_metadata,
)
from fixprose.stages.structure.base import make_edit, weigh
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/metadata-head": "A date that belongs to the page, not the text, is glued to the"
    " first sentence; it gets a line of its own.",
    "structure/melted-dateline": "A dateline has melted into the first sentence (The Chinese"
    " leader of Beijing (AP), X, said); it goes back to the front.",
    "structure/dateline-dash": "A dateline without its dash (LONDON (Reuters) The …) gets it back.",
    "structure/bare-dateline": "A city in front of a sentence (Washington President X said) is"
    " its dateline.",
}

_ANY_AGENCY = (
    "AP|Reuters|REUTERS|AFP|UPI|dpa|DPA|Xinhua|TASS|Tass|EFE|ANSA|PTI|IANS|ANI|PA|CNN|BBC|CBS|Kyodo"
    "|Yonhap|Bloomberg|Interfax|AAP|Lusa|CP"
)
_NO_DASH = re.compile(
    rf"(?P<city>{CITY}|[A-Z]{{2,}}(?: [A-Z]{{2,}})*) \((?P<agency>{_ANY_AGENCY})\)"
    r"(?P<gap>[.:,]? +|(?=[A-Z]))(?=[“\"]?[A-Z])"
)
_FRONTED = re.compile(
    rf"(?:(?:In|At|From) )?(?P<city>{CITY}) \((?P<agency>{_ANY_AGENCY})\)(?P<gap>[.:,]?"
    rf" )(?P<next>[a-z])"
)
_DATELINE = re.compile(rf"\((?:{_ANY_AGENCY})\) ?[-–—]")
_UPPER_AGENCIES = frozenset({"AP", "Reuters", "UPI"})  # the others write Paris (AFP)
_CITIES = (
    "Washington|London|Paris|Berlin|Moscow|Beijing|Brussels|Tokyo|Geneva|Madrid|Rome|Vienna"
    "|Kyiv|Kiev"
    "|Jerusalem|Cairo|Baghdad|Tehran|Kabul|Islamabad|Seoul|Canberra|Sydney|Ottawa|Toronto|Caracas"
    "|Bogota|Brasilia|Nairobi|Johannesburg|Istanbul|Ankara|Athens|Warsaw|Stockholm|Copenhagen|Oslo"
    "|Helsinki|Dublin|Lisbon|Budapest|Prague|Shanghai|Singapore|Bangkok|Manila|Jakarta|Hanoi|Dhaka"
    "|Havana|Lima|Santiago|Chicago|Boston|Houston|Miami|Atlanta|Seattle|Denver|Detroit|Beirut"
    "|Damascus|Riyadh|Doha|Dubai|New York|Los Angeles|San Francisco|Mexico City|New Delhi|Hong Kong"
    "|Buenos Aires|Rio de Janeiro|Sao Paulo|Tel Aviv"
)
_BARE = re.compile(
    rf"(?P<city>{_CITIES})(?P<gap> )(?=(?:(?:US |U\.S\. )?President [A-Z]|Prime Minister"
    rf" [A-Z]|Former [A-Z]"
    r"|The [a-z]|The [A-Z]\w+ [a-z]|An? [a-z]|More than |At least |Hundreds of |Thousands of"
    r" |Dozens of"
    r"|Tens of )[^\n]{80})"
)
_FIRST_BLOCKS = 5


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that put datelines and page dates back where they belong."""
    text = document.text
    for start, _ in metadata_heads(text):
        yield _part_metadata(text, start)
    if "(" in text:
        for start, end in melted_datelines(text):
            yield _restore(document, start, diagnosis.at(Span(start, end)))
    for start in _heads(document):
        edit = (
            _dash(text, start)
            or _front(document, start, diagnosis)
            or _bare(document, start, diagnosis)
        )
        if edit:
            yield edit


def _heads(document: Document) -> Iterator[int]:
    """Yield where lines begin in the first blocks, and in any block that opens with an agency."""
    text = document.text
    for number, block in enumerate(document.blocks):
        start, end = block.span.start, block.span.end
        head = text[start : start + 70]
        if number >= _FIRST_BLOCKS and "(" not in head:
            continue
        yield skip_metadata(text, start)
        if number < _FIRST_BLOCKS:
            at = text.find("\n", start, end)
            while at >= 0:
                # a line in a block is a paragraph of its own only when it is long
                following = text.find("\n", at + 1, end)
                if (following if following >= 0 else end) - at > 120:
                    yield skip_metadata(text, at + 1)
                at = following


def _part_metadata(text: str, start: int) -> Edit:
    match = METADATA_HEAD.match(text, start)
    assert match is not None, "metadata_heads returns only what matches"
    newline = "\r\n" if "\r\n" in text else "\n"
    count = 2 if newline * 2 in text.strip() else 1
    return make_edit(
        "metadata-head",
        match.span("gap"),
        newline * count,
        "The date is the page's, not the first sentence's; it gets a line of its own.",
        0.93,
        matched=match.span(),
    )


def _restore(document: Document, start: int, garble: float) -> Edit:
    text = document.text
    match = MELTED_DATELINE.match(text, start)
    assert match is not None, "melted_datelines yields only what matches"
    from fixprose.knowledge.places import is_place

    known = is_place(match["city"].partition(",")[0])
    name = f" {match['name']}" if match["name"] else ""
    dateline = f"{_upper_city(match['city'])} ({match['agency']}) {_dash_of(text)} "
    return make_edit(
        "melted-dateline",
        (start, match.end() - 1),
        f"{dateline}{match['head']}{name}",
        f"“{match['city']} ({match['agency']})” is the dateline, which was read as part of the"
        f" sentence;"
        " it goes back to the front.",
        weigh(0.9, 0.97, garble) if known else weigh(0.75, 0.93, garble),
        matched=(start, match.end()),
    )


def _upper_city(city: str) -> str:
    """Only the city is in capitals: KYIV, Ukraine."""
    name, comma, rest = city.partition(",")
    return f"{name.upper()}{comma}{rest}"


def _dash_of(text: str) -> str:
    return "–" if " – " in text and "—" not in text else "—"


def _dash(text: str, start: int) -> Edit | None:
    match = _NO_DASH.match(text, start)
    if match is None:
        return None
    city, agency = match["city"], match["agency"]
    from fixprose.knowledge.places import is_place

    shouted = city.partition(",")[0].isupper()
    if not shouted and not is_place(city.partition(",")[0]):
        return None
    if agency in _UPPER_AGENCIES:
        city = _upper_city(city)
    gap = match.span("gap")
    changed = city != match["city"]
    dash = f" {_dash_of(text)} "
    return make_edit(
        "dateline-dash",
        (match.start(), gap[1]) if changed else gap,
        f"{city} ({agency}){dash}" if changed else dash,
        f"“{match['city']} ({agency})” is a dateline; a dash parts it from the first sentence.",
        0.92,
        matched=match.span(),
    )


def _front(document: Document, start: int, diagnosis: Diagnosis) -> Edit | None:
    """“In London (Reuters), shares fell”: a dateline that was made the sentence's first phrase."""
    text = document.text
    match = _FRONTED.match(text, start)
    if match is None:
        return None
    from fixprose.knowledge.places import is_place

    if not is_place(match["city"].partition(",")[0]):
        return None
    return make_edit(
        "dateline-dash",
        match.span(),
        f"{_upper_city(match['city'])} ({match['agency']}) {_dash_of(text)}"
        f" {match['next'].upper()}",
        f"“{match['city']} ({match['agency']})” is a dateline; a dash parts it from the first"
        f" sentence.",
        weigh(0.86, 0.95, diagnosis.at(Span(*match.span()))),
    )


def _bare(document: Document, start: int, diagnosis: Diagnosis) -> Edit | None:
    text = document.text
    match = _BARE.match(text, start)
    if match is None or _DATELINE.search(text):
        return None
    opener = text[match.end() : match.end() + 12]
    garble = diagnosis.at(Span(*match.span()))
    person = opener.startswith(("President", "US Pres", "U.S. Pres", "Prime", "Former"))
    if person and match["city"] == "New York":
        return None
    return make_edit(
        "bare-dateline",
        match.span(),
        f"{match['city'].upper()} {_dash_of(text)} ",
        f"“{match['city']}” is the dateline of the report; a dash parts it from the first"
        f" sentence.",
        weigh(0.7, 0.93, garble),
        matched=(match.start(), min(len(text), match.end() + 12)),
        safety=Safety.SAFE if garble >= 0.3 else Safety.REVIEW,
    )

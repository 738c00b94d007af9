"""Places: countries, regions and cities, their adjectives and their people.

The tables are read once, at the first question. Names are compared as written, because `turkey`,
`polish` and `nice` are words; ALL CAPS is understood (headlines, datelines). A leading "the" is
allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(slots=True)
class _Tables:
    countries: dict[str, str] = field(default_factory=dict)  # any name → the usual one
    regions: dict[str, str] = field(default_factory=dict)
    cities: dict[str, str] = field(default_factory=dict)
    adjective: dict[str, str] = field(default_factory=dict)  # usual name → its main adjective
    owner: dict[str, str] = field(default_factory=dict)  # adjective → usual name of the place
    people: dict[str, str] = field(default_factory=dict)  # plural → usual name of the place
    major: list[str] = field(default_factory=list)  # cities known best
    article: set[str] = field(default_factory=set)  # usual names that take "the"


def is_country(words: str) -> bool:
    """Tell whether `words` name a country (past ones too), by any of its names.

    >>> is_country("Russia"), is_country("the United States"), is_country("turkey")
    (True, True, False)
    """
    return _find(_tables().countries, words) is not None


def is_city(words: str) -> bool:
    """Tell whether `words` name a city known to the tables."""
    return _find(_tables().cities, words) is not None


def is_place(words: str) -> bool:
    """Tell whether `words` name a country, a region or a city."""
    return _place(words) is not None


def demonym_of(place: str) -> str | None:
    """Return the adjective of a country (or a region or city), or None where it has none.

    >>> demonym_of("Russia"), demonym_of("the Netherlands"), demonym_of("New Zealand")
    ('Russian', 'Dutch', None)
    """
    name = _place(place)
    return None if name is None else _tables().adjective.get(name)


def country_of(demonym: str) -> str | None:
    """Return the country that an adjective or a people's name belongs to (else region, city).

    >>> country_of("Ukrainian"), country_of("Danes"), country_of("Catalan")
    ('Ukraine', 'Denmark', 'Catalonia')
    """
    tables = _tables()
    return _find(tables.owner, demonym) or _find(tables.people, demonym)


def is_demonym(word: str) -> bool:
    """Tell whether `word` is the adjective of a country, region or city, or one of its people.

    >>> is_demonym("French"), is_demonym("Swede"), is_demonym("Swedes"), is_demonym("polish")
    (True, True, False, False)
    """
    return _find(_tables().owner, word) is not None


def is_people(word: str) -> bool:
    """Tell whether `word` names the people of a place in the plural (Swedes, Swiss)."""
    return _find(_tables().people, word) is not None


def article_of(place: str) -> str:
    """Return "the " for a place that takes the article in running text, else an empty string.

    >>> article_of("Netherlands"), article_of("France")
    ('the ', '')
    """
    return "the " if _place(place) in _tables().article else ""


def countries() -> Iterable[str]:
    """Return every name of every country, without article."""
    return _tables().countries.keys()


def demonyms() -> Iterable[str]:
    """Return every adjective of a place."""
    return _tables().owner.keys()


def place_names() -> Iterable[str]:
    """Return every name of every place, without article."""
    tables = _tables()
    return (*tables.countries, *tables.regions, *tables.cities)


def major_cities() -> Iterable[str]:
    """Return the cities that are known best, by their English names."""
    return _tables().major


def _place(words: str) -> str | None:
    tables = _tables()
    for table in (tables.countries, tables.regions, tables.cities):
        if (name := _find(table, words)) is not None:
            return name
    return None


def _find(table: dict[str, str], words: str) -> str | None:
    found = table.get(words)
    if found is None and words[:4] in ("the ", "The ", "THE "):
        words = words[4:]
        found = table.get(words)
    if found is None and len(words) > 3 and words.isupper():
        found = table.get(_capitalised(words))
    return found


def _capitalised(words: str) -> str:
    small = {"And", "Of", "The", "De"}
    capitals = words.title().split(" ")
    return " ".join(
        word.lower() if word in small and index else word for index, word in enumerate(capitals)
    )


@cache
def _tables() -> _Tables:
    tables = _Tables()
    names = {
        "country": tables.countries,
        "region": tables.regions,
        "city": tables.cities,
    }
    for row in _rows("places.tsv"):
        kind, name, adjectives, people, others = (*row, "", "", "")[:5]
        if name.startswith("the "):
            name = name[4:]
            tables.article.add(name)
        if kind == "city":
            tables.major.append(name)
        for other in (name, *_split(others)):
            names[kind].setdefault(other.removeprefix("the "), name)
        for adjective in _split(adjectives):
            tables.adjective.setdefault(name, adjective)
            tables.owner.setdefault(adjective, name)
        for plural in _split(people):
            tables.people.setdefault(plural, name)
    for (name,) in _rows("cities.tsv"):
        if name not in tables.countries and name not in tables.regions:
            tables.cities.setdefault(name, name)
    del tables.adjective["New Zealand"]  # "New Zealander" is no adjective
    return tables


def _rows(file: str) -> Iterator[list[str]]:
    text = (files("fixprose.knowledge") / "data" / file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _split(cell: str) -> list[str]:
    return cell.split(", ") if cell else []

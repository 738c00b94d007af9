"""The tables of places answer by any name, and never for a word."""

from __future__ import annotations

import pytest

from fixprose.knowledge import places


@pytest.mark.parametrize(
    ("country", "adjective"),
    [
        ("Russia", "Russian"),
        ("the Netherlands", "Dutch"),
        ("Netherlands", "Dutch"),
        ("Holland", "Dutch"),
        ("UK", "British"),
        ("U.S.", "American"),
        ("Ivory Coast", "Ivorian"),
        ("Catalonia", "Catalan"),
        ("Moscow", "Muscovite"),
        ("RUSSIA", "Russian"),
        ("New Zealand", None),
        ("Nowhere", None),
    ],
)
def test_a_place_gives_its_adjective(country: str, adjective: str | None) -> None:
    assert places.demonym_of(country) == adjective


@pytest.mark.parametrize(
    ("adjective", "country"),
    [
        ("Russian", "Russia"),
        ("Mongolian", "Mongolia"),
        ("American", "United States"),
        ("Danes", "Denmark"),
        ("Swiss", "Switzerland"),
        ("Scottish", "Scotland"),
        ("Berliner", "Berlin"),
        ("happy", None),
    ],
)
def test_an_adjective_or_people_gives_its_place(adjective: str, country: str | None) -> None:
    assert places.country_of(adjective) == country


@pytest.mark.parametrize("word", ["turkey", "polish", "nice", "reading", "china", "Reading", "May"])
def test_words_are_no_places(word: str) -> None:
    assert not places.is_country(word)
    assert not places.is_demonym(word)
    assert word == "Reading" or not places.is_city(word)


def test_kinds_are_told_apart() -> None:
    assert (places.is_country("France"), places.is_city("France")) == (True, False)
    assert (places.is_country("Guangzhou"), places.is_city("Guangzhou")) == (False, True)
    assert (places.is_country("Bavaria"), places.is_place("Bavaria")) == (False, True)
    assert (places.is_people("Finns"), places.is_people("Finnish")) == (True, False)


def test_the_tables_are_as_large_as_promised() -> None:
    countries = {places.country_of(word) for word in places.demonyms()}
    assert len(set(places.countries())) >= 195
    assert len(countries) >= 400
    assert len(set(places.place_names())) > 2500


def test_every_country_has_an_adjective_or_is_known_to_lack_one() -> None:
    assert {name for name in places.countries() if places.demonym_of(name) is None} == {
        "New Zealand"
    }


def test_every_adjective_leads_back_to_a_place() -> None:
    for word in places.demonyms():
        assert places.is_place(places.country_of(word) or ""), word

"""Known people and cities whose names went through another alphabet: Fabiano Karuana, Yakarta.

They sound alike and look alike, but many people's names do: all of it is for an editor to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property

from fixprose.edits import Changes, Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.gazetteer_people import given_name, surname
from fixprose.knowledge.gazetteer_words import is_common
from fixprose.knowledge.places import is_place, major_cities
from fixprose.knowledge.slots import TITLES
from fixprose.knowledge.sounds import plain, sounds
from fixprose.knowledge.store import lexicon
from fixprose.stages.names.weigh import weigh
from fixprose.text.document import Document
from fixprose.text.span import Span

_OPENED = 0.5  # probability of garble from which names are doubted
_PERSON = re.compile(
    r"(?<![\w.’'-])([A-Z][\w’'-]+) ((?:[A-Z]\. )?)([A-Z][\w’'-]+)(?![\w-]| [A-Z][\w’'-])"
)
_CITY = re.compile(r"(?<![\w.@/’'-])([A-Z][\w-]{4,})(?![\w@/-]| [A-Z])")
_NAME_BEFORE = re.compile(r"[A-Z][\w’'.-]* (?:(?:d[aeiu]|del|della|von|van|la|le|el|of|the) )*$")
_ALIKE, _ALIKE_GIVEN = 0.65, 0.7  # of the letters of surname and given name
_ALIKE_CITY = 0.8
_SHORTEST = 4  # letters of a surname


class Sounded:
    """Finds known names by their sound."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield edits for people with given name and surname, their surnames alone, and cities."""
        if diagnosis.highest < _OPENED:
            return
        known: dict[str, Entry] = {}
        for match in _PERSON.finditer(document.text):
            if self._names.people.is_name(plain(match[0])):
                continue
            person = self._person(match[1], match[3])
            if person is None:
                continue
            right = f"{given_name(person)} {match[2]}{surname(person)}"
            if plain(right) == plain(match[0]):
                continue  # accents are a matter of style
            if right != match[0]:
                yield _edit(match.span(), right, person.rule, person.name, diagnosis)
            if plain(match[3]) != plain(surname(person)):
                known[match[3]] = person
        for wrong, person in known.items():
            for match in re.finditer(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", document.text):
                yield _edit(match.span(), surname(person), person.rule, person.name, diagnosis)
        yield from self._cities(document, diagnosis)

    def _person(self, given: str, last: str) -> Entry | None:
        """Return the known person who sounds so, None if there is none or several."""
        if len(last) < _SHORTEST or given.lower() in TITLES or given.isupper() or last.isupper():
            return None
        named = self._names.people.named(last)
        if not named and (self._is_word(last) or is_place(last)):
            return None
        known = named or [
            person for key in sounds(last) for person in self._names.people.sounding(key)
        ]
        if named and (self._is_word(given) or self._names.people.is_given(given)):
            return None
        found = {
            person.rule: person
            for person in known
            if " " not in given_name(person)
            and sounds(given) & sounds(given_name(person))
            and _alike(given, given_name(person)) >= _ALIKE_GIVEN
            and _alike(last, surname(person)) >= _ALIKE
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _cities(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        text, people = document.text, self._names.people
        for match in _CITY.finditer(text):
            word = match[1].capitalize() if match[1].isupper() else match[1]
            if self._is_word(word) or is_place(word):
                continue
            if people.is_surname(word) or people.is_given(word):
                continue
            if _NAME_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):
                continue
            found = {
                city
                for key in sounds(word)
                for city in self._city_sounds.get(key, ())
                if _alike(word, city) >= _ALIKE_CITY and plain(word) != plain(city)
            }
            if len(found) == 1:
                (city,) = found
                new = city.upper() if match[1].isupper() else city
                yield _edit(match.span(), new, "names/sounded", city, diagnosis)

    @staticmethod
    def _is_word(word: str) -> bool:
        return is_common(word) or bool(lexicon().tags(word))

    @cached_property
    def _city_sounds(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for city in major_cities():
            for key in sounds(city) if " " not in city else ():
                found.setdefault(key, []).append(city)
        return found


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio()


def _edit(place: tuple[int, int], new: str, rule: str, name: str, diagnosis: Diagnosis) -> Edit:
    span = Span(*place)
    return Edit(
        span=span,
        matched=span,
        replacement=new,
        rule=rule,
        stage="names",
        reason=f"{name} sounds like this and is spelt “{new}”.",
        confidence=weigh("likely", diagnosis, span, (), -0.6),
        safety=Safety.REVIEW,
        changes=Changes.NAME,
    )

"""Compiles the lists of `rules/names/` to the bundle that `Names` answers from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fixprose.knowledge import places
from fixprose.knowledge.bundle import bundled
from fixprose.knowledge.gazetteer import KIN, NO_ENTRY, Slot, folded, stems_of
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_literals import compile_literals, exonyms
from fixprose.knowledge.gazetteer_people import given_name, surname
from fixprose.knowledge.gazetteer_read import load_entries
from fixprose.knowledge.gazetteer_words import british, is_function, stem, weight
from fixprose.knowledge.phrases import phrase_table
from fixprose.knowledge.sounds import plain, sounds
from fixprose.text.tokens import Tokens


def compile_gazetteer(folder: Path, mark: str = "") -> bytes:
    """Return the lists in `folder` as a bundle for `Names`, with the fingerprint `mark`.

    Raises FixproseError with file and line when a list is not well formed.
    """
    lists = load_entries(folder)
    synonyms: dict[str, dict[str, list[str]]] = {}
    for channel, words in lists.synonyms.items():
        for word, others in words.items():
            for other in others:
                synonyms.setdefault(word, {}).setdefault(other, []).append(channel)
    for word in sorted({stem(word) for entry in lists.entries for word in entry.name.split()}):
        for other in _kin(word):
            synonyms.setdefault(word, {}).setdefault(other, []).append(KIN)
    posts: dict[str, dict[int, float]] = {}
    entries, all_slots = [], []
    for number, entry in enumerate(lists.entries):
        slots = [] if entry.kind == "person" else _slots(entry.name)
        where = Path(entry.where).name  # a place in the list, not on this machine
        entries.append(entry.to_dict() | {"where": f"names/{where}"})
        all_slots.append([(slot.word, slot.stem, slot.weight) for slot in slots])
        if len(slots) > 1:
            total = sum(slot.weight for slot in slots)
            for slot in slots:
                own = [o for w, os in entry.synonyms.items() if stem(w) == slot.stem for o in os]
                for key in sorted({slot.stem, *synonyms.get(slot.stem, ()), *map(stem, own)}):
                    share = round(slot.weight / total, 3)
                    found = posts.setdefault(key, {})
                    found[number] = max(share, found.get(number, 0.0))
    keys: dict[str, dict[int, float]] = {}
    for key, found in posts.items():
        for pattern in _patterns(key):
            keys.setdefault(pattern, {}).update(found)
    right = _right_forms(lists.entries, lists.right)
    literals = compile_literals(lists.entries, lists.right)
    return bundled(
        {"fingerprint": mark, "keys": tuple(keys), "acronyms": _acronyms(lists.entries)},
        rows={
            "entries": entries,
            "slots": all_slots,
            "posts": [(tuple(found), tuple(found.values())) for found in keys.values()],
            "literals": literals,
        },
        tables={
            "right": right,
            "right-stems": {stems_of(form.split()): number for form, number in right.items()},
            "synonyms": synonyms,
            "forms": phrase_table(literal[0] for literal in literals),
            "exonyms": exonyms(literals),
            **_people(lists.entries),
        },
    )


def _acronyms(entries: Iterable[Entry]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for acronym in entry.acronym:
            found.setdefault(acronym, []).append(number)
    return found


def _people(entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Return tables of people: numbers by given name, surname, its sound, and the whole name."""
    given: dict[str, list[int]] = {}
    surnames: dict[str, list[int]] = {}
    whole: dict[str, list[int]] = {}
    sounding: dict[str, list[int]] = {}
    for number, person in enumerate(entries):
        if person.kind == "person":
            for name in (surname(person), *(form.rsplit(" ", 1)[-1] for form in person.also)):
                surnames.setdefault(name, []).append(number)
            if name := given_name(person):
                given.setdefault(name, []).append(number)
                for key in sounds(surname(person)):
                    sounding.setdefault(key, []).append(number)
            for form in (person.name, *person.also):
                whole.setdefault(plain(form), []).append(number)
    owners = [f"{name}s " for name in surnames if " " not in name]
    return {
        "given": given,
        "surnames": surnames,
        "whole-names": whole,
        "sounding": sounding,
        "given-words": phrase_table(given),
        "owner-words": phrase_table(owners),
    }


def _right_forms(entries: Iterable[Entry], others: Iterable[str]) -> dict[str, int]:
    forms = {folded(Tokens(name)): NO_ENTRY for name in others}
    for number, entry in enumerate(entries):
        for form in (entry.name, *entry.also, *_usual_variants(entry)):
            forms[folded(Tokens(form))] = number
    return forms


_HEAD_FIRST = re.compile(
    r"(Department|Ministry|University|Secretary|Minister|Institute|Treaty|Convention|Strait|Gulf"
    r"|Palace|Cathedral) of (?:the )?(.+)"
)


def _usual_variants(entry: Entry) -> Iterator[str]:
    """Yield the other orders that English itself allows: Treasury Department, Oxford University."""
    if match := _HEAD_FIRST.fullmatch(entry.name):
        yield f"{match[2]} {match[1]}"
    if entry.name.startswith("U.S. "):
        rest = entry.name[5:]
        yield from (rest, f"United States {rest}", f"US {rest}")


def _slots(name: str) -> list[Slot]:
    words = [word for word in Tokens(name) if word[0].isalnum() and not is_function(word.lower())]
    return [Slot(word, stem(word), weight(word)) for word in words]


def _patterns(key: str) -> Iterator[str]:
    """Yield what the words of one stem begin with: securit- for security and securities."""
    if key == "us":
        yield "u s "
    elif len(key) > 2:
        cut = key[:-1] if key.endswith("y") and len(key) > 4 else key
        yield from sorted({cut, *british(cut)})


def _kin(word: str) -> Iterator[str]:
    """Yield what a place's adjective and a place are in each other's stead: China, Chinese."""
    name = word.capitalize()
    for other in (places.demonym_of(name), places.country_of(name)):
        if other and " " not in other and stem(other) != word:
            yield stem(other)

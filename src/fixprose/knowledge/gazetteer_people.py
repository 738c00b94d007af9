"""People of the gazetteer: found by their given names, titles and what became of their surnames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.text.document import Block

_NEXT = re.compile(r" ([A-Z][\w’'-]+)")


@dataclass(frozen=True, slots=True)
class Garble:
    """What a pivot made of a surname: the words in lower case, and the person meant."""

    words: tuple[str, ...]
    person: Entry
    pivots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A given name at a place (characters of a block's content), and who may be meant."""

    start: int
    end: int
    people: tuple[Entry, ...]


def given_name(person: Entry) -> str:
    """Return the given name of a person ("Donald"), empty for one who has only one name."""
    if person.given:
        return person.given
    return person.name.split(" ", 1)[0] if " " in person.name else ""


def surname(person: Entry) -> str:
    """Return the surname of a person; the whole name where there is only one."""
    return person.surname or person.name.rsplit(" ", 1)[-1]


class People:
    """All persons of the gazetteer."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.all = tuple(entry for entry in entries if entry.kind == "person")
        self._by_given: dict[str, list[Entry]] = {}
        self.garbles: dict[str, list[Garble]] = {}  # rule of the person → garbles, longest first
        self.by_surname: dict[str, list[Entry]] = {}
        for person in self.all:
            for name in (surname(person), *(form.rsplit(" ", 1)[-1] for form in person.also)):
                self.by_surname.setdefault(name, []).append(person)
            if given := given_name(person):
                self._by_given.setdefault(given, []).append(person)
            self.garbles[person.rule] = _garbles(person)
        self._names = list(self._by_given)
        self._automaton = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)
        self._owners = AhoCorasick([f"{name}s " for name in self.by_surname if " " not in name])

    def is_given(self, word: str) -> bool:
        """Tell whether a known person has `word` as given name."""
        return word in self._by_given

    def find_given(self, block: Block) -> Iterator[Given]:
        """Yield the given names of known people in a block that no known surname follows."""
        content = block.content
        for number, start, end in self._automaton.find_matches_as_indexes(content):
            if (start and (content[start - 1].isalnum() or content[start - 1] in "-@_")) or (
                content[end : end + 1].isalnum() or content[end : end + 1] == "-"
            ):
                continue
            following = _NEXT.match(content, end)
            if following is None or following[1] not in self.by_surname:
                yield Given(start, end, tuple(self._by_given[self._names[number]]))

    def find_owners(self, block: Block) -> Iterator[int]:
        """Yield the tokens that are a surname with an s before another word: Trumps."""
        content, base = block.content, block.span.start
        for _, start, end in self._owners.find_matches_as_indexes(content):
            if not (start and content[start - 1].isalnum()) and content[end : end + 1].isalpha():
                yield block.tokens.at(base + start)

    def find_garbled(
        self, block: Block, names: Iterable[Given]
    ) -> Iterator[tuple[int, int, Garble]]:
        """Yield given names with the word that their surname became: first and last token, garble.

        The last token is exclusive.
        """
        tokens = block.tokens
        for given in names:
            at = tokens.at(block.span.start + given.end - 1)
            if at + 1 == len(tokens) or self.is_whole(tokens.texts[at + 1], given):
                continue
            garbles = (garble for person in given.people for garble in self.garbles[person.rule])
            for garble in garbles:
                end = at + 1 + len(garble.words)
                if tuple(tokens.lower[at + 1 : end]) == garble.words:
                    yield at, end, garble
                    break

    def is_whole(self, following: str, given: Given) -> bool:
        """Tell whether the token after a given name is the surname, as it should be."""
        return any(following == surname(person).split(" ")[0] for person in given.people)


def _garbles(person: Entry) -> list[Garble]:
    pivots: dict[str, list[str]] = {}
    for pivot, forms in person.garbles.items():
        for form in forms:
            pivots.setdefault(form.lower(), []).extend([] if pivot == "any" else [pivot])
    found = [Garble(tuple(form.split()), person, tuple(ps)) for form, ps in pivots.items()]
    return sorted(found, key=lambda garble: -len(garble.words))

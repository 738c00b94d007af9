"""People of the gazetteer: found by their given names, titles and what became of their surnames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.phrases import Phrases
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

    def __init__(self, bundle: Bundle, entries: Sequence[Entry]) -> None:
        """Take the bundle of names, and the entries that it numbers."""
        self._entries = entries
        self._given = bundle.table("given")
        self._surnames = bundle.table("surnames")
        self._whole = bundle.table("whole-names")
        self._sounding = bundle.table("sounding")
        self._given_words = Phrases(bundle.table("given-words"))
        self._owner_words = Phrases(bundle.table("owner-words"))
        self._garbles: dict[str, list[Garble]] = {}

    def named(self, surname: str) -> list[Entry]:
        """Return the known people of a surname."""
        return [self._entries[number] for number in self._surnames.get(surname) or ()]

    def sounding(self, key: str) -> list[Entry]:
        """Return the known people with a given name whose surname has a key of `sounds`."""
        return [self._entries[number] for number in self._sounding.get(key) or ()]

    def is_name(self, name: str) -> bool:
        """Tell whether a name, as `plain` has it, is a known person's, in any right form."""
        return name in self._whole

    def is_surname(self, word: str) -> bool:
        """Tell whether a known person has `word` as surname."""
        return word in self._surnames

    def is_given(self, word: str) -> bool:
        """Tell whether a known person has `word` as given name."""
        return word in self._given

    def find_given(self, block: Block) -> Iterator[Given]:
        """Yield the given names of known people in a block that no known surname follows."""
        content = block.content
        for _, start, end in self._given_words.find(block):
            if (start and (content[start - 1].isalnum() or content[start - 1] in "-@_")) or (
                content[end : end + 1].isalnum() or content[end : end + 1] == "-"
            ):
                continue
            following = _NEXT.match(content, end)
            if following is None or following[1] not in self._surnames:
                numbers = self._given.get(content[start:end])
                yield Given(start, end, tuple(self._entries[number] for number in numbers))

    def find_owners(self, block: Block) -> Iterator[int]:
        """Yield the tokens that are a surname with an s before another word: Trumps."""
        content, base = block.content, block.span.start
        for _, start, end in self._owner_words.find(block):
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
            garbles = (garble for person in given.people for garble in self._garbles_of(person))
            for garble in garbles:
                end = at + 1 + len(garble.words)
                if tuple(tokens.lower[at + 1 : end]) == garble.words:
                    yield at, end, garble
                    break

    def _garbles_of(self, person: Entry) -> list[Garble]:
        found = self._garbles.get(person.rule)
        if found is None:
            found = self._garbles[person.rule] = _garbles(person)
        return found

    def is_whole(self, following: str, given: Given) -> bool:
        """Tell whether the token after a given name is the surname, as it should be."""
        return any(following == surname(person).split(" ")[0] for person in given.people)


def _garbles(person: Entry) -> list[Garble]:
    """Return what pivots make of a surname, the longest first."""
    pivots: dict[str, list[str]] = {}
    for pivot, forms in person.garbles.items():
        for form in forms:
            pivots.setdefault(form.lower(), []).extend([] if pivot == "any" else [pivot])
    found = [Garble(tuple(form.split()), person, tuple(ps)) for form, ps in pivots.items()]
    return sorted(found, key=lambda garble: -len(garble.words))

"""The gazetteer: known names, and where in a text one of them may have been garbled.

`compile_gazetteer` turns the lists of `rules/names/` into plain data once; `Gazetteer` answers
from that data. It reads a text in one pass (an Aho–Corasick automaton over the words of all names)
and looks closer only where at least two words of one name stand close together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fixprose.knowledge import places
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_words import british, fold, is_function, stem, weight
from fixprose.text.tokens import Tokens

FORMAT = 1
_NEAR = 17  # characters between two words of one name: room for "of the" and the like
_LATIN = bytes(
    ord(char.lower()) if char.isalnum() and ord(char.lower()) < 256 else 32
    for char in map(chr, range(256))
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a name that carries something: how it is written, its stem, what it says."""

    word: str
    stem: str
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a text with words of some names: characters, and the numbers of the names."""

    start: int
    end: int
    names: tuple[int, ...]


def compile_gazetteer(folder: Path) -> dict[str, Any]:
    """Return the lists in `folder` as plain data for `Names.from_compiled`.

    Raises FixproseError with file and line when a list is not well formed.
    """
    from fixprose.knowledge.gazetteer_literals import compile_literals
    from fixprose.knowledge.gazetteer_read import load_entries

    lists = load_entries(folder)
    synonyms: dict[str, dict[str, list[str]]] = {}
    for channel, words in lists.synonyms.items():
        for word, others in words.items():
            for other in others:
                synonyms.setdefault(word, {}).setdefault(other, []).append(channel)
    for word in {stem(word) for entry in lists.entries for word in entry.name.split()}:
        for other in _kin(word):
            synonyms.setdefault(word, {}).setdefault(other, []).append("any")
    posts: dict[str, list[int]] = {}
    rows = []
    for number, entry in enumerate(lists.entries):
        slots = [] if entry.kind == "person" else _slots(entry.name)
        rows.append([entry.to_dict(), [[s.word, s.stem, s.weight] for s in slots]])
        if len(slots) > 1:
            for slot in slots:
                own = [o for w, os in entry.synonyms.items() if stem(w) == slot.stem for o in os]
                for key in {slot.stem, *synonyms.get(slot.stem, ()), *map(stem, own)}:
                    posts.setdefault(key, []).append(number)
    keys: dict[str, list[int]] = {}
    for key, numbers in posts.items():
        for pattern in _patterns(key):
            keys[pattern] = sorted({*keys.get(pattern, ()), *numbers})
    return {
        "format": FORMAT,
        "names": rows,
        "right": _right_forms(lists.entries),
        "synonyms": synonyms,
        "keys": keys,
        "literals": compile_literals(lists.entries),
    }


class Gazetteer:
    """All known names. It is read-only, and safe to share."""

    def __init__(
        self,
        entries: Sequence[Entry],
        slots: Sequence[tuple[Slot, ...]],
        right: dict[str, int],
        synonyms: dict[str, dict[str, list[str]]],
        keys: dict[str, list[int]],
    ) -> None:
        self.entries = entries
        self.slots = slots
        self.right = right  # every right form, folded, with the number of its entry
        self.synonyms = synonyms
        self._masks = [sum(1 << number for number in found) for found in keys.values()]
        self._few = sum(1 << n for n, found in enumerate(slots) if _needs_two(found))
        from ahocorasick_rs import BytesAhoCorasick, MatchKind

        self._automaton = BytesAhoCorasick(
            [b" " + key.encode("latin-1", "replace").translate(_LATIN) for key in keys],
            matchkind=MatchKind.LeftmostLongest,
        )

    @classmethod
    def from_compiled(cls, data: dict[str, Any]) -> Gazetteer:
        """Return the names that `compile_gazetteer` described."""
        return cls(
            [Entry.from_dict(values) for values, _ in data["names"]],
            [tuple(Slot(*slot) for slot in slots) for _, slots in data["names"]],
            data["right"],
            data["synonyms"],
            data["keys"],
        )

    def find(self, text: str) -> Iterator[Candidate]:
        """Yield the stretches of `text` where words of one name stand together, in order.

        Two words are enough for short names, three for long ones and where nothing is capitalised.
        """
        flat = b" " + text.encode("latin-1", "replace").translate(_LATIN)
        masks, few = self._masks, self._few
        first = last = once = twice = thrice = 0
        for number, start, end in self._automaton.find_matches_as_indexes(flat):
            mask = masks[number]
            if start - last < _NEAR:
                thrice |= twice & mask
                twice |= once & mask
                once |= mask
                last = end
                continue
            if twice and (found := _suspects(text[first:last], twice & few, thrice)):
                yield Candidate(first, last - 1, _numbers(found))
            first, last, once, twice, thrice = start, end, mask, 0, 0
        if twice and (found := _suspects(text[first:last], twice & few, thrice)):
            yield Candidate(first, last - 1, _numbers(found))


def _suspects(words: str, twice: int, thrice: int) -> int:
    return thrice if words.islower() else twice | thrice


def folded(words: Iterable[str]) -> str:
    """Return the words of a name in the one form that all right spellings share.

    >>> folded(Tokens("Securities & Exchange Commission"))
    'securities and exchange commission'
    """
    return " ".join("and" if word == "&" else fold(word) for word in words if word != "-")


def _right_forms(entries: Iterable[Entry]) -> dict[str, int]:
    forms: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for form in (entry.name, *entry.also, *_usual_variants(entry)):
            forms.setdefault(folded(Tokens(form)), number)
    return forms


_HEAD_FIRST = re.compile(
    r"(Department|Ministry|University|Secretary|Minister|Institute) of (?:the )?(.+)"
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
        yield from {cut, *british(cut)}


def _kin(word: str) -> Iterator[str]:
    """Yield what a place's adjective and a place are in each other's stead: China, Chinese."""
    name = word.capitalize()
    for other in (places.demonym_of(name), places.country_of(name)):
        if other and " " not in other and stem(other) != word:
            yield stem(other)


def _needs_two(slots: Sequence[Slot]) -> bool:
    """Tell whether two of the words of a name can be enough to suspect it."""
    weights = sorted((slot.weight for slot in slots), reverse=True)
    return sum(weights[:2]) >= 0.6 * sum(weights)


def _numbers(mask: int) -> tuple[int, ...]:
    numbers = []
    while mask:
        low = mask & -mask
        numbers.append(low.bit_length() - 1)
        mask ^= low
    return tuple(numbers)

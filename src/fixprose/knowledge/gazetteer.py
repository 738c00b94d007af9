"""The gazetteer: known names, and where in a text one of them may have been garbled.

`compile_gazetteer` turns the lists of `rules/names/` into plain data once; `Gazetteer` answers
from that data. It reads a text in one pass (an Aho–Corasick automaton over the words of all names)
and looks closer only where at least two words of one name stand close together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fixprose.knowledge import places
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_words import (
    FUNCTION_WORDS,
    british,
    fold,
    is_function,
    stem,
    weight,
)
from fixprose.text.tokens import Tokens

FORMAT = 1
_NEAR = 17  # characters between two words of one name: room for "of the" and the like
_LEAST = 0.5  # share of a name that must be there to look closer,
_LEAST_LOWER = 0.9  # and where nothing is capitalised
_NO_ENTRY = -1
KIN = "kin"
"""The channel of a place and its adjective: English itself has China for Chinese, and back."""
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
    for word in sorted({stem(word) for entry in lists.entries for word in entry.name.split()}):
        for other in _kin(word):
            synonyms.setdefault(word, {}).setdefault(other, []).append(KIN)
    posts: dict[str, dict[int, float]] = {}
    rows = []
    for number, entry in enumerate(lists.entries):
        slots = [] if entry.kind == "person" else _slots(entry.name)
        where = Path(entry.where).name  # a place in the list, not on this machine
        rows.append(
            [
                entry.to_dict() | {"where": f"names/{where}"},
                [[s.word, s.stem, s.weight] for s in slots],
            ]
        )
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
    return {
        "format": FORMAT,
        "names": rows,
        "right": _right_forms(lists.entries, lists.right),
        "synonyms": synonyms,
        "keys": {key: [list(found), list(found.values())] for key, found in keys.items()},
        "literals": compile_literals(lists.entries, lists.right),
    }


class Gazetteer:
    """All known names. It is read-only, and safe to share."""

    def __init__(
        self,
        entries: Sequence[Entry],
        slots: Sequence[Sequence[Slot]],
        right: dict[str, int],
        synonyms: dict[str, dict[str, list[str]]],
        keys: dict[str, list[list[Any]]],
    ) -> None:
        self.entries = entries
        self.slots = slots
        self.right = right  # every right form, folded, with the number of its entry (-1: none)
        self.synonyms = synonyms
        self.right_stems = _RightStems(right)
        self._posts = list(keys.values())  # of each key the names it is of, and its share of each
        self._masks = [0] * len(keys)  # the names as bits, made when a key is first met
        from ahocorasick_rs import BytesAhoCorasick, MatchKind

        self._automaton = BytesAhoCorasick(
            [b" " + key.encode("latin-1", "replace").translate(_LATIN) for key in keys],
            matchkind=MatchKind.LeftmostLongest,
        )

    @classmethod
    def from_compiled(cls, data: dict[str, Any]) -> Gazetteer:
        """Return the names that `compile_gazetteer` described."""
        return cls(
            _Made([values for values, _ in data["names"]], Entry.from_dict),
            _Made(
                [slots for _, slots in data["names"]], lambda slots: [Slot(*slot) for slot in slots]
            ),
            data["right"],
            data["synonyms"],
            data["keys"],
        )

    def find(self, text: str) -> Iterator[Candidate]:
        """Yield the stretches of `text` where much of one name stands together, in order."""
        flat = b" " + text.encode("latin-1", "replace").translate(_LATIN)
        masks = self._masks
        hits: list[int] = []
        capitals = False
        first = last = once = twice = 0
        for number, start, end in self._automaton.find_matches_as_indexes(flat):
            mask = masks[number] or self._mask(number)
            if start - last < _NEAR and (start == last or _joins(text[last - 1 : start - 1])):
                twice |= once & mask
                once |= mask
                hits.append(number)
                capitals = capitals or text[start].isupper()
                last = end
                continue
            if twice and (found := self._suspects(twice, hits, capitals)):
                yield Candidate(first, last - 1, found)
            first, last, once, twice = start, end, mask, 0
            hits, capitals = [number], text[start].isupper()
        if twice and (found := self._suspects(twice, hits, capitals)):
            yield Candidate(first, last - 1, found)

    def _mask(self, number: int) -> int:
        mask = self._masks[number] = sum(1 << name for name in self._posts[number][0])
        return mask

    def _suspects(self, names: int, hits: list[int], capitals: bool) -> tuple[int, ...]:
        """Return those of the names (bits) of which the keys make up enough."""
        distinct = dict.fromkeys(hits)
        least = _LEAST if capitals or len(distinct) < len(hits) else _LEAST_LOWER
        shares: dict[int, float] = {}
        for number in distinct:
            for name, share in zip(*self._posts[number], strict=True):
                if names >> name & 1:
                    shares[name] = shares.get(name, 0.0) + share
        return tuple(name for name, share in shares.items() if share >= least)


def _joins(gap: str) -> bool:
    """Tell whether what lies between two words of names leaves them together.

    Small words do, and so does a capitalised one, which may be the place: " of the Pekin ".
    """
    words = gap.split()
    if words and not gap[0].isspace():
        if not words[0].isalnum():
            return words[0] in ("'s", "’s", "s'", "s’", "-", "–")
        del words[0]  # the rest of the first word
    return all(word in FUNCTION_WORDS or (word.isalpha() and word[0].isupper()) for word in words)


class _RightStems:
    """The right forms by the stems of their words, made when first asked for."""

    def __init__(self, right: dict[str, int]) -> None:
        self._right = right

    @cached_property
    def _stems(self) -> dict[str, int]:
        return {_stems(form.split()): number for form, number in self._right.items()}

    def get(self, words: Iterable[str]) -> int | None:
        """Return the number of the name that the words are, in singular or plural."""
        return self._stems.get(_stems(words))


def _stems(words: Iterable[str]) -> str:
    return " ".join(stem(word) for word in folded(words).split() if word != "'s")


class _Made(Sequence[Any]):
    """A list whose members are made when they are first asked for."""

    def __init__(self, raw: list[Any], make: Callable[[Any], Any]) -> None:
        self._raw = raw
        self._make = make
        self._done: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._raw)

    def __getitem__(self, index: Any) -> Any:
        if index not in self._done:
            self._done[index] = self._make(self._raw[index])
        return self._done[index]


def folded(words: Iterable[str]) -> str:
    """Return the words of a name in the one form that all right spellings share.

    >>> folded(Tokens("Securities & Exchange Commission"))
    'securities and exchange commission'
    """
    return " ".join("and" if word == "&" else fold(word) for word in words if word != "-")


def _right_forms(entries: Iterable[Entry], others: Iterable[str]) -> dict[str, int]:
    forms = {folded(Tokens(name)): _NO_ENTRY for name in others}
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

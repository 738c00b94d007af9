"""The gazetteer: known names, and where in a text one of them may have been garbled.

`gazetteer_compile` turns the lists of `rules/names/` into a bundle once; `Gazetteer` answers from
it. It reads a text in one pass (an Aho–Corasick automaton over the words of all names) and looks
closer only where at least two words of one name stand close together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.gazetteer_entries import Entry
from fixprose.knowledge.gazetteer_words import FUNCTION_WORDS, fold, stem

_NEAR = 17  # characters between two words of one name: room for "of the" and the like
_LEAST = 0.5  # share of a name that must be there to look closer,
_LEAST_LOWER = 0.9  # and where nothing is capitalised
NO_ENTRY = -1
"""The number of a right form that is no entry's."""
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


class Gazetteer:
    """All known names. It is read-only, and safe to share."""

    def __init__(self, bundle: Bundle) -> None:
        """Take what `compile_gazetteer` made."""
        self.entries: Sequence[Entry] = _Made(bundle.rows("entries"), Entry.from_dict)
        self.slots: Sequence[Sequence[Slot]] = _Made(
            bundle.rows("slots"), lambda slots: [Slot(*slot) for slot in slots]
        )
        self.right = bundle.table("right")  # right forms, folded → number of the entry
        self.synonyms = bundle.table("synonyms")  # by stem: what stands for it, in which channels
        self._right_stems = bundle.table("right-stems")
        self._posts = _Made(bundle.rows("posts"), tuple)  # by key: names, and its share of each
        self._masks = [0] * len(self._posts)  # the names as bits, made when a key is first met
        from ahocorasick_rs import BytesAhoCorasick, MatchKind

        self._automaton = BytesAhoCorasick(
            [b" " + latin(key) for key in bundle.meta["keys"]], matchkind=MatchKind.LeftmostLongest
        )

    def is_right_but_for_number(self, words: Iterable[str]) -> bool:
        """Tell whether the words are a right form, each in singular or plural."""
        return self._right_stems.get(stems_of(words)) is not None

    def find(self, text: str) -> Iterator[Candidate]:
        """Yield the stretches of `text` where much of one name stands together, in order."""
        flat = b" " + latin(text)
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


def latin(text: str) -> bytes:
    """Return a text as bytes of its length: letters and digits in lower case, else spaces."""
    return text.encode("latin-1", "replace").translate(_LATIN)


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


def stems_of(words: Iterable[str]) -> str:
    """Return the words of a name in the one form that its singular and its plural share."""
    return " ".join(stem(word) for word in folded(words).split() if word != "'s")


class _Made(Sequence[Any]):
    """A list whose members are made when they are first asked for."""

    def __init__(self, raw: Sequence[Any], make: Callable[[Any], Any]) -> None:
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

    >>> from fixprose.text.tokens import Tokens
    >>> folded(Tokens("Securities & Exchange Commission"))
    'securities and exchange commission'
    """
    return " ".join("and" if word == "&" else fold(word) for word in words if word != "-")

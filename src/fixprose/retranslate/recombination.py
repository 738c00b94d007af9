"""Recombination: which term a phrase was before a thesaurus replaced its words.

A noisy channel in small. `swaps.tsv` says for a word or set phrase what it may stand for and how
likely (log probabilities, nats); `terms.tsv` says how established a term is (an additive score,
roughly nats). A guess is a row of words that reads the whole phrase so; it is scored by its swaps
and by the term that comes out: one of the inventory, or else a chain of pairs that occur in terms.
How far a guess can be trusted is a logistic model of its lead over the phrase as it stands, over
the next guess and of what it rests on (`tools/fit_recombination.py` fits the weights).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise, takewhile
from typing import NamedTuple

from fixprose.text.english import article_for

Words = tuple[str, ...]

_LONGEST = 5  # words of a set phrase that stands for something
_BEAM = 60  # guesses that are followed from word to word
_OPENERS = 3  # best originals of a word that may stand beside any word
_KEEP = -0.3  # nats: a word of which no swap is known stays
_OPEN = -2.5  # two words that are not known to stand together
_CHAIN = -2.5  # no term, but made of pairs
_LONGER = -2.0  # for each word of a chain beyond two
_SINGLE = -1.5  # one word
_UNKNOWN = -4.0  # the phrase as it stands is neither term nor chain

FUNCTION_WORDS = frozenset(
    "a an the this that these those of in on at to for from with by as and or but not is are was"
    " were be been has have had do does did it its he she they we i you his her their our your my"
    " who which what when where how all any some no more most much many up out off into over"
    " if so than then there here can could may might will would shall should must needs".split()
)


class Option(NamedTuple):
    """What a word or phrase may stand for; no words when it is to be dropped."""

    words: Words
    weight: float  # nats


@dataclass(frozen=True)
class Entry:
    """All that is known of a swapped word or phrase."""

    keep: float  # nats: it stands for itself
    options: tuple[Option, ...]  # most likely first


@dataclass(frozen=True)
class Guess:
    """A reading of a phrase."""

    words: Words
    features: tuple[float, ...]  # as `FEATURES` names them

    @property
    def confidence(self) -> float:
        """The probability that the phrase was this."""
        total = sum(weight * value for weight, value in zip(WEIGHTS, self.features, strict=True))
        return 1 / (1 + math.exp(-total))


FEATURES = (
    "one",
    "lead over the phrase as it stands, nats, -3 to 12",
    "lead over the next guess, nats, up to 8",
    "score of the term",
    "is in the inventory",
    "pairs that are unknown",
    "swap weight per word, nats",
    "words that stayed",
    "one word before or after",
    "words beyond two",
    "words more or less",
)
WEIGHTS = (1.13, 0.02, 0.35, 0.1, -0.78, 0.3, 1.65, 0.03, -0.15, -0.67, 0.75)


class Recombiner:
    """Guesses terms.

    >>> swaps = read_swaps("counterfeit\\t-2\\tartificial=-0.3\\nwits\\t-1\\tintelligence=-0.5")
    >>> Recombiner(swaps, {"artificial intelligence": 3.0}).guess(["counterfeit", "wits"]).words
    ('artificial', 'intelligence')
    """

    def __init__(
        self, swaps: Mapping[str, str], terms: Mapping[str, float], names: Iterable[str] = ()
    ) -> None:
        self.swaps = swaps
        self.names = {name.lower(): name for name in names}
        self._entry = cache(self._read_entry)
        self.terms = terms
        self._compounds = {word for term in terms for word in term.split() if "-" in word}
        self._pairs: dict[tuple[str, str], float] = {}
        self._frames: set[tuple[Words, Words]] = {((), ())}
        for term, score in terms.items():
            words = term.split()
            if words[0] in FUNCTION_WORDS or words[-1] in FUNCTION_WORDS:
                self._frames.add(_frame(words))
            share = score if len(words) == 2 else score / 2
            for pair in pairwise(words):
                if self._pairs.get(pair, -1.0) < share:
                    self._pairs[pair] = share

    def stays(self, word: str) -> float:
        """Return how likely a word stands for itself, in nats."""
        entry = self._entry(word)
        return _KEEP if entry is None else entry.keep

    def belongs(self, words: Words, at: int) -> bool:
        """Tell whether a word of a phrase is right where it stands: beside a word of its terms.

        What stands together in a set phrase proves nothing, nor does a small word within.
        """
        joined = {
            place
            for first, last in self._set_phrases(words)
            if words[last] not in FUNCTION_WORDS
            for place in range(first, last)
        }
        small = {place for place in range(1, len(words) - 1) if words[place] in FUNCTION_WORDS}
        beside = {at - 1, at} & set(range(len(words) - 1)) - joined - small - {p - 1 for p in small}
        known = any(self._is_pair(*words[place : place + 2]) for place in beside)
        return known or words[at] in self._compounds

    def has_frame(self, words: Sequence[str]) -> bool:
        """Tell whether a term begins and ends with the small words that the words do."""
        return _frame(words) in self._frames

    def has_set_phrase(self, words: Words) -> bool:
        """Tell whether two words or more in a row are a phrase that stands for something else."""
        return any(
            not self.is_term(words[first : last + 1]) for first, last in self._set_phrases(words)
        )

    def is_term(self, words: Sequence[str]) -> bool:
        """Tell whether the words are a term, in the singular or the plural."""
        return self._term(words) is not None

    def guess(self, words: Sequence[str], *, names: bool = False) -> Guess | None:
        """Return the likeliest reading of a phrase (lower case), None if there is none.

        With `names` only names are readings.
        """
        phrase = tuple(words)
        found = [
            (weight + self._established(guess), weight, guess)
            for guess, weight in self._read(phrase).items()
            if guess and guess != phrase and (not names or " ".join(guess) in self.names)
        ]
        if not found:
            return None
        found.sort(key=lambda item: (-item[0], item[2]))
        score, weight, best = found[0]
        others = (item[0] for item in found[1:] if _alike(item[2]) != _alike(best))
        lead = score - next(others, score - 8.0)
        best = self._in_number(best, phrase, [item[2] for item in found if item[0] > score - 4])
        best = _with_articles(best)
        if best == phrase:
            return None
        kept = sum(word in best for word in phrase)
        stands = sum(map(self.stays, phrase)) + (
            self._established(phrase) if self._unknown(phrase) == 0 else _UNKNOWN
        )
        term = self._term(best)
        features = (
            1.0,
            max(-3.0, min(12.0, score - stands)),
            min(8.0, lead),
            term or 0.0,
            float(term is not None),
            float(self._unknown(best)),
            weight / len(phrase),
            float(kept),
            float(len(phrase) == 1 or len(best) == 1),
            len(phrase) - 2.0,
            float(abs(len(phrase) - len(best))),
        )
        return Guess(best, features)

    def _read_entry(self, phrase: str) -> Entry | None:
        row = self.swaps.get(phrase)
        if row is None:
            return None
        keep, originals = row.split("\t")
        options = []
        for pair in originals.split():
            original, _, weight = pair.rpartition("=")
            words = () if original == "-" else tuple(original.split("_"))
            options.append(Option(words, float(weight)))
        return Entry(float(keep), tuple(options))

    def _read(self, phrase: Words) -> dict[Words, float]:
        """Return readings of the whole phrase with the weight of their swaps (nats)."""
        rows: list[dict[Words, float]] = [{} for _ in range(len(phrase) + 1)]
        rows[0][()] = 0.0
        for at in range(len(phrase)):
            options = list(self._options(phrase, at))
            likeliest = sorted(rows[at].items(), key=lambda item: -item[1])[:_BEAM]
            for done, weight in likeliest:
                for used, option, opens in options:
                    total = weight + option.weight
                    if done and option.words and not self._is_pair(done[-1], option.words[0]):
                        if not opens:
                            continue
                        total += _OPEN
                    row, read = rows[at + used], done + option.words
                    if total > row.get(read, -math.inf):
                        row[read] = total
        return rows[-1]

    def _set_phrases(self, words: Words) -> list[tuple[int, int]]:
        """Return the first and last place of each set phrase."""
        return [
            (first, last)
            for first in range(len(words) - 1)
            for last in range(first + 1, len(words))
            if " ".join(words[first : last + 1]) in self.swaps
        ]

    def _options(self, phrase: Words, at: int) -> Iterator[tuple[int, Option, bool]]:
        """Yield how many words are read as what, and whether it may stand beside any word."""
        yield 1, Option((phrase[at],), self.stays(phrase[at])), True
        for used in range(1, min(_LONGEST, len(phrase) - at) + 1):
            entry = self._entry(" ".join(phrase[at : at + used]))
            if entry is not None:
                for rank, option in enumerate(entry.options):
                    yield used, option, rank < _OPENERS
                if used > 1 and entry.keep < 0:
                    yield used, Option(phrase[at : at + used], entry.keep), True
        parts = phrase[at].split("-")
        for number, part in enumerate(parts if len(parts) > 1 else ()):
            entry = self._entry(part)
            for option in entry.options[:_OPENERS] if entry else ():
                if len(option.words) == 1:
                    whole = "-".join([*parts[:number], option.words[0], *parts[number + 1 :]])
                    yield 1, Option((whole,), option.weight), True

    def _established(self, words: Words) -> float:
        """Return how established the words are: as a term, a chain of pairs or a single word."""
        term = self._term(words)
        if term is not None:
            return term
        if len(words) == 1:
            return _SINGLE
        weakest = min(self._pair(*pair) for pair in pairwise(words))
        return _CHAIN + weakest + _LONGER * (len(words) - 2)

    def _term(self, words: Sequence[str]) -> float | None:
        head, last = " ".join(words[:-1]), words[-1]
        forms = (f"{head} {form}".strip() for form in (last, *_singulars(last)))
        return next((self.terms[form] for form in forms if form in self.terms), None)

    def _is_pair(self, one: str, two: str) -> bool:
        return (one, two) in self._pairs or any((one, w) in self._pairs for w in _singulars(two))

    def _pair(self, one: str, two: str) -> float:
        forms = (two, *_singulars(two))
        return next((self._pairs[one, form] for form in forms if (one, form) in self._pairs), 0.0)

    def _unknown(self, words: Words) -> int:
        return sum(not self._is_pair(*pair) for pair in pairwise(words))

    def _in_number(self, best: Words, phrase: Words, others: Iterable[Words]) -> Words:
        """Return the best guess or its like with the number of the phrase."""
        plural = bool(_singulars(phrase[-1]))
        if bool(_singulars(best[-1])) == plural:
            return best
        for other in others:
            if bool(_singulars(other[-1])) == plural and _alike(other) == _alike(best):
                return other
        return best


def _frame(words: Sequence[str]) -> tuple[Words, Words]:
    """Return the small words at the beginning and at the end."""
    small = FUNCTION_WORDS.__contains__
    return tuple(takewhile(small, words)), tuple(takewhile(small, reversed(words)))


def _with_articles(words: Words) -> Words:
    """Return the words with each “a” or “an” as the word behind it wants it."""
    return tuple(
        article_for(following) if word in ("a", "an") else word
        for word, following in zip(words, (*words[1:], "a"), strict=True)
    )


@cache
def _singulars(word: str) -> tuple[str, ...]:
    """Return what a word may be the plural of; nothing for what is none by its look.

    >>> _singulars("studies"), _singulars("losses"), _singulars("loss")
    (('study',), ('losse', 'loss'), ())
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)


@cache
def _alike(words: Words) -> Words:
    """Return what a term has in common with its plural and its other spelling."""
    plain = []
    for word in " ".join(words).replace("-", " ").split():
        last = (_singulars(word) or (word,))[-1]
        plain.append(last.rstrip("e").replace("our", "or").replace("is", "iz").replace("tr", "ter"))
    return tuple(plain)


def read_swaps(table: str) -> dict[str, str]:
    """Return swapped word or phrase → the rest of its row of `swaps.tsv`, read when asked for.

    A row is phrase, its weight of staying, and `original=weight` pairs (`_` for a space inside an
    original, `-` for dropping the phrase), most likely first; weights are nats.
    """
    return {phrase: rest for phrase, _, rest in (row.partition("\t") for row in _rows(table))}


def read_terms(table: str) -> dict[str, float]:
    """Return term (lower case, mostly singular) → how established it is, from `terms.tsv`."""
    return {term: float(score) for term, score in (line.split("\t")[:2] for line in _rows(table))}


def read_names(table: str) -> list[str]:
    """Return the names, with their capitals, of `institutions.txt`."""
    return list(_rows(table))


@cache
def shipped() -> Recombiner:
    """Return the recombiner of the shipped tables."""
    folder = resources.files("fixprose.knowledge").joinpath("data")
    swaps, terms, names = (
        folder.joinpath(name).read_text(encoding="utf-8")
        for name in ("swaps.tsv", "terms.tsv", "institutions.txt")
    )
    return Recombiner(read_swaps(swaps), read_terms(terms), read_names(names))


def _rows(table: str) -> Iterator[str]:
    return (line for line in table.splitlines() if line and not line.startswith("#"))

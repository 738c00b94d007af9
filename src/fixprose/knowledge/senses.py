"""Lexicons of pivots: which English words may stand for one another, by way of a word of the pivot.

`rules/pivot/fr/lexicon/*.tsv` has a line for each headword: the word, its part of speech, its
English senses in order of weight, separated by semicolons.

    tarif	n	price; rate; tariff; fare

A reader of garbled English goes the other way: “price” may have been *tarif*, and then “tariff” may
have been meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fixprose.knowledge.bundle import Bundle, bundled
from fixprose.knowledge.packs import PackError

PARTS = frozenset("nvarpc")  # noun, verb, adjective, adverb, preposition, connective
MOST = 6  # senses of a headword
_WORDS = " words"  # behind the pivot: the name of the table of its headwords


class Headword(NamedTuple):
    """A word of a pivot with its English senses, most weighty first."""

    word: str
    part: str
    senses: tuple[str, ...]


def lexicon_files(folder: Path) -> list[Path]:
    """Return the lexicons below a folder of packs, in a fixed order."""
    return sorted(folder.glob("pivot/*/lexicon/*.tsv"))


def read_headwords(path: Path) -> Iterator[Headword]:
    """Yield the headwords of a lexicon. Raises PackError naming every bad line."""
    problems = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        problem = _problem(columns)
        if problem:
            problems.append(f"{path}:{number}: {problem}")
        else:
            word, part, senses = columns
            yield Headword(word, part, tuple(senses.split("; ")))
    if problems:
        raise PackError(problems)


def _problem(columns: list[str]) -> str | None:
    """Return what is wrong with a line."""
    if len(columns) != 3 or not all(columns):
        return "a line of a lexicon is headword, part of speech, senses, separated by tabs"
    word, part, row = columns
    senses = row.split("; ")
    if part not in PARTS:
        return f"{part}: no part of speech ({' '.join(sorted(PARTS))})"
    if not 2 <= len(senses) <= MOST:
        return f"{word}: a headword has two to {MOST} senses"
    if len(set(senses)) < len(senses):
        return f"{word}: a sense stands twice"
    if any(sense != " ".join(sense.split()) or not sense for sense in senses):
        return f"{word}: an empty sense, or a space too many"
    return None


def compile_lexicons(folder: Path, mark: str = "") -> bytes:
    """Return the lexicons of a folder of packs as a bundle: two tables for each pivot.

    The words of one are part of speech and English sense (`n price`), its rows the headwords that
    have that sense; those of the other are the headwords in lower case. Raises PackError naming
    every bad line, and a headword that stands twice.
    """
    tables: dict[str, dict[str, list[tuple[str, str, tuple[str, ...]]]]] = {}
    seen: set[tuple[str, str, str]] = set()
    problems: list[str] = []
    for path in lexicon_files(folder):
        pivot = path.parent.parent.name
        table = tables.setdefault(pivot, {})
        words = tables.setdefault(pivot + _WORDS, {})
        try:
            for word, part, senses in read_headwords(path):
                if (pivot, word, part) in seen:
                    problems.append(f"{path}: {word} ({part}) stands twice")
                seen.add((pivot, word, part))
                for sense in senses:
                    table.setdefault(f"{part} {sense}", []).append((word, part, senses))
                words.setdefault(word.lower(), []).append((word, part, senses))
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(problems)
    pivots = sorted(name for name in tables if not name.endswith(_WORDS))
    return bundled({"fingerprint": mark, "pivots": pivots}, tables=tables)


class Senses:
    """Asks the lexicons; what they said is remembered.

    >>> row = [("tarif", "n", ("price", "tariff"))]
    >>> tables = {"fr": {"n price": row}, "fr words": {"tarif": row}}
    >>> senses = Senses(Bundle(bundled({"pivots": ["fr"]}, tables=tables)))
    >>> senses.headwords("fr", "n", "price") == senses.spelt("fr", "tarif")
    True
    """

    def __init__(self, bundle: Bundle) -> None:
        self._pivots: tuple[str, ...] = tuple(bundle.meta["pivots"])
        self._senses = {pivot: bundle.table(pivot) for pivot in self._pivots}
        self._words = {pivot: bundle.table(pivot + _WORDS) for pivot in self._pivots}
        self.headwords = cache(self._headwords)

    @property
    def pivots(self) -> tuple[str, ...]:
        """The pivots that have a lexicon."""
        return self._pivots

    def spelt(self, pivot: str, word: str) -> tuple[Headword, ...]:
        """Return the headwords of a pivot that are spelt so (lower case)."""
        table = self._words.get(pivot)
        return _headwords(table.get(word) if table is not None else None)

    def _headwords(self, pivot: str, part: str, sense: str) -> tuple[Headword, ...]:
        """Return the words of a pivot that have this English sense (base form, as written)."""
        table = self._senses.get(pivot)
        return _headwords(table.get(f"{part} {sense}") if table is not None else None)


def _headwords(rows: Iterable[tuple[str, str, tuple[str, ...]]] | None) -> tuple[Headword, ...]:
    return tuple(Headword(word, part, tuple(senses)) for word, part, senses in rows or ())

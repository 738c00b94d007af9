"""Fixed terms: found again by recombining the swaps of a thesaurus.

A spinner replaces each word of a term by a synonym: “uncommon earths”, “counterfeit consciousness”.
The text of windows that the diagnosis opens is read phrase by phrase; what `recombination` guesses
with enough confidence is proposed, always for review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from fixprose.edits import Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.retranslate.opened import OPENED
from fixprose.retranslate.recombination import FUNCTION_WORDS, Guess, Recombiner
from fixprose.text.document import Block, Document
from fixprose.text.english import article_before
from fixprose.text.span import Span

CONFIDENT = 0.4  # probability that a guess is right from which it is proposed
DOUBTFUL = 0.7  # the same where but one word changes, and no odd one, or an article goes
KNOWN_NAME = 0.9  # the same where but one word of a name changes
CERTAIN = 0.97  # the same where the words beside may be swaps, too
_LENGTHS = (6, 5, 4, 3, 2, 1)  # words of a phrase; one word only if it has a hyphen
_SPUN = 0.85  # probability of a spinner, among all pivots, from which terms are looked for
_SUSPECT = -0.4  # weight of staying (nats) below which a word is a likely swap
_ODD = -1.5  # nats below which it hardly ever stays


class _Word(NamedTuple):
    """A word as a reader sees it, with hyphens and apostrophes."""

    lower: str
    start: int
    end: int
    is_name: bool  # it has capitals that no sentence start explains
    has_capital: bool  # it begins with one

    @property
    def is_small(self) -> bool:
        return self.lower in FUNCTION_WORDS


class _Reading(NamedTuple):
    """A phrase, words `first` to `last` of a row, and what it may have been."""

    first: int
    last: int
    words: tuple[str, ...]
    confidence: float
    changed: int  # words that do not stay
    name: str  # the words with capitals, if they are a name


class FixedTerms:
    """Proposes fixed terms for phrases that a spinner could have made of them."""

    def __init__(self, load: Callable[[], Recombiner]) -> None:
        """`load` brings the tables; it is called when a text is opened."""
        self._load = load

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield an edit for each phrase of an opened window that has one likely term."""
        if diagnosis.pivot != "spin" or diagnosis.pivots.get("spin", 1.0) < _SPUN:
            return
        for block in document.blocks:
            if diagnosis.at(block.span) >= OPENED:
                for row in _rows(block):
                    yield from self._in_row(block, row)

    def _in_row(self, block: Block, row: list[_Word]) -> Iterator[Edit]:
        """Yield edits for a row of words without punctuation between them."""
        readings = [
            reading
            for first in range(len(row))
            for length in _LENGTHS
            if first + length <= len(row)
            for reading in [self._reading(row, first, first + length - 1)]
            if reading is not None
        ]
        readings.sort(key=lambda item: (-item.changed, -item.confidence, item.last - item.first))
        taken: set[int] = set()
        for reading in readings:
            places = set(range(reading.first, reading.last + 1))
            if taken.isdisjoint(places):
                taken |= places
                yield _edit(block, row, reading)

    def _reading(self, row: list[_Word], first: int, last: int) -> _Reading | None:
        words = row[first : last + 1]
        phrase = tuple(word.lower for word in words)
        if len(phrase) == 1 and "-" not in phrase[0]:
            return None
        if self._load().is_term(phrase):
            return None
        name = self._name(words)
        guess = name or self._term(row, first, last)
        if guess is None or guess.confidence < CONFIDENT:
            return None
        gone = [word for word in words if word.lower not in guess.words]
        if (
            phrase != guess.words
            and all(word in phrase for word in guess.words)
            and any(not word.is_small for word in gone)
        ):
            return None  # a word of meaning would go, and nothing come for it
        doubtful = len(gone) == 1 and not self._is_odd(gone[0])
        doubtful = doubtful or any(word.lower == "the" for word in gone)
        if doubtful and guess.confidence < (KNOWN_NAME if name else DOUBTFUL):
            return None
        capitals = self._load().names[" ".join(guess.words)] if name else ""
        return _Reading(first, last, guess.words, guess.confidence, len(gone), capitals)

    def _name(self, words: list[_Word]) -> Guess | None:
        """Return the likeliest name that words with capitals were."""
        if not any(word.is_name for word in words) or words[0].is_small or words[-1].is_small:
            return None
        if not all(word.is_small or word.has_capital for word in words):
            return None
        return self._load().guess([word.lower for word in words], names=True)

    def _term(self, row: list[_Word], first: int, last: int) -> Guess | None:
        """Return the likeliest term that a phrase was, if something speaks for a swap."""
        tool, words = self._load(), row[first : last + 1]
        phrase = tuple(word.lower for word in words)
        if not (any(map(self._is_suspect, words)) or tool.has_set_phrase(phrase)):
            return None
        if not tool.has_frame(phrase):
            return None
        guess = tool.guess(phrase)
        if guess is None:
            return None
        goes_on = any(map(self._is_suspect, _beside(row, first, last)))
        if goes_on and (guess.confidence < CERTAIN or not tool.is_term(guess.words)):
            return None
        edges = [at for at in (0, -1) if words[at].is_small]
        if edges and not tool.is_term(guess.words):
            return None
        if any(guess.words[at] != phrase[at] for at in edges):
            return None
        if any(word.is_name and word.lower not in guess.words for word in words):
            return None
        if any(
            word not in guess.words and tool.belongs(phrase, at) for at, word in enumerate(phrase)
        ):
            return None
        return guess

    def _is_odd(self, word: _Word) -> bool:
        """Tell whether a word hardly ever stands for itself."""
        return self._load().stays(word.lower) < _ODD

    def _is_suspect(self, word: _Word) -> bool:
        """Tell whether a word is a likely swap."""
        if word.is_name or word.lower in FUNCTION_WORDS:
            return False
        return min(map(self._load().stays, word.lower.split("-"))) < _SUSPECT


def _beside(row: list[_Word], first: int, last: int) -> list[_Word]:
    """Return the words before and after a phrase, if it doesn't begin or end with a small word."""
    before = [] if row[first].is_small else row[max(0, first - 1) : first]
    return before if row[last].is_small else before + row[last + 1 : last + 2]


def _rows(block: Block) -> Iterator[list[_Word]]:
    """Yield the words of a block in rows that punctuation, figures and brackets end."""
    tokens, row = block.tokens, list[_Word]()
    for at, text in enumerate(tokens.texts):
        start, end = tokens.starts[at], tokens.ends[at]
        joins = bool(row) and row[-1].end == start
        if (
            text[0].isalpha()
            or (joins and text[0] in "-'’")
            or (joins and row[-1].lower[-1] == "-")
        ):
            initial = start == block.span.start or block.text[max(0, start - 2)] in ".!?\n"
            name = any(letter.isupper() for letter in (text[1:] if initial else text))
            word = _Word(tokens.lower[at], start, end, name, text[0].isupper())
            if joins:
                before = row.pop()
                lower, name = before.lower + word.lower, before.is_name or name
                word = _Word(lower, before.start, end, name, before.has_capital)
            row.append(word)
        elif row:
            yield row
            row = []
    if row:
        yield row


def _edit(block: Block, row: list[_Word], reading: _Reading) -> Edit:
    """Return the edit that puts a reading in the place of its phrase, without what stays."""
    old, new = row[reading.first : reading.last + 1], list(reading.words)
    while len(old) > 1 and len(new) > 1 and old[0].lower == new[0]:
        del old[0], new[0]
    while len(old) > 1 and len(new) > 1 and old[-1].lower == new[-1]:
        del old[-1], new[-1]
    start, end = old[0].start, old[-1].end
    texts = {word.lower: block.text[word.start : word.end] for word in old if word.is_name}
    texts.update((word.lower(), word) for word in reading.name.split())
    replacement = " ".join(texts.get(word, word) for word in new)
    if block.text[start].isupper():
        replacement = replacement[0].upper() + replacement[1:]
    article = article_before(block.text, start, replacement)
    if article is not None:
        start, replacement = article[0], article[1] + replacement
    phrase = " ".join(word.lower for word in row[reading.first : reading.last + 1])
    term = " ".join(reading.words)
    return Edit(
        span=Span(start, end),
        matched=Span(start, end),
        replacement=replacement,
        rule="lexicon/recombination",
        stage="retranslate",
        reason=f"“{phrase}” is no term; synonyms of its words make “{term}”.",
        confidence=round(reading.confidence, 2),
        safety=Safety.REVIEW,
    )

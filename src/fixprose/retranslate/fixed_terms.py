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
from fixprose.retranslate.recombination import Recombiner
from fixprose.text.document import Block, Document
from fixprose.text.english import article_before
from fixprose.text.span import Span

CONFIDENT = 0.4  # probability that a guess is right from which it is proposed
DOUBTFUL = 0.7  # the same where but one word changes, and no odd one, or an article goes
_SPUN = 0.85  # probability of a spinner, among all pivots, from which terms are looked for
_LENGTHS = (5, 4, 3, 2, 1)  # words of a phrase; one word only if it has a hyphen
_SUSPECT = -0.4  # weight of staying (nats) below which a word is a likely swap
_ODD = -1.5  # nats below which it hardly ever stays
_FUNCTION_WORDS = frozenset(
    "a an the this that these those of in on at to for from with by as and or but not is are was"
    " were be been has have had do does did it its he she they we i you his her their our your my"
    " who which what when where how all any some no more most much many up out off into over"
    " if so than then there here can could may might will would shall should must needs".split()
)


class _Word(NamedTuple):
    """A word as a reader sees it, with hyphens and apostrophes."""

    lower: str
    start: int
    end: int
    is_name: bool  # it has capitals that no sentence start explains


class _Reading(NamedTuple):
    """A phrase, words `first` to `last` of a row, and what it may have been."""

    first: int
    last: int
    words: tuple[str, ...]
    confidence: float
    changed: int  # words that do not stay


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
        if phrase[0] in _FUNCTION_WORDS or phrase[-1] in _FUNCTION_WORDS:
            return None
        if len(phrase) == 1 and "-" not in phrase[0]:
            return None
        tool = self._load()
        if tool.is_term(phrase) or not (
            any(map(self._is_suspect, words)) or tool.has_set_phrase(phrase)
        ):
            return None
        if any(map(self._is_suspect, [*row[max(0, first - 1) : first], *row[last + 1 : last + 2]])):
            return None  # the phrase goes on
        guess = tool.guess(phrase)
        if guess is None or guess.confidence < CONFIDENT:
            return None
        if any(word.is_name and word.lower not in guess.words for word in words):
            return None
        if any(
            word not in guess.words and tool.belongs(phrase, at) for at, word in enumerate(phrase)
        ):
            return None
        gone = [word for word in words if word.lower not in guess.words]
        doubtful = len(gone) == 1 and not self._is_odd(gone[0])
        doubtful = doubtful or any(word.lower == "the" for word in gone)
        if doubtful and guess.confidence < DOUBTFUL:
            return None
        return _Reading(first, last, guess.words, guess.confidence, len(gone))

    def _is_odd(self, word: _Word) -> bool:
        """Tell whether a word hardly ever stands for itself."""
        return self._load().stays(word.lower) < _ODD

    def _is_suspect(self, word: _Word) -> bool:
        """Tell whether a word is a likely swap."""
        if word.is_name or word.lower in _FUNCTION_WORDS:
            return False
        return min(map(self._load().stays, word.lower.split("-"))) < _SUSPECT


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
            word = _Word(tokens.lower[at], start, end, name)
            if joins:
                before = row.pop()
                word = _Word(before.lower + word.lower, before.start, end, before.is_name or name)
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

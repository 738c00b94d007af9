"""Candidates: what a sentence may have said before a pivot's word was read in another sense.

Besides the other senses of the pivot's words, two habits of translation: an article that the pivot
asks for ("the peace"), and a perfect that stands for a plain past ("has declared on Friday").
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from fixprose.knowledge.lexicon import Lexicon
from fixprose.knowledge.senses import Headword, Senses
from fixprose.text.document import Block
from fixprose.text.span import Span

Kind = Literal["sense", "article", "perfect"]

_LONGEST = 4  # words of an English sense
_PARTS = {"N": "n", "V": "v", "J": "a", "R": "r"}  # by the first letter of a tag
_OTHER_PARTS = "pc"
_PERFECT = frozenset({"has", "have"})
_PERFECTS = frozenset({"fr", "it", "es", "pt", "de", "nl", "no"})  # tell the past in the perfect
_ARTICLES = _PERFECTS | {"ar"}  # put articles where English has none


@dataclass(frozen=True)
class Candidate:
    """Words that may have been meant in the place of others.

    `first` and `last` are the tokens of the row that are replaced (end exclusive). For another
    sense, `headword` is the pivot's word that best explains the change, `found` and `meant` the
    places of the two senses in its list, `weight` how well all such words explain it (0 to 1).
    """

    kind: Kind
    first: int
    last: int
    words: tuple[str, ...]
    part: str = ""
    pivot: str = ""
    headword: Headword | None = None
    found: int = 0
    meant: int = 0
    weight: float = 1.0
    heads: int = 1

    @property
    def is_from_last(self) -> bool:
        """Whether what was found is the last sense of its headword: often the literal one."""
        return self.headword is not None and self.found == len(self.headword.senses) - 1


@dataclass(frozen=True)
class Row:
    """A sentence as a row of tokens: texts, lower case, and offsets in the document."""

    texts: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bound: frozenset[int]  # tokens before which no candidate begins or ends


def rows(block: Block) -> Iterator[Row]:
    """Yield the sentences of a block."""
    tokens = block.tokens
    for sentence in block.sentences:
        inside = tokens.between(sentence.start, sentence.end)
        if inside:
            first, last = inside.start, inside.stop
            yield Row(
                tuple(tokens.texts[first:last]),
                tuple(tokens.lower[first:last]),
                tuple(tokens.starts[first:last]),
                tuple(tokens.ends[first:last]),
                frozenset(at - first for at in inside if tokens.joined(at)),
            )


class Candidates:
    """Finds candidates in rows."""

    def __init__(self, senses: Senses, lexicon: Lexicon) -> None:
        self._senses = senses
        self._lexicon = lexicon

    def find(self, row: Row, pivots: Mapping[str, float]) -> Iterator[Candidate]:
        """Yield the candidates of a row; `pivots` are those it may have gone through (weights)."""
        if not _ARTICLES.isdisjoint(pivots):
            yield from _articles(row)
        if not _PERFECTS.isdisjoint(pivots):
            yield from self._perfects(row)
        for first in range(len(row.texts)):
            yield from self._senses_at(row, first, pivots)

    def explained(
        self, old: tuple[str, ...], new: tuple[str, ...], pivots: Iterable[str]
    ) -> str | None:
        """Return the sentence that explains a change by a word of a pivot, None if there is none.

        `old` and `new` are lower case; they may be in different forms.
        """
        meant = {(part, sense) for part, _, sense in self._readings(new)} if old and new else set()
        for pivot in pivots if meant else ():
            for part, _, sense in self._readings(old):
                for headword in self._senses.headwords(pivot, part, sense):
                    for other in headword.senses:
                        if other != sense and (part, other) in meant:
                            return two_senses(pivot, headword, sense, other)
        return None

    def _senses_at(self, row: Row, first: int, pivots: Mapping[str, float]) -> Iterator[Candidate]:
        """Yield the other senses of words that begin at token `first`, one for each rendering."""
        alike: dict[tuple[int, tuple[str, ...]], list[Candidate]] = {}
        for last in range(first + 1, min(len(row.texts), first + _LONGEST) + 1):
            if not row.texts[last - 1][0].isalpha() or first in row.bound:
                break
            if last in row.bound or _is_name(row, first, last):
                continue
            for part, tag, sense in self._readings(row.lower[first:last]):
                for one in self._others(sense, part, tag, pivots, first, last):
                    alike.setdefault((last, one.words), []).append(one)
        for (last, words), candidates in alike.items():
            if words != row.lower[first:last]:
                yield _together(candidates)

    def _readings(self, words: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        """Yield part of speech, tag and base form of words that are inflected alike."""
        if len(words) > 1:  # a single preposition is a matter of its verb
            for part in _OTHER_PARTS:
                yield part, "", " ".join(words)
        *before, last = words
        for tag, lemma in self._lexicon.readings(last).items():
            if tag[0] != "V":
                yield _PARTS[tag[0]], tag, " ".join([*before, lemma])
        for tag, lemma in self._lexicon.readings(words[0]).items():
            if tag[0] == "V":
                yield "v", tag, " ".join([lemma, *words[1:]])

    def _others(
        self, sense: str, part: str, tag: str, pivots: Mapping[str, float], first: int, last: int
    ) -> Iterator[Candidate]:
        for pivot, share in pivots.items():
            headwords = self._senses.headwords(pivot, part, sense)
            for headword in headwords:
                found = headword.senses.index(sense)
                for meant, other in enumerate(_usable(headword)):
                    words = self._inflected(other, part, tag) if meant != found else None
                    if words is not None:
                        weight = share / (len(headword.senses) - 1) / len(headwords) ** 0.5
                        yield Candidate(
                            "sense", first, last, words, part, pivot, headword, found, meant,
                            min(0.95, weight),
                        )  # fmt: skip

    def _inflected(self, sense: str, part: str, tag: str) -> tuple[str, ...] | None:
        """Return a sense in the form `tag`, None where it has no such form."""
        words = sense.split()
        if tag in ("", "VB", "NN", "JJ", "RB"):
            return tuple(words)
        at = 0 if part == "v" else -1
        form = self._lexicon.inflect(words[at], tag)
        if form == words[at] and tag not in self._lexicon.tags(form):
            return None
        words[at] = form
        return tuple(words)

    def _perfects(self, row: Row) -> Iterator[Candidate]:
        for at in range(len(row.texts) - 1):
            if row.lower[at] in _PERFECT and not {at, at + 1, at + 2} & row.bound:
                lemma = self._lexicon.readings(row.lower[at + 1]).get("VBN")
                if lemma is not None:
                    past = self._lexicon.inflect(lemma, "VBD")
                    yield Candidate("perfect", at, at + 2, (past,))


def _together(candidates: list[Candidate]) -> Candidate:
    """Return one candidate for several of the same words: the likeliest, with the weight of all."""
    if len(candidates) == 1:
        return candidates[0]
    best = min(candidates, key=lambda one: (-one.weight, one.meant, one.pivot, one.headword))
    doubt = math.prod(1 - one.weight for one in candidates)
    return replace(best, weight=1 - doubt, heads=len(candidates))


def _usable(headword: Headword) -> tuple[str, ...]:
    """Return the senses that may be meant; the last one of a phrase is its literal rendering."""
    return headword.senses[:-1] if " " in headword.word else headword.senses


def _articles(row: Row) -> Iterator[Candidate]:
    """Yield candidates that drop a definite article."""
    for at in range(len(row.texts) - 1):
        if row.texts[at] == "the" and row.texts[at + 1][0].isalpha() and at not in row.bound:
            yield Candidate("article", at, at + 1, ())


def _is_name(row: Row, first: int, last: int) -> bool:
    """Tell whether words have capitals that no start of the sentence explains."""
    return any(
        text[0].isupper() and (at > 0 or text[1:] != text[1:].lower())
        for at, text in enumerate(row.texts[first:last], first)
    )


def two_senses(pivot: str, headword: Headword, found: str, meant: str) -> str:
    """Return a sentence that says which word of a pivot has two senses."""
    return f"{pivot} “{headword.word}” is “{found}” or “{meant}”."


def span_of(row: Row, candidate: Candidate) -> Span:
    """Return the place of a candidate in the document; a dropped word goes with its space."""
    end = row.ends[candidate.last - 1] if candidate.words else row.starts[candidate.last]
    return Span(row.starts[candidate.first], end)


@cache
def shipped_candidates() -> Candidates:
    """Return what finds candidates by the shipped lexicons."""
    from fixprose.knowledge.store import lexicon, load_senses

    return Candidates(load_senses(), lexicon())

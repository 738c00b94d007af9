"""Retranslator `lexicon`: fixed terms found again by recombining the swaps of a thesaurus.

A spinner replaces each word of a term by a synonym: “uncommon earths”, “counterfeit consciousness”.
The table of swaps says which words may have stood there; the inventory of terms says which of
their combinations is one. A phrase that is a term itself is never touched, and where two terms
are about equally likely, none is proposed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from itertools import product

from fixprose.edits import Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.fluency import Fluency
from fixprose.knowledge.lexicon import Lexicon
from fixprose.text.document import Block, Document
from fixprose.text.english import article_before
from fixprose.text.span import Span
from fixprose.text.tokens import Tokens

OPENED = 0.5  # probability of garble from which a window is looked at
_LENGTHS = (4, 3, 2)  # words of a term
_OPTIONS = 12  # originals of a word that are tried, at the most
_KEPT = 1.0  # weight of a word that stays as it is
_MARGIN = 2.0  # how many times as likely as the next term the winner must be
_GAIN = 0.0  # nats of fluency that a term must bring, to be shown
_SURE_GAIN = 8.0  # and to be safe
_SURE = 0.87  # confidence of a term none of whose words was there
_USUAL = 0.75

_FUNCTION_WORDS = frozenset(
    "a an the this that these those of in on at to for from with by as and or but not is are was"
    " were be been has have had do does did it its he she they we i you his her their our your my"
    " who which what when where how all any some no more most much many up out off into"
    " over".split()
)
Swaps = Mapping[str, tuple[tuple[str, float], ...]]


class LexiconRetranslator:
    """Proposes fixed terms for phrases that a spinner could have made of them."""

    name = "lexicon"

    def __init__(
        self,
        swaps: Callable[[], Swaps],
        terms: Callable[[], frozenset[str]],
        lexicon: Lexicon,
        fluency: Fluency,
    ) -> None:
        """Take what loads the tables: most texts went through no thesaurus and need none."""
        self._load_swaps = swaps
        self._load_terms = terms
        self._lexicon = lexicon
        self._fluency = fluency

    def begin(self) -> None:
        """Nothing is remembered from one document to the next."""

    @cached_property
    def _swaps(self) -> Swaps:
        return self._load_swaps()

    @cached_property
    def _terms(self) -> frozenset[str]:
        return self._load_terms()

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        """Yield an edit for each phrase of an opened window that has one likely term."""
        if diagnosis.pivot != "spin":
            return
        for block in document.blocks:
            if diagnosis.at(block.span) >= OPENED:
                yield from self._in_block(block, diagnosis)

    def close(self) -> None:
        """Nothing is held open."""

    def _in_block(self, block: Block, diagnosis: Diagnosis) -> Iterator[Edit]:
        tokens = block.tokens
        at = 0
        while at < len(tokens):
            for length in _LENGTHS:
                edit = self._at(block, at, length) if at + length <= len(tokens) else None
                if edit is not None:
                    yield edit
                    at += length - 1
                    break
            at += 1

    def _at(self, block: Block, at: int, length: int) -> Edit | None:
        tokens = block.tokens
        words = tokens.lower[at : at + length]
        if not _is_phrase(tokens, at, length) or not any(word in self._swaps for word in words):
            return None
        *head, last = words
        single = self._lexicon.inflect(last, "NN") if "NNS" in self._lexicon.tags(last) else last
        found = self.recover([*head, single]) or self.recover(words)
        if found is None:
            return None
        plural = single != last and " ".join(words) != found
        replacement = self._numbered(found) if plural else found
        start, end = tokens.starts[at], tokens.ends[at + length - 1]
        old = block.text[start:end]
        if replacement == old.lower():
            return None
        gain = self._gain(tokens, at, length, replacement)
        if gain < _GAIN:
            return None
        if old[0].isupper():
            replacement = replacement[0].upper() + replacement[1:]
        article = article_before(block.text, start, replacement)
        if article is not None:
            start, replacement = article[0], article[1] + replacement
        new = found.split()
        whole = gain >= _SURE_GAIN and not any(word in new for word in words)
        return Edit(
            span=Span(start, end),
            matched=Span(start, end),
            replacement=replacement,
            rule="lexicon/recombination",
            stage="retranslate",
            reason=(
                f"“{old.lower()}” is no term; synonyms of its words make “{found}”, which is one."
            ),
            confidence=_SURE if whole else _USUAL,
            safety=Safety.SAFE if whole else Safety.REVIEW,
        )

    def _gain(self, tokens: Tokens, at: int, length: int, replacement: str) -> float:
        """Return by how many nats the words around a phrase go better with the replacement."""
        before = tokens.lower[max(0, at - 2) : at]
        after = tokens.lower[at + length : at + length + 2]
        old = self._fluency.score([*before, *tokens.lower[at : at + length], *after])
        return self._fluency.score([*before, *replacement.split(), *after]) - old

    def recover(self, words: list[str]) -> str | None:
        """Return the one likely term that the words could have been, or None."""
        if " ".join(words) in self._terms:
            return None
        options = [((word, _KEPT), *self._swaps.get(word, ())[:_OPTIONS]) for word in words]
        if math.prod(map(len, options)) > 5000:
            options = [option[:5] for option in options]
        scores: dict[str, float] = {}
        for combination in product(*options):
            term = " ".join(word for word, _ in combination)
            if term in self._terms:
                weight = math.prod(weight for _, weight in combination)
                scores[term] = scores.get(term, 0.0) + weight
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
            return None
        return ranked[0][0]

    def _numbered(self, term: str) -> str:
        """Return a term in the plural."""
        head, _, last = term.rpartition(" ")
        return f"{head} {self._lexicon.inflect(last, 'NNS')}".strip()


def _is_phrase(tokens: Tokens, at: int, length: int) -> bool:
    """Tell whether the tokens are words in lower case (the first may begin a sentence)."""
    for index in range(at, at + length):
        if not tokens.texts[index].isalpha() or tokens.lower[index] in _FUNCTION_WORDS:
            return False
        if index > at and tokens.texts[index] != tokens.lower[index]:
            return False
    return True


def read_swaps(table: str) -> Swaps:
    """Return swapped word → (original, probability), most likely first, from `swaps.tsv`."""
    found = {}
    for line in _rows(table):
        word, originals = line.split("\t")
        counts = [pair.rpartition("=")[::2] for pair in originals.split()]
        total = sum(float(count) for _, count in counts)
        found[word] = tuple(
            (original, float(count) / total / 2)
            for original, count in sorted(counts, key=lambda pair: -float(pair[1]))
        )
    return found


def read_terms(table: str) -> frozenset[str]:
    """Return the inventory of fixed terms, in lower case and mostly singular, from `terms.tsv`."""
    return frozenset(line.split("\t")[0] for line in _rows(table))


@cache
def load_swaps() -> Swaps:
    """Return the shipped swaps."""
    return read_swaps(_shipped("swaps.tsv"))


@cache
def load_terms() -> frozenset[str]:
    """Return the shipped terms."""
    return read_terms(_shipped("terms.tsv"))


def _shipped(name: str) -> str:
    table = resources.files("fixprose.knowledge").joinpath("data", name)
    return table.read_text(encoding="utf-8")


def _rows(table: str) -> Iterator[str]:
    return (line for line in table.splitlines() if line and not line.startswith("#"))

"""Anchors: the rare words that say where in a block a rule could match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from fixprose.knowledge.compiled import CompiledPack, CompiledVariant
from fixprose.text.document import Block

_BEFORE_SENTENCE = frozenset(" \n\r\t\xa0\"'’‘“«([—–-")
_SPACES = frozenset(" \n\r\t\xa0")
_Row = Sequence[tuple[int, int, int]]
"""Of each variant its number, and how many tokens of a match may stand before the anchor: at least
(the complement where a match begins a sentence) and at most."""


class _Post(NamedTuple):
    variant: CompiledVariant
    low: int
    high: int
    begins: bool  # a match begins a sentence
    rare: frozenset[str]  # words of which a match must hold one; empty: none in particular


class _Word(NamedTuple):
    """What a word is the anchor of: alone, and behind another word."""

    posts: list[_Post]
    pairs: dict[str, list[tuple[CompiledPack, _Row]]]


class Anchors:
    """The anchors of some packs, looked up word by word when a text first has the word."""

    def __init__(self, packs: Sequence[CompiledPack], *, weak: bool) -> None:
        self._packs = [(pack, pack.anchors[weak]) for pack in packs]
        self._words: dict[str, _Word | None] = {}
        self._pair = cache(self._look_up_pair)

    def places(self, block: Block) -> Iterator[tuple[CompiledVariant, int]]:
        """Yield (variant, token) wherever the anchors say that a match may begin."""
        lower = block.tokens.lower
        live = self._live(frozenset(lower))
        if not live:
            return
        for at, text in enumerate(lower):
            word = live.get(text)
            if word is None:
                continue
            if at and lower[at - 1] in word.pairs and _is_one_space(block, at):
                yield from _firsts(self._pair(lower[at - 1], text), block, at - 1)
            if word.posts:
                yield from _firsts(word.posts, block, at)

    def _live(self, have: frozenset[str]) -> dict[str, _Word]:
        """Return by word what could match in a text that has these words."""
        live = {}
        words = self._words
        for text in have:
            word = words[text] if text in words else self._look_up(text)
            if word is None:
                continue
            posts = [p for p in word.posts if not p.rare or not p.rare.isdisjoint(have)]
            if posts or not word.pairs.keys().isdisjoint(have):
                live[text] = _Word(posts, word.pairs)
        return live

    def _look_up(self, text: str) -> _Word | None:
        posts: list[_Post] = []
        pairs: dict[str, list[tuple[CompiledPack, _Row]]] = {}
        for pack, table in self._packs:
            row = table.get(text)
            if row is not None:
                posts += _posts(pack, row[0])
                for before, found in row[1].items():
                    pairs.setdefault(before, []).append((pack, found))
        word = self._words[text] = _Word(posts, pairs) if posts or pairs else None
        return word

    def _look_up_pair(self, before: str, text: str) -> list[_Post]:
        word = self._words[text]
        rows = word.pairs[before] if word is not None else []
        return [post for pack, row in rows for post in _posts(pack, row)]


def _posts(pack: CompiledPack, row: _Row) -> list[_Post]:
    found = []
    for number, low, high in row:
        variant = pack.variant(number)
        found.append(_Post(variant, ~low if low < 0 else low, high, low < 0, variant.rare))
    return found


def _firsts(posts: list[_Post], block: Block, anchor: int) -> Iterator[tuple[CompiledVariant, int]]:
    """Yield (variant, token) for the places where a match with its anchor there may begin."""
    lower = block.tokens.lower
    for variant, low, high, begins, _ in posts:
        for first in range(max(0, anchor - high), anchor - low + 1):
            if variant.may_match(lower, first) and (not begins or _may_begin(block, first)):
                yield variant, first


def _is_one_space(block: Block, at: int) -> bool:
    """Tell whether one space parts token `at` from the one before it."""
    tokens = block.tokens
    start, end = tokens.ends[at - 1], tokens.starts[at]
    return end - start == 1 and block.text[start] in _SPACES


def _may_begin(block: Block, token: int) -> bool:
    """Tell cheaply whether a sentence could begin at a token."""
    text, floor = block.text, block.span.start
    at = block.tokens.starts[token] - 1
    while at >= floor and text[at] in _BEFORE_SENTENCE:
        at -= 1
    return at < floor or not (text[at].isalnum() or text[at] in ",;")

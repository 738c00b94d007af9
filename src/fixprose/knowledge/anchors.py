"""Anchors: the rare words that say where in a block a rule could match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from fixprose.text.document import Block

_BEFORE_SENTENCE = frozenset(" \"'“«([—–-")
_FLAT = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " ", 0xA0: " ", 0x2019: "'", 0x2018: "'"}


class Anchors:
    """The anchors of many rules in one Aho–Corasick automaton, built when it is first needed.

    `posts` holds, by anchor, runs of four numbers: rule, variant, and how many tokens of a match
    may stand before the anchor, at least (its complement where a match begins a sentence) and at
    most.
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        self._posts: list[list[int]] = []

    def add(self, words: Sequence[str], posts: Sequence[list[int]], first_rule: int) -> None:
        """Add the anchors of a pack whose rules are counted on from `first_rule`."""
        self._words += words
        self._posts += [_moved(post, first_rule) for post in posts] if first_rule else posts

    def places(self, block: Block) -> Iterator[tuple[int, int, int]]:
        """Yield (rule, variant, token) wherever an anchor says that a match may begin."""
        if not self._words:
            return
        flat = _flattened(block.content)
        size, base, starts = len(flat), block.span.start, block.tokens.starts
        for number, start, end in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            if (start and _joins(flat[start - 1], flat[start])) or (
                end < size and _joins(flat[end], flat[end - 1])
            ):
                continue
            posts = self._posts[number]
            anchor = block.tokens.at(block.span.start + start)
            for at in range(0, len(posts), 4):
                rule, variant, low, high = posts[at : at + 4]
                begins = low < 0
                for first in range(max(0, anchor - high), anchor - (~low if begins else low) + 1):
                    if not begins or _may_begin(flat, starts[first] - base):
                        yield rule, variant, first

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._words)


def _flattened(content: str) -> str:
    """Return a text in lower case and with plain spaces, each character in its place."""
    flat = content.lower().translate(_FLAT)
    if len(flat) != len(content):
        flat = "".join(c.lower() if len(c.lower()) == 1 else c for c in content).translate(_FLAT)
    return flat


def _may_begin(flat: str, start: int) -> bool:
    """Tell cheaply whether a sentence could begin at `start`."""
    at = start - 1
    while at >= 0 and flat[at] in _BEFORE_SENTENCE:
        at -= 1
    return at < 0 or not (flat[at].isalnum() or flat[at] in ",;")


def _moved(posts: list[int], by: int) -> list[int]:
    return [number + by if at % 4 == 0 else number for at, number in enumerate(posts)]


def _joins(outside: str, inside: str) -> bool:
    """Tell whether two neighbouring characters belong to one word."""
    return outside.isalnum() and inside.isalnum()

"""Walks compiled patterns over the tokens of a block."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fixprose.knowledge.slots import Slots
from fixprose.text.document import Block
from fixprose.text.span import Span
from fixprose.text.tokens import Tokens

_CLOSING = frozenset("\"'”’»)]")
_FINAL = frozenset(".!?…")
_OPENING = frozenset("\"'“‘«([—–-")
_LONGEST = 12  # tokens that a pattern before a match may take
Pattern = tuple[frozenset[str] | None, Sequence[Any]]
"""A compiled pattern: the words of which one must begin it (None: anything may), and its nodes."""


@dataclass(frozen=True, slots=True)
class Captures:
    """What a match found: token ranges by slot name and group number, form by lemma number."""

    slots: dict[str, tuple[int, int]] = field(default_factory=dict)
    groups: dict[int, tuple[int, int]] = field(default_factory=dict)
    lemmas: dict[int, tuple[int, str]] = field(default_factory=dict)  # token, its possible tags

    def with_slot(self, name: str, start: int, end: int) -> Captures:
        return Captures(self.slots | {name: (start, end)}, self.groups, self.lemmas)

    def with_group(self, number: int, start: int, end: int) -> Captures:
        return Captures(self.slots, self.groups | {number: (start, end)}, self.lemmas)

    def with_lemma(self, number: int, at: int, tags: str) -> Captures:
        return Captures(self.slots, self.groups, self.lemmas | {number: (at, tags)})


_NOTHING = Captures()


class Matcher:
    """Matches compiled patterns; holds no state but the slots' tables."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots

    def match(self, pattern: Pattern, block: Block, at: int) -> tuple[int, Captures] | None:
        """Return the end (token index, exclusive) of the longest-first match at `at`, or None."""
        firsts, nodes = pattern
        lower = block.tokens.lower
        if firsts is not None and (at >= len(lower) or lower[at] not in firsts):
            return None
        return next(self._walk(nodes, 0, block, at, _NOTHING), None)

    def matches_before(self, pattern: Pattern, block: Block, at: int) -> bool:
        """Tell whether a match ends directly before token `at`."""
        firsts, nodes = pattern
        lower = block.tokens.lower
        return any(
            end == at
            for start in range(max(0, at - _LONGEST), at + 1)
            if firsts is None or (start < len(lower) and lower[start] in firsts)
            for end, _ in self._walk(nodes, 0, block, start, _NOTHING)
        )

    def search(self, pattern: Pattern, block: Block, span: Span) -> bool:
        """Tell whether a pattern matches anywhere inside `span`."""
        inside = block.tokens.between(span.start, span.end)
        firsts = pattern[0]
        if firsts is not None and firsts.isdisjoint(block.tokens.lower[inside.start : inside.stop]):
            return False
        return any(self.match(pattern, block, at) is not None for at in inside)

    def _walk(
        self, nodes: Sequence[Any], index: int, block: Block, at: int, captures: Captures
    ) -> Iterator[tuple[int, Captures]]:
        tokens = block.tokens
        lower, size = tokens.lower, len(tokens.lower)
        while index < len(nodes):
            node = nodes[index]
            kind = node[0]
            if kind == "w":
                if at >= size or lower[at] not in node[1]:
                    return
                at += 1
            elif kind == "=":
                if at >= size or not _is_exact(node[1], tokens, at):
                    return
                at += 1
            elif kind == "m":
                tags = node[2].get(lower[at]) if at < size else None
                if tags is None:
                    return
                captures = captures.with_lemma(node[1], at, tags)
                at += 1
            elif kind == "b":
                if not _is_boundary(node[1], block, at):
                    return
            else:
                for end, found in self._branches(node, block, at, captures):
                    yield from self._walk(nodes, index + 1, block, end, found)
                return
            index += 1
        yield at, captures

    def _branches(
        self, node: Sequence[Any], block: Block, at: int, captures: Captures
    ) -> Iterator[tuple[int, Captures]]:
        if node[0] == "a":
            if at < len(block.tokens.lower) and block.tokens.lower[at] in node[2]:
                yield at + 1, captures.with_group(node[1], at, at + 1)
            if node[3]:
                yield at, captures.with_group(node[1], at, at)
        elif node[0] == "s":
            for end in self._slots.ends(node[1], block.tokens, at):
                yield end, captures.with_slot(node[2], at, end)
        else:
            lower = block.tokens.lower
            begins = node[3].get(lower[at], node[4]) if at < len(lower) else node[4]
            for number in begins:
                for end, found in self._walk(node[2][number], 0, block, at, captures):
                    yield end, found.with_group(node[1], at, end)


def _is_exact(forms: Collection[str], tokens: Tokens, at: int) -> bool:
    text = tokens.texts[at].replace("’", "'")
    return text in forms or (
        text.isupper() and len(text) > 1 and text in [f.upper() for f in forms]
    )


def _is_boundary(which: str, block: Block, at: int) -> bool:
    tokens = block.tokens
    if which == "start":
        first = at
        while first > 0 and tokens[first - 1] in _OPENING:
            first -= 1
        if at >= len(tokens):
            return False
        start = block.sentence_at(tokens.starts[at]).start
        return tokens.starts[first] <= start
    while at < len(tokens) and tokens[at] in _CLOSING:
        at += 1
    if at >= len(tokens) or tokens[at] in _FINAL:
        return True
    return at > 0 and block.sentence_at(tokens.starts[at]).start >= tokens.ends[at - 1]

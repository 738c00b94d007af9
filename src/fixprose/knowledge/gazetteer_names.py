"""Everything the names stage and the diagnosis ask about names, answered block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.gazetteer import Gazetteer
from fixprose.knowledge.gazetteer_judge import NameMatch
from fixprose.knowledge.gazetteer_literals import Found, Literals
from fixprose.knowledge.gazetteer_match import Matcher
from fixprose.knowledge.gazetteer_people import Garble, Given, People
from fixprose.text.document import Block

_CACHED_BLOCKS = 65536
_BRACKETED = re.compile(r"\(([A-Z][\w&.-]{1,11})\)")
T = TypeVar("T")
_InBlock = tuple[list[Given], list[tuple[int, int, Garble]]]


class Names:
    """The gazetteer, the literals and the people. Blocks are remembered by their content."""

    def __init__(self, bundle: Bundle) -> None:
        """Take what `compile_gazetteer` made."""
        self.gazetteer = Gazetteer(bundle)
        self.people = People(bundle, self.gazetteer.entries)
        self.acronyms: dict[str, list[int]] = bundle.meta["acronyms"]
        """The abbreviations, each with the numbers of the entries that have it."""
        self._literals = Literals(bundle)
        self._matcher = Matcher(self.gazetteer, bundle.table("exonyms"))
        self._garbled: dict[str, list[NameMatch]] = {}
        self._found: dict[str, list[Found]] = {}
        self._people: dict[str, list[_InBlock]] = {}

    def find_garbled(self, block: Block) -> list[NameMatch]:
        """Return the names of several words that stand garbled in a block (tokens: the block's)."""
        return _remembered(self._garbled, block.content, lambda: self._find_garbled(block))

    def find_people(self, block: Block) -> _InBlock:
        """Return the given names of known people in a block, and what became of their surnames.

        Tokens are the block's, characters those of its content.
        """
        found = _remembered(self._people, block.content, lambda: self._find_people(block))
        return found[0] if found else ([], [])

    def find_literals(self, block: Block) -> list[Found]:
        """Return the names that stand in a block in a form known to be wrong."""
        base = block.span.start
        found = _remembered(self._found, block.content, lambda: list(self._literals.find(block)))
        return [replace(f, start=f.start + base, end=f.end + base) for f in found] if found else []

    def _find_people(self, block: Block) -> list[_InBlock]:
        given = list(self.people.find_given(block))
        return [(given, list(self.people.find_garbled(block, given)))] if given else []

    def _find_garbled(self, block: Block) -> list[NameMatch]:
        found: list[NameMatch] = []
        base = block.span.start
        for candidate in self.gazetteer.find(block.content):
            moved = replace(candidate, start=candidate.start + base, end=candidate.end + base)
            sentence = block.sentence_at(moved.start)
            if self._matcher.is_right(block.tokens, moved):
                continue
            bounds = block.tokens.between(sentence.start, sentence.end)
            found += self._matcher.find(block.tokens, bounds, moved)
        for named in self._find_named(block):
            found = [m for m in found if m.last <= named.first or named.last <= m.first]
            found.append(named)
        return found

    def _find_named(self, block: Block) -> Iterator[NameMatch]:
        """Yield the garbled names whose abbreviation stands behind them in brackets."""
        base = block.span.start
        for bracket in _BRACKETED.finditer(block.content):
            numbers = self.acronyms.get(bracket[1])
            if numbers is None:
                continue
            tokens = block.tokens
            sentence = block.sentence_at(base + bracket.start())
            bounds = tokens.between(sentence.start, sentence.end)
            match = self._matcher.find_named(
                tokens, bounds, tokens.at(base + bracket.start()), numbers
            )
            if match is not None:
                yield match


def _remembered(seen: dict[str, list[T]], content: str, find: Callable[[], list[T]]) -> list[T]:
    found = seen.get(content)
    if found is None:
        if len(seen) >= _CACHED_BLOCKS:
            seen.clear()
        found = seen[content] = find()
    return found

"""Everything the names stage and the diagnosis ask about names, answered block by block."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fixprose.knowledge.gazetteer import Gazetteer
from fixprose.knowledge.gazetteer_match import Matcher, NameMatch
from fixprose.text.document import Block

_CACHED_BLOCKS = 4096


class Names:
    """The gazetteer with its matcher. Blocks are remembered by their content."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._matcher = Matcher(gazetteer, {})
        self._seen: dict[str, list[NameMatch]] = {}

    @classmethod
    def from_compiled(cls, data: dict[str, Any]) -> Names:
        """Return the names that `compile_names` described."""
        return cls(Gazetteer.from_compiled(data))

    def find_garbled(self, block: Block) -> list[NameMatch]:
        """Return the names of several words that stand garbled in a block; tokens are the block's."""
        content = block.content
        found = self._seen.get(content)
        if found is None:
            if len(self._seen) >= _CACHED_BLOCKS:
                self._seen.clear()
            found = self._seen[content] = self._find(block, content)
        return found

    def _find(self, block: Block, content: str) -> list[NameMatch]:
        found: list[NameMatch] = []
        base = block.span.start
        for candidate in self.gazetteer.find(content):
            moved = replace(candidate, start=candidate.start + base, end=candidate.end + base)
            sentence = block.sentence_at(moved.start)
            bounds = block.tokens.between(sentence.start, sentence.end)
            found += self._matcher.find(block.tokens, bounds, moved)
        return found

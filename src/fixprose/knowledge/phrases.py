"""Fixed phrases, found in a block by the rarest word of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fixprose.knowledge.bundle import Table
from fixprose.knowledge.gazetteer_words import weight
from fixprose.text.document import Block, words_of


class Phrases:
    """Many phrases, of which only those are read whose rarest word a text has."""

    def __init__(self, table: Table) -> None:
        """Take what `phrase_table` made."""
        self._table = table
        self._known: dict[str, tuple[tuple[str, int], ...]] = {}

    def find(self, block: Block) -> Iterator[tuple[int, int, int]]:
        """Yield (number, start, end) of phrases in a block, in characters of its content.

        They come in order and do not overlap: of those that do, the first one stays, and the
        longest of several that begin together. What stands beside them is not looked at.
        """
        content, known = block.content, self._known
        found = []
        for word in block.words:
            phrases = known[word] if word in known else self._look_up(word)
            for phrase, number in phrases:
                start = content.find(phrase)
                while start >= 0:
                    found.append((start, -len(phrase), number))
                    start = content.find(phrase, start + 1)
        free = 0
        for start, less, number in sorted(found):
            if start >= free:
                free = start - less
                yield number, start, free

    def _look_up(self, word: str) -> tuple[tuple[str, int], ...]:
        found = self._known[word] = self._table.get(word) or ()
        return found


def phrase_table(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return phrases with their numbers by the rarest word of each, for a table of a bundle."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, phrase in enumerate(phrases):
        rarest = max(sorted(words_of(phrase)), key=weight)
        found.setdefault(rarest, []).append((phrase, number))
    return {word: tuple(of) for word, of in found.items()}

"""Tokens of a block, as parallel offset lists made once on demand.

Words keep inner apostrophes (don't) but give up a possessive (China + 's); hyphens, currency
signs and punctuation stand alone; numbers keep their separators; U.S. and p.m. are one token.
Patterns of rule packs are cut by the same function, so both sides always agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., p.m.
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])"  # 1,234.5  12:15  80th  1930s
    r"|['’]s(?!\w)"  # the possessive, by itself
    r"|[^\W_]+(?:['’](?!s(?!\w))[^\W_]+)*"  # words, don't, O'Brien
    r"|[^\w\s]|_"
)
_HYPHENS = frozenset("-‐‑")
_FOLD = str.maketrans("’‘“”", "''\"\"")


class Tokens(Sequence[str]):
    """The tokens of one stretch of text.

    `starts`/`ends` are offsets in the document's text; `lower` is what matchers compare with
    (lower case, straight apostrophes and quotes).

    >>> list(Tokens("China's CEO doesn’t pay $1,234.5 to the U.S."))
    ['China', "'s", 'CEO', 'doesn’t', 'pay', '$', '1,234.5', 'to', 'the', 'U.S.']
    """

    __slots__ = ("ends", "lower", "starts", "texts")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        found = list(_TOKEN.finditer(text, start, len(text) if end is None else end))
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.texts = [match.group() for match in found]
        self.lower = [token.lower().translate(_FOLD) for token in self.texts]

    def moved(self, by: int) -> Tokens:
        """Return the same tokens `by` characters further on."""
        tokens = Tokens.__new__(Tokens)
        tokens.starts = [start + by for start in self.starts]
        tokens.ends = [end + by for end in self.ends]
        tokens.texts, tokens.lower = self.texts, self.lower
        return tokens

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self.texts[index]

    def at(self, offset: int) -> int:
        """Return the index of the token that covers `offset`, or of the next one after it."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else index + 1

    def between(self, start: int, end: int) -> range:
        """Return the indexes of the tokens that lie wholly between the two offsets."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))

    def joined(self, index: int) -> bool:
        """Tell whether the boundary before token `index` lies inside a hyphenated word.

        The hyphen may stand on either side of it. Numbers make no words: 6-4, 45-year.

        >>> tokens = Tokens("a year-on-year rise - or fall")
        >>> [tokens[i] for i in range(len(tokens)) if tokens.joined(i)]
        ['-', 'on', '-', 'year']
        """
        return any(
            0 < at < len(self.texts) - 1
            and self.texts[at] in _HYPHENS
            and self.ends[at - 1] == self.starts[at]
            and self.ends[at] == self.starts[at + 1]
            and self.texts[at - 1][-1].isalpha()
            and self.texts[at + 1][0].isalpha()
            for at in (index - 1, index)
        )

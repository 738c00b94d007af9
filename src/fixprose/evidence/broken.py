"""Pairs of function words that English never puts side by side ("in of", "the a", "have has").

An engine that translates word by word leaves them. Rules about wording do not see them. Words that
merely stand twice ("the the") are left out: writers do that, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FINITE = "has|have|is|are|was|were"
BROKEN_PAIR = re.compile(
    rf"\b(?:[Tt]he (?:an?|of|that|which|his|its|their|such|some|been|{_FINITE})"
    r"|[Aa]n? (?:the|which|that|his|its|their|has|have|been)|[Aa]n of"
    r"|[Nn]o (?:only|the|a|of|this|these|has)|(?:in|for|with|from|at|by|to|against) of"
    rf"|(?:{_FINITE}) has|(?:has|is|are|was|were) have|to (?:has|had|was)"
    r"|(?:can|could|must|should|would) (?:being|been|has|had|was)|(?:I|we|he|she|they) same|I we)"
    r"(?= [a-z])"
)


def broken_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of pairs that the next word does not explain."""
    for match in BROKEN_PAIR.finditer(text):
        yield match.span()

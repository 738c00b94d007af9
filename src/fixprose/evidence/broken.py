"""Pairs of function words that English never puts side by side ("in of", "the the", "has has").

An engine that translates word by word leaves them, and so does one that loses a word. Rules about
wording do not see them; clean prose has one in about 10,000 words, by a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FINITE = "has|have|is|are|was|were"
BROKEN_PAIR = re.compile(
    rf"\b(?:[Tt]he (?:the|an?|of|that|which|his|its|their|such|some|been|{_FINITE})"
    r"|[Aa]n? (?:the|an?|which|that|his|its|their|has|have|been)|[Aa]n of"
    r"|[Nn]o (?:only|the|a|of|this|these|has)|(?:of|in|for|with|from|at|by|to|against) of"
    rf"|(?:{_FINITE}) (?:has|have)|to (?:has|had|was)"
    r"|(?:can|could|must|should|would) (?:being|been|has|had|was)|(?:I|we|he|she|they) same|I we)"
    r"(?= [a-z])"
)


def broken_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of pairs that the next word does not explain."""
    for match in BROKEN_PAIR.finditer(text):
        yield match.span()

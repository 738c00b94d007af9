"""sacremoses, asked small questions; imported at the first one (that takes a fifth of a second)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sacremoses import MosesDetokenizer, MosesPunctNormalizer


@lru_cache(4096)
def joins(left: str, right: str) -> bool:
    """Tell whether the detokeniser writes two tokens without a space between them.

    >>> joins("word", ","), joins("$", "300"), joins("word", "other")
    (True, True, False)
    """
    return not closed_gaps((left, right)).isdisjoint({0})


def closed_gaps(tokens: Sequence[str]) -> set[int]:
    """Return the gaps between tokens that the detokeniser closes, as indexes of the token before.

    >>> sorted(closed_gaps(["(", "people", "'s", "\\"", "word", "\\"", ")", "."]))
    [0, 1, 3, 4, 5, 6]
    """
    joined = _detokenizer().detokenize(list(tokens), unescape=False)
    closed: set[int] = set()
    at = 0
    for index, token in enumerate(tokens):
        if not joined.startswith(token, at):
            return set()  # a token was rewritten: take nothing from this answer
        at += len(token)
        if index + 1 == len(tokens):
            break
        if joined.startswith(" ", at):
            at += 1
        else:
            closed.add(index)
    return closed


@cache
def normal_mark(mark: str) -> str:
    """Return what the punctuation normaliser makes of one mark of another script, or a wrong one.

    >>> normal_mark("。"), normal_mark("（"), normal_mark("´"), normal_mark("《")
    ('.', '(', "'", '"')
    """
    normalizer = _normalizer()
    return re.sub(r"\s", "", str(normalizer.normalize(normalizer.replace_unicode_punct(mark))))


@cache
def _detokenizer() -> MosesDetokenizer:
    from sacremoses import MosesDetokenizer

    return MosesDetokenizer(lang="en")


@cache
def _normalizer() -> MosesPunctNormalizer:
    from sacremoses import MosesPunctNormalizer

    return MosesPunctNormalizer(lang="en", norm_quote_commas=False, norm_numbers=False)

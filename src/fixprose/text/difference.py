"""Differences between two texts in word tokens, by difflib's SequenceMatcher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

_PIECE = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")


def changes(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) for each changed stretch, offsets in characters of `before`.

    Words are never split.

    >>> list(changes("an economic rescue buoy", "an economic lifeline"))
    [(12, 23, 'lifeline')]
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    offsets = [0]
    for piece in old:
        offsets.append(offsets[-1] + len(piece))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield offsets[i1], offsets[i2], "".join(new[j1:j2])


@lru_cache(maxsize=4096)
def smallest(before: str, after: str) -> tuple[int, int, str] | None:
    """Return the one stretch (start, end, replacement) that turns `before` into `after`.

    What both begin and end with is left out, in whole words. None when the texts are equal.

    >>> smallest("serve his hand", "serve her hand")
    (6, 9, 'her')
    """
    found = list(changes(before, after))
    if not found:
        return None
    start, end = found[0][0], found[-1][1]
    return start, end, after[start : len(after) - (len(before) - end)]

"""Cognates: how much a word of a pivot looks like an English one.

What an engine takes for the same word is often a false friend: *eventuell* became “eventual”,
*actuel* “actual”. The more alike they look, the likelier the other sense was meant.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from unicodedata import combining, normalize

_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e j z i i c l m n o p r s t u f h c c s s  i  e u a".split(" "),
        strict=True,
    )
)
_SPELLINGS = (("ph", "f"), ("th", "t"), ("k", "c"), ("y", "i"), ("j", "i"), ("z", "s"), ("w", "v"))


@cache
def likeness(foreign: str, english: str) -> float:
    """Return how alike two words or phrases look, 0 to 1, spelling habits set aside.

    >>> likeness("eventuell", "eventual"), likeness("актуальный", "actual"), likeness("Haus", "tax")
    (0.82, 0.8, 0.29)
    """
    one, two = _plain(foreign), _plain(english)
    return round(SequenceMatcher(None, one, two, autojunk=False).ratio(), 2)


def _plain(text: str) -> str:
    bare = "".join(sign for sign in normalize("NFKD", text.lower()) if not combining(sign))
    bare = "".join(_CYRILLIC.get(sign, sign) for sign in bare)
    for habit, plain in _SPELLINGS:
        bare = bare.replace(habit, plain)
    return bare

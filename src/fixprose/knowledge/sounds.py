"""How a name sounds, roughly: what stays of it whatever alphabets it went through.

“Karuana”, “Khuarez”, “Shafez” and “Yakarta” are Caruana, Juárez, Chávez and Jakarta by way of
another alphabet or its spelling. Vowels, doubled and silent letters are let go; letters that
languages read differently stand for each of their sounds. Names that share a key may be the same;
whether they are is for more than a key to say.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from unicodedata import combining, normalize

_LONGEST = 20  # letters
_MOST = 64  # keys of a name
_SOUNDS = {
    "tsch": "S", "tch": "S", "sch": "S", "dsch": "S", "dzh": "S", "dj": "S", "sh": "S", "sz": "S",
    "zh": "S", "ts": "S", "tz": "S", "cz": "S", "ch": "SK", "kh": "K-", "gh": "K-", "th": "TS",
    "ph": "F", "ck": "K", "qu": "K", "x": "KS", "c": "KS", "g": "KS-", "j": "SK-", "k": "K",
    "q": "K", "s": "S", "z": "S", "v": "F", "w": "F-", "f": "F", "b": "P", "p": "P", "d": "T",
    "t": "T", "l": "L", "r": "R", "m": "M", "n": "N", "h": "-K",
}  # fmt: skip
_LETTERS = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))


_STROKED = str.maketrans("łøıđð", "loidd")


def plain(name: str) -> str:
    """Return a name in lower case without the accents that English texts leave out at will.

    >>> plain("Jarosław Kaczyński")
    'jaroslaw kaczynski'
    """
    bare = "".join(sign for sign in normalize("NFD", name.lower()) if not combining(sign))
    return bare.translate(_STROKED)


@cache
def sounds(name: str) -> frozenset[str]:
    """Return the keys of a name; none for one without letters, or longer than names are.

    >>> sorted(sounds("Karuana") & sounds("Caruana")), sounds("Omala") & sounds("Humala")
    (['KRN'], frozenset({'ML'}))
    """
    letters = _LETTERS.findall(plain(name))
    if not letters or len(name) > _LONGEST:
        return frozenset()
    choices = [_SOUNDS[letter] for letter in letters]
    keys = set()
    for number, key in enumerate(product(*choices)):
        if number == _MOST:
            break
        keys.add(re.sub(r"(.)\1+", r"\1", "".join(key).replace("-", "")))
    return frozenset(keys - {""})

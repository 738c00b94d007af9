"""Words of names: what counts as the same word, and how much a word says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from math import log10

FUNCTION_WORDS = frozenset(
    "a an the of for and in at on to by with from as & - – 's ' de du des del di da la le les el "
    "und et y e per".split()
)
"""Words that a channel adds, drops and moves freely; they carry nothing of a name."""

_RAREST = 3.2  # weight of a word that is in no table
_BRITISH = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("centre", "center"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("programme", "program"),
    ("theatre", "theater"),
    ("harbour", "harbor"),
    ("aluminium", "aluminum"),
    ("licence", "license"),
    ("cheque", "check"),
)
_PLURAL = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return `word` without what only style decides: case, dots, British spelling.

    >>> fold("Organisation"), fold("U.S."), fold("Defence")
    ('organization', 'us', 'defense')
    """
    word = word.lower().replace("’", "'")
    if "." in word:
        word = word.replace(".", "")
    for british, american in _BRITISH:
        if british in word:
            word = word.replace(british, american)
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the folded word in the singular: Appeals and appeal are one word of a name.

    >>> stem("Securities"), stem("Powers"), stem("Congress"), stem("people")
    ('security', 'power', 'congress', 'people')
    """
    word = fold(word)
    for plural, singular in _PLURAL:
        if word.endswith(plural) and len(word) > len(plural) + 1:
            return word[: -len(plural)] + singular
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "news")):
        return word[:-1]
    return word


def british(word: str) -> Iterator[str]:
    """Yield the British spellings that `fold` takes for `word`.

    >>> list(british("organization")), list(british("bank"))
    (['organisation'], [])
    """
    for theirs, ours in _BRITISH:
        if ours in word:
            yield word.replace(ours, theirs)


def is_function(word: str) -> bool:
    """Tell whether a token (in lower case) carries nothing of a name."""
    return word in FUNCTION_WORDS


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """Return how much a word says of which name it belongs to, from 1.0 ("people") to 3.2.

    >>> weight("people") < weight("hall") < weight("shanghai")
    True
    """
    zipf = _zipf().get(word.lower())
    return _RAREST if zipf is None else round(max(1.0, 1.0 + (6.0 - zipf) * 0.7), 2)


def is_common(word: str) -> bool:
    """Tell whether `word` is among the ~12,000 most frequent English words (names among them)."""
    return word.lower() in _zipf()


def slug(name: str) -> str:
    """Return `name` as the last part of a rule id.

    >>> slug("Côte d'Ivoire’s AT&T")
    'cote-d-ivoire-s-at-t'
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode()
    if not plain.strip():
        plain = name
    return re.sub(r"\W+", "-", plain.lower()).strip("-")


@cache
def _zipf() -> dict[str, float]:
    """Return the common words with their frequency: 6 is once in 1,000 words, 3 in a million."""
    text = (files("fixprose.knowledge") / "data" / "frequency.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: 9 + log10(float(share)) for word, share in rows}

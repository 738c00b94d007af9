"""Which parts of speech a word form can be: a sorted table, searched without loading it whole."""

from __future__ import annotations

import csv
import gzip
from functools import cache
from pathlib import Path

FILE = "lexicon.txt"
_TAGS_OF = {
    "verb": ("VB", "VBD", "VBG", "VBN", "VBZ"),
    "noun": ("NN", "NNS"),
    "adj": ("JJ", "JJR", "JJS"),
    "adv": ("RB", "RBR", "RBS"),
}


def build_lexicon() -> bytes:
    """Return the table: sorted lines `form TAG TAG …`, made from lemminflect's dictionary (MIT)."""
    import lemminflect

    from fixprose.knowledge.inflection import inflections

    table = Path(lemminflect.__file__).parent / "resources" / "infl_lu.csv.gz"
    found: dict[str, set[str]] = {}
    with gzip.open(table, "rt", encoding="utf-8") as file:
        for row in csv.reader(file):
            lemma, kind = row[0], row[1]
            if kind not in _TAGS_OF or not lemma.isalpha() or lemma.lower() != lemma:
                continue
            for tag, forms in inflections(lemma, kind[0] if kind != "adv" else "r").items():
                for form in forms:
                    if tag in _TAGS_OF[kind]:
                        found.setdefault(form, set()).add(tag)
    lines = (f"{form} {' '.join(sorted(tags))}\n" for form, tags in found.items() if form.isalpha())
    return b"".join(sorted(line.encode() for line in lines))


class Lexicon:
    """The table, searched by bisection.

    >>> Lexicon(b"cost NN VB\\ncosts NNS VBZ\\n").tags("costs")
    frozenset({...})
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._find = cache(self._search)

    def tags(self, form: str) -> frozenset[str]:
        """Return the tags a form (any case) can have; none when it is not in the table."""
        return self._find(form.lower())

    def _search(self, form: str) -> frozenset[str]:
        data, key = self._data, form.encode() + b" "
        low, high = 0, len(data)
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", middle)
            if data.startswith(key, middle):
                return frozenset(data[middle + len(key) : end].decode().split())
            if data[middle:end] < key:
                low = end + 1
            else:
                high = middle
        return frozenset()

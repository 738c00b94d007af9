"""Which parts of speech a word form can be: a sorted table, searched without loading it whole."""

from __future__ import annotations

import csv
import gzip
from functools import cache
from pathlib import Path

FILE = "lexicon-2.txt"
_TAGS_OF = {
    "verb": ("VB", "VBD", "VBG", "VBN", "VBZ"),
    "noun": ("NN", "NNS"),
    "adj": ("JJ", "JJR", "JJS"),
    "adv": ("RB", "RBR", "RBS"),
}


def build_lexicon() -> bytes:
    """Return the table, made from lemminflect's dictionary (MIT).

    Sorted lines: `took VBD=take` for every form, `~take VB=take VBD=took …` for every lemma.
    """
    import lemminflect

    from fixprose.knowledge.inflection import inflections

    table = Path(lemminflect.__file__).parent / "resources" / "infl_lu.csv.gz"
    found: dict[str, dict[str, str]] = {}
    forms_of: dict[str, dict[str, str]] = {}
    with gzip.open(table, "rt", encoding="utf-8") as file:
        for row in csv.reader(file):
            lemma, kind = row[0], row[1]
            if kind not in _TAGS_OF or not lemma.isalpha() or lemma.lower() != lemma:
                continue
            for tag, forms in inflections(lemma, kind[0] if kind != "adv" else "r").items():
                for form in forms:
                    if tag in _TAGS_OF[kind] and form.isalpha():
                        found.setdefault(form, {}).setdefault(tag, lemma)
                        forms_of.setdefault("~" + lemma, {}).setdefault(tag, form)
    lines = (
        f"{word} {' '.join(f'{tag}={other}' for tag, other in sorted(tags.items()))}\n"
        for word, tags in (found | forms_of).items()
    )
    return b"".join(sorted(line.encode() for line in lines))


class Lexicon:
    """The table, searched by bisection.

    >>> sorted(Lexicon(b"costs NNS=cost VBZ=cost\\n").tags("costs"))
    ['NNS', 'VBZ']
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._find = cache(self._search)

    def tags(self, form: str) -> frozenset[str]:
        """Return the tags a form (any case) can have; none when it is not in the table."""
        return frozenset(self._find(form.lower()))

    def inflect(self, word: str, tag: str) -> str:
        """Return a word (in any form) in the form `tag`; the word itself where it is not known."""
        for known, lemma in self._find(word.lower()).items():
            form = self._find("~" + lemma).get(tag) if known[0] == tag[0] else None
            if form is not None:
                return form.capitalize() if word[:1].isupper() else form
        return word

    def _search(self, form: str) -> dict[str, str]:
        data, key = self._data, form.encode() + b" "
        low, high = 0, len(data)
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", middle)
            if data.startswith(key, middle):
                parts = data[middle + len(key) : end].decode().split()
                return dict(part.split("=") for part in parts)
            if data[middle:end] < key:
                low = end + 1
            else:
                high = middle
        return {}

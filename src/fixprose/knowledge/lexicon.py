"""Which parts of speech a word form can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from fixprose.knowledge.bundle import Bundle, bundled

FILE = "lexicon.bundle"
_TAGS_OF = {
    "verb": ("VB", "VBD", "VBG", "VBN", "VBZ"),
    "noun": ("NN", "NNS"),
    "adj": ("JJ", "JJR", "JJS"),
    "adv": ("RB", "RBR", "RBS"),
}


def build_lexicon() -> bytes:
    """Return the lexicon as a bundle, made from lemminflect's dictionary (MIT).

    Its table has for every form what it can be (took: VBD of take), and for every lemma, behind a
    tilde, its forms (~take: VB take, VBD took …).
    """
    import csv
    import gzip

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
    words = {word: dict(sorted(tags.items())) for word, tags in (found | forms_of).items()}
    return bundled({}, tables={"words": words})


class Lexicon:
    """Asks the table; what it said is remembered.

    >>> words = {"costs": {"NNS": "cost", "VBZ": "cost"}}
    >>> sorted(Lexicon(Bundle(bundled({}, tables={"words": words}))).tags("costs"))
    ['NNS', 'VBZ']
    """

    def __init__(self, bundle: Bundle) -> None:
        words = bundle.table("words")
        self._find: Callable[[str], dict[str, str]] = cache(lambda form: words.get(form) or {})

    def tags(self, form: str) -> frozenset[str]:
        """Return the tags a form (any case) can have; none when it is not in the table."""
        return frozenset(self._find(form.lower()))

    def readings(self, form: str) -> dict[str, str]:
        """Return the tags a form (any case) can have, each with its lemma.

        >>> words = {"costs": {"NNS": "cost", "VBZ": "cost"}}
        >>> Lexicon(Bundle(bundled({}, tables={"words": words}))).readings("Costs")
        {'NNS': 'cost', 'VBZ': 'cost'}
        """
        return self._find(form.lower())

    def inflect(self, word: str, tag: str, read_as: str = "") -> str:
        """Return a word (in any form) in the form `tag`; the word itself where it is not known.

        `read_as` is the form that it is in, where that is known: “found” may be a base form.
        """
        readings = self._find(word.lower())
        if read_as in readings:
            readings = {read_as: readings[read_as]}
        for known, lemma in readings.items():
            form = self._find("~" + lemma).get(tag) if known[0] == tag[0] else None
            if form is not None:
                return form.capitalize() if word[:1].isupper() else form
        return word

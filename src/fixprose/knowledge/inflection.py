"""Inflection of English words, by lemminflect behind a small interface.

Used when packs are compiled: everything that the fix of a rule can say is worked out beforehand.
"""

from __future__ import annotations

from functools import cache

_UPOS = {"v": ("VERB", "AUX"), "n": ("NOUN",), "a": ("ADJ",), "r": ("ADV",)}
_IRREGULAR: dict[str, dict[str, tuple[str, ...]]] = {
    "be": {
        "VB": ("be",),
        "VBP": ("are", "am"),
        "VBZ": ("is",),
        "VBD": ("was", "were"),
        "VBN": ("been",),
        "VBG": ("being",),
    },
    "have": {
        "VB": ("have",),
        "VBP": ("have",),
        "VBZ": ("has",),
        "VBD": ("had",),
        "VBN": ("had",),
        "VBG": ("having",),
    },
}


@cache
def inflections(lemma: str, part: str = "") -> dict[str, tuple[str, ...]]:
    """Return Penn tag → forms of a lemma, best form first.

    `part` is v, n, a, r or "" for every part of speech the dictionary knows. Only the last word
    of a lemma of several words is inflected for nouns and adjectives, the first for verbs
    ("carry out" → "carried out").

    >>> inflections("shake", "v")["VBD"]
    ('shook',)
    """
    head, rest = _split(lemma, part)
    if lemma in _IRREGULAR and part in ("", "v"):
        return _IRREGULAR[lemma]
    found: dict[str, tuple[str, ...]] = {}
    for upos in _UPOS[part] if part else (None,):
        for tag, forms in _lookup(head, upos).items():
            # the dictionary often lists the bare noun as a second plural: "prices", "price"
            kept = tuple(f for f in forms if not (tag == "NNS" and f == head and len(forms) > 1))
            found.setdefault(tag, tuple(rest.format(form) for form in kept))
    if part == "v" or "VB" in found:
        found.setdefault("VBN", found.get("VBD", ()))
        found.setdefault("VBP", found.get("VB", ()))
    return {tag: forms for tag, forms in found.items() if forms}


def _split(lemma: str, part: str) -> tuple[str, str]:
    if " " not in lemma:
        return lemma, "{}"
    if part in ("n", "a"):
        before, _, head = lemma.rpartition(" ")
        return head, before + " {}"
    head, _, after = lemma.partition(" ")
    return head, "{} " + after


def _lookup(head: str, upos: str | None) -> dict[str, tuple[str, ...]]:
    import lemminflect

    known: dict[str, tuple[str, ...]] = lemminflect.getAllInflections(head, upos=upos)
    if known or upos is None:
        return known
    guessed: dict[str, tuple[str, ...]] = lemminflect.getAllInflectionsOOV(head, upos)
    return guessed


def forms_of(lemma: str, part: str = "") -> dict[str, frozenset[str]]:
    """Return form (lower case) → the tags it can be, over all inflections of a lemma."""
    found: dict[str, set[str]] = {lemma.lower(): set()}
    for tag, forms in inflections(lemma, part).items():
        for form in forms:
            found.setdefault(form.lower(), set()).add(tag)
    return {form: frozenset(tags) for form, tags in found.items()}


@cache
def is_plural(word: str) -> bool:
    """Tell whether a word is the plural of a noun.

    >>> [is_plural(word) for word in ("gadgets", "glass", "news")]
    [True, False, False]
    """
    import lemminflect

    lemmas = lemminflect.getLemma(word, "NOUN")
    return bool(lemmas) and lemmas[0] != word

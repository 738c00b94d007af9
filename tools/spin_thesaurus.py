"""Synonyms, as thesaurus software draws on them: from WordNet and from a bilingual dictionary.

WordNet 3.0 (Princeton University, its own permissive licence; Debian's wordnet-base) gives synonym
sets and their neighbours. Ding's German-English dictionary (Frank Richter, TU Chemnitz; GPL 2 or
later; Debian's trans-de-en) gives words that translate the same German word. For development only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import lemminflect

WORDNET = Path("/usr/share/wordnet")
DING = Path("/usr/share/trans/de-en")
_NEAR = frozenset({"&", "@", "~", "+", "^", "\\", "=", "*", ">", "$"})  # pointers to neighbours
_DERIVED = frozenset({"+", "\\"})
_SENSES = {"data.noun": "n", "data.verb": "v", "data.adj": "a", "data.adv": "r"}
_SAME, _CLOSE, _TRANSLATED = 1.0, 0.4, 0.6  # what a synonym counts by where it was found
_MANY = 60  # translations of one German word that are no synonyms any more
_TAGS = {
    "N": ("NN", "NNS"),
    "V": ("VB", "VBZ", "VBD", "VBN", "VBG"),
    "J": ("JJ",),
    "R": ("RB",),
}
Synonyms = dict[str, Counter[str]]
Key = tuple[str, str]  # part of speech and offset of a synonym set


@cache
def forms_of(word: str) -> tuple[tuple[str, str], ...]:
    """Return the (lemma, tag) that a word may be a form of."""
    found = {
        (lemma, tag): None
        for kind, lemmas in lemminflect.getAllLemmas(word).items()
        for lemma in lemmas
        for tag, forms in lemminflect.getAllInflections(lemma, upos=kind).items()
        if word in forms and tag != "VBP"
    }
    return tuple(found)


@cache
def inflect(lemma: str, tag: str) -> str | None:
    """Return the form of a lemma with a tag, None for a lemma that has none."""
    found = lemminflect.getInflection(lemma, tag=tag, inflect_oov=False)
    return found[0] if found else None


def inflected(one: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield a pair of words in all the forms that both have, if they are one part of speech."""
    kinds = {tag[0] for _, tag in forms_of(one)} & {tag[0] for _, tag in forms_of(other)}
    for first, tag in forms_of(one):
        for second, same in forms_of(other):
            if tag == same and tag[0] in kinds:
                for form in _TAGS.get(tag[0], ()):
                    pair = inflect(first, form), inflect(second, form)
                    if pair[0] and pair[1] and pair[0] != pair[1]:
                        yield pair[0], pair[1]


def read_synonyms() -> Synonyms:
    """Return lemma → its synonyms with their counts."""
    found: Synonyms = defaultdict(Counter)
    sets = dict(_synsets())
    for words, pointers in sets.values():
        keys = [pointer[1] for pointer in pointers if pointer[0] in _NEAR]
        near = {word for key in keys if key in sets for word in sets[key][0]}
        for word in words:
            found[word].update(dict.fromkeys(words, _SAME))
            found[word].update(dict.fromkeys(near, _CLOSE))
    for translations in _translations():
        for word in translations:
            found[word].update(dict.fromkeys(translations, _TRANSLATED))
    return found


def read_derivations() -> dict[str, set[str]]:
    """Return lemma → the lemmas that are derived from it or that it is derived from."""
    found: dict[str, set[str]] = defaultdict(set)
    sets = dict(_synsets())
    for words, pointers in sets.values():
        for sign, key, ends in pointers:
            source, target = int(ends[:2], 16), int(ends[2:], 16)
            if sign in _DERIVED and source and target and key in sets:
                one, other = words[source - 1], sets[key][0][target - 1]
                found[one].add(other)
                found[other].add(one)
    return found


def _synsets() -> Iterator[tuple[Key, tuple[list[str], list[tuple[str, Key, str]]]]]:
    """Yield WordNet's synonym sets: key, words, pointers (sign, key, which words of both)."""
    for name, sense in _SENSES.items():
        for line in (WORDNET / name).read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split(" ")
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*", "", fields[4 + 2 * at]).lower() for at in range(count)]
            start = 5 + 2 * count
            pointers = []
            for at in range(start, start + 4 * int(fields[start - 1]), 4):
                sign, offset, kind, ends = fields[at : at + 4]
                pointers.append((sign, ("a" if kind == "s" else kind, offset), ends))
            yield (sense, fields[0]), (words, pointers)


def ding_rows() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the German and English sides of each sense of Ding's dictionary, without remarks."""
    for line in DING.read_text(encoding="utf-8").splitlines():
        if "::" in line and not line.startswith("#"):
            german, english = line.split("::")[:2]
            yield from (
                (_plain(one), _plain(other))
                for one, other in zip(german.split("|"), english.split("|"), strict=False)
            )


def _plain(side: str) -> list[str]:
    bare = re.sub(r"\[[^]]*\]|\([^)]*\)|\{[^}]*\}|/[^/]*/", "", side).lower()
    return [re.sub(r"^(to|the|an?) ", "", part.strip()) for part in bare.split(";")]


def _translations() -> list[set[str]]:
    """Return sets of English words that translate the same German word."""
    found: dict[str, set[str]] = defaultdict(set)
    for german, english in ding_rows():
        for word in german:
            found[word].update(other for other in english if other.isalpha())
    return [words for german, words in found.items() if german and 1 < len(words) < _MANY]

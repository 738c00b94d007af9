"""Builds what a fix says: inflected, with slots carried over, in the text's own case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from fixprose.knowledge import places
from fixprose.knowledge.lexicon import Lexicon
from fixprose.knowledge.matcher import Captures
from fixprose.text.document import Block
from fixprose.text.english import article_for

_BE_HAVE = frozenset(
    "be is are was were been being am have has had having 've get gets got getting".split()
)
_TO_MODAL = frozenset(
    "to will would can could may might must shall should do does did not let".split()
)
_SUBJECTS = frozenset("i you we they who that".split())
_SINGULAR_SUBJECTS = frozenset("he she it who which that".split())
_TIGHT = re.compile(r"\s+(?=['’]s\b|[,.;:!?)\]”])|(?<=[(\[“])\s+")
_ARTICLE = re.compile(r"\b([Aa]n?) ([a-z0-9][\w'’-]*)")
_COMMON_KINDS = (
    "WORD",
    "WORDS",
    "LOWER",
    "NOUN",
    "VERB",
    "ADJ",
    "ADV",
    "NN",
    "NNS",
    "VB",
    "DET",
    "POSS",
)


def render(
    fix: Sequence[Any], block: Block, start: int, end: int, captures: Captures, lexicon: Lexicon
) -> str:
    """Return the replacement for the tokens `start` to `end` (exclusive) of a block."""
    writer = _Writer(block, start, captures, lexicon)
    text = ""
    for part in fix:
        text += part if isinstance(part, str) else writer.part(part, first=not text.strip())
    text = _TIGHT.sub("", " ".join(text.split()))
    text = _with_articles(text, block.text[block.tokens.starts[start] : block.tokens.ends[end - 1]])
    return _fit(text, block, start, end)


class _Writer:
    def __init__(self, block: Block, start: int, captures: Captures, lexicon: Lexicon) -> None:
        self.block = block
        self.captures = captures
        self.lexicon = lexicon
        self.sentence_start = is_sentence_start(block, start)
        self.start = start

    def part(self, part: Sequence[Any], *, first: bool) -> str:
        if part[0] == "i":
            return self._inflected(part[1], part[2], part[3])
        if part[0] == "g":
            at = self.captures.groups.get(part[1])
            return self._copy(at, first) if at else ""
        at = self.captures.slots.get(part[1])
        if at is None:
            return ""
        copied = self._copy(at, first) if part[1].startswith(_COMMON_KINDS) else self._raw(at)
        if not part[2]:
            return copied
        return _converted(copied, part[1].rstrip("0123456789"), part[2], self.lexicon)

    def _raw(self, at: tuple[int, int]) -> str:
        tokens = self.block.tokens
        if at[0] == at[1]:
            return ""
        return self.block.text[tokens.starts[at[0]] : tokens.ends[at[1] - 1]]

    def _copy(self, at: tuple[int, int], first: bool) -> str:
        """Return the text of a range; a common word that led the sentence loses its capital."""
        text = self._raw(at)
        moved = self.sentence_start and at[0] == self.start and not first
        if moved and text[1:2].islower():
            word = re.match(r"[\w’']+", text)
            if word and (
                self.lexicon.tags(word[0]) or word[0].lower() in ("the", "a", "an", "his")
            ):
                return text[0].lower() + text[1:]
        return text

    def _inflected(self, follows: int, tag: str | None, forms: dict[str, str]) -> str:
        if tag is None:
            found = self.captures.lemmas.get(follows)
            tag = self._tag(found[0], found[1].split(), forms) if found else "VB"
            if (
                found
                and tag == "VBD"
                and forms.get("VBZ") == "is"
                and (self.block.tokens.lower[found[0]] == "were" or self._plural_before(found[0]))
            ):
                return "were"
        for choice in (tag, {"VBP": "VB", "VBN": "VBD", "VBD": "VBN"}.get(tag, "VB"), "NN", "JJ"):
            if choice in forms:
                return forms[choice]
        return next(iter(forms.values()))

    def _tag(self, at: int, tags: list[str], forms: dict[str, str]) -> str:
        """Choose among the tags that a matched form can be by the word before it."""
        able = [tag for tag in tags if tag in forms] or tags or ["VB"]
        if len(able) == 1:
            return able[0]
        before = self._word_before(at)
        noun = "NN" if "NN" in able else "NNS" if "NNS" in able else None
        if "VBN" in able and "VBD" in able and noun is None and "VB" not in able:
            return "VBN" if before in _BE_HAVE else "VBD"
        if before in _BE_HAVE and "VBN" in able:
            return "VBN"
        if before in _TO_MODAL and "VB" in able:
            return "VB"
        if before in _SINGULAR_SUBJECTS and ("VBZ" in able or "VBD" in able):
            return "VBZ" if "VBZ" in able else "VBD"
        if "VBD" in able and "VB" in able:
            return "VBD"  # put, cut, hit: news tells the past
        if "VBP" in able and (before in _SUBJECTS or noun is None):
            return "VBP"
        return noun or able[0]

    def _plural_before(self, at: int) -> bool:
        before = self._word_before(at)
        tags = self.lexicon.tags(before)
        return before in ("we", "you", "they") or ("NNS" in tags and "NN" not in tags)

    def _word_before(self, at: int) -> str:
        lower = self.block.tokens.lower
        index = at - 1
        while index > 0 and (
            lower[index].endswith("ly") or lower[index] in ("not", "also", "already", "never")
        ):
            index -= 1
        return lower[index] if index >= 0 else ""


def _with_articles(text: str, old: str) -> str:
    """Set a/an right before words that the fix brought; what stood there already stays."""

    def chosen(match: re.Match[str]) -> str:
        if match[0] in old:
            return match[0]
        article = article_for(match[2])
        return f"{article.capitalize() if match[1][0] == 'A' else article} {match[2]}"

    return _ARTICLE.sub(chosen, text)


def _converted(text: str, kind: str, to: str, lexicon: Lexicon) -> str:
    """Return what a slot of a kind matched in another form."""
    if to == "COUNTRY":
        return places.country_of(text) or text
    if to == "DEMONYM":
        return places.demonym_of(text) or text
    words = text.rsplit(" ", 1)
    words[-1] = lexicon.inflect(words[-1], to, kind)
    return " ".join(words)


def is_sentence_start(block: Block, at: int) -> bool:
    """Tell whether token `at` begins a sentence (opening marks before it do not count)."""
    tokens = block.tokens
    sentence = block.sentence_at(tokens.starts[at])
    between = block.text[sentence.start : tokens.starts[at]]
    return not any(char.isalnum() for char in between)


def _fit(text: str, block: Block, start: int, end: int) -> str:
    """Give the replacement the case and the apostrophes of what it replaces."""
    tokens = block.tokens
    old = block.text[tokens.starts[start] : tokens.ends[end - 1]]
    if not text:
        return text
    for loose, tight in ((" %", "%"), ("$ ", "$"), ("€ ", "€"), ("£ ", "£")):
        if loose not in old:  # tokens that a group brought along are spaced as the text had them
            text = text.replace(loose, tight)
    if old.isupper() and end - start > 1 and len(old) > 4:
        return text.upper()
    if old[0].isupper() and is_sentence_start(block, start):
        text = text[0].upper() + text[1:]
    if "'" in text and "’" in block.content and "'" not in block.content:
        text = text.replace("'", "’")
    if text.endswith(".") and block.text[tokens.ends[end - 1] :].startswith("."):
        text = text[:-1]  # one full stop ends "3 p.m." and the sentence
    return text

"""Typed slots of the pattern language: how many tokens each can take at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fixprose.knowledge import places
from fixprose.knowledge.lexicon import Lexicon
from fixprose.text.tokens import Tokens

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
    " thousand million billion trillion dozen one".split()
)
ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
POSSESSIVES = frozenset("my your his her its our their".split())
PRONOUNS = frozenset("i you he she it we they".split())
DETERMINERS = POSSESSIVES | frozenset("a an the this that these those".split())
CURRENCIES = frozenset(
    "$ € £ ¥ dollar dollars euro euros pound pounds yen yuan rouble roubles ruble rubles rupee"
    " rupees peso pesos franc francs krona kronor krone kroner".split()
)
TITLES = frozenset(
    "president minister chancellor king queen prince princess pope senator governor mayor judge"
    " justice general colonel captain major lieutenant sergeant admiral commander ambassador"
    " secretary chairman chairwoman director ceo professor dr mr mrs ms sir lord lady prosecutor"
    " spokesman spokeswoman spokesperson congressman congresswoman representative deputy premier"
    " coach sheriff officer detective inspector bishop archbishop cardinal emperor".split()
)
_LONG_TITLES = frozenset(
    "prime minister|vice president|foreign minister|defense minister|defence minister"
    "|finance minister|interior minister|justice minister|chief executive|attorney general"
    "|secretary general|crown prince|chief justice|district judge|police chief".split("|")
)
_PARTICLES = frozenset("de da di du del der den van von la le al el bin ibn dos y".split())
_NOT_NAMES = frozenset(
    "the a an this that these those in on at of for from with without by to as and or but if when"
    " while where who which what how why he she it we they i you his her its our their my your not"
    " no yes after before since until during about after against between among under over although"
    " because there here then now also only even both each all some many most more other such"
    " however meanwhile so than".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’]*$")
_TAGS = {
    "NOUN": ("NN", "NNS"),
    "VERB": ("VB", "VBD", "VBG", "VBN", "VBZ"),
    "ADJ": ("JJ", "JJR", "JJS"),
    "ADV": ("RB", "RBR", "RBS"),
}
_PLACES = {
    "COUNTRY": places.is_country,
    "CITY": places.is_city,
    "PLACE": places.is_place,
}


class Slots:
    """Matches slots; the lexicon is asked only by those that need parts of speech."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def ends(self, kind: str, tokens: Tokens, at: int) -> Iterator[int]:
        """Yield the token indexes (end exclusive) a slot can reach from `at`, longest first."""
        if at >= len(tokens):
            return
        if kind in _PLACES:
            for end in range(min(len(tokens), at + 4), at, -1):
                if tokens.texts[at][0].isupper() and _PLACES[kind](_joined(tokens, at, end)):
                    yield end
        elif kind == "NAME":
            yield from self._names(tokens, at)
        elif kind == "PERSON":
            titled = self._title(tokens, at)
            for start in titled or [at]:
                for end in self._names(tokens, start):
                    if titled or end - start > 1:
                        yield end
        elif kind == "TITLE":
            yield from self._title(tokens, at)
        elif kind == "WORDS":
            end = at
            while end < len(tokens) and end < at + 4 and is_word(tokens.texts[end]):
                end += 1
            yield from range(end, at, -1)
        elif self._is_one(kind, tokens, at):
            yield at + 1

    def _is_one(self, kind: str, tokens: Tokens, at: int) -> bool:
        text, low = tokens.texts[at], tokens.lower[at]
        if kind in _TAGS:
            return not self.lexicon.tags(low).isdisjoint(_TAGS[kind])
        if kind in ("VBN", "VBD", "VBG", "VBZ", "NN", "NNS"):
            return kind in self.lexicon.tags(low)
        match kind:
            case "WORD":
                return is_word(text)
            case "LOWER":
                return is_word(text) and text == low
            case "CAP":
                return is_word(text) and text[0].isupper()
            case "DEMONYM":
                return text[0].isupper() and places.is_demonym(text)
            case "NUMBER":
                return (text[0].isdigit() and text[-1].isdigit()) or low in NUMBER_WORDS
            case "DIGITS":
                return text[0].isdigit() and text[-1].isdigit()
            case "ORDINAL":
                return low in ORDINALS or (
                    text[0].isdigit() and low[-2:] in ("st", "nd", "rd", "th")
                )
            case "YEAR":
                return len(text) == 4 and text.isdigit() and "1900" <= text <= "2099"
            case "DAY":
                return low in DAYS
            case "MONTH":
                return low in MONTHS
            case "POSS":
                return low in POSSESSIVES
            case "PRON":
                return low in PRONOUNS
            case "DET":
                return low in DETERMINERS
            case "CURRENCY":
                return low in CURRENCIES
        raise ValueError(f"unknown slot {kind}")

    def _title(self, tokens: Tokens, at: int) -> list[int]:
        if at + 1 < len(tokens) and f"{tokens.lower[at]} {tokens.lower[at + 1]}" in _LONG_TITLES:
            return [at + 2]
        return [at + 1] if tokens.lower[at] in TITLES else []

    def _names(self, tokens: Tokens, at: int) -> Iterator[int]:
        ends = []
        end = at
        words = 0
        while end < len(tokens) and words < 4:
            if _is_name_word(tokens, end):
                words += 1
                end += 1
                ends.append(end)
            elif (
                ends
                and end + 1 < len(tokens)
                and (
                    tokens.lower[end] in _PARTICLES
                    or (tokens.texts[end] in "-." and tokens.starts[end] == tokens.ends[end - 1])
                )
            ):
                if tokens.texts[end] == "." and len(tokens.texts[end - 1]) > 1:
                    break
                end += 1
            else:
                break
        yield from reversed(ends)


def is_word(text: str) -> bool:
    """Tell whether a token is a word: begins with a letter.

    >>> is_word("don’t"), is_word("'s"), is_word("1930s")
    (True, False, False)
    """
    return bool(_WORD.match(text))


def _is_name_word(tokens: Tokens, at: int) -> bool:
    text = tokens.texts[at]
    return text[0].isupper() and is_word(text) and tokens.lower[at] not in _NOT_NAMES


def _joined(tokens: Tokens, at: int, end: int) -> str:
    found = tokens.texts[at]
    for index in range(at + 1, end):
        gap = " " if tokens.starts[index] > tokens.ends[index - 1] else ""
        found += gap + tokens.texts[index]
    return found

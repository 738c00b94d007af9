"""The pattern language of rule packs (see `docs/rule-format.md`): text to nodes.

A pattern is a tuple of nodes. Patterns have no unbounded repetition, so none can make the matcher
hang: a match is at most `MAX_TOKENS` tokens long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fixprose.text.tokens import Tokens

MAX_TOKENS = 40

SLOTS = frozenset(
    "WORD WORDS LOWER CAP NAME PERSON COUNTRY CITY PLACE DEMONYM NUMBER DIGITS ORDINAL YEAR DAY"
    " MONTH TITLE POSS PRON DET CURRENCY NOUN VERB ADJ ADV VBN VBD VBG VBZ NN NNS".split()
)
# How many tokens a slot can take at the most, where that is more than one.
SLOT_TOKENS = {"WORDS": 4, "NAME": 8, "PERSON": 10, "COUNTRY": 4, "CITY": 4, "PLACE": 4, "TITLE": 2}
TAGS = frozenset("VB VBZ VBP VBD VBN VBG NN NNS JJ JJR JJS RB RBR RBS".split())
CONVERSIONS = TAGS | {"COUNTRY", "DEMONYM"}


class PatternError(ValueError):
    """A pattern or fix that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Literal:
    """One token: `word`, with `suffix` optional; `exact` when written with a capital."""

    word: str
    suffix: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Lemma:
    """Any inflection of one of several lemmas: `options` are (lemma, part of speech or "")."""

    options: tuple[tuple[str, str], ...]
    number: int  # counted from 1 over the whole pattern


@dataclass(frozen=True, slots=True)
class Slot:
    """A typed slot, `name` as the fix calls it (NAME, NAME2 …)."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives, an empty one makes it optional.

    Bracketed groups are numbered from 1 over the whole pattern; a bare `word?` has number 0.
    """

    alternatives: tuple[Pattern, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Boundary:
    """`start` or `end` of a sentence."""

    at: str


Node = Literal | Lemma | Slot | Group | Boundary
Pattern = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Inflected:
    """A lemma of the fix: inflected like a lemma of the match, or always as `tag`."""

    lemma: str
    tag: str | None
    follows: int


@dataclass(frozen=True, slots=True)
class SlotCopy:
    """What a slot matched, converted to `to` where given."""

    name: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class GroupCopy:
    """What a group matched."""

    number: int


Part = str | Inflected | SlotCopy | GroupCopy
Fix = tuple[Part, ...]

_LEMMA = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"([A-Z]{2,})([2-9]?)(?!\w)")
_SUFFIXED = re.compile(r"([^\W_]+)\(([a-z]{1,4})\)")
_WORD = re.compile(r"[^\s()|<>^$?{}\\]+")
_PARTS_OF_SPEECH = {"v", "n", "a", "r"}


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lemmas = 0
        self.groups = 0

    def sequence(self, *, nested: bool = False) -> Pattern:
        nodes: list[Node] = []
        while True:
            self._skip_space()
            if self.at >= len(self.text):
                if nested:
                    raise PatternError("a “(” is never closed")
                return tuple(nodes)
            if self.text[self.at] in "|)":
                if nested:
                    return tuple(nodes)
                raise PatternError(f"“{self.text[self.at]}” stands outside brackets")
            read = self._item()
            if self.text.startswith("?", self.at):
                self.at += 1
                if len(read) == 1 and isinstance(read[0], Group):
                    group = read[0]
                    read = [Group((*group.alternatives, ()), group.number)]
                else:
                    read = [Group((tuple(read), ()), 0)]
            nodes += read

    def _skip_space(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _item(self) -> list[Node]:
        text, at = self.text, self.at
        char = text[at]
        if char == "(":
            return [self._group()]
        if char in "^$":
            self.at += 1
            return [Boundary("start" if char == "^" else "end")]
        if char == "\\" and at + 1 < len(text):
            self.at += 2
            return [Literal(text[at + 1])]
        if match := _LEMMA.match(text, at):
            self.at = match.end()
            return self._lemma(match[1])
        if (match := _SLOT.match(text, at)) and match[1] in SLOTS:
            self.at = match.end()
            return [Slot(match[1], match[1] + match[2])]
        if match := _SUFFIXED.match(text, at):
            self.at = match.end()
            return [_literal(match[1], match[2])]
        if match := _WORD.match(text, at):
            self.at = match.end()
            return [_literal(token) for token in Tokens(match[0])]
        raise PatternError(f"“{char}” cannot stand here (column {at + 1})")

    def _group(self) -> Group:
        self.at += 1
        self.groups += 1
        number = self.groups
        alternatives = [self.sequence(nested=True)]
        while self.text[self.at] == "|":
            self.at += 1
            alternatives.append(self.sequence(nested=True))
        self.at += 1
        return Group(tuple(alternatives), number)

    def _lemma(self, inside: str) -> list[Node]:
        options = []
        for option in inside.split("|"):
            lemma, _, part = option.strip().partition(":")
            if not lemma or (part and part not in _PARTS_OF_SPEECH):
                raise PatternError(f"“<{inside}>”: write <lemma>, <lemma:v>, :n, :a or :r")
            options.append((lemma, part))
        self.lemmas += 1
        sequences = [self._inflected(lemma, part) for lemma, part in options]
        if all(len(sequence) == 1 for sequence in sequences):
            return [Lemma(tuple(options), self.lemmas)]
        return list(sequences[0]) if len(sequences) == 1 else [Group(tuple(sequences), 0)]

    def _inflected(self, lemma: str, part: str) -> Pattern:
        """Return the nodes of one lemma: of several words, one is inflected."""
        words = list(Tokens(lemma))
        head = len(words) - 1 if part in ("n", "a") else 0
        return tuple(
            Lemma(((word, part),), self.lemmas) if at == head else _literal(word)
            for at, word in enumerate(words)
        )


def _literal(word: str, suffix: str = "") -> Literal:
    return Literal(word.replace("’", "'"), suffix, exact=word.lower() != word)


def parse_pattern(text: str, *, context: bool = False) -> Pattern:
    """Return the nodes of a pattern.

    Raises PatternError when it cannot be read, is empty, or could match nothing at all (a
    `context` may be the bare start or end of a sentence).

    >>> parse_pattern("rescue buoy(s)")
    (Literal(word='rescue', suffix='', exact=False), Literal(word='buoy', suffix='s', exact=False))
    """
    nodes = _Reader(text).sequence()
    if not _is_solid(nodes) and not (context and all(isinstance(n, Boundary) for n in nodes)):
        raise PatternError("it could match nothing: at least one word must be there")
    if _length(nodes)[1] > MAX_TOKENS:
        raise PatternError(f"it could match more than {MAX_TOKENS} words")
    return nodes


def _is_solid(nodes: Pattern) -> bool:
    return _length(nodes)[0] > 0


def _length(nodes: Pattern) -> tuple[int, int]:
    """Return the smallest and the largest number of tokens a pattern can match."""
    low = high = 0
    for node in nodes:
        if isinstance(node, Group):
            sizes = [_length(alternative) for alternative in node.alternatives]
            low += min(size[0] for size in sizes)
            high += max(size[1] for size in sizes)
        elif isinstance(node, Slot):
            low += 1
            high += SLOT_TOKENS.get(node.kind, 1)
        elif not isinstance(node, Boundary):
            low += 1
            high += 1
    return low, high


_FIX = re.compile(
    r"<(?P<lemma>[^<>:@]+)(?::(?P<tag>[A-Z]+))?(?:@(?P<follows>\d))?>"
    r"|\{(?P<group>\d)\}"
    r"|(?<!\w)(?P<slot>[A-Z]{2,}[2-9]?)(?!\w)"
)


def parse_fix(text: str) -> Fix:
    """Return the parts of a fix. Raises PatternError for an unknown sign or tag."""
    parts: list[Part] = []
    at = lemmas = 0
    for match in _FIX.finditer(text):
        kind = re.sub(r"[2-9]$", "", match["slot"] or match["lemma"] or "")
        if match["slot"] and kind not in SLOTS:
            continue  # an acronym, plain text
        parts.append(text[at : match.start()])
        at = match.end()
        if match["group"]:
            parts.append(GroupCopy(int(match["group"])))
        elif match["slot"]:
            parts.append(SlotCopy(match["slot"]))
        elif kind in SLOTS:
            if match["tag"] and match["tag"] not in CONVERSIONS:
                raise PatternError(f"“{match[0]}”: unknown form {match['tag']}")
            parts.append(SlotCopy(match["lemma"], match["tag"]))
        else:
            if match["tag"] and match["tag"] not in TAGS:
                raise PatternError(f"“{match[0]}”: unknown form {match['tag']}")
            lemmas += 1
            parts.append(Inflected(match["lemma"], match["tag"], int(match["follows"] or lemmas)))
    parts.append(text[at:])
    if any(isinstance(part, str) and re.search(r"[<>{}|]", part) for part in parts):
        raise PatternError(f"“{text}”: a sign of the pattern language that a fix cannot hold")
    return tuple(part for part in parts if part != "")


def walk(nodes: Pattern) -> list[Node]:
    """Return all nodes of a pattern, those inside groups included."""
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        if isinstance(node, Group):
            for alternative in node.alternatives:
                found += walk(alternative)
    return found

"""Rules to their compiled form: plain tuples that the matcher walks.

Everything slow happens here, once: patterns are parsed, lemmas inflected, and for every pattern
the rarest words that must stand in a match (its *anchors*) are chosen for the index.

A compiled pattern is a sequence: (the words of which one must begin it, or None; its nodes).
Compiled nodes:  ("w", forms) any case · ("=", forms) as written · ("m", number, {form: tags})
("s", kind, name) · ("b", "start" | "end")
("g", number, alternatives, {word: those that it may begin}, those that anything may begin)
("a", number, words, optional): a group whose alternatives are single words in any case
Compiled fix parts:  "text" · ("i", follows, tag, {tag: form}) · ("s", name, to) · ("g", number)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from fixprose.knowledge.inflection import forms_of, inflections, is_plural
from fixprose.knowledge.pattern import (
    SLOT_TOKENS,
    Boundary,
    Fix,
    Group,
    GroupCopy,
    Inflected,
    Lemma,
    Literal,
    Pattern,
    PatternError,
    Slot,
    SlotCopy,
    parse_fix,
    parse_pattern,
    walk,
)
from fixprose.knowledge.rules import Context, Rule
from fixprose.knowledge.slots import DAYS, MONTHS
from fixprose.text.tokens import Tokens

Compiled = tuple[Any, ...]
Need = tuple[int, int, frozenset[str]]
"""What a match must hold: of its tokens between two numbers (inclusive), one of some words."""
_MOST_PAIRS = 80  # anchors of two words: at most so many combinations of forms
_COLLOCATION = 30.0  # words that belong together meet more often than chance
_PUNCTUATION = 0.05  # a guess at the share of one mark in running text
_UNKNOWN = 2e-6
_GUARDS = 2
_GUARD_WORDS = 24
_CLOSED = {"DAY": DAYS, "MONTH": MONTHS}  # slots that are as good as the words they take


class Variant(NamedTuple):
    """A pattern, pair or term of a rule, compiled.

    `low` and `high` say how many tokens of a match may stand before its anchor; a negative `low` is
    the complement of the true one and says that a match begins a sentence.
    """

    pattern: Compiled
    fix: Compiled
    guards: tuple[Need, ...]  # the needs that are asked first: short, and seldom met
    needs: tuple[Need, ...]
    anchors: tuple[str, ...]
    low: int
    high: int


def compile_rule(rule: Rule) -> tuple[dict[str, Any], list[Variant]]:
    """Return the rule's record and its variants.

    Raises PatternError, its message beginning with the pattern at fault.
    """
    variants = []
    for wrong, right in rule.pairs:
        with _Blame(wrong):
            pattern = parse_pattern(wrong)
        with _Blame(right):
            fix = parse_fix(right)
            _check_references(pattern, fix)
        kinds = _kinds(pattern)
        with _Blame(wrong):
            variants.append(_variant(map(_node, pattern), [_part(part, kinds) for part in fix]))
    own = {wrong for wrong, _ in rule.terms}
    for wrong, right in rule.terms:
        with _Blame(wrong):
            variants.append(_variant(*_term(wrong, right, own)))
    record = {
        "id": rule.id,
        "pivot": rule.pivot,
        "certainty": rule.certainty.value,
        "safety": rule.safety.value,
        "changes": rule.changes.value,
        "trial": rule.trial,
        "terms": bool(rule.terms),
        "why": rule.why,
        "source": rule.source,
        "pivots": list(rule.pivots),
        "context": _context(rule.context),
    }
    return record, variants


def _variant(pattern: Iterable[Compiled], fix: Iterable[str | Compiled]) -> Variant:
    nodes = tuple(pattern)
    words, low, high = choose_anchors(nodes)
    rarest = sorted(_needs(nodes), key=lambda need: need[0])
    known = {frozenset(word.split()[end] for word in words) for end in (0, -1)}
    needs = [need for _, need in rarest if need[2] not in known]
    guards = [need for need in needs if len(need[2]) <= _GUARD_WORDS][:_GUARDS]
    rest = [need for need in needs if need not in guards]
    return Variant(
        _sequence(nodes), tuple(fix), tuple(guards), tuple(rest), tuple(words), low, high
    )


class _Blame:
    """Says which pattern an error inside speaks of."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, PatternError) and not str(error).startswith("“" + self.text):
            raise PatternError(f"“{self.text}”: {error}") from None


def _check_references(pattern: Pattern, fix: Fix) -> None:
    nodes = walk(pattern)
    slots = {node.name for node in nodes if isinstance(node, Slot)}
    groups = {node.number for node in nodes if isinstance(node, Group)}
    lemmas = {node.number for node in nodes if isinstance(node, Lemma)}
    for part in fix:
        if isinstance(part, SlotCopy) and part.name not in slots:
            raise PatternError(f"{part.name} is not in the match")
        if isinstance(part, GroupCopy) and part.number not in groups:
            raise PatternError(f"{{{part.number}}}: the match has no such group")
        if isinstance(part, Inflected) and part.tag is None and part.follows not in lemmas:
            raise PatternError(
                f"<{part.lemma}>: the match has no <…> number {part.follows} to follow;"
                f" write <{part.lemma}:VBD> or the bare word"
            )


def _node(node: Any) -> Compiled:
    if isinstance(node, Literal):
        forms = [node.word] if not node.suffix else [node.word, node.word + node.suffix]
        return ("=" if node.exact else "w"), frozenset(forms)
    if isinstance(node, Lemma):
        merged: dict[str, set[str]] = {}
        for lemma, part in node.options:
            for form, tags in forms_of(lemma, part).items():
                merged.setdefault(form.replace("’", "'"), set()).update(tags)
        return "m", node.number, {form: " ".join(sorted(tags)) for form, tags in merged.items()}
    if isinstance(node, Slot):
        return "s", node.kind, node.name
    if isinstance(node, Boundary):
        return "b", node.at
    words = [sequence for sequence in node.alternatives if sequence]
    if words and all(len(seq) == 1 and _is_plain(seq[0]) for seq in words):
        taken = frozenset(form for (literal,) in words for form in _node(literal)[1])
        return "a", node.number, taken, len(words) < len(node.alternatives)
    return _group(node.number, [tuple(map(_node, seq)) for seq in node.alternatives])


def _group(number: int, alternatives: list[tuple[Compiled, ...]]) -> Compiled:
    firsts = [_firsts(nodes) for nodes in alternatives]
    words = sorted({word for words in firsts for word in words or ()})
    begins = {
        word: tuple(at for at, of in enumerate(firsts) if of is None or word in of)
        for word in words
    }
    anyhow = tuple(at for at, of in enumerate(firsts) if of is None)
    return "g", number, tuple(alternatives), begins, anyhow


def _sequence(nodes: Iterable[Compiled]) -> Compiled:
    found = tuple(nodes)
    return _firsts(found), found


def _firsts(nodes: tuple[Compiled, ...]) -> frozenset[str] | None:
    """Return the words of which one must begin a match; None where anything may."""
    if not nodes:
        return None
    node = nodes[0]
    if node[0] in "w=":
        return frozenset(form.lower() for form in node[1])
    if node[0] == "m" or (node[0] == "a" and not node[3]):
        return frozenset(node[2])
    if node[0] == "g":
        return None if node[4] else frozenset(node[3])
    return None


def _is_plain(node: Any) -> bool:
    return isinstance(node, Literal) and not node.exact


def _kinds(pattern: Pattern) -> dict[int, str]:
    """Return lemma number → the part of speech that its options agree on, "" for none."""
    found: dict[int, set[str]] = {}
    for node in walk(pattern):
        if isinstance(node, Lemma):
            found.setdefault(node.number, set()).update(kind for _, kind in node.options)
    return {number: kinds.pop() if len(kinds) == 1 else "" for number, kinds in found.items()}


def _part(part: Any, kinds: dict[int, str]) -> str | Compiled:
    if isinstance(part, str):
        return part
    if isinstance(part, SlotCopy):
        return "s", part.name, part.to
    if isinstance(part, GroupCopy):
        return "g", part.number
    kind = "" if part.tag else kinds.get(part.follows, "")  # a noun is followed by a noun
    forms = {tag: found[0] for tag, found in inflections(part.lemma, kind).items()}
    forms.setdefault("VB" if "VBD" in forms else "NN", part.lemma)
    return "i", part.follows, part.tag, forms


def _term(wrong: str, right: str, own: set[str]) -> tuple[list[Compiled], list[str | Compiled]]:
    """Return the pattern and fix of a term; plurals that are terms of their `own` stay theirs."""
    tokens = list(Tokens(wrong))
    if not tokens:
        raise PatternError("an empty term")
    nodes: list[Compiled] = [
        ("w", frozenset([token.replace("’", "'")]))
        if token.lower() == token
        else ("=", frozenset([token]))
        for token in tokens
    ]
    stem = wrong[: -len(tokens[-1])]
    plurals = [form for form in _plurals(tokens[-1]) if stem + form not in own]
    if not plurals or tokens[-1].lower() != tokens[-1]:
        return nodes, [right]
    nodes[-1] = ("m", 1, {tokens[-1]: "NN"} | dict.fromkeys(plurals, "NNS"))
    head = right.split(" ")[-1]
    many = _plurals(head)
    forms = {"NN": right, "NNS": right[: -len(head)] + many[0] if many else right}
    return nodes, [("i", 1, None, forms)]


def _plurals(word: str) -> list[str]:
    """Return the plurals of a word that is a singular noun; none for anything else."""
    known = inflections(word, "n") if word.isalpha() and not is_plural(word) else {}
    if known.get("NN", ("",))[0] != word or word.endswith(("ing", "ed", "ly")):
        return []
    return [form for form in known.get("NNS", ()) if form != word]


def _context(context: Context) -> dict[str, tuple[Compiled, ...]]:
    found = {}
    for name in Context.__slots__:
        patterns: list[Compiled] = []
        for text in getattr(context, name):
            with _Blame(text):
                patterns.append(_sequence(map(_node, parse_pattern(text, context=True))))
        if patterns:
            found[name] = tuple(patterns)
    return found


def _needs(nodes: tuple[Compiled, ...]) -> Iterator[tuple[float, Need]]:
    """Yield what every match must hold, with the share of text that has it."""
    low = high = 0
    for node in nodes:
        found = _need(node)
        if found is not None:
            share, (inner_low, inner_high, words) = found
            yield share, (low + inner_low, high + inner_high, words)
        size = _size(node)
        low, high = low + size[0], high + size[1]


def _need(node: Compiled) -> tuple[float, Need] | None:
    if node[0] != "g":
        words = _forms(node)
        return (_share(words), (0, 0, frozenset(words))) if words else None
    found = [min(_needs(nodes), default=None, key=lambda need: need[0]) for nodes in node[2]]
    needs = [need for _, need in filter(None, found)]
    if len(needs) < len(found):
        return None
    words = sorted({word for need in needs for word in need[2]})
    lows, highs, _ = zip(*needs, strict=True)
    return _share(words), (min(lows), max(highs), frozenset(words))


def choose_anchors(pattern: tuple[Compiled, ...]) -> tuple[list[str], int, int]:
    """Return the rarest words of which one must stand in every match, and where in it.

    A negative lowest offset is the complement of the true one and says that a match begins a
    sentence. The words are lower case, two of them joined by a space where they stand together.
    Raises PatternError when the pattern has no word that must be there.
    """
    best: tuple[float, list[str], int, int] | None = None
    low = high = 0
    for at, node in enumerate(pattern):
        found = _anchor(node)
        if found is not None:
            cost, words, inner_low, inner_high = found
            after = _words(pattern[at + 1]) if at + 1 < len(pattern) else []
            before = _words(node)
            if before and after and len(before) * len(after) <= _MOST_PAIRS:
                cost = min(cost, _share(before) * _share(after) * _COLLOCATION)
                words = [f"{one} {two}" for one in before for two in after]
            if best is None or cost < best[0]:
                best = (cost, words, low + inner_low, high + inner_high)
        size = _size(node)
        low, high = low + size[0], high + size[1]
    if best is None:
        raise PatternError("it has no word that every match must hold")
    lowest = ~best[2] if pattern[0] == ("b", "start") else best[2]
    return best[1], lowest, best[3]


def _anchor(node: Compiled) -> tuple[float, list[str], int, int] | None:
    if node[0] == "g":
        chosen = []
        for nodes in node[2]:
            try:
                chosen.append(choose_anchors(nodes))
            except PatternError:
                return None
        words = [word for one in chosen for word in one[0]]
        lowest = min(max(low, ~low) for _, low, _ in chosen)
        return _share(words), words, lowest, max(high for _, _, high in chosen)
    words = _forms(node)
    return (_share(words), words, 0, 0) if words else None


def _forms(node: Compiled) -> list[str]:
    if node[0] in "w=":
        return sorted({form.lower() for form in node[1]})
    if node[0] == "s":
        return sorted(_CLOSED.get(node[1], ()))
    if node[0] == "a":
        return [] if node[3] else sorted(node[2])
    return sorted(node[2]) if node[0] == "m" else []


def _words(node: Compiled) -> list[str]:
    """Return the node's forms if all of them are words that a space parts from their neighbours."""
    forms = _forms(node)
    return forms if all(form.isalnum() for form in forms) else []


def _size(node: Compiled) -> tuple[int, int]:
    if node[0] == "b":
        return 0, 0
    if node[0] == "a":
        return (0, 1) if node[3] else (1, 1)
    if node[0] == "g":
        sizes = [[_size(inner) for inner in nodes] for nodes in node[2]]
        lows = [sum(low for low, _ in sequence) for sequence in sizes]
        highs = [sum(high for _, high in sequence) for sequence in sizes]
        return min(lows), max(highs)
    return (1, SLOT_TOKENS.get(node[1], 1)) if node[0] == "s" else (1, 1)


def _share(words: list[str]) -> float:
    return sum(_frequency(word) for word in words)


def _frequency(word: str) -> float:
    if " " in word:
        one, _, two = word.partition(" ")
        return _frequency(one) * _frequency(two) * _COLLOCATION
    if not word[0].isalnum():
        return _PUNCTUATION
    return _frequencies().get(word, _UNKNOWN)


@cache
def _frequencies() -> dict[str, float]:
    table = resources.files("fixprose.knowledge").joinpath("data", "frequency.tsv")
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) == 2}

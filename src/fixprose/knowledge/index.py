"""The index of compiled rules: finds, in a block, every place where a rule matches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fixprose.knowledge.lexicon import Lexicon
from fixprose.knowledge.matcher import Captures, Matcher
from fixprose.knowledge.render import render
from fixprose.knowledge.slots import Slots
from fixprose.text.document import Block, Document
from fixprose.text.span import Span

_FLAT = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " ", 0xA0: " ", 0x2019: "'", 0x2018: "'"}
_CACHED_BLOCKS = 4096


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a rule's variant (pattern, pair or term, from 0) in the document's text."""

    rule: CompiledRule
    variant: int
    matched: Span
    replacement: str


class CompiledRule:
    """One rule as the compiler left it; read from JSON when it is first needed."""

    def __init__(self, line: str) -> None:
        self._line = line

    @cached_property
    def record(self) -> dict[str, Any]:
        """The rule's compiled record."""
        found: dict[str, Any] = json.loads(self._line)
        return found

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def pivot(self) -> str:
        return str(self.record["pivot"])

    @property
    def pivots(self) -> frozenset[str]:
        """The pivots that produce what the rule matches; empty: any."""
        named = self.record["pivots"]
        return frozenset(named or ([] if self.pivot == "common" else [self.pivot]))

    @property
    def certainty(self) -> str:
        return str(self.record["certainty"])


class RuleIndex:
    """All rules of a set of packs. `find` is the only question it answers.

    Blocks are remembered by their content, so that later rounds look at changed ones only.
    """

    def __init__(self, packs: Sequence[Sequence[str]], lexicon: Lexicon) -> None:
        """Take compiled packs: of each the lines, a header and then one line a rule."""
        from ahocorasick_rs import AhoCorasick

        self.rules: list[CompiledRule] = []
        self.never: list[str] = []  # phrases no rule may touch
        self.trial: set[str] = set()  # ids of rules that are off for users
        self.demoted: set[str] = set()  # ids of rules that may only propose for review
        self.hashes: list[str] = []
        self._posts: list[list[int]] = []  # by anchor: rule, variant, low, high, rule, …
        anchors: list[str] = []
        for lines in packs:
            header = json.loads(lines[0])
            first = len(self.rules)
            self.rules += map(CompiledRule, lines[1:])
            self.never += header["never"]
            self.trial.update(header["trial"])
            self.demoted.update(header["demoted"])
            self.hashes.append(header["hash"])
            anchors += header["anchors"]
            self._posts += _moved(header["posts"], first) if first else header["posts"]
        self._automaton = AhoCorasick(anchors) if anchors else None
        self._lexicon = lexicon
        self._matcher = Matcher(Slots(lexicon))
        self._document: tuple[Document | None, dict[int, bool]] = (None, {})
        self._seen: dict[str, list[tuple[CompiledRule, int, int, int, str]]] = {}

    def find(self, document: Document, block: Block) -> Iterator[Hit]:
        """Yield every match in a block whose context is right, the longest of each place."""
        content = block.content
        found = self._seen.get(content)
        if found is None:
            if len(self._seen) >= _CACHED_BLOCKS:
                self._seen.clear()
            found = self._seen[content] = list(self._find(block))
        for rule, variant, start, end, replacement in found:
            if self._suits_document(rule, document):
                yield Hit(rule, variant, Span(start, end).shifted(block.span.start), replacement)

    def _find(self, block: Block) -> Iterator[tuple[CompiledRule, int, int, int, str]]:
        tried = set()
        base = block.span.start
        for rule_number, variant, at in self._places(block):
            if (rule_number, variant, at) in tried:
                continue
            tried.add((rule_number, variant, at))
            rule = self.rules[rule_number]
            pattern, fix = rule.record["variants"][variant]
            found = self._matcher.match(pattern, block, at)
            if found is None or not self._suits(rule.record["context"], block, at, found[0]):
                continue
            end, captures = found
            tokens = block.tokens
            start_char, end_char = tokens.starts[at], tokens.ends[end - 1]
            replacement = self._render(fix, block, at, end, captures)
            if replacement != block.text[start_char:end_char]:
                yield rule, variant, start_char - base, end_char - base, replacement

    def _render(self, fix: list[Any], block: Block, at: int, end: int, captures: Captures) -> str:
        return render(fix, block, at, end, captures, self._lexicon)

    def _places(self, block: Block) -> Iterator[tuple[int, int, int]]:
        """Yield (rule, variant, token) wherever an anchor says that a match may begin."""
        if self._automaton is None:
            return
        flat = block.content.lower().translate(_FLAT)
        if len(flat) != len(block.content):
            flat = "".join(c.lower() if len(c.lower()) == 1 else c for c in block.content)
            flat = flat.translate(_FLAT)
        size = len(flat)
        for number, start, end in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            if (start and _joins(flat[start - 1], flat[start])) or (
                end < size and _joins(flat[end], flat[end - 1])
            ):
                continue
            posts = self._posts[number]
            anchor = block.tokens.at(block.span.start + start)
            for at in range(0, len(posts), 4):
                rule, variant, low, high = posts[at : at + 4]
                for first in range(max(0, anchor - high), anchor - low + 1):
                    yield rule, variant, first

    def _suits(self, context: dict[str, Any], block: Block, at: int, end: int) -> bool:
        if not context:
            return True
        for name, wanted in (("before", True), ("not_before", False)):
            if name in context and wanted != any(
                self._matcher.matches_before(pattern, block, at) for pattern in context[name]
            ):
                return False
        for name, wanted in (("after", True), ("not_after", False)):
            if name in context and wanted != any(
                self._matcher.match(pattern, block, end) for pattern in context[name]
            ):
                return False
        sentence = block.sentence_at(block.tokens.starts[at])
        return all(
            wanted == any(self._matcher.search(p, block, sentence) for p in context[name])
            for name, wanted in (("sentence", True), ("not_sentence", False))
            if name in context
        )

    def _suits_document(self, rule: CompiledRule, document: Document) -> bool:
        context = rule.record["context"]
        if "document" not in context and "not_document" not in context:
            return True
        if self._document[0] is not document:
            self._document = (document, {})
        known = self._document[1]
        if id(rule) not in known:
            known[id(rule)] = self._stand(context, document)
        return known[id(rule)]

    def _stand(self, context: dict[str, Any], document: Document) -> bool:
        return all(
            wanted == any(self._stands(pattern, document) for pattern in context[name])
            for name, wanted in (("document", True), ("not_document", False))
            if name in context
        )

    def _stands(self, pattern: list[Any], document: Document) -> bool:
        return any(
            self._matcher.search(pattern, block, block.span)
            for block in document.blocks
            if _may_hold(pattern, block)
        )


def _moved(posts: list[list[int]], by: int) -> list[list[int]]:
    """Return posts whose rule numbers are counted on from `by`."""
    return [[n + by if at % 4 == 0 else n for at, n in enumerate(post)] for post in posts]


def _joins(outside: str, inside: str) -> bool:
    """Tell whether two neighbouring characters belong to one word."""
    return outside.isalnum() and inside.isalnum()


def _may_hold(pattern: list[Any], block: Block) -> bool:
    """Tell cheaply whether a block could hold a pattern that begins with plain words."""
    first = pattern[0]
    if first[0] in "w=":
        content = block.content.lower()
        return any(form.lower() in content for form in first[1])
    return True

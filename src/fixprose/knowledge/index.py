"""The index of compiled rules: finds, in a block, every place where a rule matches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fixprose.knowledge.anchors import Anchors
from fixprose.knowledge.lexicon import Lexicon
from fixprose.knowledge.matcher import Captures, Matcher
from fixprose.knowledge.render import render
from fixprose.knowledge.slots import Slots
from fixprose.text.document import Block, Document
from fixprose.text.span import Span

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
        self._variants: dict[int, tuple[list[Any], list[Any]]] = {}

    @cached_property
    def record(self) -> dict[str, Any]:
        """The rule's compiled record."""
        found: dict[str, Any] = json.loads(self._line)
        return found

    def variant(self, number: int) -> tuple[list[Any], list[Any]]:
        """Return the compiled pattern and fix of a variant."""
        found = self._variants.get(number)
        if found is None:
            pattern, fix = json.loads(self.record["variants"][number])
            found = self._variants[number] = (pattern, fix)
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


_Found = tuple[CompiledRule, int, int, int, str]  # rule, variant, start, end, replacement


class RuleIndex:
    """All rules of a set of packs. `find` is the only question it answers.

    Blocks are remembered by their content, so that later rounds look at changed ones only.
    """

    def __init__(self, packs: Sequence[Sequence[str]], lexicon: Lexicon) -> None:
        """Take compiled packs: of each the lines, a header and then one line a rule."""
        self.rules: list[CompiledRule] = []
        self.never: list[str] = []  # phrases no rule may touch
        self.trial: set[str] = set()  # ids of rules that are off for users
        self.demoted: set[str] = set()  # ids of rules that may only propose for review
        self.hashes: list[str] = []
        self._anchors = {False: Anchors(), True: Anchors()}  # by: of weak rules?
        for lines in packs:
            header = json.loads(lines[0])
            first = len(self.rules)
            self.rules += map(CompiledRule, lines[1:])
            self.never += header["never"]
            self.trial.update(header["trial"])
            self.demoted.update(header["demoted"])
            self.hashes.append(header["hash"])
            for weak, name in ((False, "anchors"), (True, "weak")):
                self._anchors[weak].add(header[name]["words"], header[name]["posts"], first)
        self._lexicon = lexicon
        self._matcher = Matcher(Slots(lexicon))
        self._document: tuple[Document | None, dict[int, bool]] = (None, {})
        self._seen: dict[tuple[str, bool], list[_Found]] = {}

    def find(self, document: Document, block: Block, *, weak: bool = True) -> Iterator[Hit]:
        """Yield every match in a block whose context is right, the longest of each place.

        Without `weak`, rules of that certainty are not even looked for.
        """
        for certainty in (False, True) if weak else (False,):
            for rule, variant, start, end, replacement in self._found(block, certainty):
                if self._suits_document(rule, document):
                    span = Span(start, end).shifted(block.span.start)
                    yield Hit(rule, variant, span, replacement)

    def _found(self, block: Block, weak: bool) -> list[_Found]:
        key = (block.content, weak)
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= _CACHED_BLOCKS:
                self._seen.clear()
            first: dict[tuple[int, int, int], _Found] = {}  # of pairs that match alike, the first
            for one in sorted(self._find(block, weak), key=lambda one: one[1:]):
                first.setdefault((id(one[0]), one[2], one[3]), one)
            found = self._seen[key] = list(first.values())
        return found

    def _find(self, block: Block, weak: bool) -> Iterator[_Found]:
        tried = set()
        base = block.span.start
        for rule_number, variant, at in self._anchors[weak].places(block):
            if (rule_number, variant, at) in tried:
                continue
            tried.add((rule_number, variant, at))
            rule = self.rules[rule_number]
            pattern, fix = rule.variant(variant)
            found = self._matcher.match(pattern, block, at)
            if found is None or not self._suits(rule.record["context"], block, at, found[0]):
                continue
            end, captures = found
            tokens = block.tokens
            if tokens.joined(at) or tokens.joined(end):
                continue
            start_char, end_char = tokens.starts[at], tokens.ends[end - 1]
            replacement = self._render(fix, block, at, end, captures)
            if replacement != block.text[start_char:end_char]:
                yield rule, variant, start_char - base, end_char - base, replacement

    def _render(self, fix: list[Any], block: Block, at: int, end: int, captures: Captures) -> str:
        return render(fix, block, at, end, captures, self._lexicon)

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


def _may_hold(pattern: list[Any], block: Block) -> bool:
    """Tell cheaply whether a block could hold a pattern that begins with plain words."""
    first = pattern[0]
    if first[0] in "w=":
        return any(form.lower() in block.content.lower() for form in first[1])
    return True

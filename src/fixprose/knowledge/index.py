"""The index of compiled rules: finds, in a block, every place where a rule matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fixprose.knowledge.anchors import Anchors
from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.compiled import CompiledPack, CompiledRule
from fixprose.knowledge.lexicon import Lexicon
from fixprose.knowledge.matcher import Captures, Matcher, Pattern
from fixprose.knowledge.render import render
from fixprose.knowledge.slots import Slots
from fixprose.text.document import Block, Document
from fixprose.text.span import Span

_CACHED_BLOCKS = 65536


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a rule's variant (pattern, pair or term, from 0) in the document's text."""

    rule: CompiledRule
    variant: int
    matched: Span
    replacement: str


_OBJECTS = frozenset("a an the my your his her its our their me him it us them".split())
_Found = tuple[CompiledRule, int, int, int, str]  # rule, variant, start, end, replacement


class RuleIndex:
    """All rules of a set of packs. `find` is the only question it answers.

    Blocks are remembered by their content, so that later rounds look at changed ones only.
    """

    def __init__(self, bundles: Sequence[Bundle], lexicon: Lexicon) -> None:
        """Take compiled packs, as `store` makes them."""
        packs = [CompiledPack(bundle) for bundle in bundles]
        self.rules = [rule for pack in packs for rule in pack.rules]
        self.never = [phrase for pack in packs for phrase in pack.meta["never"]]
        self.trial = {rule for pack in packs for rule in pack.meta["trial"]}
        self.demoted = {rule for pack in packs for rule in pack.meta["demoted"]}
        self.hashes = [pack.meta["hash"] for pack in packs]
        self._anchors = {weak: Anchors(packs, weak=weak) for weak in (False, True)}
        self._lexicon = lexicon
        self._matcher = Matcher(Slots(lexicon))
        self._document: tuple[Document | None, dict[int, bool]] = (None, {})
        self._seen: dict[tuple[str, bool], list[_Found]] = {}
        self._held: dict[tuple[int, str], bool] = {}

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
        base, tokens = block.span.start, block.tokens
        for place in self._anchors[weak].places(block):
            if place in tried:
                continue
            tried.add(place)
            variant, at = place
            found = self._matcher.match(variant.pattern, block, at)
            if found is None:
                continue
            end, captures = found
            if tokens.joined(at) or tokens.joined(end):
                continue
            if not self._suits(variant.rule.record["context"], block, at, end):
                continue
            if variant.rule.record["terms"] and self._has_object(block, end):
                continue
            start_char, end_char = tokens.starts[at], tokens.ends[end - 1]
            replacement = self._render(variant.fix, block, at, end, captures)
            if replacement != block.text[start_char:end_char]:
                yield variant.rule, variant.number, start_char - base, end_char - base, replacement

    def _render(
        self, fix: Sequence[Any], block: Block, at: int, end: int, captures: Captures
    ) -> str:
        return render(fix, block, at, end, captures, self._lexicon)

    def _has_object(self, block: Block, end: int) -> bool:
        """Tell whether the last word of a term is a verb: “the act places a burden on them”."""
        lower = block.tokens.lower
        if end == len(lower) or lower[end] not in _OBJECTS:
            return False
        return {"NNS", "VBZ"} <= self._lexicon.tags(lower[end - 1])

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

    def _stands(self, pattern: Pattern, document: Document) -> bool:
        return any(self._holds(block, pattern) for block in document.blocks)

    def _holds(self, block: Block, pattern: Pattern) -> bool:
        """Tell whether a block holds a pattern (kept by its rule, so that its id stays its own)."""
        key = (id(pattern), block.content)
        found = self._held.get(key)
        if found is None:
            if len(self._held) >= _CACHED_BLOCKS:
                self._held.clear()
            found = self._held[key] = self._matcher.search(pattern, block, block.span)
        return found

"""Compiled packs as the index sees them: rules and their variants, decoded when first needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from fixprose.knowledge.bundle import Bundle, decoded

Needs = tuple[tuple[int, int, frozenset[str]], ...]
"""What a match must hold: of its tokens between two numbers (inclusive), one of some words."""


class CompiledRule:
    """One rule as the compiler left it."""

    def __init__(self, rows: Sequence[Any], number: int) -> None:
        """Take the records of the rules of a pack, and which of them this is."""
        self._rows = rows
        self._number = number

    @cached_property
    def record(self) -> dict[str, Any]:
        """The rule's compiled record."""
        found: dict[str, Any] = self._rows[self._number]
        return found

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def pivot(self) -> str:
        return str(self.record["pivot"])

    @cached_property
    def pivots(self) -> frozenset[str]:
        """The pivots that produce what the rule matches; empty: any."""
        named = self.record["pivots"]
        return frozenset(named or ([] if self.pivot == "common" else [self.pivot]))

    @property
    def certainty(self) -> str:
        return str(self.record["certainty"])


class CompiledVariant:
    """A pattern, pair or term of a rule (`number`, from 0), with its fix."""

    def __init__(self, rule: CompiledRule, number: int, guards: Needs, code: bytes) -> None:
        """Take what `store` wrote; `code` is read when the guards first let a place through."""
        self.rule = rule
        self.number = number
        self._guards = guards
        self._code = code

    @cached_property
    def _decoded(self) -> tuple[Any, Any, Needs]:
        found: tuple[Any, Any, Needs] = decoded(self._code)
        return found

    @property
    def pattern(self) -> Any:
        return self._decoded[0]

    @property
    def fix(self) -> Any:
        return self._decoded[1]

    @property
    def rare(self) -> frozenset[str]:
        """Words of which a match must hold one, beside its anchor; empty: none in particular."""
        return self._guards[0][2] if self._guards else frozenset()

    def may_match(self, lower: list[str], at: int) -> bool:
        """Tell cheaply whether a match could begin at token `at`."""
        return _are_met(self._guards, lower, at) and _are_met(self._decoded[2], lower, at)


def _are_met(needs: Needs, lower: list[str], at: int) -> bool:
    for low, high, words in needs:
        if low == high:
            if at + low >= len(lower) or lower[at + low] not in words:
                return False
        elif words.isdisjoint(lower[at + low : at + high + 1]):
            return False
    return True


class CompiledPack:
    """The rules of one bundle."""

    def __init__(self, bundle: Bundle) -> None:
        self.meta = bundle.meta
        rows = bundle.rows("rules")
        self.rules = [CompiledRule(rows, number) for number in range(len(rows))]
        self.anchors = {False: bundle.table("anchors"), True: bundle.table("weak")}  # by: weak?
        self._rows = bundle.rows("variants")
        self._variants: dict[int, CompiledVariant] = {}

    def variant(self, number: int) -> CompiledVariant:
        """Return a variant by its number in the pack."""
        found = self._variants.get(number)
        if found is None:
            rule, *row = self._rows[number]
            found = self._variants[number] = CompiledVariant(self.rules[rule], *row)
        return found

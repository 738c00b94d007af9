"""Rules as their authors wrote them: the values a pack file holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fixprose.edits import Changes, Safety


class Certainty(StrEnum):
    """How much diagnosis a rule needs before it fires."""

    SURE = "sure"  # none: wrong in any English text
    LIKELY = "likely"  # some sign that the document is garbled
    WEAK = "weak"  # this pivot


@dataclass(frozen=True, slots=True)
class Context:
    """What must, and must not, stand around a match.

    `sentence` and `document` hold words or patterns of which one must (`not_…`: none may) stand in
    the same sentence or anywhere; `before` and `after` must touch the match.
    """

    sentence: tuple[str, ...] = ()
    not_sentence: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    not_document: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A garbled sentence and what it must become."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One piece of knowledge of a pack. `pairs` are (pattern, fix); `terms` are fixed terms."""

    id: str
    pivot: str  # a language code, `spin`, or `common`
    why: str
    pairs: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    source: str = ""
    certainty: Certainty = Certainty.LIKELY
    safety: Safety = Safety.SAFE
    changes: Changes = Changes.NOTHING
    context: Context = field(default_factory=Context)
    pivots: tuple[str, ...] = ()
    trial: bool = False
    examples: tuple[Example, ...] = ()
    keep: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def status(self) -> str:
        """`on`, or `trial`: tested, but off for users."""
        return "trial" if self.trial else "on"

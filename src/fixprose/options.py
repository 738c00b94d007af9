"""Options: everything that can be set about a repair, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from fixprose.edits import STAGES, Stage
from fixprose.retranslate.client import LlmOptions


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to repair. The defaults are the library's; the command line has its own for `grammar`.

    `select`, `ignore`, `extend_safe`, `extend_review` and `unfixable` hold prefixes of rule ids.
    """

    pivot: str = "auto"  # auto: diagnosed · none: the text is clean · a code: the text is garbled
    stages: tuple[Stage, ...] = STAGES
    select: tuple[str, ...] = ()  # empty: all
    ignore: tuple[str, ...] = ()
    extend_safe: tuple[str, ...] = ()
    extend_review: tuple[str, ...] = ()
    unfixable: tuple[str, ...] = ()  # reported among the refusals, never fixed
    packs: tuple[str, ...] = ()  # folders of the user's own packs
    accept: tuple[str, ...] = ()  # words and names that no fix may touch
    min_confidence: float = 0.0
    fix_quotations: bool = False  # fixes inside quotations may be safe
    grammar: str = "off"  # off · auto · server · wheel
    grammar_url: str | None = None
    retranslate: str = "lexicon"  # off · lexicon · neural · llm
    llm: LlmOptions = field(default_factory=LlmOptions)

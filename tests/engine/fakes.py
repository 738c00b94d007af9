"""Fake tools: passes made of plain replacements, so that the engine is tested without packs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fixprose.edits import Changes, Edit, Pass, Safety, Stage
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.options import Options
from fixprose.text.document import Document
from fixprose.text.span import Span
from fixprose.toolbox import Toolbox


class Replace:
    """A pass that replaces every match of a pattern; `context` widens what must have matched."""

    def __init__(
        self,
        pattern: str,
        new: str,
        *,
        stage: Stage = "phrases",
        confidence: float = 0.95,
        safety: Safety = Safety.SAFE,
        changes: Changes = Changes.NOTHING,
        context: int = 0,
    ) -> None:
        self.stage = stage
        self._pattern = re.compile(pattern)
        self._new = new
        self.confidence = confidence
        self._safety = safety
        self._changes = changes
        self._context = context

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        for block in document.blocks:
            for match in self._pattern.finditer(document.text, block.span.start, block.span.end):
                span = Span(match.start(), match.end())
                yield Edit(
                    span=span,
                    matched=Span(
                        max(block.span.start, span.start - self._context),
                        min(block.span.end, span.end + self._context),
                    ),
                    replacement=match.expand(self._new),
                    rule=f"test/{self._pattern.pattern}",
                    stage=self.stage,
                    reason="a test",
                    confidence=self.confidence,
                    safety=self._safety,
                    changes=self._changes,
                )


class FakeTools(Toolbox):
    """A toolbox that holds nothing but the passes it is given."""

    def __init__(self, *passes: Pass, probability: float = 1.0) -> None:
        super().__init__(Options())
        self._given = passes
        self._probability = probability

    @property
    def never(self) -> list[str]:
        return ["leave me"]

    def passes(self, stage: Stage) -> Iterable[Pass]:
        return [one for one in self._given if one.stage == stage]

    def is_on(self, rule: str) -> bool:
        return True

    def is_demoted(self, rule: str) -> bool:
        return rule == "test/demoted"

    def diagnose(self, document: Document) -> Diagnosis:
        return Diagnosis(self._probability, "fr")

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
    """A pass that replaces every match of a pattern; `context` widens what must have matched.

    It looks at the blocks, as passes do, unless `anywhere`; and at nothing while the text does not
    look garbled, if it is `gated`.
    """

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
        anywhere: bool = False,
        gated: bool = False,
    ) -> None:
        self.stage = stage
        self._pattern = re.compile(pattern)
        self._new = new
        self.confidence = confidence
        self._safety = safety
        self.changes = changes
        self._context = context
        self._anywhere = anywhere
        self._gated = gated

    @property
    def key(self) -> tuple[str, str]:
        """What names the edits of this pass: no two passes make the same."""
        return self._pattern.pattern, self._new

    def __repr__(self) -> str:
        return f"{self.stage} {self._pattern.pattern!r} → {self._new!r} {self.changes}"

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
        if self._gated and diagnosis.probability < 0.5:
            return
        whole = Span(0, len(document.text))
        for place in [whole] if self._anywhere else [block.span for block in document.blocks]:
            for match in self._pattern.finditer(document.text, place.start, place.end):
                span = Span(match.start(), match.end())
                yield Edit(
                    span=span,
                    matched=Span(
                        max(place.start, span.start - self._context),
                        min(place.end, span.end + self._context),
                    ),
                    replacement=match.expand(self._new),
                    rule=f"test/{self._pattern.pattern}",
                    stage=self.stage,
                    reason="a test",
                    confidence=self.confidence,
                    safety=self._safety,
                    changes=self.changes,
                )


class FakeTools(Toolbox):
    """A toolbox that holds nothing but the passes it is given.

    Without a `probability` the text tells: it is garbled when it holds “xx”, so that what passes
    write changes the diagnosis.
    """

    def __init__(self, *passes: Pass, probability: float | None = 1.0) -> None:
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
        if self._probability is None:
            return Diagnosis(0.9 if "xx" in document.text else 0.1, "fr")
        return Diagnosis(self._probability, "fr")

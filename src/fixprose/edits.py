"""Edits: what passes propose, before anything is decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

Stage = Literal["clean", "structure", "names", "phrases", "retranslate", "grammar"]
STAGES: tuple[Stage, ...] = ("clean", "structure", "names", "phrases", "retranslate", "grammar")


class Safety(StrEnum):
    """`safe`: applied by default. `review`: shown, applied only when asked or accepted."""

    SAFE = "safe"
    REVIEW = "review"


class Changes(StrEnum):
    """What an edit may change that the promises otherwise protect."""

    NOTHING = "nothing"
    FORMAT = "format"  # how a number, a date or an amount is written
    VALUE = "value"  # the number itself; always `review`
    NAME = "name"  # a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One proposal for the current text.

    `span` is what is replaced, `matched` what had to stand there for the proposal to make sense
    (it contains `span`). `confidence` is a probability. `reason` is one sentence for an editor:
    what stood there, what caused it, what it becomes.
    """

    span: Span
    replacement: str
    rule: str
    stage: Stage
    reason: str
    confidence: float
    matched: Span
    safety: Safety = Safety.SAFE
    changes: Changes = Changes.NOTHING


def make_edit(
    stage: Stage,
    rule: str,
    span: tuple[int, int],
    replacement: str,
    reason: str,
    confidence: float,
    *,
    matched: tuple[int, int] | None = None,
    safety: Safety = Safety.SAFE,
    changes: Changes = Changes.NOTHING,
) -> Edit:
    """Return an edit of `stage`; `rule` comes without the stage's prefix.

    Spans are offsets in characters of the document's text, end exclusive; what was matched is
    widened to contain what is replaced.
    """
    start, end = matched or span
    return Edit(
        span=Span(*span),
        replacement=replacement,
        rule=f"{stage}/{rule}",
        stage=stage,
        reason=reason,
        confidence=confidence,
        matched=Span(min(start, span[0]), max(end, span[1])),
        safety=safety,
        changes=changes,
    )


class Pass(Protocol):
    """One source of candidates. A pass never changes a document."""

    stage: Stage

    def propose(self, document: Document, diagnosis: Diagnosis) -> Iterable[Edit]:
        """Return edits for the document as it stands now."""
        ...

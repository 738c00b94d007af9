"""A small engine: applies what the stage proposes, surest first, to a fixed point."""

from __future__ import annotations

from fixprose.edits import Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.stages.structure import StructurePass
from fixprose.text.document import Document

GARBLED, CLEAN = 0.97, 0.03
SAFE_FROM = 0.85
ROUNDS = 6


def proposals(text: str, garble: float = GARBLED) -> list[Edit]:
    """Return what the stage proposes for a text, in order."""
    edits = StructurePass().propose(Document(text), Diagnosis(garble))
    return sorted(edits, key=lambda edit: (edit.span, edit.rule))


def is_safe(edit: Edit) -> bool:
    return edit.safety is Safety.SAFE and edit.confidence >= SAFE_FROM


def repair(text: str, garble: float = GARBLED, *, review: bool = False) -> str:
    """Return the text with all safe edits (and review edits) applied until nothing changes."""
    for _ in range(ROUNDS):
        winners: list[Edit] = []
        for edit in sorted(proposals(text, garble), key=lambda edit: -edit.confidence):
            free = not any(
                edit.span.start <= other.span.end and other.span.start <= edit.span.end
                for other in winners
            )
            if free and (review or is_safe(edit)):
                winners.append(edit)
        if not winners:
            return text
        for edit in sorted(winners, key=lambda edit: edit.span, reverse=True):
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    raise AssertionError(f"no fixed point: {text!r}")


def rules(text: str, garble: float = GARBLED) -> set[str]:
    """Return the ids of the rules that propose something."""
    return {edit.rule for edit in proposals(text, garble)}

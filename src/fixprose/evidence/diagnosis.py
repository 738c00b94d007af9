"""The diagnosis: how likely a document is garbled, through which pivot, and why."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice

from fixprose.text.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """One counted piece of evidence.

    `weight` is in log-odds (natural logarithm) for "garbled"; `pivot` is None where it speaks for
    no pivot in particular; `span` is its place in the diagnosed text.
    """

    kind: str
    weight: float
    span: Span
    pivot: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The estimate that a document is garbled.

    `probability` speaks of the document, `windows` of stretches of about ten sentences (pages mix
    clean and garbled text). `pivot` is None when nothing points to one, or the text is clean.
    """

    probability: float
    pivot: str | None = None
    evidence: tuple[Evidence, ...] = ()
    pivots: dict[str, float] = field(default_factory=dict)  # how probable; where garbled
    windows: tuple[tuple[Span, float], ...] = ()  # in order; they do not overlap

    def at(self, span: Span) -> float:
        """Return the probability that the text around `span` is garbled."""
        first = bisect_left(self.windows, span.start, key=lambda window: window[0].end)
        highest = self.probability
        for window, probability in islice(self.windows, first, None):
            if window.start > span.end:
                break
            if probability > highest and window.overlaps(span):
                highest = probability
        return highest

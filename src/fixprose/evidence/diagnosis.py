"""The diagnosis: how likely a document is garbled, through which pivot, and why."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice

from fixprose.text.span import Span

_SHARE = 0.2  # of the evidence, from which a pivot that is not named is one of several


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

    @property
    def highest(self) -> float:
        """The probability of the document or its worst window."""
        return max([self.probability, *(probability for _, probability in self.windows)])

    @property
    def likely(self) -> dict[str, float]:
        """The pivot by itself, or those that share the evidence if none is named: pivot → share."""
        if self.pivot is not None:
            return {self.pivot: 1.0}
        total = sum(self.pivots.values())
        return {
            pivot: weight / total
            for pivot, weight in self.pivots.items()
            if weight >= _SHARE * total > 0
        }

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

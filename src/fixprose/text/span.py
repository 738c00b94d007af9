"""Spans: half-open stretches of one text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: offsets in characters of the decoded text, end exclusive.

    A span of an `Edit` points into the text the edit was proposed for (the *current* text); a
    `Fix` gives its place in the *original* text by plain `start` and `end`.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the stretch of `text` that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """Return the span moved right by `by` characters."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character, or an empty one stands inside the other.

        >>> Span(0, 3).overlaps(Span(3, 5)), Span(2, 2).overlaps(Span(0, 3))
        (False, True)
        """
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        """Return the smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what the spans cover as sorted spans that share nothing; empty ones fall away.

    >>> merge([Span(4, 6), Span(0, 2), Span(5, 9), Span(1, 3)])
    (Span(start=0, end=3), Span(start=4, end=9))
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if span.start == span.end:
            continue
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def near(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return those of `spans` (in order, without overlaps) that overlap `span` or touch it.

    >>> near((Span(0, 2), Span(3, 5), Span(6, 9)), Span(5, 6))
    (Span(start=3, end=5), Span(start=6, end=9))
    """
    first = bisect_left(spans, span.start, key=lambda known: known.end)
    return spans[first : bisect_right(spans, span.end, key=lambda known: known.start)]


def any_touches(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether an edit of `span` would change or split one of `spans` (as `merge` gives them).

    An insertion splits a span only strictly inside it.

    >>> spans = (Span(2, 5), Span(8, 9))
    >>> [any_touches(spans, s) for s in (Span(0, 2), Span(4, 6), Span(2, 2), Span(3, 3))]
    [False, True, False, True]
    """
    after = bisect_left(spans, span.end, key=lambda known: known.start)
    return after > 0 and spans[after - 1].end > span.start

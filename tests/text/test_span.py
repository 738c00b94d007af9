"""Sets of spans."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fixprose.text.span import Span, any_touches, merge

spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(spans))
def test_merged_spans_cover_the_same_and_share_nothing(given_spans: list[Span]) -> None:
    merged = merge(given_spans)
    covered = {at for span in given_spans for at in range(span.start, span.end)}
    assert covered == {at for span in merged for at in range(span.start, span.end)}
    assert all(a.end < b.start for a, b in pairwise(merged))


@given(st.lists(spans), spans)
def test_touching_is_what_a_look_at_each_span_says(given_spans: list[Span], span: Span) -> None:
    merged = merge(given_spans)
    slow = any(
        known.start < span.end and span.start < known.end
        if len(span)
        else known.start < span.start < known.end
        for known in merged
    )
    assert any_touches(merged, span) == slow

"""The promises, on generated texts and generated passes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixprose.revision import compare

from .properties import PROPERTIES, spliced
from .strategies import documents, passes


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_promise(holds: Callable[..., None]) -> None:
    """Each property holds, whatever passes propose."""
    settings(max_examples=150, deadline=None)(given(documents(), passes(), st.data())(holds))()


@settings(max_examples=150, deadline=None)
@given(documents(), documents())
def test_comparing_two_texts_gives_the_second(before, after) -> None:  # type: ignore[no-untyped-def]
    """Whatever an editor wrote, the revision that shows it is exact."""
    revision = compare(before, after.text)
    assert revision.review_text == after.text
    assert spliced(revision, [one.index for one in revision.fixes]) == after.text

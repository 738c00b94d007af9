"""Leftovers of codes."""

from __future__ import annotations

import pytest

from fixprose.edits import Changes

from .helpers import CLEAN, proposals, repair


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Shares of Miller amp; Sons fell.", "Shares of Miller & Sons fell."),
        ("The S amp;P index fell.", "The S&P index fell."),
        ("The people rsquo;s house burned.", "The people’s house burned."),
        ("He said quot;yes quot; to it.", 'He said "yes " to it.'),
        ("One nbsp;two", "One two"),
        ("History[edit]\nThe town is old.", "History\nThe town is old."),
    ],
)
def test_leftovers_of_codes_are_read_or_removed(garbled: str, right: str) -> None:
    assert repair(garbled, CLEAN) == right


def test_a_code_inside_a_number_is_left_to_a_reader() -> None:
    (edit,) = proposals("It rose to 1[ads1]5% in May.")
    assert edit.changes is Changes.VALUE
    assert (edit.span.start, edit.replacement) == (12, "")


@pytest.mark.parametrize(
    "text",
    [
        "Write &amp; for the sign; it is short.",
        "The lamp; the stamp; the quote; all of them.",
        "He came [editors say]; then he left.",
        "The [ad] was short.",
    ],
)
def test_other_words_and_brackets_stay(text: str) -> None:
    assert repair(text) == text

"""Quotation marks that are there, but wrong."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, is_safe, proposals, repair


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        (
            "“We will never sell the house, said the owner, Bo Li.",
            "“We will never sell the house,” said the owner, Bo Li.",
        ),
        (
            'He was angry. "We will never sell it, he said.',
            'He was angry. "We will never sell it," he said.',
        ),
        (
            "We will never sell the house,” said Bo Li.",
            "“We will never sell the house,” said Bo Li.",
        ),
        (
            "The owner told us: “I will never sell. I like it here.\n\nThe house is old.",
            "The owner told us: “I will never sell. I like it here.”\n\nThe house is old.",
        ),
        (
            "“The roof is old. The walls are dry. “And I like the garden,” he said.",
            "“The roof is old. The walls are dry. And I like the garden,” he said.",
        ),
        ("“ We like the garden,” he said.", "“We like the garden,” he said."),
        ("“We like the garden. ”", "“We like the garden.”"),
        ("“We like it, ”he said to us.", "“We like it,” he said to us."),
        ("He said “the house is old. “", "He said “the house is old.”"),
        ("He said that” there was a house. “", "He said that “there was a house.”"),
        ('"We like it here, "he said.', '"We like it here," he said.'),
    ],
)
def test_half_lost_and_turned_marks_are_mended(garbled: str, right: str) -> None:
    assert repair(garbled) == right


@pytest.mark.parametrize(
    "text",
    [
        "“The roof is old.\n\n“The walls are dry,” he said.",
        '"The roof is old.\n\n"The walls are dry," he said.',
        '"The roof is old.\n\nThe walls are dry," he said.',
        'The screen is 15" wide and costs a lot.',
        "The “roof” is “old,” he said.",
        "“The word ‘roof’ is old,” he said.",
        "«Le toit» is the French title.",
        "‘The roof is old,’ he said.",
        "",
        '"',
    ],
)
def test_good_marks_stay(text: str) -> None:
    assert repair(text) == text


def test_clean_text_is_not_searched() -> None:
    assert not proposals("“We like the garden. ” he said.", CLEAN)


def test_where_an_earlier_sentence_may_have_opened_it_only_a_reader_decides() -> None:
    found = proposals("The house is old. It has a roof of straw. We like it,” said Bo Li.")
    assert found
    assert not any(map(is_safe, found))


def test_single_marks_become_double_where_the_text_uses_double_ones() -> None:
    text = "“One is enough,” she said. “Two is not,” he said. 'Three would be too many,' she said."
    assert repair(text).endswith("“Three would be too many,” she said.")
    british = "'One is enough,' she said. 'Three would be too many,' she said."
    assert repair(british) == british


def test_a_comma_goes_inside_the_mark_only_in_american_text() -> None:
    american = "OSLO (AP) — They meet in “early spring”, after the snow. “We go,” he said."
    assert "“early spring,” after" in repair(american)
    british = "They meet in the centre in “early spring”, after the snow. “We go,” he said."
    assert repair(british) == british

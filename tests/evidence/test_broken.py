"""Pairs of function words that English does not have."""

from __future__ import annotations

import pytest

from fixprose.evidence.broken import broken_pairs


@pytest.mark.parametrize(
    "text",
    [
        "They live in of small houses by the sea.",
        "The which came later was better.",
        "He has has a good year, and they are has more.",
        "It can being seen from afar.",
        "There is no only one way.",
        "They same said so, an of them.",
    ],
)
def test_pairs_are_found(text: str) -> None:
    assert [text[start:end] for start, end in broken_pairs(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Those that he had had were gone, and what it is is plain.",
        "They saw the the sea: typed twice.",
        "I said no to it, and the no-show cost us a lot of of-the-moment fame.",
        "The vote on the “of” was for in-house use, by in large part volunteers.",
        "All that the men could be was there; the will of the people is the law.",
        "Set the IS operator: the is_null flag, an OF clause.",
    ],
)
def test_english_has_none(text: str) -> None:
    assert list(broken_pairs(text)) == []

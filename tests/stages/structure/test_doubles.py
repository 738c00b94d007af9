"""Words and phrases that stand twice."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, proposals, repair


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("They crossed the the bridge.", "They crossed the bridge."),
        ("The the bridge is old.", "The bridge is old."),
        ("a number of\nof bridges", "a number of bridges"),
    ],
)
def test_doubled_function_words_go_even_in_clean_text(garbled: str, right: str) -> None:
    assert repair(garbled, CLEAN) == right


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("The traffic traffic traffic stood still.", "The traffic stood still."),
        ("They got access to to the files.", "They got access to the files."),
        ("It was a present in exchange in exchange for food.", "a present in exchange for food."),
        ("They have a right to a right to a home.", "They have a right to a home."),
    ],
)
def test_other_doubles_go_in_garbled_text(garbled: str, right: str) -> None:
    assert repair(garbled).endswith(right)
    assert not proposals(garbled, CLEAN)


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough, and that that is so is no secret.",
        "It is very very long, and they said no no.",
        "She sang with Duran Duran in Bora Bora and in New York New York.",
        "Again and again and again they tried it over and over and over.",
        "Step by step by step they went, year after year after year.",
        "The numbers are 5 5 and 12 12.",
        "the table | the | the table",
        "The end.\n\nend of the story",
        "They came in. In May they left.",
    ],
)
def test_what_may_stand_twice_stays(text: str) -> None:
    assert repair(text) == text

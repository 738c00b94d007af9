"""Speech that lost its quotation marks."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, is_safe, proposals, repair

CASES = [
    (
        "We will never leave this valley, said the mayor.",
        "“We will never leave this valley,” said the mayor.",
    ),
    (
        "You have robbed people who trusted you, said the district judge Ann Lee.",
        "“You have robbed people who trusted you,” said the district judge Ann Lee.",
    ),
    (
        "My father built this house in one summer, Bo Li told reporters on Monday.",
        "“My father built this house in one summer,” Bo Li told reporters on Monday.",
    ),
    ("Why do you hate our town? asked the mayor.", "“Why do you hate our town?” asked the mayor."),
    (
        "The theatre in this town dies slowly. Others take our best actors away, wrote Li in his"
        " letter. Therefore I ask the council to act. We want plays again!",
        "“The theatre in this town dies slowly. Others take our best actors away,” wrote Li in his"
        " letter. “Therefore I ask the council to act. We want plays again!”",
    ),
    (
        "Li opened the door of the theatre. We will play again, he said.",
        "Li opened the door of the theatre. “We will play again,” he said.",
    ),
]


@pytest.mark.parametrize(("garbled", "right"), CASES)
def test_words_in_the_first_or_second_person_get_their_marks_back(garbled: str, right: str) -> None:
    assert repair(garbled) == right
    assert repair(garbled, CLEAN) == garbled


def test_straight_marks_are_used_where_the_text_uses_them() -> None:
    text = 'The mayor spoke of "a plan" twice.\n\nWe will never leave this valley, she said.'
    assert repair(text).endswith('"We will never leave this valley," she said.')


@pytest.mark.parametrize(
    "text",
    [
        "The government is neutral in the war, the news agency said.",
        "Prices rose in May, the bank said.",
        "The firms which, they said, helped us are closed.",
        "She said that we would win, and he added that we would not.",
        "We will win, I think, and then we go home.",
        "“We will win,” said the mayor.",
        "Do you like the news? Follow us on our page.",
        "According to our paper, the bank is closed, said Li.",
    ],
)
def test_reported_statements_stay_as_they_are(text: str) -> None:
    assert repair(text) == text


def test_a_statement_in_a_text_without_marks_is_left_to_a_reader() -> None:
    text = (
        "We will never leave this valley, said Bo Li.\n\n"
        "The valley does not belong to the state, said Li.\n\n"
        "It rained all week, the weather office said."
    )
    found = [edit for edit in proposals(text) if edit.rule == "structure/lost-quotes-statement"]
    assert {edit.span.start for edit in found} == {
        text.index("The valley"),
        text.index(" said Li."),
    }
    assert not any(map(is_safe, found))


def test_a_lively_statement_of_a_speaker_who_is_quoted_elsewhere_is_a_quotation() -> None:
    text = (
        "We will never leave this valley, wrote Bo Li.\n\n"
        "The valley is a wonder, Li wrote. It is the heart of us!"
    )
    assert repair(text).endswith("“The valley is a wonder,” Li wrote. “It is the heart of us!”")


def test_a_line_that_only_attributes_makes_the_paragraph_before_it_a_quotation() -> None:
    text = (
        "The singer has left the stage for good, the papers say.\n\n"
        "There is nobody here. The songs are still with us,\n\nhe wrote.\n\nThe town is sad."
    )
    assert "“There is nobody here. The songs are still with us,”\n\nhe wrote." in repair(text)


def test_marks_come_in_pairs() -> None:
    for garbled, _ in CASES:
        marks = [edit.replacement for edit in proposals(garbled) if "quotes" in edit.rule]
        assert marks.count("“") == marks.count("”") > 0

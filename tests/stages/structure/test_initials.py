"""Capitals that got lost."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, proposals, repair

OTHERS = "The town has a new bridge over the river.\n\nThe mayor opened it in the rain.\n\n"


def test_a_sentence_gets_its_capital_back() -> None:
    text = "The war began early in 2021. stubborn talks did not end it."
    assert repair(text).endswith("2021. Stubborn talks did not end it.")


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("yesterday the singer posted a picture of it.", "Yesterday the singer"),
        ("other details of the plan are not known yet.", "Other details"),
        ("“take care of the garden while it lasts for us.”", "“Take care"),
    ],
)
def test_a_paragraph_gets_its_capital_back(garbled: str, right: str) -> None:
    assert right in repair(OTHERS + garbled)


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Well, i think that i'm late.", "Well, I think that I'm late."),
        ("They meet on monday morning.", "They meet on Monday morning."),
        ("He came on monday. It rained in april.", "He came on Monday. It rained in April."),
        ("It opened in april and closed in october 2020.", "in April and closed in October 2020"),
        ("It began on may 5, 2021 at noon.", "on May 5, 2021"),
        ("It was father’s Day in town.", "Father’s Day"),
    ],
)
def test_the_pronoun_days_months_and_holidays_get_capitals(garbled: str, right: str) -> None:
    assert right in repair(garbled)


@pytest.mark.parametrize(
    "text",
    [
        "He works for Acme Inc. and lives in St. Louis.",
        "See fig. three and the notes, e.g. those of p.m. meetings.",
        "It costs approx. fifty euros. That is a lot.",
        "Count them (i is the index) for i in the list.",
        "They may march in protest, and an august body watched.",
        "The tool is fast. git commit does the rest.",
        "What? he asked. They had sun.",
        "The plan has parts: i) talks ii) a vote.",
        "They met at 5 p.m. on the bridge.",
    ],
)
def test_what_needs_no_capital_stays(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize(
    "text",
    [
        OTHERS + "iPhone sales rose in the third quarter of the year.",
        OTHERS + "    where x is the length of the bridge in metres.",
        OTHERS + "It needs these tools to be there,\n\nand the bridge to be open for the test.",
        "all of it is written\n\nin lower case by a poet of the town\n\nwho likes it so.",
    ],
)
def test_paragraphs_that_may_begin_in_lower_case_stay(text: str) -> None:
    assert repair(text) == text


def test_clean_text_is_not_searched() -> None:
    assert not proposals("Well, i think that it was on monday.", CLEAN)

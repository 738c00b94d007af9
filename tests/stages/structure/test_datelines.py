"""Datelines that melted into the sentence, and dates glued to its head."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, proposals, repair

MELTED = [
    (
        "The French minister of Lisbon (AP), Anne Durand, greeted the Spanish king on Monday.",
        "LISBON (AP) — The French minister Anne Durand greeted the Spanish king on Monday.",
    ),
    (
        "A city council of Boston (AP) voted against the stadium on Tuesday.",
        "BOSTON (AP) — A city council voted against the stadium on Tuesday.",
    ),
    (
        "Rescue teams in Kyiv, Ukraine (AP) have found two children alive.",
        "KYIV, Ukraine (AP) — Rescue teams have found two children alive.",
    ),
    (
        "The French minister received in Cairo (AFP) Italian colleagues for two days.",
        "CAIRO (AFP) — The French minister received Italian colleagues for two days.",
    ),
    (
        "In London (Reuters), shares fell for the third day in a row.",
        "LONDON (Reuters) — Shares fell for the third day in a row.",
    ),
    (
        "London (Reuters) The bank left its rate alone on Thursday.",
        "LONDON (Reuters) — The bank left its rate alone on Thursday.",
    ),
    (
        "MADRID (EFE). Prices rose again in the spring, the bank said.",
        "MADRID (EFE) — Prices rose again in the spring, the bank said.",
    ),
]
TAIL = " signed the bill on water and forests on Friday, after a long week of talks in the senate."


@pytest.mark.parametrize(("garbled", "right"), MELTED)
def test_the_dateline_goes_back_to_the_front(garbled: str, right: str) -> None:
    assert repair(garbled) == right
    assert repair(garbled, CLEAN) == right


def test_a_city_before_a_president_is_a_dateline() -> None:
    assert repair(f"Washington President Ann Smith{TAIL}").startswith("WASHINGTON — President Ann")


def test_a_page_date_gets_its_own_line() -> None:
    body = "The minister of Lisbon (AP), Anne Durand, greeted the king in the old palace."
    text = f" date 2024-03-05 {body}\n\nThe end.\n"
    right = "LISBON (AP) — The minister Anne Durand greeted the king in the old palace."
    assert repair(text) == f" date 2024-03-05\n\n{right}\n\nThe end.\n"


def test_the_new_line_is_of_the_texts_own_kind() -> None:
    text = f"date 2024-03-05 The minister of trade{TAIL}\r\nThe end.\r\n"
    assert repair(text).startswith("date 2024-03-05\r\nThe minister")


def test_the_dash_is_the_texts_own() -> None:
    text = "LONDON (Reuters) The bank – an old one – left its rate alone on Thursday."
    assert repair(text).startswith("LONDON (Reuters) – The bank")


@pytest.mark.parametrize(
    "text",
    [
        "BEIJING (AP) — Chinese leader Li Wei welcomed the king.",
        "Paris (AFP) - The government fell on Monday.",
        "PALM BEACH, Fla. (AP) — The club opened on Monday.",
        "Washington has said nothing about the bill on water and forests that it signed on Friday"
        " after a long week of talks in the senate.",
        "Reporters at The Associated Press (AP) said that the town was quiet.",
        "Paris The Memoir",
        "New York President Jane Doe of the teachers' union spoke for the members of the union on"
        " Friday after a long week of talks in the senate.",
        "date 2024-03-05 Politics\nThe end.",
        "Democrats of Pittsburgh (PA) met on Monday.",
    ],
)
def test_good_datelines_and_other_brackets_stay(text: str) -> None:
    assert repair(text) == text


def test_no_word_of_the_sentence_is_lost() -> None:
    for garbled, right in MELTED:
        before = {word.strip(".,()").lower() for word in garbled.split()} - {"in", "of"}
        after = {word.strip(".,()").lower() for word in right.split()}
        assert before <= after


def test_the_edit_begins_at_the_sentence() -> None:
    text = f" date 2024-03-05\n\n{MELTED[0][0]}"
    (edit,) = [e for e in proposals(text) if e.rule == "structure/melted-dateline"]
    assert edit.span.start == text.index("The French")

"""Stray capitals on function words, and on others."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, is_safe, proposals, repair

SURE = [
    ("Then a new approach To the war was found.", "Then a new approach to the war was found."),
    ("The storm hit the town And caused floods.", "The storm hit the town and caused floods."),
    ("Last week it held talks With the unions.", "Last week it held talks with the unions."),
    ("The ministry has no power To raise the tax.", "The ministry has no power to raise the tax."),
]
GATED = [
    ("It was a large concert In Prague to mark the day.", "in Prague"),
    ("Most readers Have not paid for it.", "readers have"),
    ("Last year he paid An early visit to the port.", "paid an early"),
    ("The reason for The delay is not known.", "for the delay"),
    ("I don't think that he [Ann Lee] Will, no.", "[Ann Lee] will"),
    ("It was a ban Given after the vote.", "ban given"),
]


@pytest.mark.parametrize(("garbled", "right"), SURE)
def test_a_function_word_amid_lower_case_is_sure_even_in_clean_text(
    garbled: str, right: str
) -> None:
    assert repair(garbled, CLEAN) == right


@pytest.mark.parametrize(("garbled", "right"), GATED)
def test_other_stray_capitals_need_a_sign_of_garbling(garbled: str, right: str) -> None:
    assert right in repair(garbled)
    assert not any(is_safe(edit) for edit in proposals(garbled, CLEAN)) or "]" in garbled


@pytest.mark.parametrize(
    "text",
    [
        "They showed the film Gone With the Wind again.",
        "The court in The Hague opened on Monday.",
        "She told The New York Times that she would go.",
        "He read the novel Of Mice and Men at school.",
        "The Vietnamese leader To Lam arrived on Friday.",
        "The vice minister He Yafei spoke first.",
        "Press the On button to start it.",
        "How the Town Lost Its Last Baker And What Came After",
        "Senate Votes To End Shutdown After Long Fight With the President.",
        "He works for the Bank Of Scotland.",
        "They watched The Who play in Leeds.",
        "It was the best. The rest went home.",
        "The word And is a conjunction.",
        "[1] In this paper the authors count birds.",
        "vitamin A and plan B are known",
    ],
)
def test_titles_names_and_headings_keep_their_capitals(text: str) -> None:
    assert repair(text) == text


def test_a_content_word_is_left_to_a_reader() -> None:
    found = proposals("They give a week of free Access to the site.")
    assert [edit.replacement for edit in found] == ["access"]
    assert not is_safe(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "The group said that Congress and the Senate voted.",
        "They bought it from Apple and sold it to Oracle.",
        "The day was Monday and the month was March or so.",
        "It is 90 degrees Fahrenheit in the shade.",
        "Many French and German people came.",
    ],
)
def test_institutions_brands_and_days_are_no_stray_words(text: str) -> None:
    assert not proposals(text)


def test_the_before_a_mark_may_be_the_last_capital_of_the_text() -> None:
    """No name follows it, here or anywhere."""
    assert repair("There is a booklet on The “ player” in the hall.").startswith("There is")

"""Cutting an answer into edits: what is joined, and which inventions are refused."""

from __future__ import annotations

import pytest

from fixprose.retranslate.alignment import Change, cut
from fixprose.text.document import Document

TEXT = "The chief said Tuesday that 12 people serve his hand. “We will not go there,” said Ann Lee."


def changes_of(answer: str, text: str = TEXT) -> list[Change]:
    document = Document(text)
    return list(cut(document, document.blocks[0], answer))


def taken(answer: str, text: str = TEXT) -> list[tuple[str, str]]:
    return [
        (change.span.of(text), change.replacement)
        for change in changes_of(answer, text)
        if change.objection is None
    ]


def test_each_changed_stretch_is_an_edit_of_its_own() -> None:
    answer = TEXT.replace("chief", "leader").replace("serve his hand", "shake hands")
    assert taken(answer) == [("chief", "leader"), ("serve his hand", "shake hands")]


def test_the_same_answer_proposes_nothing() -> None:
    assert changes_of(TEXT) == []


def test_line_breaks_of_the_text_are_no_change() -> None:
    assert taken("one two three four", "one two\nthree four") == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("chief said", "chief Bob Miller said", "a name"),
        ("12 people", "13 people", "a number"),
        ("12 people", "people", "a number"),
        ("will not go", "will go", "a negation"),
        ("We will not go there", "They never wanted to visit us again", "a quotation"),
        ("hand.", "hand. It was a fine day and all who had come were glad of it.", "add words"),
    ],
)
def test_inventions_are_refused(old: str, new: str, reason: str) -> None:
    found = changes_of(TEXT.replace(old, new))
    assert found
    assert any(change.objection and reason in change.objection for change in found)
    assert all(change.objection for change in found if old in change.span.of(TEXT))


def test_a_word_inside_a_quotation_may_be_proposed() -> None:
    assert taken(TEXT.replace("go there", "come here")) == [("go there", "come here")]


def test_other_capitals_make_no_new_name() -> None:
    text = "Leaders of Apec met on what he calls liberation day."
    answer = text.replace("Apec", "APEC").replace("liberation day", "Liberation Day")
    assert taken(answer, text) == [("Apec", "APEC"), ("liberation day", "Liberation Day")]


def test_a_country_may_become_its_adjective() -> None:
    text = "Reporters of the agency Russia came from Moscow to see it."
    assert taken(text.replace("the agency Russia", "the Russian agency"), text)

"""Names that went through another alphabet."""

from __future__ import annotations

import pytest

from fixprose.edits import Changes, Edit, Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.knowledge.sounds import sounds
from fixprose.knowledge.store import load_names
from fixprose.stages.names.sounded import Sounded
from fixprose.text.document import Document

SOUNDED = Sounded(load_names())


def found(text: str, garble: float = 0.95) -> list[Edit]:
    return list(SOUNDED.propose(Document(text), Diagnosis(garble)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karuana", "Caruana"),
        ("Khuarez", "Juárez"),
        ("Shafez", "Chávez"),
        ("Omala", "Humala"),
        ("Prabovo", "Prabowo"),
        ("Yakarta", "Jakarta"),
        ("Gorbachov", "Gorbachev"),
    ],
)
def test_names_that_sound_alike_share_a_key(one: str, other: str) -> None:
    assert sounds(one) & sounds(other)
    assert not sounds(one) & sounds("Miller")


def test_people_and_cities_are_proposed_for_review() -> None:
    text = "YAKARTA. Ivan Zelinsky met Emanuel Makron in Yakarta. Makron left."
    edits = found(text)
    assert [(edit.span.of(text), edit.replacement) for edit in edits] == [
        ("Emanuel Makron", "Emmanuel Macron"),
        ("Makron", "Macron"),
        ("Makron", "Macron"),
        ("YAKARTA", "JAKARTA"),
        ("Yakarta", "Jakarta"),
    ]
    assert {edit.safety for edit in edits} == {Safety.REVIEW}
    assert {edit.changes for edit in edits} == {Changes.NAME}
    assert "Macron" in edits[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron met Volodymyr Zelenskyy in Jakarta.",
        "Emma Stone and Bill Gates met Ann Baker in Reading.",  # words and other people
        "The Yakarta Foundation paid.",  # part of a longer name
        "Miller and Muller met in Melun.",
    ],
)
def test_right_names_and_others_are_left_alone(text: str) -> None:
    assert not found(text)


def test_a_right_surname_does_not_hide_a_given_name() -> None:
    text = "President Prabovo Subianto spoke, and so did Patrick Owens and Robert Hodges."
    assert [edit.replacement for edit in found(text)] == ["Prabowo Subianto"]


def test_a_text_that_is_not_garbled_is_left_alone() -> None:
    assert not found("Emanuel Makron left Yakarta.", garble=0.3)

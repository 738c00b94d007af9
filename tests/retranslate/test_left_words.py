"""Words left in the pivot's language, and what only looks like them."""

from __future__ import annotations

import pytest

from fixprose.edits import Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.fluency import Trigrams
from fixprose.knowledge.store import lexicon, load_senses
from fixprose.retranslate.left_words import LeftWords
from fixprose.text.document import Document

WORDS = LeftWords(load_senses(), lexicon(), Trigrams())


def proposed(text: str, pivot: str | None = "fr", probability: float = 0.9) -> list[str]:
    found = WORDS.propose(Document(text), Diagnosis(probability, pivot))
    return [f"{edit.span.of(text)} → {edit.replacement}" for edit in found]


@pytest.mark.parametrize(
    ("text", "pivot", "expected"),
    [
        ("He left the mairie at noon.", "fr", ["mairie → town hall"]),
        ("They read two enquêtes of it.", "fr", ["enquêtes → investigations"]),
        ("It was a enquête.", "fr", ["a enquête → an investigation"]),
        ("The Haushalt of the state grew.", "de", ["Haushalt → budget"]),
        ("He left the mairie at noon.", "de", []),  # another language
        ("He asked Mairie Dupont.", "fr", []),  # a name
        ("The Haushalt Meyer grew.", "de", []),  # a name goes on
        ("He met the gendarme there.", "fr", []),  # English has it, too
        ("The price of the table rose.", "fr", []),  # English words that French has, too
        ("The semi-enquête failed.", "fr", []),  # inside a hyphenated word
    ],
)
def test_words_left(text: str, pivot: str, expected: list[str]) -> None:
    assert proposed(text, pivot) == expected


def test_it_is_for_review_and_says_what_the_word_means() -> None:
    text = "He left the mairie at noon."
    (edit,) = WORDS.propose(Document(text), Diagnosis(0.9, "fr"))
    assert edit.safety is Safety.REVIEW
    assert edit.rule == "lexicon/left-word"
    assert edit.reason.startswith("“mairie” was left in the pivot’s language (fr “mairie”: town ")


def test_a_clean_passage_keeps_its_foreign_words() -> None:
    assert proposed("He left the mairie at noon.", probability=0.3) == []

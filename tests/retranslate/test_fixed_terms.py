"""The retranslator `lexicon`: terms found again, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fixprose.edits import Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.retranslate.fixed_terms import FixedTerms
from fixprose.retranslate.recombination import Recombiner, read_swaps
from fixprose.text.document import Document

SWAPS = """\
# comment
counterfeit\t-2.0\tartificial=-0.2 fake=-2.0
consciousness\t-1.5\tintelligence=-0.4
organization\t-2.0\tnetwork=-0.3
wrong\t-0.2\tfalse=-2.0
profound\t-2.5\tdeep=-0.1
getting to know\t0.0\tlearning=0.0
malady\t-2.0\tdisease=-0.2
realm\t-2.0\tkingdom=-0.2
assembled\t-2.0\tunited=-0.2
huge\t-2.0\tlarge=-0.2
"""
TERMS = {
    "artificial intelligence": 5.0,
    "network": 1.0,
    "deep learning": 5.0,
    "church tower": 2.0,
    "deep network": 2.0,
    "counterfeit organization": 4.0,
    "Parkinson's disease": 4.0,
    "United Kingdom": 4.0,
    "by and large": 4.0,
}
NAMES = ["United Kingdom"]


def tables() -> Recombiner:
    return Recombiner(
        read_swaps(SWAPS), {term.lower(): score for term, score in TERMS.items()}, NAMES
    )


def never() -> Recombiner:
    raise AssertionError("the tables are not needed")


def proposed(
    text: str,
    pivot: str | None = "spin",
    probability: float = 0.9,
    load: Callable[[], Recombiner] = tables,
) -> list[str]:
    found = FixedTerms(load).propose(Document(text), Diagnosis(probability, pivot))
    return [f"{edit.span.of(text)} → {edit.replacement}" for edit in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They use counterfeit consciousness.",
            ["counterfeit consciousness → artificial intelligence"],
        ),
        (
            "A counterfeit consciousness.",
            ["A counterfeit consciousness → An artificial intelligence"],
        ),
        ("Counterfeit consciousness won.", ["Counterfeit consciousness → Artificial intelligence"]),
        ("The profound getting to know.", ["profound getting to know → deep learning"]),
        ("He has Parkinson's malady.", ["malady → disease"]),
        ("By and huge, it is.", ["huge → large"]),  # an idiom with a small word
        ("By realm, it is.", []),  # no idiom
        ("The Assembled Realm left.", ["Assembled Realm → United Kingdom"]),
        ("Assembled Realm officials left.", ["Assembled Realm → United Kingdom"]),
        ("In the assembled realm they left.", ["assembled realm → united kingdom"]),
        ("The Assembled Network left.", []),  # no known name
        ("They built a church tower.", []),  # a term
        ("They met a counterfeit organization.", []),  # a term too
        ("They saw Counterfeit Consciousness live.", []),  # a name
        ("It is counterfeit, consciousness is not.", []),  # no phrase
        ("It is wrong reading.", []),  # not likely enough
    ],
)
def test_a_phrase_becomes_the_one_likely_term(text: str, expected: list[str]) -> None:
    assert proposed(text) == expected


def test_every_proposal_is_for_review() -> None:
    text = "They use counterfeit consciousness."
    (edit,) = FixedTerms(tables).propose(Document(text), Diagnosis(0.9, "spin"))
    assert edit.safety is Safety.REVIEW
    assert 0.4 <= edit.confidence < 1
    assert edit.reason == (
        "“counterfeit consciousness” is no term; synonyms of its words make “artificial intelligence”."
    )


@pytest.mark.parametrize(("pivot", "probability"), [("fr", 0.9), (None, 0.9), ("spin", 0.2)])
def test_outside_spun_text_nothing_is_proposed_or_loaded(
    pivot: str | None, probability: float
) -> None:
    assert proposed("They use counterfeit consciousness.", pivot, probability, never) == []

"""Recombination: terms found again, and what is left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.fluency import FLOOR, Trigrams
from fixprose.knowledge.store import lexicon
from fixprose.retranslate.lexicon import LexiconRetranslator, load_swaps, load_terms
from fixprose.text.document import Document

SWAPS = {
    "counterfeit": (("artificial", 0.5),),
    "consciousness": (("intelligence", 0.4), ("awareness", 0.1)),
    "flag": (("signal", 0.3), ("banner", 0.25)),
    "tower": (("mast", 0.4),),
}
TERMS = frozenset({"artificial intelligence", "signal mast", "banner mast", "church tower"})


class Indifferent:
    """A judge to whom all words are alike, but who likes terms."""

    def score(self, words: Sequence[str]) -> float:
        return 10.0 if "artificial intelligence" in " ".join(words) else 0.0


def proposed(text: str, pivot: str | None = "spin", probability: float = 0.9) -> list[str]:
    tool = LexiconRetranslator(lambda: SWAPS, lambda: TERMS, lexicon(), Indifferent())
    found = tool.propose(Document(text), Diagnosis(probability, pivot))
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
        ("They built a church tower.", []),  # a term already
        ("They raised a flag tower.", []),  # two terms are about equally likely
        ("They saw Counterfeit Consciousness live.", []),  # a name
        ("The counterfeit coins.", []),
    ],
)
def test_a_phrase_becomes_the_one_likely_term(text: str, expected: list[str]) -> None:
    assert proposed(text) == expected


def test_nothing_is_proposed_outside_spun_text() -> None:
    text = "They use counterfeit consciousness."
    assert proposed(text, pivot="fr") == []
    assert proposed(text, pivot=None) == []
    assert proposed(text, probability=0.2) == []


def test_the_shipped_tables_are_large_and_sane() -> None:
    swaps, terms = load_swaps(), load_terms()
    assert len(terms) >= 15_000
    assert len(swaps) >= 2_000
    assert all(
        original != word and 0 < weight <= 0.5
        for word, originals in swaps.items()
        for original, weight in originals
    )


def test_the_trigram_model_prefers_words_that_go_together() -> None:
    fluency = Trigrams()
    assert fluency.score(["the", "white", "house"]) > fluency.score(["the", "white", "area"]) + 4
    assert fluency.score(["zorblex"]) == FLOOR

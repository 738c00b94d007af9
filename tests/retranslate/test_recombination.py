"""Recombination: readings of phrases, and the shipped tables."""

from __future__ import annotations

import pytest

from fixprose.evidence.fluency import FLOOR, Trigrams
from fixprose.retranslate.recombination import (
    Recombiner,
    read_names,
    read_swaps,
    read_terms,
    shipped,
)

SWAPS = """\
gadget\t-2.0\tdevice=-0.4 machine=-1.0
gadgets\t-2.0\tdevices=-0.4 machines=-1.0
shrewd\t-2.5\tsmart=-0.1
flag\t-1.0\tsignal=-1.0 banner=-1.1
acknowledgment\t-2.0\trecognition=-0.1
picture\t-1.0\timage=-0.5
prepared\t-2.0\ttrained=-0.2
get admission to\t0.0\taccess=0.0
cell phone\t-0.7\tmobile=-0.7
showcase\t-1.0\tmarket=-0.3
awaken\t-1.0\twake=-0.3
administration\t-2.0\tservice=-0.3
"""
TERMS = """\
# comment
smart device\t4.0
machine gun\t2.0
signal mast\t2.0
banner mast\t2.0
image recognition system\t5.0
pre-trained model\t3.0
remote access\t3.0
an honor\t1.0
as a service\t3.0
cell phone market\t2.0
phone market\t1.0
in the wake of\t2.0
"""
NAMES = """\
# comment
Image Mast
"""


@pytest.fixture
def tool() -> Recombiner:
    return Recombiner(read_swaps(SWAPS), read_terms(TERMS))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("shrewd gadget", "smart device"),
        ("shrewd gadgets", "smart devices"),  # the number stays
        ("gadget gun", "machine gun"),  # the term decides between originals
        ("picture acknowledgment", "image recognition"),  # two words of a longer term
        ("remote get admission to", "remote access"),  # several words for one
        ("pre-prepared model", "pre-trained model"),  # part of a compound
        ("as an administration", "as a service"),  # the article follows
        ("cell phone showcase", "cell phone market"),  # a set phrase that is English may stay
        ("in the awaken of", "in the wake of"),  # idioms with small words
    ],
)
def test_readings(tool: Recombiner, phrase: str, expected: str) -> None:
    guess = tool.guess(phrase.split())
    assert guess is not None
    assert " ".join(guess.words) == expected


def test_of_two_equal_terms_neither_is_trusted(tool: Recombiner) -> None:
    doubtful, sure = tool.guess(["flag", "mast"]), tool.guess(["shrewd", "gadget"])
    assert doubtful is not None
    assert sure is not None
    assert doubtful.confidence < 0.5 < sure.confidence


def test_a_phrase_of_unknown_words_has_no_reading(tool: Recombiner) -> None:
    assert tool.guess(["blue", "door"]) is None


def test_of_names_only_names_are_readings() -> None:
    tool = Recombiner(read_swaps(SWAPS), read_terms(TERMS), read_names(NAMES))
    guess = tool.guess(["picture", "mast"], names=True)
    assert guess is not None
    assert tool.names[" ".join(guess.words)] == "Image Mast"
    assert tool.guess(["flag", "mast"], names=True) is None


def test_a_word_belongs_beside_one_of_its_terms(tool: Recombiner) -> None:
    assert tool.belongs(("smart", "device", "flag"), 0)
    assert tool.belongs(("phone", "market"), 0)
    assert not tool.belongs(("cell", "phone", "showcase"), 0)  # a set phrase proves nothing
    assert not tool.belongs(("service", "of", "device"), 0)  # nor does a small word within


def test_frames_are_the_small_words_around_terms(tool: Recombiner) -> None:
    assert tool.has_frame(["smart", "device"])
    assert tool.has_frame(["in", "the", "nick", "of"])
    assert not tool.has_frame(["of", "the", "nick", "in"])


def test_terms_are_known_in_both_numbers(tool: Recombiner) -> None:
    assert tool.is_term(["smart", "device"])
    assert tool.is_term(["smart", "devices"])
    assert not tool.is_term(["shrewd", "devices"])


def test_the_shipped_tables_are_large_and_find_what_everybody_knows() -> None:
    tool = shipped()
    assert len(tool.terms) >= 100_000
    assert len(tool.swaps) >= 40_000
    for phrase, term in {
        "counterfeit consciousness": "artificial intelligence",
        "profound learning": "deep learning",
        "bosom malignancy": "breast cancer",
        "irregular woodland": "random forest",
        "colossal information": "big data",
        "lawful inconvenience": "legal trouble",
        "move laborers": "shift workers",
        "on a solitary price": "on a single charge",
        "harmony discussions": "peace talks",
        "cast uncertainty on": "cast doubt on",
    }.items():
        guess = tool.guess(phrase.split())
        assert guess is not None
        assert " ".join(guess.words) == term
        assert guess.confidence > 0.5


def test_the_trigram_model_prefers_words_that_go_together() -> None:
    fluency = Trigrams()
    assert fluency.score(["the", "white", "house"]) > fluency.score(["the", "white", "area"]) + 4
    assert fluency.score(["zorblex"]) == FLOOR

"""Sentences end where a reader would say so."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixprose.text.sentences import split_sentences
from fixprose.text.span import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["The boat came in.", "Nobody spoke."],
        ["Mr. Lee met Dr. Ada Bell and Gen. Roe.", "They talked."],
        ["It is made in the U.S. by U.N. staff.", "It works."],
        ["They went back to the U.S.", "The talks failed."],
        ["J. K. Roe and R.L. Bell wrote it.", "Both are dead."],
        ["It opens at 9 a.m. Tuesday and closes at 5 p.m. Eastern time."],
        ["It closed at 9 p.m.", "Putting up signs took longer."],
        ["On Sept. 2, and again on Jan. 5, it rained.", "Then it stopped."],
        ["See No. 5 and pp. 3 of the list."],
        ["He said no.", "Then he left."],
        ["Between you and I.", "Never mind."],
        ["The rate fell to 3.5 percent.", "2024 was better."],
        ["“They agreed.”", "“We did not.”", "He left."],
        ["“Why?” she asked.", "No one knew."],
        ["(It rained.)", "We stayed."],
        ["He waited... and waited.", "Nothing came…", "He left."],
        ["Stop!", "Go!", "Why?"],
        ["1. The first item goes here.", "It has two sentences."],
        ["Bell Inc. said so.", "So did Roe Ltd. of Leeds."],
        ["It was built by Bell Inc.", "The firm is gone."],
        ["He grew vegetables, etc. in the yard."],
        ["The word ended。", "The next began."],
        ["He left Mongolia.Where he went is unknown."],
        ["Line one goes\non in line two.", "And line three\nends it."],
    ],
)
def test_sentences_are_parted(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_white_space_around_sentences_belongs_to_none() -> None:
    assert sentences("  One.  \n Two.  ") == ["One.", "Two."]
    assert sentences("   ") == []


def test_only_the_given_stretch_is_read() -> None:
    text = "One. Two. Three."
    assert [s.of(text) for s in split_sentences(text, Span(5, 9))] == ["Two."]


def test_sacremoses_is_not_imported_for_its_list() -> None:
    code = (
        "import sys; from fixprose.text.sentences import split_sentences as s;"
        "from fixprose.text.span import Span; t = 'Mr. Lee left. So did I.';"
        "assert len(s(t, Span(0, len(t)))) == 2; sys.exit('sacremoses' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(st.sampled_from('aB1 .!?…"”’)( \nU.S')))
def test_sentences_are_in_order_and_hold_all_that_can_be_seen(text: str) -> None:
    at = 0
    for span in split_sentences(text, Span(0, len(text))):
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        at = span.end
    assert not text[at:].strip()

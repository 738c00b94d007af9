"""Suggestions are cut small and taken only in the shape their rule is trusted for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixprose.grammar.pick import Pick, choose, cut
from fixprose.text.tokens import Tokens


def picked(text: str, suggestions: list[str], pick: Pick) -> str | None:
    change = choose(text, 0, len(text), suggestions, pick)
    return change and text[: change.start] + change.replacement + text[change.end :]


@pytest.mark.parametrize(
    ("text", "suggestions", "pick", "taken"),
    [
        ("of of", ["of"], "drop", "of"),
        ("superior than", ["superior to"], "word", "superior to"),
        ("to Volga", ["to the Volga"], "insert", "to the Volga"),
        ("a", ["an"], "article", "an"),
        ("this errors", ["this error", "these errors"], "determiner", "these errors"),
        ("remain", ["remains", "remained"], "agree", "remains"),
        ("carries", ["carry", "carried", "will carry"], "agree", "carry"),
        ("There is", ["There are"], "agree", "There are"),
        ("wrote", ["written", "writing"], "participle", "written"),
        ("to answer", ["answering"], "phrase", "answering"),
        ("responsible of", ["responsible for", "in charge of"], "word", "responsible for"),
    ],
)
def test_the_suggestion_of_the_right_shape_is_taken(
    text: str, suggestions: list[str], pick: Pick, taken: str
) -> None:
    """Wherever it stands among the others."""
    assert picked(text, suggestions, pick) == taken
    assert picked(text, suggestions[::-1], pick) == taken


@pytest.mark.parametrize(
    ("text", "suggestions", "pick"),
    [
        ("nobody the", ["nobody", "the"], "drop"),
        ("many food", ["much food", "little food"], "word"),
        ("closer from the", ["closer to"], "word"),
        ("remain", ["remained"], "agree"),
        ("a", ["one"], "article"),
        ("go", ["go"], "phrase"),
        ("go", [], "phrase"),
        ("one two three four five six", ["a b c d e f"], "phrase"),
    ],
)
def test_nothing_is_taken_when_none_or_several_fit(
    text: str, suggestions: list[str], pick: Pick
) -> None:
    """No guessing, and no word of the text lost on the way."""
    assert picked(text, suggestions, pick) is None


def test_a_change_is_as_small_as_can_be() -> None:
    """Common words stay outside, with the spaces around them."""
    text = "Truth depends very much of them."
    change = cut(text, 6, 26, "depends very much on")
    assert change is not None
    assert text[change.start : change.end] == "of"
    assert change.replacement == "on"


words = st.lists(st.sampled_from(["a", "the", "dog", "Dogs", "it's", "of", "3.5"]), max_size=6)


@given(old=words, new=words, before=words)
def test_a_change_makes_of_the_text_what_the_suggestion_says(
    old: list[str], new: list[str], before: list[str]
) -> None:
    """Promise: cutting loses nothing and adds nothing."""
    lead = " ".join([*before, ""])
    text = lead + " ".join(old) + " end"
    change = cut(text, len(lead), len(text) - 4, " ".join(new))
    if change is None:
        assert old == new
        return
    result = text[: change.start] + change.replacement + text[change.end :]
    assert list(Tokens(result)) == list(Tokens(lead + " ".join(new) + " end"))
    assert len(lead) <= change.start <= change.end <= len(text) - 4

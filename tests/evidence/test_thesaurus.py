"""Words that a spinner puts for commoner ones."""

from __future__ import annotations

from fixprose import Fixer
from fixprose.evidence.thesaurus import find_thesaurus_words
from fixprose.text.document import Document


def test_each_word_counts_once_and_names_and_code_do_not() -> None:
    text = (
        "Lawful gadgets and other gadgets. The lawful Brainpower Inc. left; `brainpower` is code."
    )
    found = [
        (evidence.span.of(text), evidence.pivot)
        for evidence in find_thesaurus_words(Document(text))
    ]
    assert found == [("gadgets", "spin"), ("lawful", "spin")]


def test_many_of_them_open_a_text_that_no_rule_knows_and_one_does_not() -> None:
    words = "lawful stockpiling brainpower gadgets purchasers functionary entryway alluring".split()
    many = " ".join(f"They spoke of {word} in the town hall." for word in words)
    few = " ".join("They spoke of gadgets in the town hall." for _ in words)
    assert Fixer().diagnose(many).probability > 0.5
    assert Fixer().diagnose(few).probability < 0.2

"""Words that a spinner puts for commoner ones."""

from __future__ import annotations

from fixprose import Fixer
from fixprose.evidence.thesaurus import find_thesaurus_words
from fixprose.text.document import Document


def found(text: str) -> list[tuple[str, str | None]]:
    document = Document(text)
    return [(piece.span.of(text), piece.pivot) for piece in find_thesaurus_words(document)]


def test_each_word_counts_once_and_names_and_code_do_not() -> None:
    text = (
        "Darkish gadgets, other gadgets, darkish purchasers. Brainpower Inc.; `entryway`; alluring."
    )
    words = ["gadgets", "darkish", "purchasers", "alluring"]
    assert found(text) == [(word, "spin") for word in words]


def test_a_few_in_a_long_text_are_chance() -> None:
    text = "Gadgets, darkish purchasers, an alluring entryway."
    assert found(text)
    assert not found(text + " They went home in the evening, as they did every day." * 40)


def test_many_of_them_open_a_text_that_no_rule_knows_and_one_does_not() -> None:
    words = (
        "darkish stockpiling brainpower gadgets purchasers functionary entryway alluring".split()
    )
    many = " ".join(f"They spoke of {word} in the town hall." for word in words)
    few = " ".join("They spoke of gadgets in the town hall." for _ in words)
    assert Fixer().diagnose(many).probability > 0.5
    assert Fixer().diagnose(few).probability < 0.2

"""What may be a name is left alone."""

from __future__ import annotations

import pytest

from fixprose.grammar.names import follows_name, touches_name


def touched(sentence: str, word: str) -> bool:
    start = sentence.index(word)
    return touches_name(sentence, start, start + len(word))


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Then Modi met Xi.", "Modi"),
        ("Then Modi met Xi.", "Xi"),
        ("Modi met Xi.", "Modi"),
        ("A photo by Sergei Bobylev.", "Bobylev"),
        ("A photo by Sergei Bobylev.", "by Sergei"),
        ("He bought an iPhone.", "iPhone"),
        ("He played in Serie A for years.", "A"),
        ("LEADERS MEET IN BEIJING", "MEET"),
        ("“Bush have won,” he said.", "Bush"),
    ],
)
def test_capitals_are_names(sentence: str, word: str) -> None:
    """Anywhere, and also at the start when the word is no function word."""
    assert touched(sentence, word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("This figures are right.", "This"),
        ("“This figures are right,” he said.", "This"),
        ("– At Monday they met.", "At"),
        ("He have a dog.", "have"),
        ("They depend of it.", "of"),
    ],
)
def test_words_that_cannot_be_names_are_not(sentence: str, word: str) -> None:
    """Lower case, and function words that begin a sentence."""
    assert not touched(sentence, word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("a well-run shop", "run"),
        ("ask a@run.org", "run"),
        ("the #run tag", "run"),
        ("don't", "don"),
    ],
)
def test_half_a_word_is_not_a_word(sentence: str, word: str) -> None:
    """Compounds, addresses, tags and parts of a token."""
    assert touched(sentence, word)


def test_an_insertion_touches_nothing() -> None:
    """Beside a name is not in it, inside a word is."""
    assert not touches_name("in United States", 3, 3)
    assert touches_name("in United States", 5, 5)


@pytest.mark.parametrize(
    ("sentence", "verb", "is_name"),
    [
        ("Juventus have won.", "have", True),
        ("The Rockets has won.", "has", True),
        ("She have won.", "have", False),
        ("The team have won.", "have", False),
        ("“They has won,” she said.", "has", False),
        ("has it won?", "has", False),
    ],
)
def test_the_word_before_a_verb_may_be_a_name(sentence: str, verb: str, is_name: bool) -> None:
    """Nobody knows whether a name is a plural."""
    assert follows_name(sentence, sentence.index(verb)) is is_name

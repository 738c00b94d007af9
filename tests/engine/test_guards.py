"""Guards keep names, and know which capitalised words are none."""

import pytest

from fixprose.edits import Edit
from fixprose.guards import keeps_newlines, lost_name
from fixprose.text.document import Document
from fixprose.text.span import Span


def _lost(text: str, old: str, new: str) -> str | None:
    start = text.index(old)
    span = Span(start, start + len(old))
    edit = Edit(
        span=span,
        matched=span,
        replacement=new,
        rule="test/rule",
        stage="phrases",
        reason="",
        confidence=0.9,
    )
    return lost_name(Document(text), edit)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("At us there is no gas.", "At us there is", "We have"),
        ("From his side, he left.", "From his side", "For his part"),
        ("With May the rains come.", "With", "From"),
    ],
)
def test_function_words_that_lead_a_sentence_are_no_names(text: str, old: str, new: str) -> None:
    """Prepositions and pronouns stand in no table of parts of speech."""
    assert _lost(text, old, new) is None


def test_a_capitalised_word_inside_a_sentence_is_a_name() -> None:
    """A place that only looks like a preposition stays."""
    assert _lost("They live in Over near Ely.", "Over", "above") == "Over"


@pytest.mark.parametrize(
    ("text", "old", "new", "keeps"),
    [
        ("One.\n\nTwo", "Two", "", False),
        ("One.\n\nTwo\n", "Two", "", True),
        ("One. Two.\r\n", " Two", "\nTwo", False),
        ("One. Two.\r\n", " Two", "\r\nTwo", True),
        ("One.\r\nTwo.", "\n", "", False),
        ("One.\n", "\n", "", False),
        ("One", "One", "One\n", False),
    ],
)
def test_line_ends_and_the_final_newline_stay(text: str, old: str, new: str, keeps: bool) -> None:
    """Newlines are written as the text has them, and it ends with one as before, or without."""
    start = text.index(old)
    assert keeps_newlines(text, Span(start, start + len(old)), new) is keeps

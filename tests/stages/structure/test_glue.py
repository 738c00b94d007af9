"""Words that ran together where a link or a break was lost."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, is_safe, proposals, repair

CASES = [
    (
        "The president flew to SlovakiaWhere the leaders meet.",
        "The president flew to Slovakia, where the leaders meet.",
    ),
    (
        "He is the founder of the Lumen MuseumWhose roof burned down.",
        "He is the founder of the Lumen Museum, whose roof burned down.",
    ),
    ("It is a villageWhere nobody works.", "It is a village where nobody works."),
    ("The firm left NATOWhich had paid for it.", "The firm left NATO, which had paid for it."),
    (
        "The union ended the strikeBut the trains did not run.",
        "The union ended the strike but the trains did not run.",
    ),
    ("They met inBerlin on Monday.", "They met in Berlin on Monday."),
    (
        "Lula arrived late. The crowd saw PresidentLula leave.",
        "Lula arrived late. The crowd saw President Lula leave.",
    ),
    ("It opened in 2019and closed again.", "It opened in 2019 and closed again."),
]


@pytest.mark.parametrize(("garbled", "right"), CASES)
def test_glued_words_are_parted(garbled: str, right: str) -> None:
    assert repair(garbled) == right


@pytest.mark.parametrize(
    "text",
    [
        "She found the job on LinkedIn last year.",
        "The iPhone and the eBay app cost money at McDonald and FedEx, says YouTube.",
        "The MacArthur Foundation gave PayPal and GitHub a prize.",
        "Read it on NowThis today.",
        "The 1990s and 2000s were good.",
        "Call foo.SelectWhere or #StandWith me.",
    ],
)
def test_names_written_with_inner_capitals_stay(text: str) -> None:
    assert not proposals(text)


def test_a_relative_word_is_sure_even_in_clean_text() -> None:
    (edit,) = proposals("The president flew to SlovakiaWhere the leaders meet.", CLEAN)
    assert is_safe(edit)
    assert edit.span.of("The president flew to SlovakiaWhere the leaders meet.") == "Where"


def test_in_source_code_only_a_reader_decides() -> None:
    names = " ".join(f"getValue{letter}Size isEmpty{letter}" for letter in "ABCDEFGHIJKL")
    text = f"The methods {names} exist. It uses SelectWhere the list is long."
    assert not any(is_safe(edit) for edit in proposals(text) if "glued" in edit.rule)


def test_where_a_sentence_may_have_ended_only_a_reader_decides() -> None:
    found = proposals("They left the stadiumThe police came later that night.")
    assert found
    assert not any(is_safe(edit) for edit in found)

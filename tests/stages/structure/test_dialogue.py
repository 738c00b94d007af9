"""Speech between dashes."""

from __future__ import annotations

import pytest

from .helpers import CLEAN, proposals, repair


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        (
            "I did not sleep, — said Karelin. — I was afraid of him.",
            "“I did not sleep,” said Karelin. “I was afraid of him.”",
        ),
        (
            "— We will win! — shouted the fans in the square.",
            "“We will win!” shouted the fans in the square.",
        ),
        (
            "The bridge is old, – told the mayor to the reporters, – and nobody paints it.",
            "“The bridge is old,” told the mayor to the reporters, “and nobody paints it.”",
        ),
        ("- Where is the boy? – he asked.", "“Where is the boy?” he asked."),
        ("We are tired, - admitted the nurse.", "“We are tired,” admitted the nurse."),
    ],
)
def test_it_gets_quotation_marks_where_a_text_is_garbled(garbled: str, right: str) -> None:
    assert repair(garbled) == right


@pytest.mark.parametrize(
    "text",
    [
        "The plan, — a bold one — failed.",
        "He came late – said nobody – and left.",
        "“I did not sleep,” said Karelin — and he looked it.",
        "The score, 3-2, said it all.",
        "- A list: what he said, and when.",
    ],
)
def test_other_dashes_stay(text: str) -> None:
    assert not {edit.rule for edit in proposals(text)} & {"structure/dialogue-dash"}


def test_clean_text_is_left_alone() -> None:
    text = "I did not sleep, — said Karelin. — I was afraid of him."
    assert all(edit.rule != "structure/dialogue-dash" for edit in proposals(text, CLEAN))

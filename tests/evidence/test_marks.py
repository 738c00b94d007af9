"""Cheap signs of garbling."""

from __future__ import annotations

import pytest

from fixprose.evidence.marks import find_marks
from fixprose.evidence.weights import WEIGHTS
from fixprose.text.document import Document


def kinds(text: str) -> list[str]:
    return [mark.kind for mark in find_marks(Document(text))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The president flew to SlovakiaWhere the leaders meet.", "glued-word"),
        ("The town found a new approach To the conflict in the valley.", "stray-capital"),
        ("The minister of Lisbon (AP), Anne Durand, greeted the king.", "melted-dateline"),
        (
            "date 2024-03-05 The minister of the interior greeted the king in the old palace of the"
            " town on Friday.",
            "metadata-head",
        ),
        ("The war began early in 2021. stubborn talks did not end it.", "lost-initial"),
        (
            "The mayor opened the bridge in the rain.\n\nyesterday the mayor closed it for us.",
            "lost-paragraph-initial",
        ),
        ("They keep non -tariff barriers.", "spaced-hyphen"),
        ("The “Chinese -Russian relations” are good.", "spaced-hyphen"),
        ("The writer Associated Press Ann Lee contributed to this report.", "writer-credit"),
        ("The bridge in June. (AP photo / Ann Lee)", "spaced-credit"),
        ("They live in of small houses.", "broken-pair"),
        ("Bo Li, on the left, greets a guest.", "caption-side"),
    ],
)
def test_each_kind_of_mark_is_found_with_its_weight(text: str, kind: str) -> None:
    (mark,) = find_marks(Document(text))
    assert mark.kind == kind
    assert mark.weight == WEIGHTS[kind] > 0
    assert mark.pivot is None
    assert 0 <= mark.span.start < mark.span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "They showed Gone With the Wind and a film In the Valley of the Wolves in The Hague.",
        "How the Town Lost Its Baker And What It Did",
        "She found the job on LinkedIn and bought an iPhone on eBay.",
        "Run gcc -Wall -O2 or tar -xvf file. git does the rest, e.g. git log. make is not needed.",
        "The German “Die Straße nach Süden” is a book, as is “Der Weg In die Stadt”.",
        "BEIJING (AP) — The king welcomed the minister.",
        "The mayor opened the bridge for all.\n\ngit commit records the changes to the files.",
        "It costs approx. fifty euros, St. Louis said. Acme Inc. and others agreed.",
        "Press the On button, then choose With or Without from the list.",
    ],
)
def test_clean_text_has_no_marks(text: str) -> None:
    assert kinds(text) == []


def test_marks_come_in_order_of_their_place() -> None:
    text = "A minister of Lisbon (AP) greeted the king. He flew to SlovakiaWhere the leaders meet."
    marks = find_marks(Document(text))
    assert [mark.kind for mark in marks] == ["melted-dateline", "glued-word"]
    assert marks == sorted(marks, key=lambda mark: mark.span)


def test_an_empty_text_has_no_marks() -> None:
    assert kinds("") == []

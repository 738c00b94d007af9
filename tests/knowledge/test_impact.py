"""What rules do to a corpus."""

from __future__ import annotations

from dataclasses import dataclass

from fixprose.knowledge.impact import compare, measure
from fixprose.text.document import Document


@dataclass(frozen=True)
class FakeFix:
    start: int
    end: int
    original: str
    replacement: str
    rule: str
    safety: str = "safe"


def repair(word: str, rule: str) -> object:
    """Return a repair that replaces the first such word."""

    def fix(document: Document) -> list[FakeFix]:
        at = document.text.find(word)
        return [FakeFix(at, at + len(word), word, "X", rule)] if at >= 0 else []

    return fix


DOCUMENTS = [Document("one lamp\n", "a.txt"), Document("a lamp post\n", "b.txt")]


def test_firings_are_counted_by_rule() -> None:
    """With words, files and places."""
    found = measure(DOCUMENTS, repair("lamp", "xx/lamp"))  # type: ignore[arg-type]
    assert (found.files, found.words) == (2, 5)
    assert found.fired == {"xx/lamp": 2}
    assert [(place.path, place.start, place.before) for place in found.places] == [
        ("a.txt", 4, "one "),
        ("b.txt", 2, "a "),
    ]


def test_a_comparison_shows_what_rules_add_and_prevent() -> None:
    """Places that both have count as neither."""

    def both(document: Document) -> list[FakeFix]:
        return [FakeFix(0, 1, document.text[0], "X", "xx/first")]

    def other(document: Document) -> list[FakeFix]:
        return both(document) if document.path == "a.txt" else []

    found = compare(DOCUMENTS, both, other)
    assert [place.path for place in found.gained] == ["b.txt"]
    assert found.lost == []
    found = compare(DOCUMENTS, other, both)
    assert found.gained == []
    assert [place.path for place in found.lost] == ["b.txt"]
    assert found.with_rules.words == 5

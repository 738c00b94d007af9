"""A text says what must be left alone, and is obeyed."""

from __future__ import annotations

import pytest

from fixprose.text.document import Document
from fixprose.text.span import Span

FORMATS = ("text", "markdown")


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize("format", FORMATS)
def test_off_and_on_protect_what_lies_between(format: str) -> None:
    text = "One.\n\n<!-- fixprose: off -->\nTwo.\n\nThree.\n\n<!--fixprose:on-->\n\nFour."
    document = Document(text, format=format)
    assert [document.is_protected(at(text, w)) for w in ("One", "Two", "Three", "Four")] == [
        False,
        True,
        True,
        False,
    ]
    assert document.is_protected(at(text, "fixprose: off"))
    assert any(region.span.contains(at(text, "Three")) for region in document.regions)


@pytest.mark.parametrize("format", FORMATS)
def test_off_without_on_protects_the_rest(format: str) -> None:
    text = "One.\n\n<!-- fixprose: off -->\n\nTwo.\n\nThree."
    assert Document(text, format=format).is_protected(at(text, "Three"))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_ignore_holds_for_the_next_block(format: str, gap: str) -> None:
    text = f"One.\n\n<!-- fixprose: ignore[fr/hand, clean/] -->{gap}Two.\n\nThree."
    document = Document(text, format=format)
    two = at(text, "Two")
    assert document.is_ignored("fr/hand-over", two)
    assert document.is_ignored("clean/entity", two)
    assert not document.is_ignored("fr/other", two)
    assert not document.is_ignored("fr/hand-over", at(text, "One"))
    assert not document.is_ignored("fr/hand-over", at(text, "Three"))


def test_ignore_without_rules_means_all_rules() -> None:
    text = "<!-- fixprose: ignore -->\n\nOne.\n\nTwo."
    assert Document(text).is_ignored("any/rule", at(text, "One"))
    assert not Document(text).is_ignored("any/rule", at(text, "Two"))


def test_file_ignore_holds_everywhere() -> None:
    text = "One.\n\nTwo. <!-- fixprose: file-ignore[spin/] -->"
    document = Document(text)
    assert document.is_ignored("spin/x", at(text, "One"))
    assert not document.is_ignored("fr/x", at(text, "One"))


def test_a_comment_that_is_not_understood_is_reported_and_does_nothing() -> None:
    text = "<!-- fixprose: of -->\n\nOne."
    document = Document(text)
    assert [span.of(text) for span in document.suppressions.unknown] == ["<!-- fixprose: of -->"]
    assert not document.is_protected(at(text, "One"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He has went [sic] there.", "went [sic]"),
        ("He wrote “I seen it” [sic] twice.", "“I seen it” [sic]"),
        ('He wrote "I seen it" (sic) twice.', '"I seen it" (sic)'),
        ("The (so called) [SIC] end.", "(so called) [SIC]"),
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_sic_protects_the_words_before_it(format: str, text: str, meant: str) -> None:
    document = Document(text, format=format)
    assert [span.of(text) for span in document.suppressions.protected] == [meant]
    assert document.is_protected(at(text, meant.split()[0]))


@pytest.mark.parametrize("text", ["The music was basic (classic).", "[sic]", "Sic transit gloria."])
def test_other_words_are_free(text: str) -> None:
    assert len(Document(text).suppressions.protected) == (text == "[sic]")

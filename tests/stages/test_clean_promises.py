"""The promises of the clean stage, on generated texts."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fixprose.evidence.diagnosis import Diagnosis
from fixprose.stages.clean import CleanPass
from fixprose.text.document import Document

FORMATS = st.sampled_from(["text", "markdown"])
PIECES = [
    "the", "people", "workers", "don", "I", "China", "Russian", "non", "long", "term", "O", "Brien", "s",
    "t", "n't", "'s", "'", "’", "´", "`", '"', "“", "”", "(", ")", ",", ".", ";", ":", "!", "?", "-",
    "--", "@-@", "@,@", "$", "€", "300", "5.2", "S", "&", "P", "&#39;", "&amp;", "&quot;", "&nbsp;",
    "Ã©", "â€™", "Ã", "\x92", "\x02", "\u200b", "\u00ad", "\ufeff", "。", "、", "（", "）", "12", "％", "Ａ",
    "《", "》", "中", "a@b.org", "https://x.org/a", "`code`", "<b>", "é", " ", "  ", "\u00a0", "\n", "\n\n",
    "*", "[", "](u)", "#", "|", "[sic]", "<!-- fixprose: off -->", "<!-- fixprose: on -->",
]  # fmt: skip
texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " ", " "]))).map(
    lambda pieces: "".join(piece + space for piece, space in pieces)
)


def step(document: Document) -> Document:
    edits = sorted(
        CleanPass().propose(document, Diagnosis(0.0)), key=lambda edit: edit.span, reverse=True
    )
    text = document.text
    for edit in edits:
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return document.with_text(text)


@given(texts, FORMATS)
@settings(max_examples=300, deadline=None)
def test_cleaning_comes_to_an_end(text: str, format: str) -> None:
    document = Document(text, format=format)
    for _ in range(5):
        following = step(document)
        if following.text == document.text:
            return
        document = following
    raise AssertionError(document.text)


@given(texts, FORMATS)
@settings(max_examples=300, deadline=None)
def test_edits_lie_in_one_block_touch_nothing_protected_and_never_overlap(
    text: str, format: str
) -> None:
    document = Document(text, format=format)
    edits = sorted(CleanPass().propose(document, Diagnosis(0.0)), key=lambda edit: edit.span)
    for edit in edits:
        assert not document.is_protected(edit.span)
        assert any(block.span.contains(edit.span) for block in document.blocks)
    for left, right in pairwise(edits):
        assert not left.span.overlaps(right.span)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_words_and_numbers_survive(text: str) -> None:
    """Only decoding may change letters and digits; all else moves spaces and marks."""
    document = Document(text)
    for edit in CleanPass().propose(document, Diagnosis(0.0)):
        if edit.rule in ("clean/mojibake", "clean/entity"):
            continue
        old, new = edit.span.of(text), edit.replacement
        assert _letters(old) == _letters(new)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@given(st.text(max_size=200), FORMATS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_error(text: str, format: str) -> None:
    step(Document(text, format=format))

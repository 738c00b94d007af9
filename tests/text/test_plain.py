"""Plain text falls into the paragraphs a reader sees."""

from __future__ import annotations

import pickle
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixprose.text.document import Document

PARAGRAPH = (
    "The harbour was quiet when the first boats came back, and nobody on the quay spoke of the "
    "storm. Two men carried crates of mackerel up the steps. A boy counted them aloud for the "
    "auctioneer, who wrote nothing down."
)


def blocks(text: str) -> list[str]:
    return [block.content for block in Document(text).blocks]


def test_blank_lines_part_paragraphs() -> None:
    assert blocks("\n  One. \n \t\nTwo.\n\n\n") == ["One.", "Two."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_all_newlines_are_newlines(newline: str) -> None:
    text = newline.join(["One.", "", "Two."])
    assert blocks(text) == ["One.", "Two."]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_wrapped_paragraph_is_one_block(width: int) -> None:
    wrapped = textwrap.fill(PARAGRAPH, width)
    assert blocks(f"{wrapped}\n\n{wrapped}\n") == [wrapped, wrapped]


def test_an_indented_wrapped_paragraph_is_one_block() -> None:
    wrapped = textwrap.indent(textwrap.fill(PARAGRAPH, 70), "    ")
    assert blocks(wrapped) == [wrapped.strip()]


def test_a_paragraph_a_line_is_a_block_each() -> None:
    lines = [PARAGRAPH, "The mayor said nothing.", "He left.", PARAGRAPH[::1]]
    assert blocks("\n".join(lines)) == lines


def test_a_long_line_goes_on_nowhere_even_before_a_lower_case_one() -> None:
    lines = [PARAGRAPH, "according to the council, the quay is closed."]
    assert blocks("\n".join(lines)) == lines


def test_short_lines_that_end_sentences_are_paragraphs() -> None:
    lines = ["The shop opened in May.", "It sells bread.", "The owner bakes at night."]
    assert blocks("\n".join(lines)) == lines


def test_a_line_broken_within_a_sentence_goes_on() -> None:
    text = "The shop opened in May and\nsells bread to the village."
    assert blocks(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Bell\n12 Mill Lane\nLeeds",
        "- milk and butter\n- bread from the baker",
        "1. Wash the rice\n2. Boil it",
        "Name\tAda\nTown\tLeeds",
        "| a | b |\n| c | d |",
        "The wind lay down,\nThe sea grew still,\nThe moon came up\nBehind the hill.",
    ],
)
def test_lists_tables_addresses_and_verses_keep_their_lines(text: str) -> None:
    assert blocks(text) == text.split("\n")


def test_offsets_are_those_of_the_text() -> None:
    document = Document("\r\n One.\r\n\r\n\tTwo.")
    assert [document.text[b.span.start : b.span.end] for b in document.blocks] == ["One.", "Two."]


@given(st.text(st.sampled_from("aB .,\n\r\t-|1\u2028\x0c\u00e9")))
def test_blocks_hold_all_that_can_be_seen_and_never_overlap(text: str) -> None:
    found = Document(text).blocks
    at = 0
    for block in found:
        assert at <= block.span.start < block.span.end
        assert not text[at : block.span.start].strip()
        assert block.content == block.content.strip()
        at = block.span.end
    assert not text[at:].strip()


def test_a_block_knows_the_same_in_every_state_of_its_document() -> None:
    first = Document("One two. Three four.\n\nThe “second” one.")
    moved = first.with_text("A new start.\n\n" + first.text)
    for before, after in zip(first.blocks, moved.blocks[1:], strict=True):
        fresh = Document(moved.text).blocks_at(after.span)[0]
        assert before.tokens.texts == after.tokens.texts
        assert [span.of(moved.text) for span in after.sentences] == [
            span.of(first.text) for span in before.sentences
        ]
        assert (after.tokens.starts, after.tokens.ends) == (fresh.tokens.starts, fresh.tokens.ends)
        assert after.sentences == fresh.sentences
        assert after.words == fresh.words


def test_a_document_travels_without_what_it_has_worked_out() -> None:
    document = Document("One two. " * 100)
    assert len(document.blocks[0].tokens) == 300
    data = pickle.dumps(document)
    assert len(data) < 2000
    assert pickle.loads(data) == document

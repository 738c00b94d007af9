"""What nothing may edit, and whose words are quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixprose.text.document import Document, RegionKind
from fixprose.text.span import Span


def protected(text: str) -> list[str]:
    return [span.of(text) for block in Document(text).blocks for span in block.protected]


def quoted(text: str) -> list[str]:
    return [span.of(text) for block in Document(text).blocks for span in block.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.org/a_(b)?c=1, please.", ["https://example.org/a_(b)?c=1"]),
        ("(See www.example.org.)", ["www.example.org"]),
        ("Ask jane.doe@mail.example.org!", ["jane.doe@mail.example.org"]),
        ("Read news.example.co.uk/page today.", ["news.example.co.uk/page"]),
        ("The shop example.com closed.", ["example.com"]),
        ("Thank @jane_doe for #HarbourDay, number #1.", ["@jane_doe", "#HarbourDay"]),
        ("It is in /usr/share/doc, ~/notes and C:\\Users\\jane.", None),
        ("Open notes.txt and src/app/main.py first.", ["notes.txt", "src/app/main.py"]),
        ("Call open_file() or f(x=1) with --dry-run.", ["open_file()", "f(x=1)", "--dry-run"]),
        ("Type `ls -l` and ``cat``.", ["`ls -l`", "``cat``"]),
        ("The <b>bold</b> word, {name} and ${HOME}.", ["<b>", "</b>", "{name}", "${HOME}"]),
    ],
)
def test_addresses_paths_and_code_are_protected(text: str, expected: list[str] | None) -> None:
    found = protected(text)
    if expected is None:
        expected = ["/usr/share/doc", "~/notes", "C:\\Users\\jane"]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "He left Mongolia.Where did he go?",
        "It rose by 3.5 points on 5/6/2024 and/or later, at 12:30.",
        "She works for the U.S. government in Washington, D.C.",
        "They don`t know; we can`t say.",
        "The man said ``yes'' and ``no''.",
        "He waited -- the train was late -- and left.",
        "It is what it is.So be it.",
        "An R&D budget of $5 million (10 % more).",
    ],
)
def test_prose_is_not_protected(text: str) -> None:
    assert protected(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "go now" and "stay".', ["go now", "stay"]),
        ("He said “go” and ”left”.", ["go"]),
        ("Sie sagt „langsam“, er „schnell”.", ["langsam", "schnell"]),
        ("Elle dit « Bonjour ! » et part.", ["Bonjour !"]),
        ('a „mixed" pair', ["mixed"]),
        ("“He said ‘do not go’ to me,” she wrote.", ["He said ‘do not go’ to me,"]),
        ("They call it ‘the long road’ here.", ["the long road"]),
        ("They call it 'the long road' here.", ["the long road"]),
        ('The " Good Neighbour " opened.', ["Good Neighbour"]),
        ("typed “twice“ so", ["twice"]),
        ('("in brackets")', ["in brackets"]),
    ],
)
def test_quotations_are_found_without_their_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'The odd "mark quotes nothing.',
        "The odd “mark quotes nothing.",
        "A ‘single’ word, the workers' rights and the dogs’ tails.",
        'It is 5\'10" tall and 12" wide.',
        "Rock 'n' roll, and get 'em all.",
        "No marks at all.",
    ],
)
def test_odd_marks_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(("left", "right"), ["“”", '""'])
def test_a_quotation_goes_on_in_paragraphs_that_open_it_again(left: str, right: str) -> None:
    text = f"{left}One two.\n\n{left}Three four,{right} he said.\n\nFive."
    assert quoted(text) == ["One two.", "Three four,"]


def test_regions_are_in_order_and_of_both_kinds() -> None:
    text = "See example.org: “it is so”, said @jane."
    regions = Document(text).regions
    assert [region.span.of(text) for region in regions] == ["example.org", "it is so", "@jane"]
    assert [region.kind for region in regions] == [
        RegionKind.PROTECTED,
        RegionKind.QUOTATION,
        RegionKind.PROTECTED,
    ]


def test_an_edit_may_touch_a_region_but_not_enter_it() -> None:
    text = "See example.org: it is so."
    document = Document(text)
    start, end = text.index("example"), text.index(":")
    assert not document.is_protected(Span(start, start))
    assert not document.is_protected(Span(end, end + 1))
    assert document.is_protected(Span(start + 1, start + 1))
    assert document.is_protected(Span(end - 1, end + 1))


def test_words_are_quoted_and_marks_are_not() -> None:
    document = Document("He said “go now”.")
    assert document.is_quoted(Span(9, 11))
    assert not document.is_quoted(Span(8, 9))
    assert not document.is_quoted(Span(0, 2))


marks = st.text(st.sampled_from("aB 1.,\"'“”„«»‘’\n@#/\\_`<>{}()$%:-&;\u00e9"), max_size=60)


@given(marks)
def test_regions_lie_within_their_block_and_never_overlap_their_kind(text: str) -> None:
    for block in Document(text).blocks:
        for row in (block.protected, block.quotations):
            at = block.span.start
            for span in row:
                assert at <= span.start < span.end <= block.span.end
                at = span.end


@given(marks)
def test_what_is_asked_for_one_place_agrees_with_all_regions(text: str) -> None:
    document = Document(text)
    for at in range(len(text)):
        span = Span(at, at + 1)
        kinds = {region.kind for region in document.regions if region.span.overlaps(span)}
        assert document.is_protected(span) == (RegionKind.PROTECTED in kinds)
        assert document.is_quoted(span) == (RegionKind.QUOTATION in kinds)

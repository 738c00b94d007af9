"""What each report writes: golden files, read in review like code."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from fixprose import report

Write = Callable[..., str]


@pytest.fixture
def write(options: Callable[..., Any]) -> Write:
    """Run a report into a string."""

    def run(name: str, revisions: Iterable[Any], **changed: object) -> str:
        stream = io.StringIO()
        report.load(name).write(revisions, options(**changed), stream)
        return stream.getvalue()

    return run


RUNS = {
    "check": {},
    "check-verbose": {"verbose": True},
    "fix": {"mode": "fix"},
    "compare": {"mode": "compare"},
    "fix-review": {"mode": "fix", "review_fixes": True},
}


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("name", report.names())
def test_a_report_is_what_its_golden_file_holds(
    name: str, run: str, write: Write, garbled: Any, clean: Any, golden: Callable[[str, str], None]
) -> None:
    """Every report, for check and fix, over a garbled and a clean document."""
    golden(f"{name}-{run}.txt", write(name, [garbled, clean], **RUNS[run]))


def test_the_terminal_report_styles_and_wraps(
    write: Write, garbled: Any, golden: Callable[[str, str], None]
) -> None:
    """Old is struck and new underlined by styles, and the brackets stay."""
    text = write("full", [garbled], color=True, width=60)
    golden("full-color.txt", text.replace("\x1b", "ESC"))
    assert "\x1b[9;31m[-serve their-]" in text
    assert "\x1b[4;32m{+shake+}" in text


def test_without_color_there_is_no_escape(write: Write, garbled: Any) -> None:
    """Plain output holds no terminal sequence at all."""
    for name in report.names():
        assert "\x1b" not in write(name, [garbled], verbose=True)


def test_a_terminal_is_never_driven_by_the_text(write: Write, maker: Callable[..., Any]) -> None:
    """Controls in a document or a path come out written, not obeyed."""
    revision = maker("A \x1b[2Jbad‮ word.\n", "a\x1b]0;b.txt").fix("bad", "good", "x/y", "Why\x07.")
    for name in ("full", "concise"):
        text = write(name, [revision.revision()])
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "‮" not in text
        assert "\\x1b" in text


def test_the_hidden_review_fixes_are_counted(write: Write, garbled: Any) -> None:
    """After `fix` the report says how many review fixes wait, and how to get them."""
    for name in ("full", "concise"):
        text = write(name, [garbled], mode="fix")
        assert "1 review fix not made" in text
        assert "--review-fixes" in text


def test_refusals_need_verbose(write: Write, garbled: Any) -> None:
    """Refused ideas are counted, and listed only when asked for."""
    for name in ("full", "concise"):
        assert "needs fr" not in write(name, [garbled])
        assert "1 idea refused" in write(name, [garbled])
        assert "needs fr" in write(name, [garbled], verbose=True)


def test_long_sentences_are_cut_around_the_change(write: Write, maker: Callable[..., Any]) -> None:
    """A sentence of a thousand words shows the neighbourhood of its changes only."""
    text = "Word " * 300 + "is expressed " + "word " * 300 + "at last.\n"
    out = write("full", [maker(text).fix("is expressed", "speaks", "fr/speak", "Why.").revision()])
    line = next(line for line in out.splitlines() if "[-is" in line)
    assert line.count("…") == 2
    assert len(line) < 450
    assert "[-is expressed-]{+speaks+}" in line


def test_a_long_sentence_without_spaces_is_cut_too(write: Write, maker: Callable[..., Any]) -> None:
    """No space to cut at is no error."""
    text = "a" * 1000 + "XYZ" + "b" * 1000
    out = write("full", [maker(text).fix("XYZ", "-", "x/y", "Why.").revision()])
    assert "[-XYZ-]{+-+}" in out


def test_a_summary_can_be_left_out(write: Write, garbled: Any) -> None:
    """`-q` keeps the findings and drops the talk."""
    assert "makes" not in write("full", [garbled], summary=False)
    assert len(write("concise", [garbled], summary=False).splitlines()) == 4


def test_columns_count_characters_and_all_line_ends(
    write: Write, maker: Callable[..., Any]
) -> None:
    """CRLF, CR and LF each end a line; an astral character is one column."""
    out = write(
        "concise", [maker("a\r\nb\rc\n😀 bad").fix("bad", "good", "x/y", "Why.").revision()]
    )
    assert out.startswith("letters/hand.txt:4:3: x/y [safe .93]")


def test_confidence_is_never_rounded_to_certainty(write: Write, maker: Callable[..., Any]) -> None:
    """.999 is shown as .99: 1.0 is kept for what is certain."""
    made = maker("bad worse").fix("bad", "good", "x/y", "Why.", confidence=0.999)
    made.fix("worse", "better", "x/z", "Why.", confidence=1.0)
    out = write("concise", [made.revision()])
    assert "[safe .99]" in out
    assert "[safe 1.0]" in out


def test_reports_stream(options: Callable[..., Any], garbled: Any) -> None:
    """A report writes a document before it asks for the next one."""
    for name in report.names():
        stream = io.StringIO()
        seen: list[bool] = []

        def revisions(stream: io.StringIO = stream, seen: list[bool] = seen) -> Iterable[Any]:
            yield garbled
            seen.append("lifeline" in stream.getvalue() or "shake" in stream.getvalue())
            yield garbled

        report.load(name).write(revisions(), options(), stream)
        assert seen == [True], name

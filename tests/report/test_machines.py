"""Reports for programs and browsers: formats kept, hostile text harmless."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixprose import report
from fixprose.edits import Safety
from fixprose.text.critic import change, comment, literal, resolve

REPORTS = ("html", "markdown", "criticmarkup", "github", "sarif", "rdjson")


def _written(name: str, revision: Any, options: Any) -> str:
    stream = io.StringIO()
    report.load(name).write([revision], options, stream)
    return stream.getvalue()


class _Tags(HTMLParser):
    """The tags of a page, and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_page_holds_no_markup_of_the_text(hostile: Any, options: Callable[..., Any]) -> None:
    """No tag of the text or the path is one of the page, nothing is loaded, nothing runs."""
    text = _written("html", hostile, options())
    page = _Tags()
    page.feed(text)
    assert not page.seen & {"script", "i", "b", "img", "link", "iframe"}
    assert not page.attributes & {"src", "href", "style", "onload", "onclick"}
    assert "default-src &#39;none&#39;" in text
    assert "unsafe-inline" not in text
    assert "&lt;script&gt;" in text


def test_the_page_knows_light_and_dark(garbled: Any, options: Callable[..., Any]) -> None:
    """One page for both themes."""
    assert "prefers-color-scheme: dark" in _written("html", garbled, options())


def test_markdown_shows_hostile_text_as_text(hostile: Any, options: Callable[..., Any]) -> None:
    """No tag but our own, no cell too many."""
    text = _written("markdown", hostile, options())
    assert "<script" not in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {6}


def test_github_commands_stay_one_line_each(hostile: Any, options: Callable[..., Any]) -> None:
    """A newline starts no command, a comma ends no property."""
    lines = _written("github", hostile, options()).splitlines()
    assert lines[0].startswith("::warning ")
    assert len(lines) == 2
    assert "file=a%2Cb%3A<i>.txt," in lines[0]
    assert lines[1].startswith("::debug::")
    assert "%250A" in lines[0]


def test_github_tells_line_and_columns(garbled: Any, options: Callable[..., Any]) -> None:
    """From 1, in characters, the end behind the last one."""
    first = _written("github", garbled, options()).splitlines()[0]
    assert "line=3,endLine=3,col=20,endColumn=31,title=fr/shake-hands [safe .93]::" in first


def test_rdjson_counts_bytes(maker: Callable[..., Any], options: Callable[..., Any]) -> None:
    """Columns are bytes of UTF-8 from 1, and the suggestion covers the same place."""
    made = maker("One.\nAn é bad day.\n").fix("bad", "good", "x/y", "Why.").revision()
    (found,) = json.loads(_written("rdjson", made, options()))["diagnostics"]
    span = {"start": {"line": 2, "column": 7}, "end": {"line": 2, "column": 10}}
    assert found["location"]["range"] == span
    assert found["suggestions"] == [{"range": span, "text": "good"}]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_lists_applied_remaining_and_hidden(
    name: str, garbled: Any, options: Callable[..., Any]
) -> None:
    """After `fix`, all three kinds are there: what was made, what waits, what was refused."""
    text = _written(name, garbled, options(mode="fix", verbose=True))
    for rule in ("fr/shake", "fr/lifeline", "fr/near"):
        assert rule.replace("-", "\\-").replace("/", "\\/") in text or rule in text


def test_criticmarkup_resolved_is_the_review_text(
    hostile: Any, options: Callable[..., Any]
) -> None:
    """All marks accepted give the text with all fixes, all rejected the original, in any text."""
    text = _written("criticmarkup", hostile, options(verbose=True))
    assert resolve(text, lambda _, new: new) == hostile.review_text
    assert resolve(text, lambda old, _: old) == hostile.document.text


_NASTY = st.text(alphabet="ab\\{}+-~<>= \n", max_size=12)


@given(before=_NASTY, old=_NASTY, new=_NASTY, after=_NASTY)
def test_criticmarkup_survives_any_text(before: str, old: str, new: str, after: str) -> None:
    """What is written between and within marks comes back as it was."""
    before = before.rstrip("\\")
    for left, right in ((old, new), (old, ""), ("", new)):
        if not left and not right:
            continue
        marked = literal(before) + change(left, right) + comment(old) + literal(after)
        assert resolve(marked, lambda a, _: a) == before + left + after
        assert resolve(marked, lambda _, b: b) == before + right + after


def test_a_safe_fix_that_waits_warns(
    maker: Callable[..., Any], options: Callable[..., Any]
) -> None:
    """Review fixes are notices, so that they fail no check of annotations."""
    made = maker("A bad day.\n").fix("bad", "good", "x/y", "Why.", safety=Safety.REVIEW)
    assert _written("github", made.revision(), options()).startswith("::notice ")

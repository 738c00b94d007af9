"""Markdown: prose is found, markup is protected."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixprose.text.document import Document, RegionKind
from fixprose.text.span import Span

SAMPLE = """\
---
title: The harbour
---

# The *quiet* harbour #

The boats `came back` with [their catch](https://example.org/a "title é") – see
<https://example.org> and ![a photo](quay.png).

> They said nothing
> about the storm.

- first item
  goes on
- second item

    indented code

```py
print("code")
```

| head | cell |
|------|-----:|
| one `x` | two |

Setext heading
==============

<div class="note">html</div>

[ref]: https://example.org/ref "Title"

See [the text][ref], [ref] and a note[^1].\\
A line with \\*escapes\\*, ~~strikes~~ and $x^2$ for $5 or $6.

[^1]: The note is prose.
"""


def document(text: str = SAMPLE) -> Document:
    return Document(text, format="markdown")


def test_headings_paragraphs_items_quotes_and_cells_are_blocks() -> None:
    contents = [block.content for block in document().blocks]
    assert contents[0] == "The *quiet* harbour"
    assert contents[2] == "They said nothing\n> about the storm."
    assert contents[3:5] == ["first item\n  goes on", "second item"]
    assert contents[-7:-2] == ["head", "cell", "one `x`", "two", "Setext heading"]
    assert not any("print" in content or "title:" in content for content in contents)


@pytest.mark.parametrize(
    "markup",
    [
        "title: The harbour", "# The", "*quiet", "`came back`", '(https://example.org/a "title é")',
        "<https://example.org>", "(quay.png)", "> about", "- first", 'print("code")', "|------|-----:|",
        "`x`", "==============", '<div class="note">', "[ref]: https://example.org/ref", "][ref]",
        "[ref] and", "[^1].", "\\*escapes", "~~strikes", "$x^2$",
    ],
)  # fmt: skip
def test_markup_is_protected(markup: str) -> None:
    at = SAMPLE.index(markup)
    assert document().is_protected(Span(at, at + len(markup)))


@pytest.mark.parametrize(
    "prose",
    ["quiet", "The boats", "their catch", "a photo", "They said nothing", "about the storm", "goes on",
     "head", "two", "Setext heading", "the text", "escapes", "strikes", "$5 or $6", "The note is prose"],
)  # fmt: skip
def test_prose_is_not_protected(prose: str) -> None:
    at = SAMPLE.index(prose)
    span = Span(at, at + len(prose))
    assert not document().is_protected(span)
    assert any(block.span.contains(span) for block in document().blocks)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_of_other_systems_change_nothing(newline: str) -> None:
    text = SAMPLE.replace("\n", newline)
    assert [block.content.replace(newline, "\n") for block in document(text).blocks] == [
        block.content for block in document().blocks
    ]


def test_a_comment_in_code_suppresses_nothing() -> None:
    text = "`<!-- fixprose: off -->` shows how.\n\n```\n<!-- fixprose: off -->\n```\n\nProse."
    assert not document(text).suppressions.protected


def test_a_comment_of_its_own_and_one_in_a_paragraph_suppress() -> None:
    text = "One.\n\n<!-- fixprose: off -->\n\nTwo.\n\nThree <!-- fixprose: on --> four."
    found = document(text)
    assert found.is_protected(Span(text.index("Two"), text.index("Two") + 3))
    assert not found.is_protected(Span(text.index("four"), text.index("four") + 4))


@pytest.mark.parametrize(
    "text",
    ["*" * 20_000 + "a", "_a " * 5_000, "[" * 20_000, "[a](" * 5_000, "`" * 3_000, "<a " * 5_000,
     "<!--" * 5_000, "> " * 1_000 + "a", "- " * 1_000 + "a", "$" * 5_000, "{{" * 5_000, "a\0b"],
)  # fmt: skip
def test_strange_input_is_laid_out(text: str) -> None:
    assert document(text).regions is not None


@given(st.text(st.sampled_from("ab *_`[]()<>#-|\n\r>!\\é😀\u00a0\u2028&;:/\"'$~1."), max_size=80))
def test_blocks_and_protection_are_in_order_and_cover_all(text: str) -> None:
    found = document(text)
    protected = [r.span for r in found.regions if r.kind is RegionKind.PROTECTED]
    spans = [block.span for block in found.blocks]
    for row in (protected, spans):
        assert all(left.end <= right.start for left, right in pairwise(row))
    seen = [False] * len(text)
    for span in protected + spans:
        seen[span.start : span.end] = [True] * len(span)
    assert not "".join(c for c, known in zip(text, seen, strict=True) if not known).strip()

"""Markdown (CommonMark with tables and front matter): blocks by tree-sitter, the rest by hand.

The block grammar finds headings, paragraphs, list items, quotes and table cells; all that is not
in one of them is protected. Within a block a scanner of our own finds the markup: tree-sitter's
inline grammar takes minutes for some inputs of a few kilobytes, this one is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from fixprose.text.document import Layout
from fixprose.text.span import Span, merge

if TYPE_CHECKING:
    from tree_sitter import Parser, Query

_QUERY = """
(inline) @prose
(pipe_table_cell) @prose
(block_continuation) @continuation
(html_block) @html
(link_label) @label
"""
_CLOSING_HASHES = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_COMMENT = re.compile(r"<!--(?:(?!-->|<!--).)*-->", re.S)
_MARKUP = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # an escape
    r"|(?:[ ]{2,}|\\)\r?\n"  # a hard line break
    r"|`+|<|!?\[|\]|\*+|~~+|(?<![^\W_])_+|_+(?![^\W_])|\{[{%]|\$"
)
_TAG = re.compile(
    r"<!--(?:(?!-->|<!--).)*-->"
    r"|<(?:/?[A-Za-z](?:[^<>\"']|\"[^\"]{0,500}\"|'[^']{0,500}')*"
    r"|[!?][^<>]*|[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>",
    re.S,
)
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?\s*\)"
)
_LABEL = re.compile(r"\[([^\[\]]{0,500})\]")
_MATH = re.compile(r"\$\$[^$]{1,500}\$\$|\$(?!\s)[^$\n]{1,200}(?<!\s)\$(?!\d)")
_FORMULA = re.compile(r"[\\^_={}<>]|^\$\w\$$")
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}")


def layout(text: str) -> Layout:
    """Return the prose blocks of a Markdown text; markup and all that is no prose is protected."""
    # One byte a character, so that the parser's offsets are ours.
    unix = re.sub("\r(?!\n)", "\n", text)
    found = _captures(unix.encode("ascii", "replace").replace(b"\0", b"?"))
    labels = frozenset(_label(text[start + 1 : end - 1]) for start, end in found["label"])
    blocks = sorted(block for place in found["prose"] if (block := _block(unix, *place)))
    markup = [span for block in blocks for span in _markup(text, block, labels)]
    comments = [span for span in markup if text.startswith("<!--", span.start)]
    for start, end in found["html"]:
        comments += [Span(*match.span()) for match in _COMMENT.finditer(text, start, end)]
    continuations = [Span(*place) for place in found["continuation"]]
    return Layout(
        tuple(blocks),
        merge([*markup, *continuations, *_between(text, blocks)]),
        tuple(sorted(comments)),
    )


def _captures(flat: bytes) -> dict[str, list[tuple[int, int]]]:
    from tree_sitter import QueryCursor

    parser, query = _grammar()
    captured = QueryCursor(query).captures(parser.parse(flat).root_node)
    return {
        name: sorted((node.start_byte, node.end_byte) for node in captured.get(name, ()))
        for name in ("prose", "continuation", "html", "label")
    }


@cache
def _grammar() -> tuple[Parser, Query]:
    import tree_sitter_markdown
    from tree_sitter import Language, Parser, Query

    language = Language(tree_sitter_markdown.language())
    return Parser(language), Query(language, _QUERY)


def _block(text: str, start: int, end: int) -> Span | None:
    content = text[start:end]
    if text[text.rfind("\n", 0, start) + 1 : start].strip().startswith("#"):
        closing = _CLOSING_HASHES.search(content)
        content = content[: closing.start()] if closing else content
    start += len(content) - len(content.lstrip())
    content = content.strip()
    return Span(start, start + len(content)) if content else None


def _label(shown: str) -> str:
    return " ".join(shown.split()).casefold()


def _between(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands between blocks: fences, code, rules, pipes, list markers, front matter."""
    starts = [0, *(block.end for block in blocks)]
    ends = [*(block.start for block in blocks), len(text)]
    for start, end in zip(starts, ends, strict=True):
        gap = text[start:end]
        if content := gap.strip():
            first = start + gap.index(content)
            # Up to the block, since the space after a list marker or a pipe is markup, too.
            yield Span(first, end if end < len(text) else first + len(content))


def _markup(text: str, block: Span, labels: frozenset[str]) -> Iterator[Span]:
    """Yield the markup within a block: in one pass from left to right."""
    at, end = block.start, block.end
    ticks: dict[int, list[int]] | None = None
    brackets: list[int] = []
    while match := _MARKUP.search(text, at, end):
        start, at = match.span()
        mark = match.group()
        taken: re.Match[str] | None = None
        if mark[0] == "`":
            if ticks is None:
                ticks = _ticks(text, at, end)
            later = ticks.get(len(mark), [])
            while later and later[0] < at:
                later.pop(0)
            if later:
                at = later[0] + len(mark)
        elif mark == "<":
            taken = _TAG.match(text, start, end)
            if taken is None:
                continue
        elif mark in ("[", "!["):
            brackets.append(start)
        elif mark == "]":
            if not brackets:
                continue
            opened = brackets.pop()
            inner = opened + (2 if text[opened] == "!" else 1)
            taken = _TARGET.match(text, at, end) or _LABEL.match(text, at, end)
            shown = text[inner:start]
            is_key = shown.startswith("^") or _label(shown) in labels
            if taken is not None and not (taken.re is _LABEL and is_key and not taken.group(1)):
                if taken.re is _LABEL and _label(taken.group(1)) not in labels:
                    continue
                yield Span(opened, inner)
            elif is_key:
                yield Span(opened, taken.end() if taken else at)
                at = taken.end() if taken else at
                continue
            else:
                continue
        elif mark == "$":
            taken = _MATH.match(text, start, end)
            if taken is None or not (mark == "$$" or _FORMULA.search(taken.group())):
                continue
        elif mark[0] == "{":
            taken = _TEMPLATE.match(text, start, end)
            if taken is None:
                continue
        if taken is not None:
            at = taken.end()
        if mark not in ("[", "!["):
            yield Span(start, at)


def _ticks(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Return where runs of backticks of each length stand."""
    runs: dict[int, list[int]] = {}
    for match in re.finditer("`+", text[start:end]):
        runs.setdefault(len(match.group()), []).append(start + match.start())
    return runs

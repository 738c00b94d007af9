"""Documents: a text that knows its regions, blocks, sentences and tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from fixprose.text.span import Span, any_touches, merge, near
from fixprose.text.tokens import Tokens

if TYPE_CHECKING:
    from fixprose.suppression import Suppressions


_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> frozenset[str]:
    """Return the different runs of letters and digits in a text.

    >>> sorted(words_of("O'Brien’s U.S. aide's aide"))
    ['Brien', 'O', 'S', 'U', 'aide', 's']
    """
    return frozenset(_WORD.findall(text))


class RegionKind(Enum):
    """What a region is; prose is everything that no region covers."""

    QUOTATION = "quotation"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the document that is treated in its own way."""

    span: Span
    kind: RegionKind


class Paragraph:
    """The text of a block by itself, wherever it stands: offsets count from its start."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> frozenset[str]:
        """The words as `words_of` gives them."""
        return words_of(self.text)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens."""
        return Tokens(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order, without the white space between them."""
        from fixprose.text.sentences import split_sentences

        return split_sentences(self.text, Span(0, len(self.text)))


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or table cell: what sentences and edits never cross.

    `known` are the paragraphs of all states of the document, by their text: most of them stay as
    they are from one round of repair to the next.
    """

    text: str = field(repr=False)
    span: Span
    known: dict[str, Paragraph] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def content(self) -> str:
        """The block's own text."""
        return self.span.of(self.text)

    @cached_property
    def _paragraph(self) -> Paragraph:
        found = self.known.get(self.content)
        if found is None:
            found = self.known[self.content] = Paragraph(self.content)
        return found

    @property
    def words(self) -> frozenset[str]:
        """The runs of letters and digits of the block, as `words_of` gives them."""
        return self._paragraph.words

    @cached_property
    def tokens(self) -> Tokens:
        """The block's tokens; offsets are those of the document."""
        return self._paragraph.tokens.moved(self.span.start)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The block's sentences, in order, without the white space between them."""
        return tuple(one.shifted(self.span.start) for one in self._paragraph.sentences)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Somebody's words: what stands between quotation marks, without the marks."""
        from fixprose.text.regions import find_quotations

        return tuple(find_quotations(self))

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """Addresses, paths, code: what nothing may edit in any format."""
        from fixprose.text.regions import find_protected

        return merge(find_protected(self.text, self.span))

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence around `offset` (the block itself where there is none)."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 else self.span

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


@dataclass(frozen=True)
class Document:
    """One text with its path, format, encoding and newline style.

    `text` is the decoded text exactly as it stood (newlines are not translated), so that writing
    an unchanged document gives the same bytes. All offsets in fixprose are characters of it.
    """

    text: str
    path: str | None = None
    format: str = "text"
    encoding: str = "utf-8"
    bom: bytes = b""
    package: bytes = field(default=b"", repr=False)  # the file around the text (Word)
    known: dict[str, Paragraph] = field(default_factory=dict, repr=False, compare=False)
    """The paragraphs that this document and its other states have been seen to hold."""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The prose blocks in order; what lies between them is not prose."""
        return tuple(Block(self.text, span, self.known) for span in self._layout.blocks)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Protected regions and quotations, in order of their start."""
        protected = merge(
            [
                *self._layout.protected,
                *self.suppressions.protected,
                *(span for block in self.blocks for span in block.protected),
            ]
        )
        found = [Region(span, RegionKind.PROTECTED) for span in protected]
        for block in self.blocks:
            found += [Region(span, RegionKind.QUOTATION) for span in block.quotations]
        return tuple(sorted(found, key=lambda region: region.span))

    @cached_property
    def suppressions(self) -> Suppressions:
        """What the text itself says that fixprose must leave alone."""
        from fixprose.suppression import find_suppressions

        return find_suppressions(self.text, self._layout.blocks, self._layout.comments)

    @cached_property
    def _layout(self) -> Layout:
        from fixprose.text.formats import reader_for

        return reader_for(self.format).layout(self.text)

    def __getstate__(self) -> dict[str, object]:
        """Return what another process needs; what can be worked out again stays here."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"known": {}}

    def with_text(self, text: str) -> Document:
        """Return the same document with another text."""
        return replace(self, text=text)

    def blocks_at(self, span: Span) -> tuple[Block, ...]:
        """Return the blocks that `span` touches, in order."""
        known = self._layout.blocks
        first = bisect_left(known, span.start, key=lambda block: block.end)
        last = bisect_right(known, span.end, key=lambda block: block.start)
        return self.blocks[first:last]

    def is_protected(self, span: Span) -> bool:
        """Tell whether an edit of `span` would change a protected region or split it."""
        return (
            any_touches(self._layout.protected, span)
            or any_touches(self.suppressions.protected, span)
            or any(any_touches(block.protected, span) for block in self.blocks_at(span))
        )

    def is_quoted(self, span: Span) -> bool:
        """Tell whether `span` touches somebody's quoted words."""
        return any(
            quotation.overlaps(span)
            for block in self.blocks_at(span)
            for quotation in near(block.quotations, span)
        )

    def is_ignored(self, rule: str, span: Span) -> bool:
        """Tell whether the text asks that `rule` (an id) leaves `span` alone."""
        return self.suppressions.is_ignored(rule, span)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a format reader finds.

    `blocks` are the prose blocks; `protected` are spans nothing may edit, as `merge` gives them;
    `comments` are the comments of the format (None: HTML comments, wherever they stand).
    """

    blocks: tuple[Span, ...]
    protected: tuple[Span, ...] = ()
    comments: tuple[Span, ...] | None = None

"""Documents: a text that knows its regions, blocks, sentences and tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from fixprose.text.span import Span
from fixprose.text.tokens import Tokens


class RegionKind(Enum):
    """What a region is; prose is everything that no region covers."""

    QUOTATION = "quotation"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the document that is treated in its own way."""

    span: Span
    kind: RegionKind


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or table cell: what sentences and edits never cross."""

    text: str = field(repr=False)
    span: Span

    @cached_property
    def tokens(self) -> Tokens:
        """The block's tokens; offsets are those of the document."""
        return Tokens(self.text, self.span.start, self.span.end)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The block's sentences, in order, without the white space between them."""
        from fixprose.text.sentences import split_sentences

        return split_sentences(self.text, self.span)

    @property
    def content(self) -> str:
        """The block's own text."""
        return self.span.of(self.text)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence around `offset` (the block itself where there is none)."""
        found = self.span
        for sentence in self.sentences:
            if sentence.start > offset:
                break
            found = sentence
        return found


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

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The prose blocks in order; what lies between them is not prose."""
        return tuple(Block(self.text, span) for span in self._layout.blocks)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Protected regions and quotations, in order of their start."""
        from fixprose.text.regions import find_quotations

        found = [Region(span, RegionKind.PROTECTED) for span in self._layout.protected]
        for block in self.blocks:
            found += [Region(span, RegionKind.QUOTATION) for span in find_quotations(block)]
        return tuple(sorted(found, key=lambda region: region.span))

    @cached_property
    def _layout(self) -> Layout:
        from fixprose.text.formats import reader_for

        return reader_for(self.format).layout(self.text)

    def with_text(self, text: str) -> Document:
        """Return the same document with another text."""
        return Document(text, self.path, self.format, self.encoding, self.bom)

    def is_protected(self, span: Span) -> bool:
        """Tell whether an edit of `span` would change a protected region or split it."""
        return any(
            region.start < span.end and span.start < region.end
            if len(span)
            else region.start < span.start < region.end
            for region in self._layout.protected
        )

    def is_quoted(self, span: Span) -> bool:
        """Tell whether `span` touches somebody's quoted words."""
        return any(
            region.kind is RegionKind.QUOTATION and span.overlaps(region.span)
            for region in self.regions
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """What a format reader finds: prose blocks, and spans nothing may edit."""

    blocks: tuple[Span, ...]
    protected: tuple[Span, ...] = ()

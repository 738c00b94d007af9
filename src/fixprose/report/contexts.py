"""Contexts: the sentences of a document in which something changes, cut into marked pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.revision import Fix, Hunk, Revision
    from fixprose.text.document import Document

_NEARBY = 160  # characters of a long sentence that are kept on either side of a change
Kind = Literal["same", "old", "new", "gap"]


@dataclass(frozen=True, slots=True)
class Context:
    """One or more sentences of the original with the hunks in them and the fixes behind these."""

    span: Span
    hunks: tuple[Hunk, ...]
    fixes: tuple[Fix, ...]

    def pieces(self, text: str) -> Iterator[tuple[Kind, str]]:
        """Yield the pieces of the sentence: kept, old, new; `gap` where a long one is cut."""
        at = self.span.start
        for hunk in self.hunks:
            yield from _kept(text, at, hunk.start, first=at == self.span.start)
            if hunk.original:
                yield "old", hunk.original
            if hunk.replacement:
                yield "new", hunk.replacement
            at = hunk.end
        yield from _kept(text, at, self.span.end, last=True)


def contexts(revision: Revision, shown: Collection[int]) -> Iterator[Context]:
    """Yield the contexts of the fixes with the indexes `shown`, in order."""
    fixes = {fix.index: fix for fix in revision.fixes}
    group: list[Hunk] = []
    span = Span(0, 0)
    for hunk in revision.hunks(shown):
        around = _sentences(revision.document, hunk)
        if group and around.start < span.end:
            span = span.hull(around)
        else:
            if group:
                yield _context(span, group, fixes)
            group, span = [], around
        group.append(hunk)
    if group:
        yield _context(span, group, fixes)


def _context(span: Span, hunks: Iterable[Hunk], fixes: dict[int, Fix]) -> Context:
    hunks = tuple(hunks)
    indexes = sorted(index for hunk in hunks for index in hunk.fixes)
    return Context(span, hunks, tuple(fixes[index] for index in indexes))


def _sentences(document: Document, hunk: Hunk) -> Span:
    changed = Span(hunk.start, hunk.end)
    around = changed
    for block in document.blocks:
        if block.span.start > hunk.end:
            break
        if block.span.overlaps(changed):
            around = around.hull(block.sentence_at(hunk.start))
            around = around.hull(block.sentence_at(max(hunk.start, hunk.end - 1)))
    return around


def _kept(
    text: str, start: int, end: int, *, first: bool = False, last: bool = False
) -> Iterator[tuple[Kind, str]]:
    room = _NEARBY if first or last else 2 * _NEARBY
    if end - start <= room + _NEARBY // 2:
        if end > start:
            yield "same", text[start:end]
        return
    if not first:
        space = text.rfind(" ", start, start + _NEARBY)
        yield "same", text[start : start + _NEARBY if space < 0 else space + 1]
    yield "gap", "…"
    if not last:
        space = text.find(" ", end - _NEARBY, end)
        yield "same", text[end - _NEARBY if space < 0 else space : end]

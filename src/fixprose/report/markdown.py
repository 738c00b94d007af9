"""Markdown, for a comment in a pull request or a wiki: sentences with changes, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from fixprose.report.base import ReportOptions, path_of
from fixprose.report.contexts import contexts
from fixprose.report.counts import Counts, summary_lines
from fixprose.report.items import Item, items
from fixprose.report.places import Places, flowing, probability, visible

if TYPE_CHECKING:
    from fixprose.revision import Revision

# All that could start markup, a link, a mention or the end of a cell. Each is ASCII punctuation.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+\-.!|~$:@/]")
_HEADS = {"applied": "Applied", "remaining": "Remaining", "hidden": "Hidden"}


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write a section for each document with something to show, and the summary."""
    counts = Counts()
    stream.write("# fixprose\n")
    for revision in revisions:
        counts.add(revision)
        if revision.fixes or revision.refusals:
            stream.writelines(f"{line}\n" for line in _section(revision, options))
    if options.summary:
        for line in summary_lines(counts, options):
            stream.write(f"\n{_escaped(line)}\n")


def _section(revision: Revision, options: ReportOptions) -> Iterator[str]:
    yield f"\n## {_escaped(visible(path_of(revision)))}"
    places = Places(revision.document.text)
    for context in contexts(revision, frozenset(fix.index for fix in revision.fixes)):
        line, _ = places.of(context.hunks[0].start)
        yield f"\n> {line}: " + "".join(
            _marked(kind, piece) for kind, piece in context.pieces(revision.document.text)
        )
    found = list(items(revision, options))
    for state, head in _HEADS.items():
        chosen = [item for item in found if item.state == state]
        if chosen:
            yield f"\n### {head} ({len(chosen)})\n"
            yield "| Place | Rule | Before | After | Why |"
            yield "| --- | --- | --- | --- | --- |"
            yield from (_row(item, places) for item in chosen)


def _marked(kind: str, piece: str) -> str:
    if kind == "old":
        return f"<del>{_escaped(visible(piece))}</del>"
    if kind == "new":
        return f"<ins>{_escaped(visible(piece))}</ins>"
    return _escaped(flowing(piece))


def _row(item: Item, places: Places) -> str:
    change = item.change
    line, column = places.of(change.start)
    why = flowing(change.reason) + (f" — {flowing(item.why_hidden)}" if item.why_hidden else "")
    rule = f"{change.rule} [{item.safety} {probability(change.confidence)}]"
    cells = (rule, visible(change.original), visible(change.replacement), why)
    return f"| {line}:{column} | " + " | ".join(map(_escaped, cells)) + " |"


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda match: "\\" + match.group(), text)

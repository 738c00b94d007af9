"""CriticMarkup: the whole text with its changes marked, for any editor of plain text.

What the editor leaves is read by `fixprose apply FILE FILE.critic.md`. Several texts come one after
another, from the second on under a comment with the name; such a file cannot be read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from fixprose.report.base import ReportOptions, path_of
from fixprose.report.items import Item, items
from fixprose.report.places import flowing, probability, visible
from fixprose.text.critic import change, comment, literal

if TYPE_CHECKING:
    from fixprose.revision import Revision


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write the texts with all fixes marked; with -v a comment for each refused idea."""
    for number, revision in enumerate(revisions):
        if number:
            stream.write("\n" + comment(visible(path_of(revision))) + "\n\n")
        stream.writelines(_marked(revision, options))


def _marked(revision: Revision, options: ReportOptions) -> Iterator[str]:
    text = revision.document.text
    found = list(items(revision, options))
    told = {item.change.index: item for item in found if not item.why_hidden}  # type: ignore[union-attr]
    waiting = [item for item in found if item.state == "hidden" and options.verbose]
    at = 0
    for hunk in revision.hunks():
        # A backslash before a mark would make it literal: it moves into the mark.
        start = len(text[at : hunk.start].rstrip("\\")) + at
        yield from _kept(text, at, start, waiting)
        before = text[start : hunk.start]
        yield change(before + hunk.original, before + hunk.replacement)
        yield comment("; ".join(_cause(told[index]) for index in hunk.fixes))
        at = hunk.end
    yield from _kept(text, at, len(text), waiting, is_last=True)


def _kept(
    text: str, at: int, end: int, waiting: list[Item], *, is_last: bool = False
) -> Iterator[str]:
    while waiting and (waiting[0].change.end < end or is_last):
        item = waiting.pop(0)
        place = max(at, min(item.change.end, end))
        if text[at:place].endswith("\\"):
            continue
        yield literal(text[at:place]) + comment(f"{_cause(item)} — {flowing(item.why_hidden)}")
        at = place
    yield literal(text[at:end])


def _cause(item: Item) -> str:
    made = item.change
    mark = f"{item.safety} {probability(made.confidence)}"
    mark += ", applied" if item.state == "applied" else ""
    if item.state == "hidden":
        mark += f", “{visible(made.original)}” → “{visible(made.replacement)}”"
    return f"{made.rule} [{mark}]: {flowing(made.reason)}"

"""Exports: what an editor hands on, as files beside the text.

`full` is the original with all changes and comments in CriticMarkup, `comments` the clean text with
queries and notes only, `clean` the text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fixprose.review.decisions import Decision, Verdict, decided_changes
from fixprose.text.read import encode_document, write_atomic

if TYPE_CHECKING:
    from fixprose.review.session import ReviewedFile

EXPORTS = ("full", "comments", "clean")
_Change = tuple[int, int, str]


def write_exports(
    file: ReviewedFile, kinds: Iterable[str], folder: Path | None = None
) -> Iterator[Path]:
    """Write exports of a file and yield their paths: `article.full.md`, `article.clean.txt`.

    They lie beside the file, or in `folder`. Raises FixproseError when one cannot be written.
    """
    name = file.path.name.removesuffix(file.path.suffix)
    for kind in kinds:
        suffix = file.path.suffix if kind == "clean" else ".md"
        path = (folder or file.path.parent) / f"{name}.{kind}{suffix}"
        document = file.revision.document.with_text(export_text(file, kind))
        write_atomic(path, encode_document(document))
        yield path


def export_text(file: ReviewedFile, kind: str) -> str:
    """Return the text of one kind of export."""
    decided = file.placed.decided
    changes = decided_changes(file.revision, decided)
    if kind == "clean":
        return file.text
    comments = sorted(
        (file.revision.fixes[index].end, _comment(decision))
        for index, decision in decided.items()
        if decision.note or decision.verdict is Verdict.QUERY
    )
    return "".join(_marked(file.revision.document.text, changes, comments, kind == "full"))


def _marked(
    text: str, changes: list[_Change], comments: list[tuple[int, str]], is_full: bool
) -> Iterator[str]:
    """Yield the pieces of a text with its changes and, behind what they are about, comments."""
    at = 0
    waiting = list(comments)

    def kept(end: int, *, last: bool = False) -> Iterator[str]:
        nonlocal at
        while waiting and (waiting[0][0] < end or last):
            place, comment = waiting.pop(0)
            yield text[at : max(at, place)] + comment
            at = max(at, place)
        yield text[at:end]
        at = end

    for start, end, replacement in changes:
        yield from kept(start)
        yield _change(text[start:end], replacement) if is_full else replacement
        at = end
    yield from kept(len(text), last=True)


def _change(old: str, new: str) -> str:
    if not new:
        return f"{{--{old}--}}"
    return f"{{~~{old}~>{new}~~}}" if old else f"{{++{new}++}}"


def _comment(decision: Decision) -> str:
    kind = "Query" if decision.verdict is Verdict.QUERY else "Note"
    by = f" ({decision.who})" if decision.who else ""
    note = " ".join((decision.note or "please check").split())
    return f"{{>>{kind}{by}: {note}<<}}"

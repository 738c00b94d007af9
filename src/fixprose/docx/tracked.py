"""Tracked changes: w:ins and w:del around runs, with the reason as a comment.

Runs are split where a change begins and ends; a new run takes the format of the first one that it
replaces. Changes of earlier reviewers stay: a deletion goes into their insertion, an insertion
between two halves of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from fixprose.docx import AUTHOR
from fixprose.docx.comments import Comments, clean
from fixprose.docx.package import replaced, written
from fixprose.errors import FixproseError
from fixprose.text.wordml import (
    SPACE,
    Atom,
    Element,
    W,
    atoms,
    main_part,
    paragraphs,
    parse,
    read_parts,
    text_of,
)

_PIECE = re.compile(r"\t|\n|[^\t\n]+")


@dataclass(frozen=True, slots=True)
class Change:
    """What to replace: offsets are characters of the text of the whole file, end exclusive."""

    start: int
    end: int
    replacement: str
    comment: str


def track(package: bytes, changes: Iterable[Change], shown: str) -> bytes:
    """Return the package with changes tracked; without any, the same bytes.

    Raises FixproseError when the package is no Word file, or a change reaches beyond a paragraph.
    """
    made = sorted(changes, key=lambda change: change.start, reverse=True)
    if not made:
        return package
    parts = read_parts(package, shown)
    main = main_part(parts, shown)
    root = parse(parts[main], shown)
    comments = Comments(parts, main, shown)
    lines = list(paragraphs(root))
    starts, at = [], 0
    for paragraph in lines:
        starts.append(at)
        at += len(text_of(paragraph)) + 1
    ids = _Ids(root)
    for change in made:
        index = bisect_right(starts, change.start) - 1
        start, end = change.start - starts[index], change.end - starts[index]
        if end > len(text_of(lines[index])):
            raise FixproseError(f"{shown}: a change that joins paragraphs cannot be tracked")
        _Place(lines[index], start, end, ids).change(change, comments)
    return replaced(package, {main: written(root), **dict(comments.changed_parts())})


class _Ids:
    """Ids for tracked changes that no element has."""

    def __init__(self, root: Element) -> None:
        taken = (each.get(W + "id", "") for each in root.iter())
        self._last = max((int(id) for id in taken if id.isdigit()), default=0)

    def given(self) -> dict[str, str]:
        """Return the attributes of one more change. No date: the same input, the same bytes."""
        self._last += 1
        return {W + "id": str(self._last), W + "author": AUTHOR}


class _Place:
    """One stretch of a paragraph, cut out so that whole runs lie in it."""

    def __init__(self, paragraph: Element, start: int, end: int, ids: _Ids) -> None:
        self._paragraph, self._start, self._end, self._ids = paragraph, start, end, ids
        for offset in (end, start):
            _split(paragraph, offset)

    def change(self, change: Change, comments: Comments) -> None:
        """Delete what stands here, put the replacement behind, and comment on it."""
        found = list(atoms(self._paragraph))
        inside = [atom for atom in found if self._start <= atom.start and atom.end <= self._end]
        runs = list(dict.fromkeys(atom.run for atom in inside))
        deleted = [self._delete(run) for run in runs]
        inserted = self._insert(change.replacement, runs, deleted, found)
        first = deleted[0] if deleted else inserted
        last = inserted if inserted is not None else deleted[-1]
        _comment(first, last, comments.add(change.comment))

    def _delete(self, run: Element) -> Element:
        from lxml.etree import Element as New

        around = New(W + "del", self._ids.given())
        run.addprevious(around)
        around.append(run)
        for text in run.iter(W + "t"):
            text.tag = W + "delText"
            text.text = (text.text or "") if text.get(SPACE) else (text.text or "").strip()
            text.set(SPACE, "preserve")
        return around

    def _insert(
        self, new: str, runs: list[Element], deleted: list[Element], found: list[Atom]
    ) -> Element | None:
        from lxml.etree import Element as New
        from lxml.etree import SubElement

        if not new:
            return None
        inserted = New(W + "ins", self._ids.given())
        before = next((atom.run for atom in reversed(found) if atom.end <= self._start), None)
        after = next((atom.run for atom in found if atom.start >= self._end), None)
        model = runs[0] if runs else before if before is not None else after
        run = SubElement(inserted, W + "r")
        if model is not None and (format := model.find(W + "rPr")) is not None:
            run.append(deepcopy(format))
        for piece in _PIECE.findall(new):
            if piece in "\t\n":
                SubElement(run, W + ("tab" if piece == "\t" else "br"))
            else:
                SubElement(run, W + "t", {SPACE: "preserve"}).text = clean(piece)
        if deleted or before is not None:
            _put_after(deleted[-1] if deleted else before, inserted)
        elif after is not None:
            _put_after(after, inserted)
            halves = inserted.getprevious()
            inserted.addnext(halves)  # it belongs before what it was put behind
        else:
            self._paragraph.append(inserted)
        return inserted


def _split(paragraph: Element, offset: int) -> None:
    """Split the run in which an offset lies, so that a run ends there."""
    for atom in atoms(paragraph):
        if atom.end <= offset:
            continue
        if atom.start < offset:
            second = deepcopy(atom.element)
            at = offset - atom.start
            for element, text in ((atom.element, atom.text[:at]), (second, atom.text[at:])):
                element.text = text
                element.set(SPACE, "preserve")
            atom.element.addnext(second)
            _cut(atom.run, second)
        elif any(e is not atom.element and e.tag != W + "rPr" for e in _before(atom)):
            _cut(atom.run, atom.element)
        return


def _before(atom: Atom) -> list[Element]:
    return list(atom.run)[: list(atom.run).index(atom.element)]


def _cut(run: Element, first: Element) -> None:
    """Move an element of a run and what follows it into a run of its own."""
    from lxml.etree import Element as New

    second = New(run.tag, dict(run.attrib))
    format = run.find(W + "rPr")
    if format is not None:
        second.append(deepcopy(format))
    children = list(run)
    for child in children[children.index(first) :]:
        second.append(child)
    run.addnext(second)


def _put_after(element: Element, inserted: Element) -> None:
    """Put an insertion behind an element; one of another reviewer is cut in two around it."""
    from lxml.etree import Element as New

    parent = element.getparent()
    if parent.tag not in (W + "ins", W + "moveTo"):
        element.addnext(inserted)
        return
    rest = list(parent)[list(parent).index(element) + 1 :]
    parent.addnext(inserted)
    if rest:
        second = New(parent.tag, dict(parent.attrib))
        for child in rest:
            second.append(child)
        inserted.addnext(second)


def _comment(first: Element, last: Element, number: str) -> None:
    from lxml.etree import Element as New
    from lxml.etree import SubElement

    first.addprevious(New(W + "commentRangeStart", {W + "id": number}))
    run = New(W + "r")
    SubElement(run, W + "commentReference", {W + "id": number})
    last.addnext(run)
    last.addnext(New(W + "commentRangeEnd", {W + "id": number}))

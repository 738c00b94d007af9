"""Reviewed Word files: what is left of fixprose's tracked changes is settled, comments go."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fixprose.docx import AUTHOR
from fixprose.docx.comments import Comments
from fixprose.docx.package import replaced, written
from fixprose.text.wordml import Element, W, main_part, paragraphs, parse, read_parts

_MARKS = (W + "ins", W + "del")
_TEXTS = frozenset(W + name for name in "t tab br cr noBreakHyphen softHyphen drawing".split())


def settle(package: bytes, is_made: Callable[[str, str], bool], shown: str) -> bytes:
    """Return the package with fixprose's remaining changes made or taken back.

    `is_made` is asked about each, in order, with the old and the new text. Changes and comments of
    others stay. Raises FixproseError when the package is no Word file.
    """
    parts = read_parts(package, shown)
    main = main_part(parts, shown)
    root = parse(parts[main], shown)
    for group in [group for each in paragraphs(root) for group in _groups(each)]:
        old = "".join(_text(mark) for mark in group if mark.tag == W + "del")
        new = "".join(_text(mark) for mark in group if mark.tag == W + "ins")
        taken = is_made(old, new)
        for mark in group:
            _settle(mark, taken == (mark.tag == W + "ins"))
    comments = Comments(parts, main, shown)
    ours = comments.drop_ours()
    _drop_comments(root, ours)
    changed = dict(comments.changed_parts()) if ours else {}
    return replaced(package, {main: written(root), **changed})


def _groups(paragraph: Element) -> Iterator[list[Element]]:
    """Yield the marks of each change: deletions and insertions with no text between them."""
    group: list[Element] = []
    for element in paragraph.iter():
        if element.tag in _MARKS and element.get(W + "author") == AUTHOR:
            if element.getparent().tag != W + "rPr":
                group.append(element)
        elif element.tag in _TEXTS and not any(mark in group for mark in element.iterancestors()):
            if group:
                yield group
            group = []
    if group:
        yield group


def _text(mark: Element) -> str:
    found = []
    for element in mark.iter(W + "t", W + "delText", W + "tab", W + "br"):
        if element.tag in (W + "tab", W + "br"):
            found.append("\t" if element.tag == W + "tab" else "\n")
        else:
            found.append(element.text or "")
    return "".join(found)


def _settle(mark: Element, is_kept: bool) -> None:
    parent = mark.getparent()
    at = list(parent).index(mark)
    if is_kept:
        for text in mark.iter(W + "delText"):
            text.tag = W + "t"
        for child in reversed(mark):
            parent.insert(at, child)
    parent.remove(mark)


def _drop_comments(root: Element, ids: set[str]) -> None:
    names = ("commentRangeStart", "commentRangeEnd", "commentReference")
    for element in list(root.iter(*(W + name for name in names))):
        if element.get(W + "id") in ids:
            parent = element.getparent()
            parent.remove(element)
            if parent.tag == W + "r" and all(child.tag == W + "rPr" for child in parent):
                parent.getparent().remove(parent)

"""Apostrophes that stand apart: “people ' s”, “don ' t”, “workers ' rights”, “O ' Brien”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.stages.clean.base import find_in_prose, make_edit

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "clean/split-apostrophe": "An apostrophe that a space separates from its word "
    "(people ' s, don ' t) closes up.",
}

_MARK = "['’´`]"
# Each begins with the literal that is rare, so that scanning a clean text is fast.
_ENDS = r"(?=[.,;:!?)\]\"”-]*(?:\s|\Z))"  # what a word may be followed by, but code is not
_APART = re.compile(rf" (?P<mark>{_MARK})(?P<gap> ?)(?P<tail>[A-Za-z]+){_ENDS}")
_AFTER = re.compile(rf"['’] (?P<tail>s|t|m|re|ve|ll|d){_ENDS}")
_NOT = re.compile(rf" n ?['’] ?t{_ENDS}")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*\.?\Z")
_LONE = re.compile(r"(?<=[\s\w])['’](?=\s)|(?<=\s)['’‘](?=[\s\w])")
_HEADS = {
    "t": frozenset(
        "don doesn didn isn aren wasn weren haven hasn hadn won wouldn couldn shouldn can "
        "mustn needn ain mightn".split()
    ),
    "m": frozenset({"i"}),
    "re": frozenset("you we they who what there how where why".split()),
    "ve": frozenset("i you we they would could should might must who".split()),
    "ll": frozenset("i you he she it we they that there who what this".split()),
    "d": frozenset("i you he she it we they who that there".split()),
}
_NEVER_OWNED = frozenset(
    "the a an this that these those it he she they we you I his her its their our my your "
    "and or but is are was were be been has have had will would of in on at to for from "
    "with by as not who which".split()
)
_NOT_HEADS = frozenset(
    "do does did is are was were has have had wo would could should ca must need ai might".split()
)


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that close apostrophes up with their words."""
    text = document.text
    if "'" not in text and "’" not in text and "´" not in text and "`" not in text:
        return
    for block, match in find_in_prose(document, _APART):
        edit = _apart(block, match)
        if edit is not None:
            yield edit
    for block, match in find_in_prose(document, _AFTER):  # people' s
        start, end = match.span()
        head = _head(block, start)
        if head and _goes_with(head.group(), match.group("tail")):
            yield _closed(block, (start + 1, start + 2), "", (head.start(), end))
    for block, match in find_in_prose(document, _NOT):  # do n't
        start, end = match.span()
        head = _head(block, start)
        if head and head.group().lower() in _NOT_HEADS:
            joined = match.group().replace(" ", "")
            yield _closed(block, (start, end), joined, (head.start(), end))


def _apart(block: Block, match: re.Match[str]) -> Edit | None:
    start, end = match.span()
    mark, tail = match.group("mark"), match.group("tail")
    head = _head(block, start)
    if head is None:
        return None
    name = head.group()
    matched = (head.start(), end)
    gap = match.end("gap")
    if _goes_with(name, tail):
        meant = mark if mark in "'’" else "'"
        if meant == mark and not match.group("gap"):
            return _closed(block, (start, start + 1), "", matched)
        return _closed(block, (start, gap), meant, matched)
    if mark not in "'’" or not match.group("gap"):
        return None
    if name in ("O", "D", "d", "L", "l") and tail[0].isupper() and tail[1:2].islower():
        return _closed(block, (start, gap), mark, matched)
    if tail in _NEVER_OWNED:
        return None
    if name.endswith("s") and len(name) > 3 and _is_alone(block, start):
        return _closed(block, (start, start + 1), "", matched, 0.88)
    return None


def _head(block: Block, end: int) -> re.Match[str] | None:
    return _WORD_BEFORE.search(block.text, max(block.span.start, end - 60), end)


def _goes_with(head: str, tail: str) -> bool:
    """Tell whether `tail` behind an apostrophe ends `head`."""
    if tail == "s":
        return head[-1].isalnum() or head.count(".") > 1
    return head.lower() in _HEADS.get(tail, ())


def _is_alone(block: Block, start: int) -> bool:
    """Tell whether the mark after the space at `start` has no partner: then it quotes nothing."""
    others = [
        match
        for match in _LONE.finditer(block.text, block.span.start, block.span.end)
        if match.start() != start + 1 and not _is_possessive(block, match.start())
    ]
    return not others


def _is_possessive(block: Block, at: int) -> bool:
    """Tell whether the lone mark at `at` belongs to “people ' s” or “workers ' ” itself."""
    text = block.text
    after = re.match(r"['’] ?(?:s|t|m|re|ve|ll|d)(?!\w)", text[at : at + 5])
    return bool(after) or text[max(0, at - 2) : at] == "s "


def _closed(
    block: Block,
    span: tuple[int, int],
    replacement: str,
    matched: tuple[int, int],
    confidence: float = 0.97,
) -> Edit:
    text = block.text
    shown = text[matched[0] : matched[1]]
    joined = text[matched[0] : span[0]] + replacement + text[span[1] : matched[1]]
    return make_edit(
        "split-apostrophe",
        span,
        replacement,
        f"The apostrophe of “{joined}” was cut off (“{shown}”).",
        confidence,
        matched=matched,
    )

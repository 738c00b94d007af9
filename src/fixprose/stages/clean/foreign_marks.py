"""Marks of another script in English: “back。”, “this、that”, “12％”, “don´t”.

sacremoses' punctuation normaliser knows the English mark for each; it is asked about the single
mark, since it would flatten all good quotation marks and dashes of the text as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Changes, Edit
from fixprose.stages.clean.base import (
    FUNCTION_WORDS,
    LEADING_WORDS,
    apostrophe_of,
    find_in_prose,
    make_edit,
    quotes_of,
)
from fixprose.stages.clean.moses import normal_mark

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "clean/foreign-mark": "A stop, comma or bracket of East Asian type becomes the English "
    "one, with its space.",
    "clean/foreign-quote": "East Asian quotation marks around English become English ones.",
    "clean/full-width": "Letters and digits of double width become normal ones.",
    "clean/wrong-apostrophe": "An accent sign that stands for an apostrophe (don´t) becomes one.",
}

_ANY = re.compile(r"[。、，；：？！（）％．《「『０-９Ａ-Ｚａ-ｚ]")
_MARK = re.compile(r"\s*[。、，；：？！（）％．]\s*")
_QUOTED = re.compile(r"《([^《》\n]{1,80})》|「([^「」\n]{1,200})」|『([^『』\n]{1,200})』")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_ACCENT = re.compile(r"(?<=[A-Za-z])[´`](?=(?:s|t|re|ve|ll|d|m)\b)")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LAST, _FIRST = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_CLOSES = frozenset('.,;:?!)]"”’。，、；：？！）》')
_QUOTES = "\"'“”‘’`"
_ENDS = frozenset(".,;:?!")


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that put English marks in the place of foreign ones."""
    text = document.text
    if "´" in text or "`" in text:  # alone they are rare
        yield from _accents(document)
    if text.isascii() or not _ANY.search(text):
        return
    for block, match in find_in_prose(document, _MARK):
        edit = _mark(block, match)
        if edit is not None:
            yield edit
    for _, match in find_in_prose(document, _QUOTED):
        inner = match.group(1) or match.group(2) or match.group(3)
        if _CJK.search(inner) or not inner.strip():
            continue
        for at, new in zip((match.start(), match.end() - 1), quotes_of(text), strict=True):
            yield make_edit(
                "foreign-quote",
                (at, at + 1),
                new,
                f"“{text[at]}” is a Chinese or Japanese quotation mark; English writes {new}.",
                0.87,
                matched=match.span(),
            )
    for block, match in find_in_prose(document, _WIDE):
        if not _near_cjk(block, *match.span()):
            yield make_edit(
                "full-width",
                match.span(),
                unicodedata.normalize("NFKC", match.group()),
                "These letters or digits have the double width of Chinese and Japanese type.",
                0.95,
                changes=Changes.FORMAT,
            )


def _accents(document: Document) -> Iterator[Edit]:
    for block, match in find_in_prose(document, _ACCENT):
        is_code = match.group() == "`" and block.content.count("`") > 1
        if not is_code and normal_mark(match.group()) == "'":
            start, end = match.span()
            yield make_edit(
                "wrong-apostrophe",
                (start, end),
                apostrophe_of(block.text),
                f"“{match.group()}” is an accent sign; the word needs an apostrophe.",
                0.95,
                matched=(start - 1, end + 1),
            )


def _mark(block: Block, match: re.Match[str]) -> Edit | None:
    text = block.text
    start, end = match.span()
    shown = match.group().strip()
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _QUOTES and after in _QUOTES and before and after:
        return None  # the mark itself is spoken of
    if start <= block.span.start:
        before = ""
    if end >= block.span.end:
        after = ""
    if _near_cjk(block, start, end):
        return None
    if "\n" in match.group():  # only the mark itself
        start, end = match.start() + match.group().index(shown), match.end()
        end = start + len(shown)
        after = ""
    mark = normal_mark(shown)
    if (
        mark in ".,"
        and before.isalpha()
        and after.islower()
        and not _divides(block, mark, start, end)
    ):
        return None
    if mark in _ENDS:
        becomes = "" if before in _ENDS else mark
        if after in _CLOSES:
            after = ""
        number = mark in ".:," and before.isdigit() and after.isdigit() and end - start == 1
        becomes += " " if after and not number else ""
    elif mark == "(":
        becomes = " (" if before and before not in '([“"' else "("
    elif mark == ")":
        becomes = ") " if after and after not in _CLOSES else ")"
    elif mark == "%" and before.isdigit():
        becomes = "% " if after.isalnum() else "%" + " " * (match.group() != match.group().rstrip())
    else:
        return None
    if becomes == text[start:end]:
        return None
    return make_edit(
        "foreign-mark",
        (start, end),
        becomes,
        f"“{shown}” is a mark of Chinese or Japanese type; English writes “{mark}”.",
        0.95,
        matched=(max(block.span.start, start - 1), min(end + 1, block.span.end)),
    )


def _divides(block: Block, mark: str, start: int, end: int) -> bool:
    """Tell whether words stand around a mark, and not the rest of words that lost their letters.

    “re。ement” and “the 、 was found” come from writing that a machine did not translate.
    """
    left = _LAST.search(block.text, max(block.span.start, start - 30), start)
    right = _FIRST.match(block.text, end, block.span.end)
    if mark == "." or left is None or right is None:
        return False
    from fixprose.knowledge.store import lexicon

    tags = lexicon().tags
    words = left.group().lower(), right.group().lower()
    known = all(len(word) > 1 and (word in FUNCTION_WORDS or tags(word)) for word in words)
    return known and words[0] not in LEADING_WORDS


def _near_cjk(block: Block, start: int, end: int) -> bool:
    text = block.text
    around = (
        text[max(block.span.start, start - 2) : start] + text[end : min(end + 2, block.span.end)]
    )
    return bool(_CJK.search(around))

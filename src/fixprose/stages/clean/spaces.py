"""Spaces where none belongs: before a stop or comma, inside brackets and quotation marks, doubled.

A single such space counts only in running prose. Columns, code, verses, emoticons, and the French
way of setting “ ! ”, “ ? ”, “ : ” inside French words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.stages.clean.base import (
    LEADING_WORDS,
    find_in_prose,
    has_columns,
    is_prose,
    line_at,
    make_edit,
)
from fixprose.stages.clean.moses import joins
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "clean/space-before-mark": "The space before a comma, stop, colon or other mark goes.",
    "clean/spaced-bracket": "The space just inside a bracket goes.",
    "clean/spaced-quote": "The space just inside a quotation mark goes.",
    "clean/doubled-space": "A doubled space inside a sentence becomes one.",
    "clean/doubled-stop": "A full stop that stands again after a space goes.",
    "clean/doubled-comma": "A doubled comma becomes one.",
}

# Each pattern begins with a literal, so that a clean text is scanned at the speed of memory.
_MARK = re.compile(r" (?P<mark>[,.;:!?])(?=[\s\"”’»)]|$)")
_MARK_AFTER_FIXED_SPACE = re.compile(_MARK.pattern.replace(" ", "\xa0", 1))
_WORD_BEFORE = re.compile(r"[^\W_][^\W_'’.%-]*(?:['’.%-][^\W_]*)*[\"”’)\]%]*\Z")
_WORD_AFTER = re.compile(r"\s*[\"“”’)]*\s*([^\W_]+)")
_BRACKET_OPEN = re.compile(r"\([ \xa0](?=[^\W_]{2}|\")")
_NAME_BEFORE = re.compile(r"\w+ ?\Z")
_BRACKET_CLOSE = re.compile(r" \)(?!\))")
_CURLY_OPEN = re.compile(r"“[ \xa0](?=\w)")
_CURLY_CLOSE = re.compile(r" ”(?=[\s.,;:!?)]|$)")
_STRAIGHT = (re.compile(r" \"(?=[\s.,;:!?)]|$)"), re.compile(r"\n\" "), re.compile(r"\A\" "))
_DOUBLED = re.compile(r"  +(?=[\w\"“‘(])")
_BEFORE_DOUBLED = re.compile(r"[\w,;)\"”’]")
_COMMAS = re.compile(r",,(?= [a-z])")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MARKS = frozenset(".,;:!?")
_POSTCODE = re.compile(r"\b[A-Z]{2} {2}\d{5}\Z")
_MOST_SPACES = 3
_LAYOUT_LINES = 0.1  # a text with more lines like this is set so on purpose


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that take spaces away."""
    yield from _before_marks(document)
    yield from _in_brackets(document)
    yield from _in_quotes(document)
    yield from _doubled(document)
    if ",," in document.text:
        for block, match in find_in_prose(document, _COMMAS):
            if is_prose(block) and block.text[match.start() - 1].isalpha():
                start = match.start()
                yield make_edit(
                    "doubled-comma", (start, start + 1), "", "The comma stands twice.", 0.93,
                    matched=match.span(),
                )  # fmt: skip


def _before_marks(document: Document) -> Iterator[Edit]:
    patterns = (_MARK, _MARK_AFTER_FIXED_SPACE) if "\xa0" in document.text else (_MARK,)
    for block, match in chain.from_iterable(find_in_prose(document, one) for one in patterns):
        start, end = match.span()
        mark = match.group("mark")
        word = _WORD_BEFORE.search(block.text, max(block.span.start, start - 60), start)
        if word is None or not _stands_alone(block, word.group(), mark, end):
            continue
        if has_columns(block, start) or not is_prose(block) or not joins(word.group(), mark):
            continue
        if word.group().endswith("."):
            if mark == "." and word.group().count(".") == 1:  # “the end. .”
                yield make_edit(
                    "doubled-stop", (start, end), "", "The stop stands twice.", 0.93,
                    matched=(word.start(), end),
                )  # fmt: skip
            continue
        yield make_edit(
            "space-before-mark",
            (start, start + 1),
            "",
            f"English writes no space before “{mark}”.",
            0.9 if mark in ":;" else 0.95,
            matched=(word.start(), end),
        )


def _stands_alone(block: Block, word: str, mark: str, end: int) -> bool:
    """Tell whether a mark after a space ends or divides a sentence here."""
    text = block.text
    rest = text[end : block.span.end]
    following = _WORD_AFTER.match(rest)
    after = following.group(1) if following else ""
    if rest.lstrip()[:1] in _MARKS or (rest[:1] == '"' and rest[1:2].isalnum()):  # “. . .”, “."x"”
        return False
    if len(word.strip('"”’)]%')) < 2 and not word[0].isdigit():  # x , y
        return False
    if word.lower() in LEADING_WORDS:  # the mark itself is spoken of, or a word is lost
        return False
    if word[0].isdigit() and (after[:1].isdigit() or mark in ":;"):  # 3 : 1
        return False
    if mark in ".?!" and after and not (after[0].isupper() or rest[:1] in '"”’'):
        return False
    if mark in ":;":
        if rest[:1] and rest[:1] not in ' \n\r"”':  # an emoticon
            return False
        short = len(block.content.split()) < 12 or _YEAR.search(rest)
        if short and word[0].isupper() and after[:1].isupper():
            return False  # the punctuation of library catalogues: “Paris : Seuil, 1999”
        line_start = max(block.text.rfind("\n", 0, end) + 1, block.span.start)
        before = block.text[line_start : end - 1].split()
        return len(before) > 3 and mark not in before  # else a label and its value
    return True


def _in_brackets(document: Document) -> Iterator[Edit]:
    text = document.text
    for block, match in find_in_prose(document, _BRACKET_OPEN):
        start, end = match.span()
        word = re.match(r"\w+", text[end : end + 40])
        if word is None or text.find(")", end, block.span.end) < 0 or not is_prose(block):
            continue
        if _is_code(block, start, end) or not joins("(", word.group()):
            continue
        yield _inside("spaced-bracket", (start + 1, end), (start, end + len(word.group())), "(")
    for block, match in find_in_prose(document, _BRACKET_CLOSE):
        start, end = match.span()
        word = _WORD_BEFORE.search(text, max(block.span.start, start - 60), start)
        if word is None or len(word.group()) < 2 or text[end : end + 1].isalnum():
            continue
        opening = text.rfind("(", block.span.start, start)
        if ")" in text[opening:start] or _is_code(block, opening, start):
            continue
        if is_prose(block) and joins(word.group(), ")"):
            yield _inside("spaced-bracket", (start, start + 1), (word.start(), end), ")")


def _is_code(block: Block, opening: int, end: int) -> bool:
    """Tell whether the bracket at `opening` belongs to a call: f( x ), make_it ( int x )."""
    text = block.text
    name = _NAME_BEFORE.search(text, max(block.span.start, opening - 60), max(opening, 0))
    if name and ("_" in name.group() or not name.group().endswith(" ")):
        return True
    return bool(re.search(r"[_*]", text[max(opening, 0) : end]))


def _in_quotes(document: Document) -> Iterator[Edit]:
    text = document.text
    for _, match in find_in_prose(document, _CURLY_OPEN):
        start, end = match.span()
        if not text[start - 1 : start].isalnum():
            yield _inside("spaced-quote", (start + 1, end), (start, end + 1), "“")
    for block, match in find_in_prose(document, _CURLY_CLOSE):
        start, end = match.span()
        if start > block.span.start and (
            text[start - 1].isalnum() or text[start - 1] in ".,!?…'’)"
        ):
            yield _inside("spaced-quote", (start, start + 1), (start - 1, end), "”")
    if '"' in text:
        spaced = {
            block.span: block for pattern in _STRAIGHT for block in _blocks_near(document, pattern)
        }
        for block in spaced.values():
            yield from _in_straight_quotes(block)


def _blocks_near(document: Document, pattern: re.Pattern[str]) -> Iterator[Block]:
    for match in pattern.finditer(document.text):
        yield from document.blocks_at(Span(*match.span()))


def _in_straight_quotes(block: Block) -> Iterator[Edit]:
    """Yield edits for pairs of straight marks, if all marks of the block pair up without doubt."""
    content, base = block.content, block.span.start
    marks = [match.start() for match in re.finditer('"', content)]
    if len(marks) % 2 or not is_prose(block):
        return
    edits: list[Edit] = []
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        inner = content[opening + 1 : closing]
        if not inner.strip() or "\n" in (inner[0], inner[-1]):
            return
        outside_left = content[opening - 1 : opening] or " "
        outside_right = content[closing + 1 : closing + 2] or " "
        if outside_left.isalnum() or outside_left in ".,!?" or outside_right.isalnum():
            return  # a mark on the wrong side: nothing here is sure
        if inner[0] == " " and inner[1:2].strip():
            at = base + opening + 1
            edits.append(_inside("spaced-quote", (at, at + 1), (at - 1, at + 2), '"'))
        if inner[-1] == " " and inner[-2:-1].strip() and len(inner) > 1:
            at = base + closing - 1
            edits.append(_inside("spaced-quote", (at, at + 1), (at - 1, at + 2), '"'))
    yield from edits


def _inside(rule: str, span: tuple[int, int], matched: tuple[int, int], mark: str) -> Edit:
    kind = "bracket" if mark in "()" else "quotation mark"
    return make_edit(
        rule, span, "", f"No space belongs just inside a {kind} ({mark}).", 0.92, matched=matched
    )


def _doubled(document: Document) -> Iterator[Edit]:
    text = document.text
    if "  " not in text:
        return
    found = [
        (block, match)
        for block, match in find_in_prose(document, _DOUBLED)
        if match.end() - match.start() <= _MOST_SPACES
        and _BEFORE_DOUBLED.match(text[match.start() - 1])
        and not _ends_sentence(text, match.start())
    ]
    if len(found) > max(3, _LAYOUT_LINES * (text.count("\n") + 1)) and len(found) * 200 > len(text):
        return
    for block, match in found:
        start, end = match.span()
        line = line_at(block, start)
        if len(re.findall(r"\S {2,}", line)) > 1 + len(line) // 100 or not is_prose(block):
            continue
        at = start - max(text.rfind("\n", 0, start) + 1, block.span.start)
        if _POSTCODE.search(text, max(0, start - 3), end + 5):
            continue
        if "\t" not in line and len(line[:at].split()) >= 3 and len(line[at:].split()) >= 2:
            yield make_edit(
                "doubled-space",
                (start, end - 1),
                "",
                "The space stands twice.",
                0.8 if "\n" in block.content else 0.92,  # filling lines leaves some behind
                matched=(start - 1, end + 1),
            )


def _ends_sentence(text: str, at: int) -> bool:
    return text[max(0, at - 4) : at].rstrip('"”’)')[-1:] in (".", "!", "?", ":", "…")

"""Quotation marks that are there, but wrong: one of a pair lost, turned, or misplaced.

Marks are read block by block: each either opens or closes, by its shape or, for straight ones, by
the space around it. What cannot be read for certain is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from fixprose.edits import Edit, Safety
from fixprose.stages.structure.attribution import (
    HINT,
    VERBS,
    is_spoken,
    read_attribution,
    sentence_index,
)
from fixprose.stages.structure.base import block_at, is_suspicious, make_edit, weigh
from fixprose.stages.structure.quotemarks import MARK, QuoteMark, ends_open, read_mark
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "structure/unclosed-quote": "A quotation that opens and does not close before its"
    " attribution, or before the end of its paragraph, is closed.",
    "structure/unopened-quote": "A quotation that closes before an attribution and never opened"
    " is opened.",
    "structure/reopened-quote": "A mark that opens a quotation again which is still open goes"
    " (two paragraphs were joined).",
    "structure/turned-quote": "A mark that closes where it should open, or the reverse, is turned"
    " round.",
    "structure/quote-space": "A quotation mark on the wrong side of a space changes sides.",
}

_SENTENCE_END = re.compile(r"[\w ,][a-z0-9][.!?]")
_SAID_AFTER = re.compile(
    rf"(?:(?<=[.,!?] [“\"])(?:(?:he|she|they|it) (?:{VERBS})|(?:{VERBS}) (?:he|she|they|[A-Z]\w+))"
    rf"|(?<=, [“\"])[A-Z]\w+(?: [A-Z]\w+)? (?:{VERBS}))[^“”\"]*(?:$|\n)"
)


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that mend quotation marks."""
    if not is_suspicious(diagnosis):
        return
    text = document.text
    found = [match.start() for match in MARK.finditer(text)]
    open_before: Block | None = None
    for block, offsets in groupby(found, key=lambda at: block_at(document, at)):
        if block is None:
            continue
        marks = [
            read_mark(text, at) for at in offsets if not document.is_protected(Span(at, at + 1))
        ]
        yield from _mend(document, block, marks, open_before, diagnosis)
        open_before = block if ends_open(marks) else None


def _mend(
    document: Document,
    block: Block,
    marks: list[QuoteMark],
    open_before: Block | None,
    diagnosis: Diagnosis,
) -> Iterator[Edit]:
    text = document.text
    if any(mark.char in "„«»" for mark in marks):
        return
    garble = diagnosis.at(block.span)
    spaced = list(_misplaced(text, block, marks, garble))
    if spaced:
        yield from spaced
        return  # what is left is judged when they stand where they should
    if any(mark.opens is None for mark in marks):
        return
    isopen: QuoteMark | None = None
    for index, mark in enumerate(marks):
        if mark.opens and isopen is not None:
            closing = _attribution_between(text, block, isopen.at, mark.at)
            if closing is not None:
                yield _close(text, isopen, closing, 0.9, garble)
            elif _is_joint(text, mark.at) and len(marks) % 2:
                yield make_edit(
                    "reopened-quote",
                    (mark.at, mark.at + 1),
                    "",
                    "The quotation is still open here; the mark began a new paragraph of it once.",
                    weigh(0.47, 0.92, garble),
                    matched=(mark.at - 1, mark.at + 2),
                )
                continue
            isopen = mark
        elif mark.opens:
            isopen = mark
        elif isopen is None:
            if index == 0 and not (open_before and open_before.span.end < block.span.start):
                yield from _open(text, block, mark, garble)
        else:
            isopen = None
    if isopen is not None:
        yield from _close_last(document, block, isopen, marks, garble)


def _is_joint(text: str, at: int) -> bool:
    return text[at - 1 : at] == " " and bool(_SENTENCE_END.match(text, at - 4))


def _misplaced(text: str, block: Block, marks: list[QuoteMark], garble: float) -> Iterator[Edit]:
    """Marks with a space on the wrong side, and marks turned the wrong way."""
    isopen = False
    for index, mark in enumerate(marks):
        before, after = text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2]
        at_start, at_end = mark.at == block.span.start, mark.at + 1 >= block.span.end
        gap_before = not at_start and before == " "
        gap_after = not at_end and after == " "
        nextmark = marks[index + 1] if index + 1 < len(marks) else None
        if mark.char in '“"' and gap_before and _SAID_AFTER.match(text, mark.at + 1):
            # rise, "he said: the mark closes
            closing = "”" if mark.char == "“" else '"'
            yield _replace(
                "quote-space",
                mark.at - 1,
                mark.at + 1,
                f"{closing} ",
                "closes the quotation",
                garble,
            )
            isopen = False
        elif mark.char == "“" and isopen and gap_before and (at_end or after.isspace()):
            # used. “  at the end: the mark closes
            yield _replace(
                "turned-quote", mark.at - 1, mark.at + 1, "”", "closes the quotation", garble
            )
            isopen = False
        elif (
            mark.char == "“"
            and isopen
            and not gap_before
            and not at_start
            and (at_end or gap_after)
        ):
            yield _replace(
                "turned-quote", mark.at, mark.at + 1, "”", "closes the quotation", garble
            )
            isopen = False
        elif (
            mark.char == "”"
            and not isopen
            and before.isalpha()
            and gap_after
            and _closes_later(text, nextmark)
        ):
            yield _replace("turned-quote", mark.at, mark.at + 2, " “", "opens a quotation", garble)
            isopen = True
        elif mark.char == "”" and not isopen and gap_before and after.isalpha():
            yield _replace("turned-quote", mark.at, mark.at + 1, "“", "opens a quotation", garble)
            isopen = True
        elif (
            mark.char == "”"
            and isopen
            and gap_before
            and text[mark.at - 2 : mark.at - 1] in tuple(".,!?")
        ):
            tight = after.isalpha()
            yield _replace(
                "quote-space",
                mark.at - 1,
                mark.at + 1,
                "” " if tight else "”",
                "follows the stop",
                garble,
            )
            isopen = False
        elif mark.char == "“" and not isopen and gap_after and (at_start or before.isspace()):
            yield _replace("quote-space", mark.at, mark.at + 2, "“", "touches its words", garble)
            isopen = True
        else:
            isopen = bool(mark.opens)


def _closes_later(text: str, mark: QuoteMark | None) -> bool:
    return mark is not None and (not mark.opens or text[mark.at - 1 : mark.at] == " ")


def _replace(rule: str, start: int, end: int, new: str, does: str, garble: float) -> Edit:
    return make_edit(
        rule,
        (start, end),
        new,
        f"This quotation mark {does}; it stands the other way round or on the wrong side of a"
        f" space.",
        weigh(0.87 if rule == "quote-space" else 0.6, 0.95, garble),
        matched=(max(0, start - 1), end),
    )


def _attribution_between(text: str, block: Block, start: int, end: int) -> int | None:
    """Return the comma before an attribution that ends a sentence between two offsets."""
    for hint in HINT.finditer(text, start, end):
        sentence = block.sentences[sentence_index(block, hint.start())]
        limit = min(sentence.end, end)
        if read_attribution(text, hint.start(), limit):
            return hint.start()
    return None


def _closing_for(mark: QuoteMark) -> str:
    return "”" if mark.char == "“" else mark.char


def _close(text: str, opened: QuoteMark, comma: int, confidence: float, garble: float) -> Edit:
    return make_edit(
        "unclosed-quote",
        (comma + 1, comma + 1),
        _closing_for(opened),
        "The quotation opened before and must close before its attribution.",
        weigh(confidence - 0.04, confidence + 0.04, garble),
        matched=(comma, comma + 2),
    )


def _close_last(
    document: Document, block: Block, opened: QuoteMark, marks: list[QuoteMark], garble: float
) -> Iterator[Edit]:
    text = document.text
    comma = _attribution_between(text, block, opened.at, block.span.end)
    if comma is not None:
        yield _close(text, opened, comma, 0.9, garble)
        return
    following = text[block.span.end :].lstrip()[:1]
    content = block.content.rstrip()
    if following in tuple("“\"„«‘'") or not following or content[-1:] not in tuple(".!?"):
        return
    later = MARK.search(text, block.span.end)
    if later is not None and read_mark(text, later.start()).opens is not True:
        return  # the quotation goes on over several paragraphs
    whole = opened.at == block.span.start or text[opened.at - 2 : opened.at - 1] in (":", ",")
    if len(marks) > 1 and not whole:
        return
    introduced = opened.at > 1 and text[opened.at - 2] in ":,"
    goes_on = is_spoken(document.text[block.span.end :].lstrip().partition("\n")[0])
    end = block.span.start + len(content)
    words = text[opened.at + 1 : end]
    yield make_edit(
        "unclosed-quote",
        (end, end),
        _closing_for(opened),
        "The quotation opened before and does not close; the next paragraph does not go on with"
        " it.",
        weigh(0.4, 0.92, garble) if is_spoken(words) else weigh(0.3, 0.86, garble),
        matched=(end - 1, end),
        safety=Safety.SAFE if introduced and not goes_on else Safety.REVIEW,
    )


def _open(text: str, block: Block, mark: QuoteMark, garble: float) -> Iterator[Edit]:
    """A closing mark before an attribution, with nothing open."""
    if text[mark.at - 1 : mark.at] not in tuple(",.!?"):
        return
    index = sentence_index(block, mark.at - 1)
    sentence = block.sentences[index]
    attributed = read_attribution(text, mark.at - 1, sentence.end)
    if attributed is None and not (index == 0 and sentence.end <= mark.at + 1):
        return
    sure = index == 0 and attributed is not None
    yield make_edit(
        "unopened-quote",
        (sentence.start, sentence.start),
        "“" if mark.char == "”" else mark.char,
        "The quotation closes before its attribution and has never opened.",
        weigh(0.47, 0.93, garble) if sure else weigh(0.4, 0.75, garble),
        matched=(sentence.start, sentence.start + 1),
        safety=Safety.SAFE if sure else Safety.REVIEW,
    )

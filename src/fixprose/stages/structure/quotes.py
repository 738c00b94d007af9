"""Quotation marks that are there, but wrong: one of a pair lost, turned, or misplaced.

Marks are read block by block: each either opens or closes, by its shape or, for straight ones, by
the space around it. What cannot be read for certain is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "structure/unclosed-quote": "A quotation that opens and does not close before its"
    " attribution, or"
    " before the end of its paragraph, is closed.",
    "structure/unopened-quote": "A quotation that closes before an attribution and never opened"
    " is opened.",
    "structure/reopened-quote": "A mark that opens a quotation again which is still open goes (two"
    " paragraphs were joined).",
    "structure/turned-quote": "A mark that closes where it should open, or the reverse, is"
    " turned round.",
    "structure/quote-space": "A quotation mark on the wrong side of a space changes sides.",
    "structure/single-quotes": "Single marks around a whole quotation become double where the"
    " text uses"
    " double ones.",
    "structure/comma-outside-quote": "American texts put a comma or full stop inside the"
    " closing mark.",
}

_MARK = re.compile(r"[“”\"„«»]")
_OPENERS = "([{—–-/‘'"
_CLOSED_BY = ".,;:!?)]}—–-’'…/"
_SPEAKER = r"(?:he|she|they|it|[A-Z][\w-]+(?: [A-Z][\w-]+)?|the \w+)"
_SINGLE = re.compile(
    r"(?:(?<=^)|(?<=\s))(?P<open>['‘])(?=[A-Z])(?P<words>[^\n“”\"]{12,400}?[,.!?])(?P<close>['’])"
    rf"(?= (?:(?:{VERBS})|{_SPEAKER} (?:{VERBS}))\b)",
    re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[\w ,][a-z0-9][.!?]")
_SAID_AFTER = re.compile(
    rf"(?<=[.,!?] [“\"])(?:(?:he|she|they|it|[A-Z]\w+(?: [A-Z]\w+)?) (?:{VERBS})"
    rf"|(?:{VERBS}) (?:he|she|they|[A-Z]\w+))[^“”\"]*(?:$|\n)"
)
_OUTSIDE = re.compile(r"(?<=[\w%)])(?P<mark>[”\"])(?P<stop>[,.])(?=\s|$)")
_INSIDE = re.compile(r"[,.][”\"]")
_AMERICAN = re.compile(
    r"(?m)^[A-Z]{4,}(?: [A-Z]+)* (?:\(\w+\) )?— |\(AP\)|U\.S\.|\b(?:color|labor|favor|honor"
    r"|center|program|defense|traveler|organiz\w+"
    r"|percent|Gov\.|Sen\.|Rep\.)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \d{1,2}, \d{4}"
)
_BRITISH = re.compile(
    r"\b(?:colour|labour|favour|honour|centre|programme|defence|traveller|organis\w+|per cent"
    r"|whilst|\d{1,2} (?:January|February|March|April"
    r"|June|July|August|September|October|November|December))\b"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    char: str
    opens: bool | None  # None: cannot be told


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that mend quotation marks."""
    if not is_suspicious(diagnosis):
        return
    text = document.text
    found = [match.start() for match in _MARK.finditer(text)]
    if found:
        open_before: Block | None = None
        for block, offsets in groupby(found, key=lambda at: block_at(document, at)):
            if block is None:
                continue
            marks = [_read(text, at) for at in offsets]
            yield from _mend(document, block, marks, open_before, diagnosis)
            open_before = block if _ends_open(marks) else None
        yield from _tuck_in(document, diagnosis)
    if "'" in text or "‘" in text:
        yield from _double(text, diagnosis)


def _read(text: str, at: int) -> _Mark:
    char = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in "“„«":
        return _Mark(at, char, True)
    if char in "”»":
        return _Mark(at, char, False)
    spaced_before = not before or before.isspace() or before in _OPENERS
    spaced_after = not after or after.isspace() or after in _CLOSED_BY
    if before.isdigit() and not after.isalpha():
        return _Mark(at, char, None)  # inches, perhaps
    if spaced_before and not (not after or after.isspace()):
        return _Mark(at, char, True)
    if spaced_after and not (not before or before.isspace()):
        return _Mark(at, char, False)
    return _Mark(at, char, None)


def _ends_open(marks: list[_Mark]) -> bool:
    return bool(marks) and marks[-1].opens is True


def _mend(
    document: Document,
    block: Block,
    marks: list[_Mark],
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
    isopen: _Mark | None = None
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


def _misplaced(text: str, block: Block, marks: list[_Mark], garble: float) -> Iterator[Edit]:
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


def _closes_later(text: str, mark: _Mark | None) -> bool:
    return mark is not None and (not mark.opens or text[mark.at - 1 : mark.at] == " ")


def _replace(rule: str, start: int, end: int, new: str, does: str, garble: float) -> Edit:
    return make_edit(
        rule,
        (start, end),
        new,
        f"This quotation mark {does}; it stands the other way round or on the wrong side of a"
        f" space.",
        weigh(0.47, 0.95, garble),
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


def _closing_for(mark: _Mark) -> str:
    return "”" if mark.char == "“" else mark.char


def _close(text: str, opened: _Mark, comma: int, confidence: float, garble: float) -> Edit:
    return make_edit(
        "unclosed-quote",
        (comma + 1, comma + 1),
        _closing_for(opened),
        "The quotation opened before and must close before its attribution.",
        weigh(confidence - 0.04, confidence + 0.04, garble),
        matched=(comma, comma + 2),
    )


def _close_last(
    document: Document, block: Block, opened: _Mark, marks: list[_Mark], garble: float
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
    later = _MARK.search(text, block.span.end)
    if later is not None and _read(text, later.start()).opens is not True:
        return  # the quotation goes on over several paragraphs
    whole = opened.at == block.span.start or text[opened.at - 2 : opened.at - 1] in (":", ",")
    if len(marks) > 1 and not whole:
        return
    introduced = text[opened.at - 2 : opened.at - 1] in (":", ",")
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


def _open(text: str, block: Block, mark: _Mark, garble: float) -> Iterator[Edit]:
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


def _double(text: str, diagnosis: Diagnosis) -> Iterator[Edit]:
    singles = list(_SINGLE.finditer(text))
    if not singles:
        return
    curly, straight = text.count("“"), text.count('"') // 2
    if max(curly, straight) < max(2, len(singles)):
        return
    pair = ("“", "”") if curly >= straight else ('"', '"')
    for match in singles:
        line = text.rfind("\n", 0, match.start()) + 1
        if _ends_open(
            [_read(text, at.start()) for at in _MARK.finditer(text, line, match.start())]
        ):
            continue  # a quotation in a quotation
        confidence = weigh(0.45, 0.92, diagnosis.at(Span(*match.span())))
        for group, mark in zip(("open", "close"), pair, strict=True):
            yield make_edit(
                "single-quotes",
                match.span(group),
                mark,
                "The text quotes with double marks; this whole quotation stands in single ones.",
                confidence,
                matched=(match.start(group), match.end(group)),
            )


def _tuck_in(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Commas and full stops outside the closing mark, in American texts with signs of garbling."""
    text = document.text
    hits = list(_OUTSIDE.finditer(text))
    if not hits or not _AMERICAN.search(text) or _BRITISH.search(text):
        return
    if len(hits) > len(_INSIDE.findall(text)) + 2:
        return  # the text's own habit
    for match in hits:
        confidence = weigh(0.3, 0.89, diagnosis.at(Span(*match.span())))
        mark = _read(text, match.start())
        if confidence >= 0.5 and mark.opens is False:
            yield make_edit(
                "comma-outside-quote",
                match.span(),
                match["stop"] + match["mark"],
                "American usage puts the comma or full stop inside the closing quotation mark.",
                confidence,
            )

"""Captions: where people stand, and the date, as American captions write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Changes, Edit, Safety
from fixprose.stages.structure.base import block_at, make_edit, weigh
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/caption-side": "“X, on the left, …” in a caption is “X, left, …”.",
    "structure/caption-rank": "“second on the right” in a caption is “second from right”.",
    "structure/caption-capital": "“Center,” after a name in a caption is in lower case.",
    "structure/caption-order": "“from the left to the right” in a caption is “from left to right”.",
    "structure/date-comma": "American dates have a comma after the weekday: Tuesday, September 2,"
    " 2025.",
}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DATE = re.compile(rf"day (?={_MONTH} \d{{1,2}}, \d{{4}}\b)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CREDIT = re.compile(
    r"\([^()\n]*\b(?:[Pp]hotos?|PHOTO|[Pp]ool|[Pp]ictures?|[Ii]mages?|AP|AFP|Reuters|REUTERS"
    r"|Getty|EPA|EFE"
    r"|Xinhua|Sputnik|TASS|handout|[Cc]ourtesy)\b[^()\n]*\)\s*$"
)
_SIGNS = ("hoto", "(AP", "(AFP", "ool", "Getty", "Reuters", "mage", "ourtesy", "From the ", "Of ")
_SIDE = re.compile(
    r"(?P<comma>, )(?P<phrase>(?:(?:on|at|to|in|from) )?the (?P<side>left|right|center|centre"
    r"|middle))(?=,| and )"
)
_RANK = re.compile(r" (?P<phrase>(?:on|to|at|in|of|from) the|on|of|to) (?P<side>left|right)\b")
_RANKS = (" second", " third", " fourth", " fifth", " 2nd", " 3rd", " 4th", " 5th")
_CAPITAL = re.compile(
    r", (?P<word>Left|Right|Center|Centre|Second|Third|Foreground|Background|Rear"
    r"|Front)(?=, |\. \()"
)
_ORDER = re.compile(
    r"(?P<head>[Ff]rom|[Oo]f) (?P<one>the left|left|the right|right) to (?P<two>the left|left"
    r"|the right|right)\b"
)


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits in captions, and for dates anywhere."""
    text = document.text
    for match in _DATE.finditer(text):
        if text.endswith(_DAYS, 0, match.end() - 1):
            yield _add_comma(match)
    if not any(sign in text for sign in _SIGNS):
        return
    for needles, pattern, judge in _JUDGES:
        if not any(needle in text for needle in needles):
            continue
        for match in pattern.finditer(text):
            caption = _is_caption(document, match.start())
            edit = judge(match, caption, diagnosis.at(Span(*match.span())))
            if edit:
                yield edit


def _is_caption(document: Document, offset: int) -> bool:
    """A caption ends with the credit of a photograph, in brackets."""
    block = block_at(document, offset)
    if block is None:
        return False
    end = document.text.find("\n", offset, block.span.end)
    return bool(
        _CREDIT.search(document.text[block.span.start : end if end > 0 else block.span.end])
    )


def _add_comma(match: re.Match[str]) -> Edit:
    at = match.end() - 1
    return make_edit(
        "date-comma",
        (at, at),
        ",",
        "In an American date a comma stands between the weekday and the month.",
        0.95,
        matched=match.span(),
        changes=Changes.FORMAT,
    )


def _side(match: re.Match[str], caption: bool, garble: float) -> Edit | None:
    if not caption:
        return None
    side = {"centre": "center", "middle": "center"}.get(match["side"], match["side"])
    return make_edit(
        "caption-side",
        match.span("phrase"),
        side if match["side"] != "centre" else "centre",
        f"Captions say where someone stands without preposition: “{match['phrase']}” becomes"
        f" “{side}”.",
        weigh(0.82, 0.93, garble),
        matched=match.span(),
    )


def _rank(match: re.Match[str], caption: bool, garble: float) -> Edit | None:
    text, start = match.string, match.start()
    if not caption or not text.endswith(_RANKS, 0, start):
        return None
    begin = text.rfind(" ", 0, start) + 1
    rank = text[begin:start]
    return make_edit(
        "caption-rank",
        match.span("phrase"),
        "from",
        f"Captions count from one end: “{rank}{match.group()}” becomes “{rank} from"
        f" {match['side']}”.",
        weigh(0.85, 0.94, garble),
        matched=(begin, match.end()),
    )


def _capital(match: re.Match[str], caption: bool, garble: float) -> Edit | None:
    word = match["word"]
    safety = Safety.SAFE if caption else Safety.REVIEW
    if not caption and garble < 0.5:
        return None
    return make_edit(
        "caption-capital",
        match.span("word"),
        word.lower(),
        f"“{word}” says where someone stands in the picture; it is not a name.",
        weigh(0.86, 0.94, garble) if caption else 0.7,
        safety=safety,
    )


def _order(match: re.Match[str], caption: bool, garble: float) -> Edit | None:
    one, two = match["one"], match["two"]
    if one.split()[-1] == two.split()[-1]:
        return None
    head = "From" if match["head"][0].isupper() else "from"
    replacement = f"{head} {one.split()[-1]} to {two.split()[-1]}"
    if replacement == match.group() or not (caption or match["head"] in ("From", "Of")):
        return None
    return make_edit(
        "caption-order",
        match.span(),
        replacement,
        f"Captions list people “{replacement.lower()}”, without articles.",
        weigh(0.8, 0.92, garble) if caption else 0.7,
    )


# (what must stand in the text for a pattern to be worth a try, the pattern, who judges its matches)
_JUDGES = (
    ((" the left", " the right", " the cent", " the middle"), _SIDE, _side),
    (("the left", "the right"), _RANK, _rank),
    (
        (", Left", ", Right", ", Cent", ", Second", ", Third", "ground, ", ", Rear", ", Front"),
        _CAPITAL,
        _capital,
    ),
    (("left to ", "right to "), _ORDER, _order),
)

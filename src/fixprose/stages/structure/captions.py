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
    "structure/date-comma": "American dates have a comma after the weekday: Tuesday, September"
    " 2, 2025.",
}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DATE = re.compile(
    rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?P<gap> )(?={_MONTH} \d{{1,2}}, \d{{4}}\b)"
)
_CREDIT = re.compile(
    r"\([^()\n]*\b(?:[Pp]hotos?|PHOTO|[Pp]ool|[Pp]ictures?|[Ii]mages?|AP|AFP|Reuters|REUTERS"
    r"|Getty|EPA|EFE"
    r"|Xinhua|Sputnik|TASS|handout|[Cc]ourtesy)\b[^()\n]*\)\s*$"
)
_SIGNS = (
    "hoto",
    "(AP",
    "(AFP",
    "Pool",
    "pool",
    "Getty",
    "Reuters",
    "mage",
    "ourtesy",
    "From the ",
    "Of ",
)
_SIDE = re.compile(
    r"(?P<comma>, )(?P<phrase>(?:(?:on|at|to|in|from) )?the (?P<side>left|right|center|centre"
    r"|middle))(?=,| and )"
)
_RANK = re.compile(
    r"(?P<rank>second|third|fourth|fifth|2nd|3rd|4th|5th) (?P<phrase>(?:on|to|at|in|of"
    r"|from) the|on|of|to) (?P<side>left|right)\b"
)
_CAPITAL = re.compile(
    r"(?<=\w, )(?P<word>Left|Right|Center|Centre|Second|Third|Foreground|Background|Rear"
    r"|Front)(?=, |\. \()"
)
_ORDER = re.compile(
    r"(?P<head>[Ff]rom|[Oo]f) (?P<one>the left|left|the right|right) to (?P<two>the left|left"
    r"|the right|right)\b"
)


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits in captions, and for dates anywhere."""
    text = document.text
    if "day " in text:
        for match in _DATE.finditer(text):
            yield _add_comma(match)
    if not any(sign in text for sign in _SIGNS):
        return
    for pattern, judge in ((_SIDE, _side), (_RANK, _rank), (_CAPITAL, _capital), (_ORDER, _order)):
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
    at = match.start("gap")
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
    if not caption or match["phrase"] == "from the":
        return None
    return make_edit(
        "caption-rank",
        match.span("phrase"),
        "from",
        f"Captions count from one end: “{match.group()}” becomes “{match['rank']} from"
        f" {match['side']}”.",
        weigh(0.85, 0.94, garble),
        matched=match.span(),
    )


def _capital(match: re.Match[str], caption: bool, garble: float) -> Edit | None:
    word = match["word"]
    safety = Safety.SAFE if caption else Safety.REVIEW
    if not caption and garble < 0.5:
        return None
    return make_edit(
        "caption-capital",
        match.span(),
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

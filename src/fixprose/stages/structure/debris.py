"""Debris of web pages: halves of character codes, codes of advertisements, edit links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fixprose.edits import Changes, Edit
from fixprose.stages.structure.base import is_suspicious, make_edit, weigh
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.text.document import Document

DESCRIPTIONS = {
    "structure/entity-leftover": "A character code that lost its ampersand (amp; quot; nbsp;)"
    " becomes the character.",
    "structure/nbsp-word": "The code “nbsp” stands as a word between words; it goes.",
    "structure/injected-code": "A code that a site put into its text for advertisements ([ads1])"
    " goes.",
    "structure/edit-link": "The “[edit]” link of an encyclopedia, stuck to a heading, goes.",
}

_CHARACTERS = {
    "amp": "&",
    "quot": '"',
    "apos": "'",
    "#39": "'",
    "#039": "'",
    "rsquo": "’",
    "#8217": "’",
    "lsquo": "‘",
    "ldquo": "“",
    "#8220": "“",
    "rdquo": "”",
    "#8221": "”",
    "mdash": "—",
    "#8212": "—",
    "ndash": "–",
    "#8211": "–",
    "hellip": "…",
    "#8230": "…",
}
_NAMES = "|".join(map(re.escape, _CHARACTERS))
_ENDS = tuple(f"{name};" for name in (*_CHARACTERS, "nbsp"))
_LEFTOVER = re.compile(rf" ?(?<![&\w#])(?P<name>{_NAMES}); ?|(?<=[a-z])(?P<code>#0?39|#82\d\d);")
_NBSP = re.compile(r"(?<![&\w])nbsp; ?")
_NBSP_WORD = re.compile(r"(?<=\w )nbsp (?=\w)")
_INJECTED = re.compile(r"\[ads?\d{1,2}\]")
_EDIT_LINK = re.compile(r"(?<=\w)\[edit\](?=\s|$)")
_TIGHT = frozenset({"apos", "#39", "#039", "rsquo", "#8217"})  # no space on either side


def propose(document: Document, diagnosis: Diagnosis) -> Iterator[Edit]:
    """Yield edits that remove debris."""
    text = document.text
    if any(text.endswith(_ENDS, 0, match.end()) for match in re.finditer(";", text)):
        for match in _LEFTOVER.finditer(text):
            yield _decode(text, match)
        for match in _NBSP.finditer(text):
            yield _drop("entity-leftover", match, "“nbsp;” is the code of a space; it goes.", 0.9)
    if " nbsp " in text and is_suspicious(diagnosis):
        for match in _NBSP_WORD.finditer(text):
            confidence = weigh(0.3, 0.9, diagnosis.at(Span(*match.span())))
            yield _drop("nbsp-word", match, "“nbsp” is the code of a space; it goes.", confidence)
    if "[ad" in text:
        for match in _INJECTED.finditer(text):
            yield _remove_code(text, match)
    if "[edit]" in text:
        for match in _EDIT_LINK.finditer(text):
            yield _drop("edit-link", match, "“[edit]” is a link of the page, not its text.", 0.88)


def _decode(text: str, match: re.Match[str]) -> Edit:
    name = match["name"] or match["code"]
    char = _CHARACTERS[name]
    start, end = match.span()
    before, after = text[start : start + 1] == " ", text[end - 1 : end] == " "
    initials = text[start - 1 : start].isupper() and text[end : end + 1].isupper()
    single = (
        not text[max(0, start - 2) : max(0, start - 1)].isalnum()
        and not text[end + 1 : end + 2].isalpha()
    )
    if name == "amp" and not (initials and single):
        replacement = f"{' ' * before}{char}{' ' * after}"
    elif name == "amp" or name in _TIGHT:
        replacement = char
    else:
        replacement = f"{' ' * before}{char}{' ' * after}"
    return make_edit(
        "entity-leftover",
        (start, end),
        replacement,
        f"“{name};” is what is left of the character code “&{name};”; it becomes “{char}”.",
        0.9,
        matched=(max(0, start - 1), min(len(text), end + 1)),
    )


def _remove_code(text: str, match: re.Match[str]) -> Edit:
    start, end = match.span()
    if text[start - 1 : start] == " " and text[end : end + 1] in (" ", "", "\n", "."):
        start -= 1
    return make_edit(
        "injected-code",
        (start, end),
        "",
        f"“{match.group()}” is a code for advertisements that a site put into its text; it goes.",
        0.93,
        matched=(max(0, start - 1), min(len(text), end + 1)),
        changes=Changes.VALUE if any(map(str.isdigit, match.group())) else Changes.NOTHING,
    )


def _drop(rule: str, match: re.Match[str], reason: str, confidence: float) -> Edit:
    return make_edit(rule, match.span(), "", reason, confidence)

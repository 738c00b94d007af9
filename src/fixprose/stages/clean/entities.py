"""Character codes that were never decoded: “people&#39;s”, “&quot;Yes&quot;”, “AT&amp;T”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from fixprose.edits import Edit
from fixprose.stages.clean.base import find_in_prose, make_edit, speaks_of_markup

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

DESCRIPTIONS = {
    "clean/entity": "A character code that was never decoded (&#39; &quot; &amp;) becomes its "
    "character.",
}

_CODE = re.compile(r"& ?(?:amp ?;)*(?P<body># ?\d{2,6}|#x[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}\d?) ?;")
_LATIN = 0x180  # beyond it, names (arrows, Greek letters, formulas) are written by people
_NAMES = frozenset(
    [name for name, code in name2codepoint.items() if code < _LATIN]
    + "apos rsquo lsquo ldquo rdquo sbquo bdquo ndash mdash hellip euro trade lsaquo rsaquo".split()
)
_SPACED = frozenset("amp quot apos nbsp rsquo lsquo ldquo rdquo mdash ndash".split())
# Nobody writes these by hand where the format needs no code for them.
_ONLY_MACHINES = frozenset("#39 #039 #34 #034 #x27 #X27 #x22 quot apos".split())
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SHOWN_AS_SUCH = frozenset("`'\"“‘(")


def propose(document: Document) -> Iterator[Edit]:
    """Yield edits that decode character codes in prose."""
    if "&" not in document.text:
        return
    for block, match in find_in_prose(document, _CODE):
        shown = match.group()
        meant = _meant(shown)
        if meant is not None and _is_damage(document, block, match, meant):
            yield make_edit(
                "entity",
                match.span(),
                meant,
                f"“{shown}” is the code for {_name(meant)} and was never decoded.",
                0.97,
            )


def _meant(shown: str) -> str | None:
    """Return the character that a code stands for, decoded as often as it was coded."""
    code = shown.replace(" ", "")
    name = code.rsplit("&", 1)[-1].rsplit("amp;", 1)[-1].rstrip(";") or "amp"
    if name[0] != "#" and (name not in _NAMES or (" " in shown and name not in _SPACED)):
        return None
    for _ in range(len(code)):
        decoded = unescape(code)
        if decoded == code:
            break
        code = decoded
    if len(code) != 1 or (not code.isprintable() and not code.isspace() and code != "\xad"):
        return None
    if code == "\xad":
        return ""
    return " " if code.isspace() else code


def _is_damage(document: Document, block: Block, match: re.Match[str], meant: str) -> bool:
    text = block.text
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    body = match.group("body").replace(" ", "")
    if document.format == "markdown" and body not in _ONLY_MACHINES:
        return False  # markup decodes the others, and some authors like to write them
    if _TAG.search(block.content):
        return False  # the source of a page
    if before.isalpha() and after.isalpha() and meant not in "<>":
        return True  # people&#39;s, AT&amp;T
    if before in _SHOWN_AS_SUCH and before and after in "`'\"”’)":
        return False
    if speaks_of_markup(block):
        return False
    if meant in "<>":
        return (after.isspace() or after.isdigit()) and (before.isspace() or before.isdigit())
    if meant == "&":  # “Marks &amp; Spencer”, not “write &amp; for an ampersand”
        return _is_name(text[max(0, start - 30) : start], text[end : end + 30])
    return True


def _is_name(before: str, after: str) -> bool:
    left = re.search(r"(\S+)\s$", before)
    right = re.match(r"\s(\S+)", after)
    return bool(left and right) and left[1][0].isupper() and right[1][0].isupper()  # type: ignore[index]


def _name(character: str) -> str:
    names = {
        "'": "an apostrophe",
        "’": "an apostrophe",
        '"': "a quotation mark",
        "“": "a quotation mark",
        "”": "a quotation mark",
        "&": "“&”",
        " ": "a space",
        "": "a hyphenation mark that is not shown",
    }
    return names.get(character, f"“{character}”")

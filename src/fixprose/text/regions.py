"""Regions within a block: somebody's quoted words, and what nothing may edit in any format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.text.document import Block

# A web address in running text ends before the punctuation of the sentence. Top-level domains
# that are English words (so, to, it, in) do not count without more, nor capitalised ones:
# “Mongolia.Where” is two words without their space.
_DOMAINS = (
    "com|org|net|edu|gov|mil|int|info|biz|eu|uk|us|fr|de|es|ru|cn|jp|br|au|ca|ch|nl|pl|cz|se|dk|fi|io|"
    "tv|ai|dev|app"
)
_FILES = (
    "py|js|ts|json|ya?ml|toml|xml|html?|css|csv|tsv|txt|md|rst|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|"
    "mp[34]|zip|gz|tar|exe|dll|sh|bat|java|cpp|hpp|rs|rb|php|sql|ini|cfg|conf|log|tex|srt"
)
# (what must stand in the text for the pattern to be worth a try, the pattern)
_PATTERNS = tuple(
    (needle, re.compile(pattern))
    for needle, pattern in (
        ("://", r"\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>\"“”«»`]+"),
        ("www.", r"\bwww\.[^\s<>\"“”«»`]+"),
        ("@", r"[\w.+-]{1,64}@\w[\w-]*(?:\.[\w-]+)*|(?<![\w.])@\w+(?:[.-]\w+)*"),
        ("#", r"(?<![\w&#/])#(?=\w*[^\W\d])\w+"),
        (".", rf"\.(?:{_DOMAINS})(?:\.uk|\.au|\.br)?(?![\w-]|\.\w)(?:/[^\s<>\"“”«»`]*)?"),
        (".", rf"\.(?:{_FILES})(?![\w-])"),
        ("/", r"(?<![\w/:.<])(?:~|\.{1,2})?(?:/[\w.@%+-]+){2,}/?|(?<![\w/])(?:~|\.{1,2})/[\w.-]+"),
        ("\\", r"\b[A-Za-z]:\\[^\s<>\"“”«»`]*|\\\\\w+\\[^\s<>\"“”«»`]*"),
        ("(", r"\b[\w.]{1,80}\((?:\)|[\w, ]{0,40}=[^()\n]{0,40}\))"),
        ("_", r"\b\w*[A-Za-z0-9]_\w*[A-Za-z0-9]\b"),
        ("--", r"(?<![\w-])--[a-z][\w-]*(?:=\S+)?"),
        ("`", r"(?<![\w`])`(?![`\s'])[^`\n]{1,200}(?<!\s)`(?![\w`])"),
        ("``", r"``(?!`)(?:(?!'')[^`\n]){1,200}``(?!`)"),
        ("<", r"</?[A-Za-z][^<>\n]{0,200}>|<!--(?:(?!-->)[^\n]){0,500}-->"),
        ("{", r"[$%#]?\{\{?[\w.:|% -]{1,60}\}?\}"),
        ("%", r"%(?:\(\w+\))?[sdr]\b"),
    )
)
_TAIL = re.compile(r"[.,;:!?'’*_]+$")
_HEAD = re.compile(r"[\w/.@~-]{1,200}$")
_PAIRS = {")": "(", "]": "["}


def find_protected(text: str, span: Span) -> list[Span]:
    """Return addresses, handles, hashtags, paths, code and tags within `span`, in no order."""
    found: list[Span] = []
    content = span.of(text)
    for needle, pattern in _PATTERNS:
        if needle in content:
            for match in pattern.finditer(text, span.start, span.end):
                found.append(_trimmed(text, match, span.start))
    return found


def _trimmed(text: str, match: re.Match[str], floor: int) -> Span:
    """Return the match as a span, without the punctuation of the sentence around it."""
    start, end = match.span()
    if text[start] == "." and text[start + 1 : start + 2] not in "./":  # example.com, notes.txt
        head = _HEAD.search(text, max(floor, start - 200), start)
        start = head.start() if head else start
    while end > start + 1:
        shown = text[start:end]
        opening = _PAIRS.get(shown[-1])
        if opening is not None and shown.count(shown[-1]) > shown.count(opening):
            end -= 1
        elif shown[-1] in ".,;:!?'’*" and (tail := _TAIL.search(shown)):
            end -= len(tail.group())
        else:
            break
    return Span(start, max(end, start + 1))


# Opening mark → marks that can close it. Straight marks open and close.
_CLOSERS = {'"': '"', "“": '”“"', "„": '“”"', "«": "»", "»": "«", "‘": "’", "'": "'"}
_SINGLE = "‘'"
_MARKS = re.compile(
    r"[\"“”„«»]|(?<!\w)‘(?=\w)|(?<=[\w.,!?…])’(?!\w)"
    r"|(?<![\w'])'(?=[A-Za-z])|(?<=[A-Za-rt-z,.!?…])'(?![\w'])"  # not after s: workers' rights
)
_ANY_MARK = re.compile(r"[\"“”„«»‘]|(?<![\w'])'(?=[A-Za-z])")
_NOT_BEFORE_OPENING = re.compile(r"[\w.,;!?%)\]]")
_BETWEEN_BLOCKS = re.compile(r"[\s>]*")


def find_quotations(block: Block) -> list[Span]:
    """Return the quoted words of a block, without their marks, in order; none lies in another.

    Single marks count when they hold several words. A quotation that is not closed runs to the
    end of the block if the next paragraph opens with the same mark (as English does in long
    quotations); otherwise the odd mark quotes nothing.
    """
    text, whole = block.text, block.span
    if not _ANY_MARK.search(text, whole.start, whole.end):
        return []
    found: list[Span] = []
    opened: int | None = None
    for match in _MARKS.finditer(text, whole.start, whole.end):
        at, mark = match.start(), match.group()
        if opened is not None and _closes(text, opened, at, whole):
            inner = _stripped(text, opened + 1, at)
            if text[opened] not in _SINGLE or " " in inner.of(text):
                found.append(inner)
            opened = None
        elif opened is not None and text[opened] not in _SINGLE and mark in "‘’'":
            continue  # a quotation within a quotation, or an apostrophe
        elif mark in _CLOSERS and _opens(text, at, whole):
            opened = at
    if opened is not None and _goes_on(text, opened, whole.end):
        found.append(_stripped(text, opened + 1, whole.end))
    return [span for span in found if len(span)]


def _opens(text: str, at: int, whole: Span) -> bool:
    before = text[at - 1] if at > whole.start else " "
    after = text[at + 1] if at + 1 < whole.end else " "
    if text[at] in "„«“‘'":
        return not (text[at] == "“" and before != " " and after.isspace())
    return not (_NOT_BEFORE_OPENING.match(before) and (after.isspace() or after in ".,;:!?)"))


def _closes(text: str, opened: int, at: int, whole: Span) -> bool:
    opening, mark = text[opened], text[at]
    if mark not in _CLOSERS[opening]:
        return False
    before = text[at - 1]
    after = text[at + 1] if at + 1 < whole.end else " "
    if mark == "“" and opening == "“":  # typed at both ends
        return not before.isspace() and not after.isalnum()
    if mark == '"':  # a second opening mark: the first was odd
        spaced_out = text[opened + 1 : opened + 2].isspace()
        return not (before.isspace() and after.isalnum() and not spaced_out)
    return True


def _goes_on(text: str, opened: int, end: int) -> bool:
    mark = text[opened]
    gap = _BETWEEN_BLOCKS.match(text, end)
    following = gap.end() if gap else end
    return following > end and text[following : following + 1] == mark


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

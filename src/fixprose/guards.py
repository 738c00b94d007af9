"""Guards: what no edit may do, whoever proposes it (the promises, edit by edit)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from fixprose.edits import Changes, Edit
from fixprose.knowledge import places
from fixprose.knowledge.slots import TITLES
from fixprose.knowledge.store import lexicon
from fixprose.text.document import Document
from fixprose.text.span import Span

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_BEFORE = re.compile(r"[\d.,]+\Z")
_NUMBER_AFTER = re.compile(r"[\d.,]+")
_LONGEST_NUMBER = 40  # characters looked at on either side of an edit
_NEWLINE = re.compile(r"\r\n|\r|\n")
_CAPITALISED = re.compile(r"(?<![\w’'])[^\W\d_a-z][\w]*")
_INSTITUTION_WORDS = frozenset(
    "house court ministry department office party state states government council committee"
    " parliament congress senate union bank police army navy air force church university group"
    " company federal national international supreme district west east north south northern"
    " southern eastern western the a an i".split()
)
# The table of parts of speech has no such words; where they lead a sentence they are no names.
_FUNCTION_WORDS = frozenset(
    "at for from with by of on in into onto to upon about after before since until till during"
    " despite except without within under over among between against through as than if when while"
    " where what which who whom whose that this these those he she it we they you him her them us"
    " me my your his its our their not no nor and but or so because although though unless whether"
    " how why there here both either neither each every all any some such another other".split()
)


class Guards:
    """Checks edits against the promises and the phrases nobody may touch."""

    def __init__(self, never: Iterable[str] = (), accept: Iterable[str] = ()) -> None:
        """Take phrases of the never list (any case) and the user's accepted words (as written)."""
        self._never = _phrases(never, re.IGNORECASE)
        self._accept = _phrases(accept, 0)

    def objection(self, document: Document, edit: Edit) -> str | None:
        """Return why an edit may not be made, or None."""
        if document.is_protected(edit.span):
            return "it would change a protected region"
        if document.is_ignored(edit.rule, edit.span):
            return "a comment in the text asks to leave it"
        if self._hits(self._accept, document, edit):
            return "the words are accepted in the configuration"
        if self._hits(self._never, document, edit):
            return "the phrase is on the never list"
        old = edit.span.of(document.text)
        if not keeps_newlines(document.text, edit.span, edit.replacement):
            return "it would change how lines or the text end"
        if edit.stage != "clean":
            before, after = _digits_around(document.text, edit.span)
            old_number, new_number = before + old + after, before + edit.replacement + after
            if not keeps_numbers(old_number, new_number, edit.changes):
                return "it would change a number"
        if edit.stage not in ("clean", "names") and edit.changes is not Changes.NAME:
            lost = lost_name(document, edit)
            if lost is not None:
                return f"it would change a name ({lost})"
        return None

    def _hits(self, pattern: re.Pattern[str] | None, document: Document, edit: Edit) -> bool:
        if pattern is None:
            return False
        sentence_start = max(0, edit.span.start - 80)
        return any(
            match.start() < max(edit.span.end, edit.span.start + 1)
            and edit.span.start < match.end()
            for match in pattern.finditer(document.text, sentence_start, edit.span.end + 80)
        )


def _phrases(phrases: Iterable[str], flags: int) -> re.Pattern[str] | None:
    words = [r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases if phrase.strip()]
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)", flags)


def keeps_numbers(old: str, new: str, changes: Changes) -> bool:
    """Tell whether the numbers of `old` survive in `new`, as far as the edit may change them.

    >>> keeps_numbers("31 059 votes", "31,059 votes", Changes.FORMAT)
    True
    """
    if changes is Changes.VALUE:
        return True
    if changes is Changes.FORMAT:
        return Counter(filter(str.isdigit, old)) == Counter(filter(str.isdigit, new))
    return Counter(_NUMBER.findall(old)) == Counter(_NUMBER.findall(new))


def _digits_around(text: str, span: Span) -> tuple[str, str]:
    """Return what may belong to a number right before and right after a span."""
    before = _NUMBER_BEFORE.search(text, max(0, span.start - _LONGEST_NUMBER), span.start)
    after = _NUMBER_AFTER.match(text, span.end, span.end + _LONGEST_NUMBER)
    return before[0] if before else "", after[0] if after else ""


def keeps_newlines(text: str, span: Span, new: str) -> bool:
    """Tell whether an edit writes newlines as the text does, and leaves the text's end alone.

    >>> keeps_newlines("One. Two.\\r\\n", Span(4, 5), "\\n")
    False
    """
    old = span.of(text)
    if (
        not new
        and span.end == len(text)
        and text[max(0, span.start - 1) : span.start] in ("\r", "\n")
    ):
        return False  # the newline before the last paragraph would be the final one
    if not ("\n" in old or "\r" in old or "\n" in new or "\r" in new):
        return True
    size = len(text.rstrip("\r\n"))
    if span.end > size or (span.end == size and new.endswith(("\r", "\n"))):
        return False
    start, end = span.start, span.end
    while start and text[start - 1] in "\r\n":
        start -= 1
    while end < len(text) and text[end] in "\r\n":
        end += 1
    written = text[start : span.start] + new + text[span.end : end]
    known = set(_NEWLINE.findall(text)) or {"\n"}
    return known.issuperset(_NEWLINE.findall(written))


def lost_name(document: Document, edit: Edit) -> str | None:
    """Return a capitalised word of the replaced text that is a name and would be gone, or None."""
    text = document.text
    old = edit.span.of(text)
    if not any(char.isupper() for char in old):
        return None
    kept = edit.replacement.lower()
    for match in _CAPITALISED.finditer(old):
        word = match[0]
        low = word.lower()
        if low in kept or low in TITLES or low in _INSTITUTION_WORDS:
            continue
        if _same_country(word, edit.replacement):
            continue
        known = low in _FUNCTION_WORDS or lexicon().tags(low)
        if known and _leads_sentence(document, edit.span.start + match.start()):
            continue
        if lexicon().tags(low) and not _is_running_text(document, edit.span.start + match.start()):
            continue
        return word
    return None


def _same_country(word: str, replacement: str) -> bool:
    country = word if places.is_country(word) else places.country_of(word)
    if country is None:
        return False
    demonym = places.demonym_of(country) or country
    return country in replacement or demonym in replacement or "U.S." in replacement


def _leads_sentence(document: Document, offset: int) -> bool:
    for block in document.blocks_at(Span(offset, offset)):
        if block.span.start <= offset < block.span.end:
            start = block.sentence_at(offset).start
            return not any(char.isalnum() for char in document.text[start:offset])
    return False


def _is_running_text(document: Document, offset: int) -> bool:
    """Tell whether the word before or after `offset` is in lower case: no title, no heading."""
    around = re.findall(r"[^\W\d_]+", document.text[max(0, offset - 30) : offset])
    return bool(around) and around[-1].islower()

"""Suppressions: what a text itself asks fixprose to leave alone.

In an HTML comment, in every format: `fixprose: off` … `fixprose: on`, `fixprose: ignore[fr/x]` for
the next block, `fixprose: file-ignore[fr/x]` for the whole text (a list of rule ids or of their
beginnings; none means all rules). And `[sic]`, which says that the words before it are meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fixprose.text.span import Span, any_touches, merge

_COMMENT = re.compile(r"<!--(?:(?!-->)[^\n]){0,500}-->")
_DIRECTIVE = re.compile(
    r"<!--\s*fixprose:\s*(?P<verb>[\w-]+)\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<rest>.*?)\s*-->", re.S
)
_VERBS = frozenset({"off", "on", "ignore", "file-ignore"})
_SIC = re.compile(r"[\[(]\s*[Ss][Ii][Cc]\s*[!.]?\s*[\])]")
_WORD_BEFORE = re.compile(r"\S+$")
_PHRASE_END = {
    '"': '"', "”": "“", "’": "‘", "»": "«", ")": "(", "]": "[", "'": "'",
}  # fmt: skip
_LONGEST_PHRASE = 300


@dataclass(frozen=True, slots=True)
class Ignore:
    """One `ignore` or `file-ignore` comment.

    `rules` are rule ids or beginnings of them, empty for all; `span` is where it holds.
    """

    comment: Span
    rules: tuple[str, ...]
    span: Span

    def covers(self, rule: str, span: Span) -> bool:
        """Tell whether the comment asks that `rule` leaves `span` alone."""
        return self.span.overlaps(span) and (
            not self.rules or any(rule.startswith(prefix) for prefix in self.rules)
        )


@dataclass(frozen=True, slots=True)
class Suppressions:
    """All suppressions of one text.

    `protected` is what nothing may edit; `ignores` allow to see which comments were of no use;
    `unknown` are comments that speak to fixprose and are not understood.
    """

    protected: tuple[Span, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    unknown: tuple[Span, ...] = ()

    def is_protected(self, span: Span) -> bool:
        """Tell whether an edit of `span` would change something protected."""
        return any_touches(self.protected, span)

    def is_ignored(self, rule: str, span: Span) -> bool:
        """Tell whether `rule` must leave `span` alone."""
        return any(ignore.covers(rule, span) for ignore in self.ignores)


def find_suppressions(
    text: str, blocks: Sequence[Span], comments: Sequence[Span] | None = None
) -> Suppressions:
    """Return the suppressions of `text`.

    `comments` are the places of its comments where the format knows them (so that a comment shown
    in a code sample counts for nothing); None looks for them in the whole text.
    """
    protected: list[Span] = []
    ignores: list[Ignore] = []
    unknown: list[Span] = []
    off: int | None = None
    if "fixprose:" in text:
        if comments is None:
            comments = [Span(*match.span()) for match in _COMMENT.finditer(text)]
        for comment in comments:
            said = _DIRECTIVE.fullmatch(text, comment.start, comment.end)
            if said is None:
                continue
            protected.append(comment)
            verb = said.group("verb")
            if verb not in _VERBS or said.group("rest"):
                unknown.append(comment)
            elif verb == "off":
                off = comment.start if off is None else off
            elif verb == "on":
                if off is not None:
                    protected.append(Span(off, comment.end))
                off = None
            else:
                where = (
                    Span(0, len(text)) if verb == "file-ignore" else _next_block(comment, blocks)
                )
                if where is not None:
                    rules = (said.group("rules") or "").split(",")
                    named = tuple(rule.strip() for rule in rules if rule.strip())
                    ignores.append(Ignore(comment, named, where))
        if off is not None:
            protected.append(Span(off, len(text)))
    protected += _meant(text)
    return Suppressions(merge(protected), tuple(ignores), tuple(unknown))


def _next_block(comment: Span, blocks: Sequence[Span]) -> Span | None:
    """Return the rest of the block the comment opens, or the block after it."""
    after = bisect_right(blocks, comment.end, key=lambda block: block.end)
    if after == len(blocks):
        return None
    return Span(max(blocks[after].start, comment.end), blocks[after].end)


def _meant(text: str) -> Iterator[Span]:
    """Yield each “[sic]” with its words: the word before it, or the phrase in marks."""
    if "sic" not in text and "SIC" not in text and "Sic" not in text:
        return
    for match in _SIC.finditer(text):
        start = match.start()
        while start and text[start - 1] in " \t":
            start -= 1
        opening = _PHRASE_END.get(text[start - 1]) if start else None
        at = text.rfind(opening, max(0, start - _LONGEST_PHRASE), start - 1) if opening else -1
        if at < 0 or "\n\n" in text[at:start]:
            word = _WORD_BEFORE.search(text, max(0, start - _LONGEST_PHRASE), start)
            at = word.start() if word else start
        yield Span(at, match.end())

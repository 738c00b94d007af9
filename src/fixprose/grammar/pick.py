"""Choosing among the suggestions of a grammar engine, never the first one blindly.

A suggestion is cut down to the tokens it really changes and must have the shape the rule is
trusted for. It is taken when exactly one does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from fixprose.text.tokens import Tokens

Pick = Literal["drop", "insert", "article", "determiner", "agree", "participle", "word", "phrase"]

_LONGEST = 4  # tokens; a suggestion that changes more is another sentence
_ARTICLES = {"a", "an", "the"}
_DETERMINERS = {"this", "that", "these", "those"}
_ODD_NUMBERS = """
    is/are am/are am/is was/were has/have does/do isn't/aren't wasn't/weren't hasn't/haven't
    doesn't/don't man/men woman/women child/children person/people foot/feet mouse/mice life/lives
    wife/wives knife/knives half/halves leaf/leaves thief/thieves wolf/wolves shelf/shelves
    tooth/teeth crisis/crises basis/bases analysis/analyses
"""
_NUMBERS = {frozenset(pair.split("/")) for pair in _ODD_NUMBERS.split()}


@dataclass(frozen=True, slots=True)
class Change:
    """What a suggestion really changes: `start` to `end` of the text it was made for."""

    start: int
    end: int
    replacement: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def choose(
    text: str, start: int, end: int, suggestions: Iterable[str], pick: Pick
) -> Change | None:
    """Return the one change of `text[start:end]` that has the shape `pick`, or None."""
    changes = {}
    for suggestion in suggestions:
        change = cut(text, start, end, suggestion)
        if change is not None and _has_shape(change, pick):
            changes[change.start, change.end, change.replacement] = change
    return next(iter(changes.values())) if len(changes) == 1 else None


def cut(text: str, start: int, end: int, suggestion: str) -> Change | None:
    """Cut `suggestion` for `text[start:end]` down to the tokens that change; None if none do.

    >>> cut("It depends of them.", 3, 13, "depends on")
    Change(start=11, end=13, replacement='on', old=('of',), new=('on',))
    """
    before, after = Tokens(text, start, end), Tokens(suggestion)
    same = [old == new for old, new in zip(before, after, strict=False)]
    head = sum(takewhile(bool, same))
    rest = min(len(before), len(after)) - head
    same = [before[-back] == after[-back] for back in range(1, rest + 1)]
    tail = sum(takewhile(bool, same))

    old, new = before.texts[head : len(before) - tail], after.texts[head : len(after) - tail]
    if not old and not new:
        return None
    # From the end of the last common token to the start of the next, so that spaces go along.
    old_start = before.ends[head - 1] if head else start
    old_end = before.starts[len(before) - tail] if tail else end
    new_start = after.ends[head - 1] if head else 0
    new_end = after.starts[len(after) - tail] if tail else len(suggestion)
    return _trimmed(text, old_start, old_end, suggestion[new_start:new_end], tuple(old), tuple(new))


def _trimmed(
    text: str, start: int, end: int, replacement: str, old: tuple[str, ...], new: tuple[str, ...]
) -> Change:
    """Leave the white space alone that both sides begin or end with."""
    while start < end and replacement and text[start] == replacement[0] == " ":
        start, replacement = start + 1, replacement[1:]
    while start < end and replacement and text[end - 1] == replacement[-1] == " ":
        end, replacement = end - 1, replacement[:-1]
    return Change(start, end, replacement, old, new)


def _has_shape(change: Change, pick: Pick) -> bool:
    old, new = change.old, change.new
    if max(len(old), len(new)) > _LONGEST:
        return False
    if pick == "phrase":
        return True
    if pick == "drop":
        return not new
    if pick == "insert":
        return not old
    if pick == "article":
        return _are(_ARTICLES, old, new)
    if pick == "determiner":
        return _are(_DETERMINERS, old, new)
    if len(old) != 1 or len(new) != 1:
        return False
    if pick == "participle":
        return not new[0].endswith("ing")
    if pick == "agree":
        return _are_numbers(old[0].lower(), new[0].lower())
    return pick == "word"


def _are(allowed: set[str], *sides: tuple[str, ...]) -> bool:
    return all(len(side) == 1 and side[0].lower() in allowed for side in sides)


def _are_numbers(one: str, other: str) -> bool:
    """Tell whether the two differ as a noun or a verb does between one and many."""
    one, other = one.replace("’", "'"), other.replace("’", "'")
    if frozenset((one, other)) in _NUMBERS:
        return True
    short, long = sorted((one, other), key=len)
    return long in {short + "s", short + "es", short.removesuffix("y") + "ies"} and short != long

"""Arbitration: which of the edits that overlap is made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from fixprose.edits import STAGES, Edit, Safety
from fixprose.text.span import Span

_NEAR = 4  # neighbours on either side whose matches could reach here


class Candidate(NamedTuple):
    """An edit that nothing speaks against, with the safety it would have."""

    edit: Edit
    safety: Safety
    in_quotation: bool


def arbitrate(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the winners, in order of the text; their spans do not touch.

    Nor does one change what another needed to match: the less sure waits for the next round.

    The surest wins, ties go to the longer match, then the earlier stage, then the earlier place;
    the rule's id and the replacement settle what is left, so that the order of packs never matters.
    """
    ranked = sorted(
        candidates,
        key=lambda c: (
            -round(c.edit.confidence, 6),
            -len(c.edit.matched),
            STAGES.index(c.edit.stage),
            c.edit.span,
            c.edit.rule,
            c.edit.replacement,
        ),
    )
    winners: list[Candidate] = []
    taken: list[Span] = []
    reached: list[Span] = []  # beside `taken`: what each winner needed to match
    for candidate in ranked:
        span, reach = candidate.edit.span, _reach(candidate.edit)
        at = bisect_left(taken, span)
        if (at < len(taken) and taken[at].start <= span.end) or (
            at and span.start <= taken[at - 1].end
        ):
            continue
        near = range(max(0, at - _NEAR), min(len(taken), at + _NEAR))
        if any(reach.overlaps(taken[n]) or reached[n].overlaps(span) for n in near):
            continue
        taken.insert(at, span)
        reached.insert(at, reach)
        winners.append(candidate)
    return sorted(winners, key=lambda c: c.edit.span)


def _reach(edit: Edit) -> Span:
    """Return what an edit needs to stay as it is; names and marks do not mind their neighbours."""
    return edit.matched if edit.stage == "phrases" else edit.span

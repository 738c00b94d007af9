"""Which pivot the evidence speaks for.

Rules of one pack also match what other pivots do ("in the month of May" is Spanish, Portuguese and
Italian). How often, `weights.PIVOTS` knows: for each pivot, the shares that the labels of evidence
have in its texts. So the pivots are compared by how well they explain all labels together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fixprose.evidence.diagnosis import Evidence
from fixprose.evidence.weights import OTHERS, OWN, PIVOTS, STRANGER

_SAME = {"da": "no", "sv": "no"}  # one pack speaks for the Nordic languages
_NAMED = 0.65  # a pivot less probable than this is not named
_NEGLIGIBLE = 0.005


@dataclass(slots=True)
class Sign:
    """One place where something speaks for one of several pivots, and how much (at most 1)."""

    strength: float = 0.0
    labels: set[str] = field(default_factory=set)


def signs(weighed: Iterable[tuple[Evidence, float]]) -> list[Sign]:
    """Gather the pieces that one rule has at one place."""
    found: dict[tuple[str | None, int, int], Sign] = {}
    for piece, weight in weighed:
        if piece.pivot is not None:
            sign = found.setdefault((piece.rule, piece.span.start, piece.span.end), Sign())
            sign.strength = min(1.0, sign.strength + weight)
            sign.labels.add(_SAME.get(piece.pivot, piece.pivot))
    return list(found.values())


def likely_pivots(weighed: Iterable[tuple[Evidence, float]]) -> dict[str, float]:
    """Return the pivots with their probabilities, the likeliest first; all are equal beforehand."""
    found: dict[frozenset[str], float] = defaultdict(float)
    for sign in signs(weighed):
        found[frozenset(sign.labels)] += sign.strength
    if not found:
        return {}
    fits = {
        pivot: sum(
            strength * math.log(sum(_share(label, pivot) for label in labels))
            for labels, strength in found.items()
        )
        for pivot in sorted(PIVOTS.keys() | set().union(*found))
    }
    best = max(fits.values())
    shares = {pivot: math.exp(fit - best) for pivot, fit in fits.items()}
    whole = sum(shares.values())
    ranked = sorted(shares.items(), key=lambda item: -item[1])
    return {pivot: share / whole for pivot, share in ranked if share / whole >= _NEGLIGIBLE}


def named(pivots: dict[str, float]) -> str | None:
    """Return the first of the ranked pivots, if it is probable enough."""
    first = next(iter(pivots), None)
    return first if first is not None and pivots[first] >= _NAMED else None


def share_of(labels: Iterable[str], pivot: str) -> float:
    """Return the share of the evidence in texts of `pivot` that bears one of the labels."""
    return sum(_share(label, pivot) for label in {_SAME.get(label, label) for label in labels})


def _share(label: str, pivot: str) -> float:
    if pivot in PIVOTS:
        return PIVOTS[pivot].get(label, STRANGER)
    return OWN if label == pivot else OTHERS.get(label, STRANGER)

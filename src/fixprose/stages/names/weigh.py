"""How sure an edit of a name is, given what the diagnosis says."""

from __future__ import annotations

import math
from collections.abc import Collection

from fixprose.evidence.diagnosis import Diagnosis
from fixprose.text.span import Span

# Log-odds as in the phrases stage, so that names and rules compete on the same scale.
_BASE = {"sure": 3.0, "likely": 1.2, "weak": 0.2}
_MOST_FROM_DIAGNOSIS = {"sure": 0.0, "likely": 1.5, "weak": 2.2}
_OTHER_PIVOT = {"sure": 0.0, "likely": -0.8, "weak": -4.0}


def weigh(
    certainty: str,
    diagnosis: Diagnosis,
    span: Span,
    pivots: Collection[str] = (),
    bonus: float = 0.0,
) -> float:
    """Return the probability that what stands at `span` is an error.

    `pivots` are those that produce it (none: any); `bonus` is log-odds from the place itself.
    """
    garbled = min(max(diagnosis.at(span), 1e-4), 1 - 1e-4)
    odds = math.log(garbled / (1 - garbled))
    odds = 0.0 if certainty == "sure" else min(odds, _MOST_FROM_DIAGNOSIS[certainty])
    if pivots and diagnosis.pivot not in pivots and (diagnosis.pivot or certainty == "weak"):
        odds += _OTHER_PIVOT[certainty]
    return 1 / (1 + math.exp(-(_BASE[certainty] + odds + bonus)))

"""Which pivot the evidence speaks for."""

from __future__ import annotations

import math

import pytest

from fixprose.evidence.diagnosis import Evidence
from fixprose.evidence.pivots import likely_pivots, named, share_of
from fixprose.evidence.weights import OTHERS, OWN, PIVOTS, STRANGER
from fixprose.text.span import Span


def pieces(*labels: str) -> list[tuple[Evidence, float]]:
    """Return a hit for each word; `es+pt` is a rule that speaks for two."""
    return [
        (Evidence("likely rule", 1.0, Span(at, at + 1), label, f"x/{at}"), 1.0)
        for at, group in enumerate(labels)
        for label in group.split("+")
    ]


@pytest.mark.parametrize("pivot", sorted(PIVOTS))
def test_a_pivot_whose_own_rules_match_is_named(pivot: str) -> None:
    assert named(likely_pivots(pieces(*[pivot] * 6))) == pivot


def test_rules_of_a_large_pack_do_not_outvote_those_of_a_small_one() -> None:
    """French rules match much of what Italian does; Italian ones match little of French."""
    assert named(likely_pivots(pieces("fr", "fr", "fr", "it", "it", "it"))) == "it"


def test_what_many_do_names_none() -> None:
    assert named(likely_pivots(pieces("es+fr+it+pt", "es+fr+it+pt"))) is None
    assert named(likely_pivots(pieces("fr", "de"))) is None
    assert likely_pivots([]) == {}
    assert named({}) is None


def test_pivots_of_one_pack_are_one() -> None:
    assert named(likely_pivots(pieces(*["da+no+sv"] * 4))) == "no"


def test_a_pivot_of_a_pack_of_ones_own_is_named() -> None:
    assert named(likely_pivots(pieces("xx", "xx"))) == "xx"


def test_probabilities_are_ranked_and_sum_to_one() -> None:
    found = list(likely_pivots(pieces("fr", "es", "es+it")).values())
    assert found == sorted(found, reverse=True)
    assert math.isclose(sum(found), 1, abs_tol=0.05)


def test_the_table_holds_shares() -> None:
    for row in PIVOTS.values():
        assert all(STRANGER <= share < 1 for share in row.values())
        assert 0.9 < sum(row.values()) < 1.1
    assert 0 < OWN < 1
    assert all(STRANGER <= share < 1 for share in OTHERS.values())
    assert share_of(["fr"], "es") > share_of(["es"], "fr")

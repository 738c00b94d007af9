"""Figures in continental dress."""

from __future__ import annotations

import pytest

from fixprose.edits import Changes

from .helpers import CLEAN, proposals, repair


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Waves of up to 2,5 meters hit the coast.", "Waves of up to 2.5 meters hit the coast."),
        ("It fell from 3,4 to 2,9 percent.", "It fell from 3.4 to 2.9 percent."),
        ("He had 9,5 points.", "He had 9.5 points."),
        ("A quake of magnitude 6,2 struck.", "A quake of magnitude 6.2 struck."),
        ("The film cost $1,5 million.", "The film cost $1.5 million."),
        ("It has 17.000 islands.", "It has 17,000 islands."),
        ("Some 12.500 young people came.", "Some 12,500 young people came."),
        ("The debt is 1.250.000 euros.", "The debt is 1,250,000 euros."),
        ("Fires burnt 4.200 hectares.", "Fires burnt 4,200 hectares."),
        ("He gave up on the 71-th move.", "He gave up on the 71st move."),
        ("On the 24 -th day it rained.", "On the 24th day it rained."),
    ],
)
def test_they_are_written_as_in_english_where_a_text_is_garbled(garbled: str, right: str) -> None:
    assert repair(garbled) == right
    assert not proposals(garbled, CLEAN)
    assert {edit.changes for edit in proposals(garbled)} == {Changes.FORMAT}


@pytest.mark.parametrize(
    "text",
    [
        "It took 1.500 seconds.",
        "The pipe is 3.125 kilometers long.",
        "Some 12,500 people came, 1,250 euros in hand.",
        "See pages 2,5 and 7; rooms 3,4 are shut.",
        "Version 1.250.3 is out, at 192.168.100.200 as before.",
        "They scored 3,450 points.",
        "It costs 2.500 or so.",
        "Petrol is at 1.700 euros a litre; there are 2.100 children per woman.",
    ],
)
def test_what_may_be_meant_so_stays(text: str) -> None:
    assert not proposals(text)

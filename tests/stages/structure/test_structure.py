"""The stage as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fixprose.stages.structure as structure
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.stages.structure import DESCRIPTIONS, StructurePass
from fixprose.text.document import Document

from .helpers import CLEAN, proposals, repair

PIECES = st.sampled_from(
    "The mayor|of Oslo (AP), Bo Li,|said|, said Bo Li.|, he said.|We|will|To the|the the|in In"
    '|In|“|”|"|. |, |\n|\n\n|\r\n|on the left,|(AP Photo/Bo Li)|(AP photo / Bo Li)|SlovakiaWhere'
    "|the|a|date 2024-05-06|Tuesday May 6, 2024|monday|i think|it|amp;|[ads1]|1|valley|general"
    " general|‘|'|Center,|The writer AP Bo Li contributed|used.|!|?|he wrote.|And|to a right"
    "|nbsp;".split("|")
)
CLEAN_PROSE = """The Man With the Long Coat

The town council of Oslo voted on Tuesday to close the old bridge, which the state built in 1931.
“We can't keep it any longer,” the mayor, Bo Li, said. “It costs us too much, and it isn't safe.”

Engineers have said that that bridge had had cracks since the spring of 2019. The government says
it will pay for a new one, the news agency said. In The Hague, a court said on May 5, 2020, that the
state must pay. “The Bridge on the River” is a song by The Lanterns; it is very, very old.

Associated Press writer Ann Lee contributed to this report.
"""


def test_every_rule_that_a_module_names_is_described_and_the_reverse() -> None:
    folder = Path(structure.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    names = set(re.findall(r'"structure/([a-z-]+)"', source))
    assert {f"structure/{name}" for name in names} == set(DESCRIPTIONS)
    for name in names:
        assert source.count(f'"{name}"') >= 1, f"structure/{name} is described and never proposed"
    for description in DESCRIPTIONS.values():
        assert description.endswith(".")


@pytest.mark.parametrize("garble", [CLEAN, 0.97])
def test_good_prose_is_left_alone(garble: float) -> None:
    assert not proposals(CLEAN_PROSE, garble)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=24).map(" ".join), st.sampled_from([CLEAN, 0.4, 0.97]))
def test_the_stage_comes_to_rest(text: str, garble: float) -> None:
    once = repair(text, garble)
    assert repair(once, garble) == once


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=24).map(" ".join))
def test_edits_are_small_and_well_formed(text: str) -> None:
    document = Document(text)
    for edit in StructurePass().propose(document, Diagnosis(0.97)):
        assert edit.rule in DESCRIPTIONS
        assert edit.stage == "structure"
        assert 0.5 <= edit.confidence < 1
        assert edit.matched.contains(edit.span)
        assert edit.matched.end <= len(text)
        assert edit.span.of(text) != edit.replacement
        assert edit.reason.endswith((".", "”"))
        assert any(
            block.span.start <= edit.span.start and edit.span.end <= block.span.end
            for block in document.blocks
        )


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aAbTI“”\"' .,\n()[]]-—1:;!?’", max_size=80))
def test_no_text_breaks_the_stage(text: str) -> None:
    assert isinstance(repair(text), str)


def test_nothing_protected_is_touched() -> None:
    text = "See https://example.org/the-the?amp;x=1 and /usr/share/In/The the the file."
    for edit in proposals(text):
        assert not Document(text).is_protected(edit.span)

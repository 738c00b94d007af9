"""Decisions: kept by content, replayed consistently, never misapplied."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixprose.edits import Safety
from fixprose.engine import Fixer
from fixprose.errors import FixproseError
from fixprose.options import Options
from fixprose.review.decisions import (
    Decision,
    Verdict,
    accepted_fixes,
    append_decision,
    decided_text,
    keys_of,
    place,
    read_decisions,
)
from fixprose.revision import Fix, Revision
from tests.engine.fakes import FakeTools, Replace
from tests.engine.strategies import documents, passes

TEXT = "They sent a buoy. It was red.\n\nThey sent a buoy. She saw aa."


def revise(text: str = TEXT) -> Revision:
    made = [
        Replace("buoy", "lifeline"),
        Replace("aa", "bb", safety=Safety.REVIEW),
    ]
    return Fixer(Options(), tools=FakeTools(*made)).fix(text)


def decide(revision: Revision, index: int, verdict: Verdict, text: str | None = None) -> Decision:
    return Decision(keys_of(revision)[index], verdict, text, when="2026-01-01T00:00:00Z")


def test_undecided_fixes_count_as_they_are_safe() -> None:
    revision = revise()
    assert decided_text(revision, {}) == revision.text


def test_a_decision_finds_its_fix_among_equal_sentences() -> None:
    revision = revise()
    second = decide(revision, 1, Verdict.REJECT)
    placed = place(revision, [second])
    assert list(placed.decided) == [1]
    expected = "They sent a lifeline. It was red.\n\nThey sent a buoy. She saw aa."
    assert decided_text(revision, placed.decided) == expected


def test_an_editors_own_words_take_the_place_of_the_fix() -> None:
    revision = revise()
    placed = place(revision, [decide(revision, 0, Verdict.EDIT, "life ring")])
    assert decided_text(revision, placed.decided).startswith("They sent a life ring. ")


def test_a_query_leaves_the_text_as_it_is() -> None:
    revision = revise()
    placed = place(revision, [decide(revision, 0, Verdict.QUERY)])
    assert decided_text(revision, placed.decided).startswith("They sent a buoy. ")


def test_decisions_survive_changes_elsewhere_and_are_lost_with_their_sentence() -> None:
    decisions = [decide(revise(), 0, Verdict.REJECT), decide(revise(), 2, Verdict.ACCEPT)]
    moved = revise("A new first line.\n\n" + TEXT.replace("She saw aa.", "He heard aa."))
    placed = place(moved, decisions)
    assert [decision.verdict for decision in placed.decided.values()] == [Verdict.REJECT]
    assert [decision.verdict for decision in placed.lost] == [Verdict.ACCEPT]
    assert "He heard aa." in decided_text(moved, placed.decided)


def test_the_last_word_counts_in_whatever_order_files_were_merged() -> None:
    revision = revise()
    key = keys_of(revision)[0]
    early = Decision(key, Verdict.REJECT, when="2026-01-01T00:00:00Z")
    late = Decision(key, Verdict.ACCEPT, when="2026-01-02T00:00:00Z")
    for order in ([early, late], [late, early]):
        assert place(revision, order).decided[0] is late


def test_files_are_appended_to_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "x.txt.fixprose-decisions.jsonl"
    made = [
        decide(revise(), 0, Verdict.ACCEPT),
        Decision(keys_of(revise())[1], Verdict.EDIT, "", note="why “this”?", who="Ann"),
    ]
    for decision in made:
        append_decision(path, decision)
    assert read_decisions(path) == made


@pytest.mark.parametrize("line", ["{}", "[]", "nonsense", '{"decision": "accept"}'])
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text("\n" + line + "\n")
    with pytest.raises(FixproseError, match=r"d\.jsonl:2: not a decision"):
        read_decisions(path)


def test_a_file_that_is_not_there_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(FixproseError) as caught:
        read_decisions(tmp_path / "gone.jsonl")
    assert (
        str(caught.value) == f"{tmp_path / 'gone.jsonl'}: cannot be read: No such file or directory"
    )


@settings(max_examples=200, deadline=None)
@given(documents(), passes(), st.data())
def test_any_decisions_give_a_consistent_text(document, made, data) -> None:  # type: ignore[no-untyped-def]
    """Rejecting a fix rejects what depends on it; own words stand where they were put."""
    revision = Fixer(Options(), tools=FakeTools(*made)).fix(document)
    keys = keys_of(revision)
    decisions = []
    for fix in revision.fixes:
        verdict = data.draw(st.sampled_from(Verdict), label=fix.rule)
        own = f"<{fix.index}>" if verdict is Verdict.EDIT else None
        decisions.append(Decision(keys[fix.index], verdict, own))
    placed = place(revision, decisions)
    assert list(placed.decided.values()) == decisions, "each fix has a key of its own"
    taken = accepted_fixes(revision, placed.decided)
    for index in taken:
        assert taken.issuperset(revision.fixes[index].depends_on)
    own = []
    for fix, decision in zip(revision.fixes, decisions, strict=True):
        if decision.verdict is Verdict.EDIT and not any(touch(fix, other) for other in own):
            own.append(fix)
    free = [
        index for index in taken if not any(touch(revision.fixes[index], other) for other in own)
    ]
    places = [(hunk.start, hunk.end, hunk.replacement) for hunk in revision.hunks(free)]
    places += [(fix.start, fix.end, f"<{fix.index}>") for fix in own]
    expected, at = "", 0
    for start, end, new in sorted(places):
        assert start >= at, "changes overlap"
        expected += document.text[at:start] + new
        at = end
    assert decided_text(revision, placed.decided) == expected + document.text[at:]
    if not own:
        assert expected + document.text[at:] == revision.replay(taken)


def touch(one: Fix, other: Fix) -> bool:
    return one.start <= other.end and other.start <= one.end

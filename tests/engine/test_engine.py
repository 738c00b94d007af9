"""The engine: rounds, phases, fixed points, guards."""

from __future__ import annotations

import pytest

from fixprose.edits import Changes, Safety
from fixprose.engine import Fixer
from fixprose.options import Options
from fixprose.text.document import Document
from tests.engine.fakes import FakeTools, Replace


def fixer(*passes: Replace, **settings: object) -> Fixer:
    return Fixer(Options(), tools=FakeTools(*passes), **settings)


def test_a_safe_edit_is_applied_and_described_in_terms_of_the_original() -> None:
    revision = fixer(Replace("buoy", "lifeline")).fix("They sent a buoy.")
    assert revision.text == "They sent a lifeline."
    (fix,) = revision.fixes
    assert (fix.start, fix.end, fix.original, fix.replacement) == (12, 16, "buoy", "lifeline")


def test_a_review_edit_waits() -> None:
    revision = fixer(Replace("buoy", "lifeline", safety=Safety.REVIEW)).fix("They sent a buoy.")
    assert revision.text == "They sent a buoy."
    assert revision.review_text == "They sent a lifeline."


def test_what_a_review_fix_made_possible_is_review() -> None:
    revision = fixer(
        Replace("first", "second", safety=Safety.REVIEW), Replace("second", "third")
    ).fix("the first one")
    assert revision.text == "the first one"
    assert revision.review_text == "the third one"
    assert [fix.safety for fix in revision.fixes] == [Safety.REVIEW, Safety.REVIEW]


def test_a_review_edit_never_shadows_a_safe_one() -> None:
    revision = fixer(
        Replace("old big house", "palace", confidence=0.99, safety=Safety.REVIEW),
        Replace("big", "large", confidence=0.9),
    ).fix("an old big house")
    assert revision.text == "an old large house"


def test_the_surest_of_overlapping_edits_wins() -> None:
    revision = fixer(
        Replace("rescue buoy", "lifeline", confidence=0.95),
        Replace("buoy here", "buoy there", confidence=0.9),
    ).fix("a rescue buoy here")
    assert revision.text == "a lifeline here"


def test_ties_go_to_the_longer_match() -> None:
    revision = fixer(Replace("buoy", "float"), Replace("rescue buoy", "lifeline")).fix(
        "rescue buoy"
    )
    assert revision.text == "lifeline"


def test_later_fixes_know_what_they_depend_on() -> None:
    revision = fixer(Replace("aa", "bb"), Replace("bb cc", "dd")).fix("x aa cc y")
    assert revision.text == "x dd y"
    first, second = revision.fixes
    assert (first.replacement, second.replacement) == ("bb", "dd")
    assert second.depends_on == (first.index,)
    assert revision.replay([second.index]) == "x aa cc y"
    assert revision.replay([first.index]) == "x bb cc y"


def test_passes_that_undo_each_other_leave_the_paragraph_alone() -> None:
    """Only the paragraph that does not come to rest is put back."""
    revision = fixer(
        Replace("ping", "pong"),
        Replace("pong", "ping", stage="grammar"),
        Replace("buoy", "lifeline"),
    ).fix("a ping here\n\na buoy there")
    assert revision.text == "a ping here\n\na lifeline there"
    assert any("come to rest" in refusal.why for refusal in revision.refusals)


def test_restless_review_edits_leave_the_safe_ones_of_their_paragraph() -> None:
    revision = fixer(
        Replace("buoy", "lifeline"),
        Replace("ping", "pong", safety=Safety.REVIEW),
        Replace("pong", "ping", safety=Safety.REVIEW, stage="grammar"),
    ).fix("a buoy and a ping")
    assert revision.text == revision.review_text == "a lifeline and a ping"
    assert any("come to rest" in refusal.why for refusal in revision.refusals)


def test_growing_text_comes_to_rest_or_stays() -> None:
    revision = fixer(Replace("a", "aa")).fix("banana")
    assert revision.text == "banana"


@pytest.mark.parametrize(
    ("old", "new", "changes", "allowed"),
    [
        ("12 people", "13 people", Changes.NOTHING, False),
        ("31 059", "31,059", Changes.FORMAT, True),
        ("31 059", "31,058", Changes.FORMAT, False),
        ("12 billion", "12 trillion", Changes.NOTHING, True),
    ],
)
def test_numbers_survive(old: str, new: str, changes: Changes, allowed: bool) -> None:
    revision = fixer(Replace(old, new, changes=changes)).fix(f"there were {old} in all")
    assert (revision.text != revision.document.text) is allowed


def test_a_changed_value_is_always_review() -> None:
    revision = fixer(Replace("12", "13", changes=Changes.VALUE)).fix("at 12 o'clock")
    assert revision.text == "at 12 o'clock"
    assert revision.review_text == "at 13 o'clock"


def test_names_survive() -> None:
    revision = fixer(Replace("Modi met", "Midi met")).fix("Later Modi met them.")
    assert revision.review_text == "Later Modi met them."
    assert [refusal.why for refusal in revision.refusals] == ["it would change a name (Modi)"]


def test_the_names_stage_may_change_names() -> None:
    revision = fixer(Replace("Pekin", "Beijing", stage="names")).fix("Later in Pekin they met.")
    assert revision.text == "Later in Beijing they met."


def test_quotations_are_review() -> None:
    text = "He said: “They sent a buoy to us.” They sent a buoy."
    revision = fixer(Replace("buoy", "lifeline")).fix(text)
    assert revision.text == "He said: “They sent a buoy to us.” They sent a lifeline."
    assert revision.review_text.count("lifeline") == 2
    assert [fix.in_quotation for fix in revision.fixes] == [True, False]


def test_quotations_may_be_fixed_by_configuration() -> None:
    text = "He said: “They sent a buoy to us.”"
    revision = fixer(Replace("buoy", "lifeline"), fix_quotations=True).fix(text)
    assert revision.text == "He said: “They sent a lifeline to us.”"


def test_protected_regions_are_left_alone() -> None:
    text = "Look at https://example.org/buoy for the buoy."
    revision = fixer(Replace("buoy", "lifeline")).fix(text)
    assert revision.text == "Look at https://example.org/buoy for the lifeline."


def test_accepted_words_and_the_never_list_are_left_alone() -> None:
    revision = fixer(Replace("me|Buoy", "it"), accept=("Buoy Ltd",)).fix(
        "leave me by buoy, Buoy Ltd"
    )
    assert revision.review_text == "leave me by buoy, Buoy Ltd"


def test_rules_are_chosen_by_prefix() -> None:
    passes = Replace("aa", "bb"), Replace("cc", "dd")
    assert fixer(*passes, select=("test/a",)).fix("aa cc").text == "bb cc"
    assert fixer(*passes, ignore=("test/a",)).fix("aa cc").text == "aa dd"
    assert fixer(*passes, extend_review=("test/a",)).fix("aa cc").text == "aa dd"
    unfixable = fixer(*passes, unfixable=("test/a",)).fix("aa cc")
    assert (unfixable.review_text, len(unfixable.refusals)) == ("aa dd", 1)


def test_weak_edits_are_refused_and_kept() -> None:
    revision = fixer(Replace("aa", "bb", confidence=0.3)).fix("aa")
    assert revision.review_text == "aa"
    assert [refusal.why for refusal in revision.refusals] == ["the evidence is too weak"]


def test_stages_can_be_switched_off() -> None:
    passes = Replace("aa", "bb", stage="names"), Replace("cc", "dd")
    assert fixer(*passes, stages=("phrases",)).fix("aa cc").text == "aa dd"


def test_an_edit_never_crosses_a_paragraph_of_the_original() -> None:
    class Join(Replace):
        def propose(self, document, diagnosis):  # type: ignore[no-untyped-def]
            found = super().propose(document, diagnosis)
            at = document.text.find("\n\n")
            if at >= 0:
                from dataclasses import replace

                from fixprose.text.span import Span

                for edit in found:
                    yield replace(edit, span=Span(at - 1, at + 3), matched=Span(at - 1, at + 3))

    revision = fixer(Join("one", " ")).fix("one two\n\nthree")
    assert revision.review_text == "one two\n\nthree"


def test_a_document_keeps_its_path_and_format() -> None:
    document = Document("a buoy", path="x.md", format="markdown")
    assert fixer(Replace("buoy", "float")).fix(document).document is document


def test_marks_that_a_fix_restored_make_no_quotation() -> None:
    """Whether words are somebody's own is a question about the original."""
    revision = fixer(
        Replace("We sent a buoy", "“We sent a buoy”", stage="structure"),
        Replace("buoy", "lifeline"),
    ).fix("We sent a buoy, he said.")
    assert revision.text == "“We sent a lifeline”, he said."


def test_a_rule_that_its_card_demotes_is_review() -> None:
    revision = fixer(Replace("demoted", "raised")).fix("a demoted rule")
    assert (revision.text, revision.review_text) == ("a demoted rule", "a raised rule")


@pytest.mark.parametrize("between", [" , ", " ,\n\n"])
def test_two_edits_of_a_round_do_not_join_numbers(between: str) -> None:
    """Each alone would be harmless; the outcome is not, also across paragraphs."""
    text = f"It has 12{between}31 rooms."
    joining = Replace(r"\s+(?=[,3])|(?<=,)\s+", "", anywhere=True)
    assert fixer(joining).fix(text).text == text

"""The promises, on generated texts and generated passes."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from fixprose.edits import Changes, Safety
from fixprose.engine import Fixer
from fixprose.options import Options
from fixprose.revision import Revision, compare
from fixprose.text.document import Document
from tests.engine.fakes import FakeTools, Replace

WORDS = [
    "aa",
    "bb",
    "cc",
    "dd",
    "Ann",
    "12",
    "31",
    "`code`",
    "https://ex.org/aa",
    "“aa bb”",
    "“Ann cc”",
    ",",
    ".",
]
texts = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=1, max_size=4
).map("\n\n".join)


@st.composite
def passes(draw: st.DrawFn) -> list[Replace]:
    """Replacements of short words by others: they overlap, chain, delete, and undo each other."""
    piece = st.sampled_from(["aa", "bb", "cc", "dd", "aa bb", "bb cc", "Ann", "12", "aa", "code"])
    made = []
    for _ in range(draw(st.integers(0, 5))):
        made.append(
            Replace(
                draw(piece),
                draw(st.sampled_from(["aa", "bb", "cc", "xx", "", "xx yy", "Bob", "13"])),
                stage=draw(st.sampled_from(["structure", "phrases", "grammar"])),
                confidence=draw(st.sampled_from([0.6, 0.9, 0.95])),
                safety=draw(st.sampled_from(list(Safety))),
                changes=draw(st.sampled_from([Changes.NOTHING, Changes.NAME])),
                context=draw(st.integers(0, 3)),
            )
        )
    return made


def fix(text: str, made: list[Replace]) -> Revision:
    return Fixer(Options(), tools=FakeTools(*made)).fix(text)


@settings(max_examples=300, deadline=None)
@given(texts, passes())
def test_a_second_run_changes_nothing(text: str, made: list[Replace]) -> None:
    first = fix(text, made)
    assert fix(first.text, made).text == first.text
    assert fix(first.review_text, made).review_text == first.review_text


@settings(max_examples=200, deadline=None)
@given(texts, passes())
def test_protected_regions_come_out_as_they_went_in(text: str, made: list[Replace]) -> None:
    pattern = re.compile(r"`code`|https://ex\.org/aa")
    revision = fix(text, made)
    assert pattern.findall(revision.review_text) == pattern.findall(text)


@settings(max_examples=200, deadline=None)
@given(texts, passes())
def test_numbers_survive(text: str, made: list[Replace]) -> None:
    revision = fix(text, made)
    for result in (revision.text, revision.review_text):
        assert Counter(re.findall(r"\d+", result)) == Counter(re.findall(r"\d+", text))


@settings(max_examples=200, deadline=None)
@given(texts, passes())
def test_words_of_quotations_are_kept_by_safe_fixes(text: str, made: list[Replace]) -> None:
    document = Document(text)
    revision = fix(text, [one for one in made if one.stage != "structure"])
    for fix_ in revision.fixes:
        if fix_.safety is Safety.SAFE:
            assert not any(
                region.span.start < fix_.end and fix_.start < region.span.end
                for region in document.regions
            )


@settings(max_examples=200, deadline=None)
@given(texts, passes())
def test_replaying_all_fixes_gives_the_text(text: str, made: list[Replace]) -> None:
    revision = fix(text, made)
    assert revision.replay(range(len(revision.fixes))) == revision.review_text
    assert revision.replay(revision.safe) == revision.text
    assert revision.replay([]) == text


def spliced(revision: Revision, accepted: list[int]) -> str:
    """Return the original with its hunks put in by hand."""
    text, at = "", 0
    for hunk in revision.hunks(accepted):
        assert hunk.start >= at, "hunks overlap"
        assert hunk.original == revision.document.text[hunk.start : hunk.end]
        text += revision.document.text[at : hunk.start] + hunk.replacement
        at = hunk.end
    return text + revision.document.text[at:]


@settings(max_examples=300, deadline=None)
@given(texts, passes(), st.data())
def test_any_subset_of_fixes_gives_a_consistent_text(
    text: str, made: list[Replace], data: st.DataObject
) -> None:
    """What is rejected takes along what depends on it; hunks and replay agree on the rest."""
    revision = fix(text, made)
    accepted = [
        one.index for one in revision.fixes if data.draw(st.booleans(), label=f"accept {one.index}")
    ]
    assert spliced(revision, accepted) == revision.replay(accepted)
    for one in revision.fixes:
        assert all(revision.fixes[need].rule for need in one.depends_on)


@settings(max_examples=200, deadline=None)
@given(texts, passes())
def test_each_fix_alone_describes_itself(text: str, made: list[Replace]) -> None:
    """A fix with what it depends on is what its own start, end and replacement say."""
    revision = fix(text, made)

    def with_needs(index: int) -> set[int]:
        found = {index}
        for need in revision.fixes[index].depends_on:
            found |= with_needs(need)
        return found

    for one in revision.fixes:
        alone = revision.replay(sorted(with_needs(one.index)))
        assert alone == text[: one.start] + one.replacement + text[one.end :]


@settings(max_examples=100, deadline=None)
@given(texts, passes(), st.randoms())
def test_the_order_of_passes_of_a_stage_does_not_matter(text, made, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(made)
    random.shuffle(shuffled)
    assert fix(text, made).review_text == fix(text, shuffled).review_text


@settings(max_examples=200, deadline=None)
@given(texts, texts)
def test_comparing_two_texts_gives_the_second(before: str, after: str) -> None:
    revision = compare(Document(before), after)
    assert revision.review_text == after
    assert spliced(revision, [one.index for one in revision.fixes]) == after

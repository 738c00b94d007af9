"""The promises as properties: each takes generated input and raises where a promise is broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hypothesis import strategies as st

from fixprose.edits import Changes, Safety
from fixprose.engine import Fixer
from fixprose.options import Options
from fixprose.revision import Revision
from fixprose.text.document import Document
from fixprose.text.read import encode_document

from .fakes import FakeTools, Replace
from .strategies import FRONT_MATTER, NAMES, PROTECTED, PROTECTED_IN_MARKDOWN

Passes = Sequence[Replace]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEWLINE = re.compile(r"\r\n|\r|\n")


def fix(document: Document, made: Passes) -> Revision:
    """Fix a document by these passes alone; whether it is garbled depends on its text."""
    return Fixer(Options(), tools=FakeTools(*made, probability=None)).fix(document)


def a_second_run_changes_nothing(document: Document, made: Passes, data: st.DataObject) -> None:
    """The fixed point, of both phases, each run with its own diagnosis."""
    first = fix(document, made)
    assert fix(document.with_text(first.text), made).text == first.text
    again = fix(document.with_text(first.review_text), made)
    assert again.review_text == first.review_text


def protected_regions_come_out_as_they_went_in(
    document: Document, made: Passes, data: st.DataObject
) -> None:
    """Promise 1, by the spelling of the regions and not by what the document says of itself."""
    literals = [*PROTECTED]
    if document.format == "markdown":
        literals += [FRONT_MATTER, *PROTECTED_IN_MARKDOWN]
    pattern = re.compile("|".join(re.escape(one).replace("\\\n", r"[\r\n]+") for one in literals))
    revision = fix(document, made)
    for text in (revision.text, revision.review_text):
        assert pattern.findall(text) == pattern.findall(document.text)


def bytes_around_the_text_stay(document: Document, made: Passes, data: st.DataObject) -> None:
    """Promise 1: encoding, BOM, newline style, and the final newline or its absence."""
    revision = fix(document, made)
    for text in (revision.text, revision.review_text):
        written = encode_document(document.with_text(text))
        assert written.startswith(document.bom)
        read = written[len(document.bom) :].decode(document.encoding)
        assert read == text
        styles = set(_NEWLINE.findall(document.text)) or {"\n"}
        assert styles.issuperset(_NEWLINE.findall(text))
        assert text.endswith(("\r", "\n")) == document.text.endswith(("\r", "\n"))


def numbers_survive(document: Document, made: Passes, data: st.DataObject) -> None:
    """Promise 2: digits stay unless an edit says that it changes a value; that is review."""
    revision = fix(document, made)
    changes = {one.changes for one in made}
    texts = [revision.text]
    if Changes.VALUE not in changes:
        texts.append(revision.review_text)
    for text in texts:
        assert _digits(text) == _digits(document.text)
        if Changes.FORMAT not in changes:
            assert Counter(_NUMBER.findall(text)) == Counter(_NUMBER.findall(document.text))


def _digits(text: str) -> Counter[str]:
    return Counter(filter(str.isdigit, text))


def names_survive(document: Document, made: Passes, data: st.DataObject) -> None:
    """Promise 2: only the names stage, or an edit that says so, changes a name."""
    made = [one for one in made if one.stage != "names" and one.changes is not Changes.NAME]
    revision = fix(document, made)
    for text in (revision.text, revision.review_text):
        for name in NAMES:
            assert text.count(name) >= document.text.count(name)


def words_of_quotations_are_kept_by_safe_fixes(
    document: Document, made: Passes, data: st.DataObject
) -> None:
    """Somebody's words: only clean and structure mend them unasked."""
    revision = fix(document, [one for one in made if one.stage != "structure"])
    for one in revision.fixes:
        if one.safety is Safety.SAFE:
            assert not any(
                region.span.start < one.end and one.start < region.span.end
                for region in document.regions
            )


def replaying_all_fixes_gives_the_text(
    document: Document, made: Passes, data: st.DataObject
) -> None:
    """The three texts that everybody sees are replays."""
    revision = fix(document, made)
    assert revision.replay(range(len(revision.fixes))) == revision.review_text
    assert revision.replay(revision.safe) == revision.text
    assert revision.replay([]) == document.text


def any_subset_of_fixes_gives_a_consistent_text(
    document: Document, made: Passes, data: st.DataObject
) -> None:
    """What is rejected takes along what depends on it; hunks and replay agree on the rest."""
    revision = fix(document, made)
    accepted = [
        one.index for one in revision.fixes if data.draw(st.booleans(), label=f"accept {one.index}")
    ]
    assert spliced(revision, accepted) == revision.replay(accepted)
    kept = {index for hunk in revision.hunks(accepted) for index in hunk.fixes}
    assert kept == {index for index in accepted if with_needs(revision, index) <= {*accepted}}


def spliced(revision: Revision, accepted: Sequence[int]) -> str:
    """Return the original with its hunks put in by hand."""
    text, at = "", 0
    for hunk in revision.hunks(accepted):
        assert hunk.start >= at, "hunks overlap"
        assert hunk.original == revision.document.text[hunk.start : hunk.end]
        text += revision.document.text[at : hunk.start] + hunk.replacement
        at = hunk.end
    return text + revision.document.text[at:]


def with_needs(revision: Revision, index: int) -> set[int]:
    """Return a fix with all that it depends on."""
    found = {index}
    for need in revision.fixes[index].depends_on:
        found |= with_needs(revision, need)
    return found


def each_fix_alone_describes_itself(document: Document, made: Passes, data: st.DataObject) -> None:
    """A fix with what it depends on is what its own start, end and replacement say."""
    revision = fix(document, made)
    text = document.text
    for one in revision.fixes:
        alone = revision.replay(sorted(with_needs(revision, one.index)))
        assert alone == text[: one.start] + one.replacement + text[one.end :]


def a_fix_needs_what_made_it_match(document: Document, made: Passes, data: st.DataObject) -> None:
    """Its pattern matches in the text of what it depends on: nothing that it needs is missing.

    Of the stages whose edits may change what a neighbour of the same round had matched, no such
    thing can be said.
    """
    revision = fix(document, made)
    for one in revision.fixes:
        if one.stage == "phrases":
            needs = with_needs(revision, one.index) - {one.index}
            assert re.search(one.rule.removeprefix("test/"), revision.replay(sorted(needs)))


def the_order_of_passes_does_not_matter(
    document: Document, made: Passes, data: st.DataObject
) -> None:
    """Promise 5: packs and passes in any order, and a second fixer, give the same."""
    shuffled = data.draw(st.permutations(made))
    assert _all_of(fix(document, made)) == _all_of(fix(document, shuffled))


def earlier_documents_leave_no_trace(document: Document, made: Passes, data: st.DataObject) -> None:
    """Promise 5: a fixer that has done other work gives what a fresh one gives."""
    fixer = Fixer(Options(), tools=FakeTools(*made, probability=None))
    fixer.fix("aa bb “cc” aa, 12.")
    fixer.fix(document.with_text(document.text.replace("aa", "xx")))
    assert _all_of(fixer.fix(document)) == _all_of(fix(document, made))


def _all_of(revision: Revision) -> tuple[object, ...]:
    """Return what a report could show: fixes with places, dependencies and safety, both texts."""
    return revision.text, revision.review_text, revision.fixes, {*revision.refusals}


PROPERTIES = (
    a_second_run_changes_nothing,
    protected_regions_come_out_as_they_went_in,
    bytes_around_the_text_stay,
    numbers_survive,
    names_survive,
    words_of_quotations_are_kept_by_safe_fixes,
    replaying_all_fixes_gives_the_text,
    any_subset_of_fixes_gives_a_consistent_text,
    each_fix_alone_describes_itself,
    a_fix_needs_what_made_it_match,
    the_order_of_passes_does_not_matter,
    earlier_documents_leave_no_trace,
)

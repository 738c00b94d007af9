"""The property tests bite: each promise is broken on purpose, and its property must see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fixprose import cells, engine, guards, promises, revision
from fixprose.arbitration import Candidate
from fixprose.edits import Changes, Safety
from fixprose.engine import Fixer, _Run
from fixprose.revision import Revision
from fixprose.suppression import Suppressions
from fixprose.text.document import Document

from . import properties
from .fakes import FakeTools
from .strategies import documents, passes

Patch = Callable[[Any, str, object], None]
# Breaking inputs are looked for in the same order each time, and not made smaller.
QUICK = settings(
    max_examples=3000,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def no_region_is_known(patch: Patch) -> None:
    patch(Document, "is_protected", lambda *_: False)


def comments_protect_nothing(patch: Patch) -> None:
    patch(Document, "suppressions", property(lambda self: Suppressions()))


def markup_is_prose(patch: Patch) -> None:
    def is_protected(self: Document, span: Any) -> bool:
        return any(
            part.overlaps(span) for block in self.blocks_at(span) for part in block.protected
        )

    patch(Document, "is_protected", is_protected)


def the_bom_is_forgotten(patch: Patch) -> None:
    patch(Document, "with_text", lambda self, text: Document(text, self.path, self.format, "utf-8"))


def any_newline_will_do(patch: Patch) -> None:
    patch(guards, "keeps_newlines", lambda *_: True)


def numbers_are_words(patch: Patch) -> None:
    patch(guards, "keeps_numbers", lambda *_: True)
    patch(promises, "keeps_numbers", lambda *_: True)


def numbers_count_once(patch: Patch) -> None:
    def keeps(old: str, new: str, changes: Changes) -> bool:
        found = [set(guards._NUMBER.findall(text)) for text in (old, new)]
        return changes is not Changes.NOTHING or found[0] == found[1]

    patch(guards, "keeps_numbers", keeps)
    patch(promises, "keeps_numbers", keeps)


def neighbours_of_a_number_are_not_looked_at(patch: Patch) -> None:
    patch(guards, "_digits_around", lambda *_: ("", ""))
    patch(promises, "keeps_numbers", lambda *_: True)


def a_changed_value_is_safe(patch: Patch) -> None:
    judged = Fixer._judged

    def bold(self: Fixer, document: Document, edit: Any, quoted: bool) -> Any:
        candidate, objection = judged(self, document, edit, quoted)
        if edit.changes is Changes.VALUE:
            candidate = candidate._replace(safety=Safety.SAFE)
        return candidate, objection

    patch(Fixer, "_judged", bold)


def names_are_words(patch: Patch) -> None:
    patch(guards, "lost_name", lambda *_: None)


def one_name_of_two_is_enough(patch: Patch) -> None:
    lost = guards.lost_name

    def lenient(document: Document, edit: Any) -> str | None:
        words = edit.span.of(document.text).split()
        return None if any(word in edit.replacement for word in words) else lost(document, edit)

    patch(guards, "lost_name", lenient)


def only_the_first_name_is_looked_at(patch: Patch) -> None:
    pattern = guards._CAPITALISED

    class First:
        @staticmethod
        def finditer(text: str) -> list[Any]:
            return list(pattern.finditer(text))[:1]

    patch(guards, "_CAPITALISED", First)


def quotations_are_prose(patch: Patch) -> None:
    patch(Document, "is_quoted", lambda *_: False)


def nothing_is_put_back(patch: Patch) -> None:
    patch(_Run, "_freeze", lambda *_: None)


def a_second_run_is_not_thought_of(patch: Patch) -> None:
    patch(_Run, "settle", lambda *_, **__: None)


def review_fixes_are_not_settled(patch: Patch) -> None:
    settle = _Run.settle
    patch(_Run, "settle", lambda self, *, review: None if review else settle(self, review=False))


def the_first_diagnosis_holds_for_ever(patch: Patch) -> None:
    diagnosed = _Run._diagnosed
    patch(_Run, "_diagnosed", lambda self: self.__dict__.setdefault("first", diagnosed(self)))


def frozen_paragraphs_thaw(patch: Patch) -> None:
    freeze = _Run._freeze

    def forgetful(self: _Run, *given: Any) -> None:
        freeze(self, *given)
        self._frozen.clear()

    patch(_Run, "_freeze", forgetful)


def nothing_depends_on_anything(patch: Patch) -> None:
    patch(cells, "_touched", lambda *_: frozenset())


def deletions_are_not_needed(patch: Patch) -> None:
    touched = cells._touched
    patch(cells, "_touched", lambda pieces, reach: touched([p for p in pieces if p.text], reach))


def the_context_is_not_needed(patch: Patch) -> None:
    step = cells.Cells.step

    def narrow(self: Any, number: int, edit: Any, *given: Any, **more: Any) -> Any:
        made = step(self, number, edit, *given, **more)
        found = self.cell_of(edit.span)
        span = edit.span.shifted(-found[1])
        return replace(made, needs=cells._touched(self.cells[found[0]], span))

    patch(cells.Cells, "step", narrow)


def needs_are_not_asked_for(patch: Patch) -> None:
    patch(
        Revision,
        "_numbers",
        lambda self, accepted: sorted(self._order[index] for index in accepted),
    )


def review_fixes_are_played_as_safe(patch: Patch) -> None:
    patch(Revision, "text", Revision.review_text)


def a_hull_is_short(patch: Patch) -> None:
    hull = revision.hull_of

    def short(pieces: Any, low: int, high: int) -> tuple[int, int, str]:
        start, end, text = hull(pieces, low, high)
        return start, max(start, end - 1), text

    patch(revision, "hull_of", short)


def the_first_come_wins(patch: Patch) -> None:
    def arbitrate(candidates: Iterable[Candidate]) -> list[Candidate]:
        won: list[Candidate] = []
        for one in candidates:
            span = one.edit.span
            if all(w.edit.span.end < span.start or span.end < w.edit.span.start for w in won):
                won.append(one)
        return sorted(won, key=lambda one: one.edit.span)

    patch(engine, "arbitrate", arbitrate)


def a_diagnosis_is_remembered(patch: Patch) -> None:
    diagnose = FakeTools.diagnose
    patch(
        FakeTools,
        "diagnose",
        lambda self, document: self.__dict__.setdefault("last", diagnose(self, document)),
    )


BREAKS: list[tuple[Callable[..., None], Callable[[Patch], None]]] = [
    (properties.protected_regions_come_out_as_they_went_in, no_region_is_known),
    (properties.protected_regions_come_out_as_they_went_in, comments_protect_nothing),
    (properties.protected_regions_come_out_as_they_went_in, markup_is_prose),
    (properties.bytes_around_the_text_stay, the_bom_is_forgotten),
    (properties.bytes_around_the_text_stay, any_newline_will_do),
    (properties.numbers_survive, numbers_are_words),
    (properties.numbers_survive, numbers_count_once),
    (properties.numbers_survive, neighbours_of_a_number_are_not_looked_at),
    (properties.numbers_survive, a_changed_value_is_safe),
    (properties.names_survive, names_are_words),
    (properties.names_survive, one_name_of_two_is_enough),
    (properties.names_survive, only_the_first_name_is_looked_at),
    (properties.words_of_quotations_are_kept_by_safe_fixes, quotations_are_prose),
    (properties.a_second_run_changes_nothing, nothing_is_put_back),
    (properties.a_second_run_changes_nothing, a_second_run_is_not_thought_of),
    (properties.a_second_run_changes_nothing, review_fixes_are_not_settled),
    (properties.a_second_run_changes_nothing, the_first_diagnosis_holds_for_ever),
    (properties.any_subset_of_fixes_gives_a_consistent_text, nothing_depends_on_anything),
    (properties.a_fix_needs_what_made_it_match, nothing_depends_on_anything),
    (properties.a_fix_needs_what_made_it_match, deletions_are_not_needed),
    (properties.a_fix_needs_what_made_it_match, the_context_is_not_needed),
    (properties.any_subset_of_fixes_gives_a_consistent_text, needs_are_not_asked_for),
    (properties.replaying_all_fixes_gives_the_text, review_fixes_are_played_as_safe),
    (properties.each_fix_alone_describes_itself, a_hull_is_short),
    (properties.the_order_of_passes_does_not_matter, the_first_come_wins),
    (properties.earlier_documents_leave_no_trace, a_diagnosis_is_remembered),
]


@pytest.mark.parametrize(
    ("holds", "breaks"), BREAKS, ids=lambda function: function.__name__.replace("_", "-")
)
def test_a_broken_promise_is_seen(
    holds: Callable[..., None], breaks: Callable[[Patch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A developer who breaks it so gets a failing test."""
    breaks(lambda owner, name, value: monkeypatch.setattr(owner, name, value, raising=False))
    with pytest.raises(Exception):  # noqa: B017, PT011 - an assertion, or the engine trips over it
        QUICK(given(documents(), passes(), st.data())(holds))()


def test_the_last_check_keeps_what_guards_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protected regions are looked at again when all edits are made."""
    monkeypatch.setattr(guards.Guards, "objection", lambda *_: None)
    holds = properties.protected_regions_come_out_as_they_went_in
    settings(QUICK, max_examples=100)(given(documents(), passes(), st.data())(holds))()

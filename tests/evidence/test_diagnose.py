"""The sum of the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest

from fixprose.evidence.diagnose import counted, diagnose, order
from fixprose.evidence.diagnosis import Diagnosis, Evidence
from fixprose.evidence.weights import REPEATED, WEIGHTS
from fixprose.knowledge.gazetteer_judge import Damage
from fixprose.text.document import Document
from fixprose.text.span import Span

LINE = "The mayor opened the new bridge over the river in the rain.\n\n"


class NoRules:
    """Rules that find nothing."""

    def find(self, *_: object, **__: object) -> Iterable[object]:
        return ()


def diagnosed(text: str, *evidence: Evidence, pivot: str = "auto") -> Diagnosis:
    return diagnose(Document(text), NoRules(), evidence, pivot)  # type: ignore[arg-type]


def hit(at: int, rule: str = "x/y", pivot: str | None = "fr", length: int = 3) -> Evidence:
    return Evidence("sure rule", WEIGHTS["sure rule"], Span(at, at + length), pivot, rule)


def test_without_evidence_a_longer_text_is_surer_to_be_clean() -> None:
    found = [diagnosed(LINE * count).probability for count in (1, 5, 40)]
    assert found == sorted(found, reverse=True)
    assert 0.02 < found[0] < 0.2
    assert found[2] < 0.02


def test_short_texts_stay_humble() -> None:
    """One sure sign in a sentence leaves doubt."""
    assert 0.3 < diagnosed(LINE, hit(4)).probability < 0.75


def test_a_garbled_window_in_a_long_clean_page_is_seen() -> None:
    found = diagnosed(LINE * 400, *(hit(4 + 10 * n, f"x/{n}") for n in range(5)))
    assert found.probability < 0.5 < found.windows[0][1]
    assert found.at(Span(10, 20)) == found.windows[0][1]
    assert found.pivot == "fr"


def test_the_same_sign_says_less_and_less() -> None:
    found = [diagnosed(LINE, *(hit(10 * n) for n in range(count))) for count in (1, 2, 3, 4, 5)]
    gains = [b.probability > a.probability for a, b in pairwise(found)]
    assert gains == [True, True, False, False]
    assert list(REPEATED) == sorted(REPEATED, reverse=True)


def test_one_reading_for_several_pivots_counts_once() -> None:
    pieces = [hit(4, pivot=pivot) for pivot in ("es", "fr", "it")]
    assert [again for _, _, again in counted(sorted(pieces, key=order))] == [False] * 3


def test_another_reading_of_the_same_words_is_known() -> None:
    pieces = sorted([hit(4, "a/a"), hit(5, "b/b"), hit(30, "c/c")], key=order)
    assert [again for _, _, again in counted(pieces)] == [False, True, False]


@pytest.mark.parametrize(("pivot", "low", "high"), [("none", 0.0, 0.0), ("de", 0.97, 1.0)])
def test_the_user_knows_better(pivot: str, low: float, high: float) -> None:
    found = diagnosed(LINE, hit(4), pivot=pivot)
    assert low <= found.probability <= high
    assert found.pivot == (None if pivot == "none" else pivot)


def test_every_kind_has_a_weight() -> None:
    kinds = {f"name that {damage.value}" for damage in Damage}
    kinds |= {f"{certainty} rule" for certainty in ("sure", "likely", "weak")}
    kinds |= {
        f"{certainty} {kind} of a name"
        for certainty in ("sure", "likely", "weak")
        for kind in ("exonym", "form")
    }
    assert kinds <= WEIGHTS.keys()
    assert all(weight > 0 for weight in WEIGHTS.values())
    assert WEIGHTS["sure rule"] > WEIGHTS["likely rule"] > WEIGHTS["weak rule"]

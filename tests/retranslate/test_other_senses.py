"""Other senses: what may have been meant, how it is judged, and what is left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fixprose.edits import Safety
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.fluency import Trigrams
from fixprose.knowledge.bundle import Bundle, bundled
from fixprose.knowledge.senses import Senses
from fixprose.knowledge.store import lexicon
from fixprose.retranslate.acceptance import (
    FEATURES,
    Judge,
    Trees,
    read_changes,
    shipped_changes,
    shipped_trees,
)
from fixprose.retranslate.candidates import Candidates, rows
from fixprose.retranslate.lexicon import LexiconRetranslator
from fixprose.retranslate.other_senses import OtherSenses
from fixprose.text.document import Document

HEADWORDS = {
    "fr": [
        ("tarif", "n", ("rate", "tariff", "price")),
        ("renverser", "v", ("overturn", "reverse")),
        ("tenir compte de", "v", ("take into account", "hold account of")),
        ("bouée de sauvetage", "n", ("lifeline", "rescue buoy")),
        ("important", "a", ("large", "important")),
    ],
    "de": [("Preis", "n", ("prize", "price"))],
}


def senses() -> Senses:
    tables: dict[str, dict[str, list[tuple[str, str, tuple[str, ...]]]]] = {}
    for pivot, headwords in HEADWORDS.items():
        table, words = tables.setdefault(pivot, {}), tables.setdefault(f"{pivot} words", {})
        for word, part, meanings in headwords:
            words.setdefault(word.lower(), []).append((word, part, meanings))
            for meaning in meanings:
                table.setdefault(f"{part} {meaning}", []).append((word, part, meanings))
    return Senses(Bundle(bundled({"pivots": list(HEADWORDS)}, tables=tables)))


CANDIDATES = Candidates(senses(), lexicon())


class Likes:
    """A fluency that likes some words and no others."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def score(self, words: Sequence[str]) -> float:
        """Return a nat for each liked word."""
        return float(sum(word in self._words for word in words))


def found(text: str, **pivots: float) -> list[str]:
    (block,) = Document(text).blocks
    (row,) = rows(block)
    return sorted(
        f"{' '.join(row.texts[one.first : one.last])} → {' '.join(one.words)}"
        for one in CANDIDATES.find(row, pivots or {"fr": 1.0})
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He fears prices.", ["prices → rates", "prices → tariffs"]),
        ("Judges reversed it.", ["reversed → overturned"]),
        ("A rescue buoy came.", ["rescue buoy → lifeline"]),
        ("They hold account of it.", ["hold account of → take into account"]),
        ("We take into account it.", []),  # never a phrase's literal rendering
        ("It was larger.", []),  # an adjective that has no such form
        ("Mr. Price spoke.", []),  # a name
        ("A low-price shop.", []),  # inside a hyphenated word
        ("He has left the house.", ["has left → left", "the → "]),
        ("The house fell.", []),
    ],
)
def test_candidates(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_pivot_without_articles_and_perfects_explains_neither() -> None:
    assert found("He has left the house.", ru=1.0) == []


def test_several_words_of_the_pivots_explain_one_candidate_together() -> None:
    (block,) = Document("He fears prices.").blocks
    (row,) = rows(block)
    weights = {one.words[0]: one.weight for one in CANDIDATES.find(row, {"fr": 0.5, "de": 0.5})}
    assert weights == {"rates": 0.25, "tariffs": 0.25, "prizes": 0.5}
    assert found("He fears prices.", de=1.0) == ["prices → prizes"]


def test_explained_in_other_forms_and_by_the_right_pivot_only() -> None:
    explained = CANDIDATES.explained
    assert explained(("reverses",), ("overturned",), ["de", "fr"]) == (
        "fr “renverser” is “reverse” or “overturn”."
    )
    assert explained(("reverses",), ("overturned",), ["de"]) is None
    assert explained(("reverses",), ("reversed",), ["fr"]) is None
    assert explained((), ("overturned",), ["fr"]) is None


def test_only_what_reads_better_is_judged() -> None:
    """With the lead over the next candidate of the same place."""
    (block,) = Document("He fears prices.").blocks
    (row,) = rows(block)
    judged = Judge(Likes("tariffs")).judge(row, CANDIDATES.find(row, {"fr": 1.0}))
    assert [one.candidate.words for one in judged] == [("tariffs",)]
    features = dict(zip(FEATURES, judged[0].features, strict=True))
    assert features["gain: log-probability of the words with their neighbours, nats"] == 1.0
    assert features["lead over the next candidate at this place, nats"] == 1.0
    assert features["place of the sense that was found"] == 2.0
    assert features["what was found is the last sense, the literal one"] == 1.0


def test_rules_that_make_the_same_change_count_and_so_does_a_look_alike() -> None:
    (block,) = Document("He fears prices.").blocks
    (row,) = rows(block)
    changes = read_changes({"price → tariff": "common es fr"})
    (judged,) = Judge(Likes("tariffs"), changes).judge(row, CANDIDATES.find(row, {"fr": 1.0}))
    features = dict(zip(FEATURES, judged.features, strict=True))
    assert features["rules that make the same change"] == 3.0
    assert features["rules of this pivot or of several that make it"] == 2.0
    found, meant = (
        features[f"how alike what {sense} and the pivot's word look"]
        for sense in ("was found", "may be meant")
    )
    assert found < meant  # prices and tariffs beside “tarif”


def test_what_rules_know_goes_with_the_shipped_trees() -> None:
    assert "common" in shipped_changes()("eventual", "possible")
    assert not shipped_changes()("court", "no such word")


def proposed(
    text: str, diagnosis: Diagnosis, likes: str = "tariffs", likely: float = 0.9
) -> list[tuple[str, str, str]]:
    start = {0.9: 2.2, 0.5: 0.0}[likely]
    stage = OtherSenses(CANDIDATES, Judge(Likes(likes)), Trees(start, []))
    return [
        (edit.span.of(text), edit.replacement, edit.reason)
        for edit in stage.propose(Document(text), diagnosis)
    ]


def test_a_likely_candidate_is_proposed_for_review_with_its_cause() -> None:
    text = "He fears prices."
    reason = "fr “tarif” is “price” or “tariff”; the latter reads better here (by 1.0 nats)."
    assert proposed(text, Diagnosis(0.9, "fr")) == [("prices", "tariffs", reason)]
    stage = OtherSenses(CANDIDATES, Judge(Likes("tariffs")), Trees(2.2, []))
    (edit,) = stage.propose(Document(text), Diagnosis(0.9, "fr"))
    assert (edit.safety, edit.rule, edit.confidence) == (Safety.REVIEW, "lexicon/sense", 0.9)


def test_article_and_case_follow() -> None:
    diagnosis = Diagnosis(0.9, "fr")
    assert proposed("Reverse a large plan.", diagnosis, "overturn")[0][:2] == (
        "Reverse",
        "Overturn",
    )
    assert proposed("It is a important plan.", diagnosis, "large") == proposed(
        "It is a important plan.", diagnosis, "large"
    )
    assert proposed("It was an important plan.", diagnosis, "large")[0][:2] == (
        "an important",
        "a large",
    )


@pytest.mark.parametrize(
    "diagnosis",
    [
        Diagnosis(0.4, "fr"),  # no garble
        Diagnosis(0.9, "de"),  # another pivot
        Diagnosis(0.9, None),  # no pivot at all
        Diagnosis(0.9, None, pivots={"de": 9.0, "fr": 1.0}),  # too small a share
    ],
)
def test_it_keeps_quiet(diagnosis: Diagnosis) -> None:
    assert proposed("He fears prices.", diagnosis) == []


def test_pivots_that_share_the_evidence_are_all_asked() -> None:
    diagnosis = Diagnosis(0.9, None, pivots={"de": 5.0, "fr": 5.0})
    assert [edit[1] for edit in proposed("He fears prices.", diagnosis)] == ["tariffs"]


def test_what_is_not_likely_enough_is_not_proposed() -> None:
    assert proposed("He fears prices.", Diagnosis(0.9, "fr"), likely=0.5) == []


def test_the_shipped_trees_know_a_literal_rendering() -> None:
    """With the shipped lexicon and trigrams; and more gain never makes a candidate less likely."""
    text = "The film arrived at a press wheel of the ministry in Madrid."
    edits = list(LexiconRetranslator().propose(Document(text), Diagnosis(0.95, "es")))
    assert [(edit.span.of(text), edit.replacement) for edit in edits] == [
        ("press wheel", "press conference")
    ]
    (block,) = Document(text).blocks
    (row,) = rows(block)
    trees = shipped_trees()
    for judged in Judge(Trigrams()).judge(row, CANDIDATES.find(row, {"fr": 1.0})):
        features = list(judged.features)
        chances = [trees.probability([gain, *features[1:]]) for gain in (0.5, 2.0, 5.0, 20.0)]
        assert chances == sorted(chances)


def test_a_clean_text_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "fixprose.retranslate.candidates.shipped_candidates",
        lambda: pytest.fail("it was loaded"),
    )
    text = "He fears prices."
    assert list(LexiconRetranslator().propose(Document(text), Diagnosis(0.2, "fr"))) == []


class Second:
    """A second judge that likes one word, and counts what it is asked."""

    def __init__(self, word: str) -> None:
        self._word = word
        self.asked = 0

    def gain(self, old: str, new: str) -> float:
        """Return much gain for the liked word, little for any other."""
        self.asked += 1
        return 20.0 if self._word in new else 0.0


@pytest.mark.parametrize(
    ("likely", "word", "expected"),
    [
        (0.5, "tariffs", ["tariffs"]),  # too little for the trees, enough for both
        (0.9, "rates", []),  # enough for the trees, not for both
    ],
)
def test_a_second_judge_has_a_say(likely: float, word: str, expected: list[str]) -> None:
    second = Second(word)
    trees = Trees({0.9: 1.0, 0.5: 0.0}[likely], [])
    stage = OtherSenses(CANDIDATES, Judge(Likes("tariffs")), trees, second)
    text = "He fears prices."
    found = stage.propose(Document(text), Diagnosis(0.9, "fr"))
    assert [edit.replacement for edit in found] == expected
    assert second.asked == 1


def test_a_second_judge_is_asked_about_few() -> None:
    second = Second("tariffs")
    stage = OtherSenses(CANDIDATES, Judge(Likes("tariffs")), Trees(0.0, []), second)
    text = "He fears prices. " * 50
    assert len(list(stage.propose(Document(text), Diagnosis(0.9, "fr")))) == second.asked == 20

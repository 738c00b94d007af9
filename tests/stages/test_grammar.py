"""The grammar stage, with an engine that says what a test tells it to."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from types import TracebackType
from typing import Self

import pytest

from fixprose.edits import Edit
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.grammar import GrammarEngine, GrammarUnavailable, Match
from fixprose.stages.grammar import GrammarPass, garbled_windows
from fixprose.text.document import Document
from fixprose.text.span import Span

GARBLED = Diagnosis(0.9, pivot="fr")
CLEAN = Diagnosis(0.1)


class FakeEngine:
    """Raises an alarm for each known phrase in a sentence, and remembers what it was asked."""

    name = "Fake"
    version = "1"

    def __init__(self, *alarms: tuple[str, str, list[str]]) -> None:
        self.alarms = alarms
        self.asked: list[tuple[str, str | None]] = []
        self.closed = 0

    def check(self, text: str, pivot: str | None) -> list[Match]:
        self.asked.append((text, pivot))
        return [
            Match(start, start + len(phrase), rule, f"About\n {phrase}.", tuple(suggestions))
            for rule, phrase, suggestions in self.alarms
            if (start := text.find(phrase)) >= 0
        ]

    def close(self) -> None:
        self.closed += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def asking(engine: GrammarEngine) -> GrammarPass:
    return GrammarPass("server", opener=lambda mode, url, rules: engine)


def edits(text: str, *alarms: tuple[str, str, list[str]], format: str = "text") -> list[Edit]:
    return list(asking(FakeEngine(*alarms)).propose(Document(text, format=format), GARBLED))


def replaced(text: str, *alarms: tuple[str, str, list[str]]) -> list[tuple[str, str]]:
    return [(edit.span.of(text), edit.replacement) for edit in edits(text, *alarms)]


DEPENDS = ("DEPEND_ON", "depends of", ["depends on"])


def test_an_edit_says_what_it_changes_and_why() -> None:
    """The smallest change, the rule with its stage, the engine's words on one line."""
    text = "First. It depends of them."
    (edit,) = edits(text, DEPENDS)
    assert (edit.span.of(text), edit.replacement) == ("of", "on")
    assert (edit.rule, edit.stage) == ("grammar/DEPEND_ON", "grammar")
    assert edit.reason == "LanguageTool DEPEND_ON: About depends of."
    assert edit.confidence == 0.95


def test_an_edit_depends_on_the_words_around_it() -> None:
    """A fix of the noun is what makes its article wrong, so they stand and fall together."""
    text = "They threw an economic lifeline, a old one."
    (edit,) = edits(text, ("EN_A_VS_AN", "a old", ["an old"]))
    assert edit.matched.of(text) == "a old one"
    assert edit.matched.contains(edit.span)


def test_only_allow_listed_rules_are_heard() -> None:
    """Whatever else the engine has to say."""
    assert replaced("Then Modi spoke.", ("MORFOLOGIK_RULE_EN_US", "Modi", ["Midi"])) == []
    assert replaced("It depends of it.", ("STYLE_RULE", "depends of", ["hinges on"])) == []


def test_the_first_suggestion_is_no_better_than_the_others() -> None:
    """Two of the right shape are one too many."""
    assert replaced("It depends of it.", ("DEPEND_ON", "of", ["on", "upon"])) == []


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("Then Modi met Xi.", ("DEPEND_ON", "Modi", ["Midi"])),
        ("Modi met Xi.", ("DEPEND_ON", "Modi", ["Midi"])),
        ("Modi met Xi.", ("ENGLISH_WORD_REPEAT_RULE", "met Xi", ["met"])),
        ("A photo by Bobylev.", ("DEPEND_ON", "Bobylev", ["bobbles"])),
        ("Juventus have won.", ("HE_VERB_AGR", "have", ["has", "had"])),
        ("Duran Duran play.", ("ENGLISH_WORD_REPEAT_RULE", "Duran Duran", ["Duran"])),
    ],
)
def test_it_cannot_touch_a_name(text: str, alarm: tuple[str, str, list[str]]) -> None:
    """Nor make a verb agree with one."""
    assert replaced(text, alarm) == []


def test_numbers_and_line_breaks_stay() -> None:
    """Grammar has nothing to say about them."""
    assert replaced("It took 5 6 days.", ("DEPEND_ON", "5 6", ["5"])) == []
    assert replaced("It took 5 days.", ("DEPEND_ON", "5", ["6"])) == []
    wrapped = ("ENGLISH_WORD_REPEAT_RULE", "of\nof", ["of"])
    assert replaced("He spoke of\nof it.", wrapped) == []


def test_protected_regions_stay() -> None:
    """The same words in code are code."""
    assert edits("Run `it depends of it` now.", DEPENDS, format="markdown") == []


def test_what_only_moves_the_alarm_is_not_proposed() -> None:
    """The engine must be content with the result."""
    other = ("PRICE_PRIZE", "depends on", ["hinges on"])
    assert replaced("It depends of it.", DEPENDS, other) == []
    again = ("DEPEND_ON", "depends on", ["depends of"])
    assert replaced("It depends of it.", DEPENDS, again) == []


def test_two_edits_of_a_sentence_are_good_together() -> None:
    """Each alone is right: “Does she live” and “she lives”."""
    do = ("HE_NEED", "Do she", ["Does she"])
    live = ("HE_VERB_AGR", "live", ["lives"])
    both = ("DEPEND_ON", "Does she lives", [])
    text = "Do she live here?"
    assert replaced(text, do, live, both) == [("Do", "Does")]


def test_only_sentences_in_focus_are_asked_about() -> None:
    """Each once, with its pivot, however often the stage is run."""
    engine = FakeEngine(DEPENDS)
    found = asking(engine)
    document = Document("One one. Two depends of it.\n\nThree three. Four four.")
    found.focus = lambda document, diagnosis: [Span(12, 13), Span(44, 45), Span(10, 14)]
    for _ in range(3):
        assert len(list(found.propose(document, GARBLED))) == 1
    assert engine.asked == [
        ("Two depends of it.", "fr"),
        ("Two depends on it.", "fr"),
        ("Four four.", "fr"),
    ]


def test_the_focus_is_on_garbled_windows_by_default() -> None:
    """The whole document where the diagnosis has no windows."""
    document = Document("x" * 100)
    mixed = Diagnosis(0.9, windows=((Span(0, 40), 0.2), (Span(40, 80), 0.5), (Span(80, 100), 0.1)))
    assert list(garbled_windows(document, mixed)) == [Span(40, 80)]
    assert list(garbled_windows(document, GARBLED)) == [Span(0, 100)]
    assert list(garbled_windows(document, CLEAN)) == []


def test_no_engine_is_opened_without_a_sentence_to_ask_about() -> None:
    """A clean text costs nothing."""

    def opener(mode: object, url: object, rules: object) -> GrammarEngine:
        raise AssertionError("opened")

    clean = GrammarPass("auto", opener=opener)
    assert list(clean.propose(Document("It depends of it."), CLEAN)) == []
    assert clean.engine is None
    off = GrammarPass("off", opener=opener)
    assert list(off.propose(Document("It depends of it."), GARBLED)) == []


def test_the_engine_is_opened_once_and_closed_at_the_end() -> None:
    """Also when the work ends in an exception; reports can still name it."""
    opened = []

    def opener(mode: object, url: object, rules: Collection[str]) -> GrammarEngine:
        opened.append((mode, url, set(rules)))
        return engine

    engine = FakeEngine()
    found = GrammarPass("server", "http://lt", opener=opener)

    def work() -> None:
        with found:
            list(found.propose(Document("One. Two."), GARBLED))
            list(found.propose(Document("Three."), GARBLED))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert engine.closed == 1
    assert found.engine == "Fake 1"
    ((mode, url, rules),) = opened
    assert (mode, url) == ("server", "http://lt")
    assert "EN_A_VS_AN" in rules
    found.close()
    assert engine.closed == 1


def no_engine(mode: object, url: object, rules: object) -> GrammarEngine:
    raise GrammarUnavailable("no grammar engine: install one")


def propose_twice(found: GrammarPass) -> Iterable[Edit]:
    yield from found.propose(Document("One. Two."), GARBLED)
    yield from found.propose(Document("Three."), GARBLED)


def test_without_an_engine_the_stage_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    """In one line, and the rest works."""
    said: list[str] = []
    assert list(propose_twice(GrammarPass("auto", warn=said.append, opener=no_engine))) == []
    assert said == ["grammar stage skipped: no grammar engine: install one"]
    with caplog.at_level(logging.WARNING):
        assert list(propose_twice(GrammarPass("auto", opener=no_engine))) == []
    assert [record.getMessage() for record in caplog.records] == said


@pytest.mark.parametrize("mode", ["server", "wheel"])
def test_an_engine_asked_for_by_name_must_be_there(mode: str) -> None:
    """Every time: nothing is skipped in silence."""
    found = GrammarPass(mode, opener=no_engine)  # type: ignore[arg-type]
    for _ in range(2):
        with pytest.raises(GrammarUnavailable):
            list(found.propose(Document("One."), GARBLED))


def test_an_engine_that_goes_away_is_closed_and_told() -> None:
    """What it found before stands."""

    class Mortal(FakeEngine):
        def check(self, text: str, pivot: str | None) -> list[Match]:
            if text.startswith("Two"):
                raise GrammarUnavailable("gone")
            return super().check(text, pivot)

    engine = Mortal(DEPENDS)
    said: list[str] = []
    found = GrammarPass("auto", warn=said.append, opener=lambda mode, url, rules: engine)
    document = Document("It depends of it. Two depends of it. It depends of it.")
    assert len(list(found.propose(document, GARBLED))) == 1
    assert said == ["grammar stage skipped: gone"]
    assert engine.closed == 1

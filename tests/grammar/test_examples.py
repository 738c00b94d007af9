"""What the allow-list says about each rule is what the real engines do."""

from __future__ import annotations

import pytest

from fixprose.evidence.diagnosis import Diagnosis
from fixprose.grammar import GrammarEngine
from fixprose.grammar.allowed import AllowedRule, allowed_rules
from fixprose.stages.grammar import GrammarPass
from fixprose.text.document import Document

ALLOWED = list(allowed_rules().values())
GARBLED = Diagnosis(1.0, pivot="fr")


def mended(
    text: str, engine: GrammarEngine, diagnosis: Diagnosis = GARBLED
) -> tuple[str, set[str]]:
    """Return the text with all edits applied, and the rules that made them."""
    found = GrammarPass("server", opener=lambda mode, url, rules: engine)
    edits = list(found.propose(Document(text), diagnosis))
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text, {edit.rule for edit in edits}


@pytest.mark.languagetool
@pytest.mark.parametrize("rule", ALLOWED, ids=lambda rule: rule.id)
def test_languagetool_mends_the_example(rule: AllowedRule, server: GrammarEngine) -> None:
    """A renamed rule, or one that no longer does what it did, is found here."""
    pivot = "de" if rule.id.startswith("L2_") else "fr"
    text, rules = mended(rule.wrong, server, Diagnosis(1.0, pivot=pivot))
    assert text == rule.right
    assert rules == {f"grammar/{rule.id}"}
    assert mended(rule.right, server, Diagnosis(1.0, pivot=pivot)) == (rule.right, set())


@pytest.mark.wheel
@pytest.mark.parametrize("rule", ALLOWED, ids=lambda rule: rule.id)
def test_the_engine_without_java_mends_it_alike(rule: AllowedRule, wheel: GrammarEngine) -> None:
    """It knows no mother tongues, but the rest."""
    if rule.id.startswith("L2_"):
        assert mended(rule.wrong, wheel) == (rule.wrong, set())
    else:
        assert mended(rule.wrong, wheel)[0] == rule.right


NAMES = [
    "Modi have spoken with Xi Jinping in the Great Hall of the People.",
    "The photo by Sergei Bobylev shows Xi and Modi Modi at the table.",
    "Juventus have won, and the Rockets has lost against Schalke Schalke.",
    "Then Trumps said that Bush and Woods has met Cook.",
    "Galileo Galilei and Galileo Galileo were seen by Duran Duran.",
    "Serie A is an league that Vitamin A have nothing to do with.",
]


@pytest.mark.languagetool
@pytest.mark.parametrize("text", NAMES)
def test_languagetool_cannot_touch_a_name(text: str, server: GrammarEngine) -> None:
    """Every capitalised word comes out as it went in."""
    assert capitals(mended(text, server)[0]) == capitals(text)


@pytest.mark.wheel
@pytest.mark.parametrize("text", NAMES)
def test_the_engine_without_java_cannot_touch_a_name(text: str, wheel: GrammarEngine) -> None:
    """Every capitalised word comes out as it went in."""
    assert capitals(mended(text, wheel)[0]) == capitals(text)


def capitals(text: str) -> list[str]:
    return [word for word in text.split() if word != word.lower()]


CLEAN = [
    "The jury have not been able to agree, and the judge has sent them home.",
    "Had he had had more time, he said that that would have been different.",
    "An hour later a European delegation and a one-time ally of the party arrived.",
    "The number of people who have left is small; a number of people have stayed.",
    "Neither the minister nor her aides were there, which is one of the few things that is known.",
    "What the two need is time, and what this means is that it depends on what they need.",
    "If I were you, I would ask him what happened with him in the 1990s.",
    "He suggested that she go to the police, and it is vital that he be told.",
    "The 700 militia crossed the river in front of the 3,000-year-old ruins.",
    "They live far from the sea, near the border, and are responsible for what they do.",
]


@pytest.mark.languagetool
@pytest.mark.parametrize("text", CLEAN)
def test_languagetool_leaves_good_sentences_alone(text: str, server: GrammarEngine) -> None:
    """Only where the fix would be sure enough to be applied unasked."""
    found = GrammarPass("server", opener=lambda mode, url, rules: server)
    assert [e for e in found.propose(Document(text), GARBLED) if e.confidence >= 0.85] == []

"""The retranslator `llm`: what it proposes, what it remembers, what it sends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from fixprose.edits import Safety
from fixprose.engine import Fixer
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.options import Options
from fixprose.retranslate.causes import Causes
from fixprose.retranslate.client import Client, LlmOptions
from fixprose.retranslate.llm import LlmRetranslator
from fixprose.revision import Revision
from fixprose.stages.retranslate import RetranslatePass
from fixprose.text.document import Document
from fixprose.text.span import Span
from tests.engine.fakes import FakeTools, Replace

OPTIONS = LlmOptions(url="http://model.test/v1", model="small", concurrency=1)
TEXT = "The two chiefs served their hand.\n\nIt was not easy for the 12 men."


class Model:
    """A stand-in server that answers by a function of the paragraph and counts the questions."""

    def __init__(self, answers: Callable[[str], str]) -> None:
        self.asked: list[str] = []
        self.announced: list[str] = []
        self._answers = answers

    def __call__(self, request: httpx.Request) -> httpx.Response:
        content = json.loads(request.content)["messages"][-1]["content"]
        block = re.search(r"<<<\n(.*)\n>>>", content, re.S)
        assert block
        self.asked.append(block[1])
        return httpx.Response(
            200, json={"choices": [{"message": {"content": self._answers(block[1])}}]}
        )

    def fix(
        self,
        text: str,
        *rules: Replace,
        options: LlmOptions = OPTIONS,
        vetoes: Sequence[Replace] = (),
    ) -> Revision:
        retranslator = LlmRetranslator(
            options,
            Causes([one for one in rules if one.confidence < 0.5], vetoes),
            client=Client(options, httpx.MockTransport(self)),
            announce=self.announced.append,
        )
        tools = FakeTools(*rules, RetranslatePass([retranslator]))
        return Fixer(Options(), tools=tools).fix(text)


def repair(block: str) -> str:
    return block.replace("served their hand", "shook hands").replace("easy", "simple")


def test_an_unexplained_change_is_review_and_names_the_model() -> None:
    revision = Model(repair).fix(TEXT)
    assert revision.text == TEXT
    assert (
        revision.review_text == "The two chiefs shook hands.\n\nIt was not simple for the 12 men."
    )
    assert {fix.reason for fix in revision.fixes} == {"proposed by small"}


def test_a_change_that_a_rule_explains_is_safe_and_names_both() -> None:
    """The rule alone is too weak to be shown; the model alone would be review."""
    rule = Replace("served their hand", "shook hands", confidence=0.3)
    revision = Model(repair).fix(TEXT, rule)
    assert revision.text.startswith("The two chiefs shook hands.")
    fix = revision.fixes[0]
    assert (fix.rule, fix.safety) == ("test/served their hand", Safety.SAFE)
    assert fix.reason == "a test (small says so, too.)"


def test_inventions_are_refused_and_kept() -> None:
    model = Model(lambda block: block.replace("12", "13").replace("not easy", "easy"))
    revision = model.fix(TEXT)
    assert revision.review_text == TEXT
    assert any("a number" in refusal.reason for refusal in revision.refusals)


def test_the_host_is_said_before_the_first_question() -> None:
    model = Model(repair)
    model.fix(TEXT)
    assert model.announced == ["sending paragraphs to model.test"]


def test_a_second_run_with_a_warm_cache_asks_nothing_and_changes_nothing(tmp_path: Path) -> None:
    options = replace(OPTIONS, cache=str(tmp_path / "answers"))
    first = Model(lambda block: repair(block).replace("12", "13")).fix(TEXT, options=options)
    again = Model(lambda block: pytest.fail("asked again"))
    assert again.fix(TEXT, options=options).review_text == first.review_text
    assert again.fix(first.review_text, options=options).review_text == first.review_text
    assert again.announced == []


def test_each_paragraph_is_asked_about_once() -> None:
    """What is left of a paragraph after some of an answer was taken is not a new question."""
    model = Model(lambda block: repair(block).replace("12", "13"))
    model.fix(TEXT)
    assert sorted(model.asked) == sorted(TEXT.split("\n\n"))


def test_paragraphs_that_are_alike_get_their_own_answers() -> None:
    """One differs from the other by a word, as captions of one article do."""
    model = Model(lambda block: block.replace("served", "shook").replace("easy", "simple"))
    text = "In May the two chiefs served hands.\n\nIn May the two chiefs found it easy."
    assert model.fix(text).review_text == (
        "In May the two chiefs shook hands.\n\nIn May the two chiefs found it simple."
    )
    assert len(model.asked) == 2


def test_an_answer_is_not_carried_to_the_next_document() -> None:
    model = Model(repair)
    retranslator = LlmRetranslator(
        OPTIONS, Causes([]), client=Client(OPTIONS, httpx.MockTransport(model))
    )
    diagnosis = Diagnosis(1.0, "fr")
    first = Document("The two chiefs served their hand in May.")
    second = Document("The two chiefs served their hand in June.")
    list(retranslator.propose(first, diagnosis))
    retranslator.begin()
    list(retranslator.propose(second, diagnosis))
    assert model.asked == [first.text, second.text]


@pytest.mark.parametrize("gone", [" from", "from "])
def test_a_rule_that_would_undo_a_change_beside_it_vetoes_it(gone: str) -> None:
    """The rule puts its word before the next one; the change took it away with either space."""
    rule = Replace("(?<=second )(?=right)", "from ")
    document = Document("The chief, second from right, speaks.")
    at = document.text.index(gone)
    veto = Causes([], [rule]).veto(Span(at, at + 5), "", document, Diagnosis(1.0, "fr"))
    assert veto is not None


def test_a_change_that_another_stage_would_undo_is_refused() -> None:
    rule = Replace("shook hands", "served their hand", stage="structure")
    revision = Model(repair).fix(TEXT, rule, vetoes=[rule])
    assert "served their hand" in revision.review_text
    assert any("would change it again" in refusal.reason for refusal in revision.refusals)


@pytest.mark.parametrize("answer", ["", "  \n", "```\n```", "Here is the text you asked for!"])
def test_garbage_answers_do_no_harm(answer: str) -> None:
    revision = Model(lambda block: answer).fix(TEXT)
    assert revision.text == TEXT

"""The engine without Java."""

from __future__ import annotations

import pytest

from fixprose.grammar import GrammarEngine, GrammarUnavailable, wheel
from fixprose.grammar.wheel import WheelEngine, load_wheel


class StandIn:
    """Finds the last word, and says where in bytes."""

    def check(self, text: str) -> list[dict[str, object]]:
        head, _, last = text.rpartition(" ")
        return [
            {
                "rule_id": "SOME_RULE",
                "offset": len(f"{head} ".encode()),
                "length": len(last.encode()),
                "message": "Use <suggestion>an</suggestion> here.",
                "suggestions": ["an"],
            }
        ]


@pytest.mark.parametrize("head", ["", "plain", "é “quoted”", "😀 and 中文", "half \ud83d"])
def test_offsets_are_characters(head: str) -> None:
    """Whatever stands before."""
    text = f"{head} lästé"
    (found,) = WheelEngine(StandIn(), "0").check(text, None)
    assert text[found.start : found.end] == "lästé"
    assert found.message == "Use “an” here."


def test_what_is_not_installed_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that helps."""
    monkeypatch.setattr(wheel, "wheel_version", lambda: None)
    with pytest.raises(GrammarUnavailable, match="pip install lingotweaker lingotweaker-data-en"):
        load_wheel(["EN_A_VS_AN"])


@pytest.mark.wheel
def test_the_real_engine_answers_in_characters(wheel: GrammarEngine) -> None:
    """With emoji and quotation marks before."""
    text = "😀 “É” saw a apple."
    found = [match for match in wheel.check(text, "fr") if match.rule == "EN_A_VS_AN"]
    assert [(text[m.start : m.end], m.replacements) for m in found] == [("a", ("an",))]
    assert wheel.name == "LingoTweaker"
    assert wheel.version[0].isdigit()

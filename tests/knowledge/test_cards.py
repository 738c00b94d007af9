"""Precision cards: what they decide, and how a bad file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixprose.errors import FixproseError
from fixprose.knowledge.bundle import Bundle
from fixprose.knowledge.cards import Card, read_cards
from fixprose.knowledge.index import RuleIndex
from fixprose.knowledge.store import compile_folder, lexicon


@pytest.mark.parametrize(
    ("card", "demotes"),
    [
        (Card(), False),
        (Card(fired=9, harmed=9), False),
        (Card(fired=10, helped=4, harmed=5), True),
        (Card(fired=10, helped=5, harmed=5), False),
        (Card(fired=50), False),
        (Card(alarms=9), False),
    ],
)
def test_only_enough_harm_demotes(card: Card, demotes: bool) -> None:
    assert card.demotes is demotes


def test_cards_are_read_by_rule(tmp_path: Path) -> None:
    (tmp_path / "cards.tsv").write_text("# head\nfr/x\t12\t3\t4\t0\n")
    assert read_cards(tmp_path) == {"fr/x": Card(12, 3, 4, 0)}
    assert read_cards(tmp_path / "none") == {}


def test_a_line_that_is_no_card_is_named(tmp_path: Path) -> None:
    (tmp_path / "cards.tsv").write_text("fr/x\t12\n")
    with pytest.raises(FixproseError, match=r"cards.tsv:1: not a card"):
        read_cards(tmp_path)


def test_a_sure_rule_that_fired_in_clean_text_waits_for_a_sign_of_garble(tmp_path: Path) -> None:
    rule = (
        "- id: fr/x\n  why: x\n  certainty: sure\n  terms: {rescue buoy: lifeline}\n  keep: [x]\n"
    )
    (tmp_path / "x.yaml").write_text(rule)
    assert (
        RuleIndex([Bundle(compile_folder(tmp_path, None))], lexicon()).rules[0].certainty == "sure"
    )
    (tmp_path / "cards.tsv").write_text("fr/x\t0\t0\t0\t1\n")
    assert (
        RuleIndex([Bundle(compile_folder(tmp_path, None))], lexicon()).rules[0].certainty
        == "likely"
    )

"""Pages of rules, for people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fixprose.errors import FixproseError
from fixprose.knowledge.packs import read_rules
from fixprose.knowledge.pages import PAGES_FILE, load_pages, read_pages, write_pages

PACK = """\
- id: xx/lamp
  source: lampe de rue
  match: [blorp lamp, blurp lamp]
  fix: street lamp
  why: “Blorp” is a street.
  certainty: weak
  safety: review
  changes: name
  pivots: [xx, yy]
  in-sentence: street
  not-before: the
  status: trial
  examples:
    - a blorp lamp → a street lamp
    - a blurp lamp → a street lamp
  keep:
    - a desk lamp
  aliases: [xx/old]
- id: xx/terms
  terms:
    commercial lamp: trade lamp
  why: “Blorp” is a street.
  keep:
    - a desk lamp
"""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    (tmp_path / "packs/pivot/xx").mkdir(parents=True)
    (tmp_path / "packs/pivot/xx/lamps.yaml").write_text(PACK)
    return tmp_path / "packs"


def test_a_wheel_carries_every_word_of_a_rule(packs: Path, tmp_path: Path) -> None:
    """What was written for the wheel is what the pack holds; paths count from the repository."""
    write_pages(packs, tmp_path / "data")
    expected = [replace(rule, path="rules/pivot/xx/lamps.yaml") for rule in read_rules(packs)]
    assert load_pages(tmp_path / "data" / PAGES_FILE) == expected


def test_own_packs_come_behind_the_built_in_ones(
    packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is not there is an error."""
    monkeypatch.setattr("fixprose.knowledge.store.rules_folder", lambda: packs)
    found = read_pages([str(packs)])
    assert [rule.id for rule in found] == ["xx/lamp", "xx/terms"] * 2
    with pytest.raises(FixproseError, match="gone: no such folder"):
        read_pages(["gone"])

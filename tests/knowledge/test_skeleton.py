"""Skeletons of new rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixprose.errors import FixproseError
from fixprose.knowledge.canonical import canonical_text
from fixprose.knowledge.packs import read_rules
from fixprose.knowledge.selftest import run_selftests
from fixprose.knowledge.skeleton import add_rule, new_rule


@pytest.mark.parametrize("name", ["fr/shake-hands", "common/glued", "spin/points"])
def test_a_skeleton_is_a_rule_already(name: str, tmp_path: Path) -> None:
    """It can be read, passes its own test, is canonical, and is on trial."""
    skeleton = new_rule(name, tmp_path)
    add_rule(skeleton)
    (rule,) = read_rules(tmp_path)
    assert rule.id == name
    assert rule.trial
    assert run_selftests([tmp_path]).failures == ()
    assert canonical_text(skeleton.path) == skeleton.text


def test_each_pivot_has_its_folder(tmp_path: Path) -> None:
    """The folder says what the text went through; a family is a file in it."""
    assert new_rule("fr/a", tmp_path).path == tmp_path / "pivot/fr/a.yaml"
    assert new_rule("fr/a", tmp_path, "idioms").path == tmp_path / "pivot/fr/idioms.yaml"
    assert new_rule("common/a", tmp_path).path == tmp_path / "common/a.yaml"


def test_rules_of_a_family_stand_in_one_file(tmp_path: Path) -> None:
    """What is there stays as it is."""
    add_rule(new_rule("fr/a", tmp_path, "idioms"))
    before = (tmp_path / "pivot/fr/idioms.yaml").read_text()
    add_rule(new_rule("fr/b", tmp_path, "idioms"))
    text = (tmp_path / "pivot/fr/idioms.yaml").read_text()
    assert text.startswith(before)
    assert [rule.id for rule in read_rules(tmp_path)] == ["fr/a", "fr/b"]


@pytest.mark.parametrize("name", ["shake-hands", "fr/", "/a", "FR/a", "fr/a b", "fr//b", "fr/ä"])
def test_an_id_has_a_form(name: str, tmp_path: Path) -> None:
    """Pivot, slash, phrase."""
    with pytest.raises(FixproseError, match="no id of a rule"):
        new_rule(name, tmp_path)


def test_an_id_is_given_once(tmp_path: Path) -> None:
    """The place of the other one is named, whatever its quotes."""
    (tmp_path / "a.yaml").write_text("- why: x\n  id: 'fr/a'\n")
    with pytest.raises(FixproseError, match=r"a\.yaml:2"):
        new_rule("fr/a", tmp_path)
    new_rule("fr/a-b", tmp_path)

"""The allow-list is well-formed, and its examples are honest."""

from __future__ import annotations

import pytest

from fixprose.errors import FixproseError
from fixprose.grammar.allowed import AllowedRule, allowed_rules, read_allowed
from fixprose.grammar.names import touches_name
from fixprose.grammar.pick import choose, cut

ENTRY = """
- id: SOME_RULE
  pick: word
  confidence: 0.9
  why: because
  wrong: It depends of it.
  right: It depends on it.
"""


@pytest.mark.parametrize("rule", allowed_rules().values(), ids=lambda rule: rule.id)
def test_an_example_has_the_shape_its_rule_is_trusted_for(rule: AllowedRule) -> None:
    """From wrong to right in one change that touches no name."""
    change = choose(rule.wrong, 0, len(rule.wrong), [rule.right], rule.pick)
    assert change is not None, cut(rule.wrong, 0, len(rule.wrong), rule.right)
    assert not touches_name(rule.wrong, change.start, change.end)


def test_no_rule_about_spelling_or_style_is_allowed() -> None:
    """Spelling turns names into words, style is the author's."""
    for rule in allowed_rules():
        assert not rule.startswith(("MORFOLOGIK", "EN_COMPOUNDS", "EN_MULTITOKEN", "UPPERCASE"))


def test_an_allow_list_can_be_read() -> None:
    """One entry, one rule."""
    assert list(read_allowed(ENTRY)) == ["SOME_RULE"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("why:", "whi:"), "SOME_RULE: an entry has confidence, id, pick, right, why, wrong"),
        (("pick: word", "pick: first"), "SOME_RULE: no way to pick 'first'"),
        (("0.9", "9"), "SOME_RULE: confidence is between 0 and 1"),
    ],
)
def test_a_broken_allow_list_is_refused(change: tuple[str, str], complaint: str) -> None:
    """With the rule and what is wrong about it."""
    with pytest.raises(FixproseError, match=complaint):
        read_allowed(ENTRY.replace(*change))


def test_a_rule_stands_in_the_list_once() -> None:
    """Two entries would contradict each other sooner or later."""
    with pytest.raises(FixproseError, match="SOME_RULE stands there twice"):
        read_allowed(ENTRY + ENTRY)

"""What is broken in the characters and spaces of a text is mended, each place by its rule."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fixprose.edits import Edit
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.stages.clean import DESCRIPTIONS, CleanPass
from fixprose.text.document import Document

ROUNDS = 5


def propose(document: Document) -> list[Edit]:
    return list(CleanPass().propose(document, Diagnosis(0.0)))


def clean(text: str, format: str = "text") -> tuple[str, set[str]]:
    """Return the text after rounds of edits, and the rules that took part."""
    document = Document(text, format=format)
    rules: set[str] = set()
    for _ in range(ROUNDS):
        edits = sorted(propose(document), key=lambda edit: edit.span, reverse=True)
        if not edits:
            return document.text, rules
        changed = document.text
        for edit in edits:
            rules.add(edit.rule)
            changed = changed[: edit.span.start] + edit.replacement + changed[edit.span.end :]
        document = document.with_text(changed)
    raise AssertionError(f"still changing after {ROUNDS} rounds: {document.text!r}")


CASES = [
    # decoding
    ("clean/mojibake", "The bakerâ€™s cafÃ© is closed.", "The baker’s café is closed."),
    ("clean/mojibake", "“Good” – and yet the naÃ¯ve plan.", "“Good” – and yet the naïve plan."),
    ("clean/mojibake", "The Union\x92s \x93showcase\x94 shop.", "The Union’s “showcase” shop."),
    ("clean/mojibake", "They donâ€t sell it.", "They don’t sell it."),
    ("clean/mojibake", "A vis-Ã -vis talk.", "A vis-à-vis talk."),
    ("clean/mojibake", "The вЂњbestвЂќ bread.", "The “best” bread."),
    # entities
    ("clean/entity", "The baker&#39;s shop &quot;Crust&quot; is open.",
     'The baker\'s shop "Crust" is open.'),
    ("clean/entity", "The baker&amp;#39;s shop.", "The baker's shop."),
    ("clean/entity", "Bell &amp; Sons and AT&amp;T agreed.", "Bell & Sons and AT&T agreed."),
    ("clean/entity", "It costs 5&nbsp;euros &ndash; cash.", "It costs 5 euros – cash."),
    ("clean/entity", "The caf&eacute; opened.", "The café opened."),
    # characters that nobody sees
    ("clean/control-character", "The bread\x02 is fresh.", "The bread is fresh."),
    ("clean/control-character", "The bread \x01 is fresh.", "The bread is fresh."),
    ("clean/control-character", "A well\x1eknown baker.", "A well-known baker."),
    ("clean/zero-width", "It was made \u200b\u200bby hand.", "It was made by hand."),
    ("clean/zero-width", "An inter\u00adnational baker.", "An international baker."),
    # marks of another script
    ("clean/foreign-mark", "They pay back。 The bank waits.", "They pay back. The bank waits."),
    ("clean/foreign-mark", "They pay back。The bank waits.", "They pay back. The bank waits."),
    ("clean/foreign-mark", "The bread、 the milk and the eggs.", "The bread, the milk and the eggs."),
    ("clean/foreign-mark", "It is fast （very fast）for a van.", "It is fast (very fast) for a van."),
    ("clean/foreign-mark", "It rose by 12％ in May.", "It rose by 12% in May."),
    ("clean/foreign-quote", "She read 《The Long Road》 twice.", 'She read "The Long Road" twice.'),
    ("clean/full-width", "The flight ＢＡ２１５ is late.", "The flight BA215 is late."),
    ("clean/wrong-apostrophe", "They don´t know, it`s late.", "They don't know, it's late."),
    # what a tokeniser left
    ("clean/tokenised", "The king , he said , does n't pay $ 300 ( ever ) .",
     "The king, he said, doesn't pay $300 (ever)."),
    ("clean/tokenised", 'The cook said " enough " , and left .', 'The cook said "enough", and left.'),
    ("clean/split-sign", "A state @-@ owned firm paid 1 @,@ 000 euros.",
     "A state-owned firm paid 1,000 euros."),
    # apostrophes
    ("clean/split-apostrophe", "The people ' s shop and the city 's plan.",
     "The people's shop and the city's plan."),
    ("clean/split-apostrophe", "They don ' t know and I ' m late.", "They don't know and I'm late."),
    ("clean/split-apostrophe", "They do n't know.", "They don't know."),
    ("clean/split-apostrophe", "The city’ s plan.", "The city’s plan."),
    ("clean/split-apostrophe", "The workers ' rights were a theme.", "The workers' rights were a theme."),
    ("clean/split-apostrophe", "The players ' union and the fans ' club met.",
     "The players' union and the fans' club met."),
    ("clean/split-apostrophe", "Mr O ' Brien left.", "Mr O'Brien left."),
    # hyphens
    ("clean/spaced-hyphen", "The non -tariff barriers stay.", "The non-tariff barriers stay."),
    ("clean/spaced-hyphen", "The ex- minister left.", "The ex-minister left."),
    ("clean/spaced-hyphen", "The Chinese -Russia talks go on.", "The Chinese-Russia talks go on."),
    ("clean/spaced-hyphen", "A long -term plan was made.", "A long-term plan was made."),
    ("clean/spaced-hyphen", "The slow-cooked lamb, slow -cooked beef.",
     "The slow-cooked lamb, slow-cooked beef."),
    # amounts and names
    ("clean/spaced-amount", "It earned $ 10.2 million and US$ 30 more, or € 45.",
     "It earned $10.2 million and US$30 more, or €45."),
    ("clean/spaced-ampersand", "The S & P 500 fell, AT & T rose.", "The S&P 500 fell, AT&T rose."),
    # spaces
    ("clean/space-before-mark", "The boats came back , but nobody spoke of the storm.",
     "The boats came back, but nobody spoke of the storm."),
    ("clean/space-before-mark", "Was the storm really so bad ? They all said that it was.",
     "Was the storm really so bad? They all said that it was."),
    ("clean/space-before-mark", "The men brought three things : bread, milk and a lamp.",
     "The men brought three things: bread, milk and a lamp."),
    ("clean/spaced-bracket", "The bank ( BNK ) lost a tenth of its value today.",
     "The bank (BNK) lost a tenth of its value today."),
    ("clean/spaced-quote", 'The film " The Long Road " was shown in the village.',
     'The film "The Long Road" was shown in the village.'),
    ("clean/spaced-quote", "“ We have lost it all, ” she said.", "“We have lost it all,” she said."),
    ("clean/doubled-space", "The men carried  the crates up the steps of the quay.",
     "The men carried the crates up the steps of the quay."),
    ("clean/doubled-stop", "The men carried the crates up the steps. . Then they left.",
     "The men carried the crates up the steps. Then they left."),
    ("clean/doubled-comma", "The men,, who carried the crates, left the quay.",
     "The men, who carried the crates, left the quay."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "broken", "mended"), CASES)
def test_what_is_broken_is_mended_by_its_rule(rule: str, broken: str, mended: str) -> None:
    text, rules = clean(broken)
    assert text == mended
    assert rule in rules
    assert clean(mended) == (mended, set())


def test_every_rule_has_a_case_and_a_description() -> None:
    assert {rule for rule, _, _ in CASES} == set(DESCRIPTIONS)
    assert all(text.endswith(".") and len(text) > 20 for text in DESCRIPTIONS.values())


@pytest.mark.parametrize(("rule", "broken", "mended"), CASES)
def test_edits_are_small_and_say_why(rule: str, broken: str, mended: str) -> None:
    document = Document(broken)
    for edit in propose(document):
        old, new = edit.span.of(broken), edit.replacement
        assert old != new
        assert not (new and (old[0] == new[0] == " " or old[-1] == new[-1] == " "))
        assert edit.matched.contains(edit.span)
        assert edit.stage == "clean"
        assert edit.rule in DESCRIPTIONS
        assert edit.reason.endswith(".")
        assert "\n" not in edit.reason
        assert 0.5 <= edit.confidence < 1


MARKDOWN = [
    ("The baker&#39;s **shop** &quot;Crust&quot;.", 'The baker\'s **shop** "Crust".'),
    ("# The people ' s shop\n\n- the non -tariff list", "# The people's shop\n\n- the non-tariff list"),
    ("| The people ' s shop | $ 300 in coins |\n|---|---|\n| a | b |",
     "| The people's shop | $300 in coins |\n|---|---|\n| a | b |"),
    ("Write &amp; or &mdash; &lt;b&gt;.", "Write &amp; or &mdash; &lt;b&gt;."),
    ("Type `a &#39; b , c` and [go](http://x.org/a&#39;b).",
     "Type `a &#39; b , c` and [go](http://x.org/a&#39;b)."),
    ("    the code , it ' s here .\n\n```\nthe people ' s\n```\n",
     "    the code , it ' s here .\n\n```\nthe people ' s\n```\n"),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "mended"), MARKDOWN)
def test_markdown_is_mended_in_its_prose_only(broken: str, mended: str) -> None:
    assert clean(broken, "markdown")[0] == mended


def test_a_later_round_sees_what_an_earlier_one_decoded() -> None:
    text, rules = clean("The country &apos; s capital.")
    assert text == "The country's capital."
    assert rules == {"clean/entity", "clean/split-apostrophe"}


def test_suppressed_places_stay() -> None:
    text = "<!-- fixprose: off -->\nThe people ' s shop.\n<!-- fixprose: on -->"
    assert clean(text) == (text, set())


def test_clean_text_needs_neither_ftfy_nor_sacremoses() -> None:
    code = (
        "import sys\n"
        "from fixprose.stages.clean import CleanPass\n"
        "from fixprose.text.document import Document\n"
        "t = 'The café’s owner said: “We’re open (daily).” It’s a well-known shop – no more.'\n"
        "assert not list(CleanPass().propose(Document(t), None))\n"
        "sys.exit(any(name in sys.modules for name in ('ftfy', 'sacremoses')))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "unit", ["a , ", "( a ", "people ' s ", '" a ', "&#39;", "Ã©", "x -", "$ 3 "]
)
def test_a_text_full_of_damage_is_read_once(unit: str) -> None:
    assert isinstance(propose(Document(unit * 2_000)), list)

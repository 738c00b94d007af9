"""What patterns match, and what fixes say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.helpers import index_of, one_rule, replaced


@pytest.mark.parametrize(
    ("match", "fix", "text", "expected"),
    [
        # inflection follows the match
        ("<serve:v> (his|her) hand(s)", "<shake> hands", "He served his hand.", "shook hands"),
        ("<serve:v> (his|her) hand(s)", "<shake> hands", "He has served her hands.", "shaken hands"),
        ("<serve:v> (his|her) hand(s)", "<shake> hands", "serving his hand", "shaking hands"),
        ("<serve:v> (his|her) hand(s)", "<shake> hands", "Serves his hand", "Shakes hands"),
        # explicit forms and references
        ("<put> <sign> to", "<end@1>", "He put sign to it.", "ended"),
        ("<make> the <queue>", "<queue:VBG>", "They make the queue.", "queuing"),
        # groups and slots are carried over
        ("summit at NUMBER members", "NUMBER-member summit", "a summit at 10 members", "10-member summit"),
        ("(south|north) of the COUNTRY", "{1}ern COUNTRY", "in north of the France", "northern France"),
        ("near NAME 's the (old|new)?", "the {1} of NAME", "near Ann Lee's the old", "the old of Ann Lee"),
        ("DEMONYM army of DEMONYM2", "<DEMONYM:COUNTRY>", "Russian army of French", "Russia"),
        ("army of COUNTRY", "<COUNTRY:DEMONYM> army", "the army of Ukraine", "Ukrainian army"),
        ("has VBN on DAY", "<VBN:VBD> on DAY", "He has taken on Tuesday", "took on Tuesday"),
        ("has VBN on DAY", "<VBN:VBD> on DAY", "He has found on Tuesday", "found on Tuesday"),
        # optional items and suffixes
        ("the very? long day(s)", "x", "the long days", "x"),
        ("the very? long day(s)", "x", "the very long day", "x"),
        # capitals
        ("Wall Avenue", "Wall Street", "on Wall Avenue", "Wall Street"),
        ("Wall Avenue", "Wall Street", "ON WALL AVENUE", "WALL STREET"),
        ("Wall Avenue", "Wall Street", "a wall avenue", None),
        # sentence boundaries
        ("^ handiest", "only", "It was. Handiest two came.", "Only"),
        ("^ handiest", "only", "the handiest tool", None),
        ("too $", "also", "He came too. She left.", "also"),
        ("too $", "also", "He came too late.", None),
        # punctuation and apostrophes
        ("the firm 's (boss|head)", "the {1} of the firm", "The firm’s boss", "The boss of the firm"),
        ("in effect , indeed", "indeed", "in effect, indeed", "indeed"),
        ("is it \\?", "x", "So is it?", "x"),
        # amounts stay as tight as they were
        ("to the (NUMBER %) tax", "the {1} tax on", "to the 25% tax", "the 25% tax on"),
        ("to the (NUMBER %) tax", "the {1} tax on", "to the 25 % tax", "the 25 % tax on"),
        # a hyphenated word is matched whole or not at all
        ("on a year", "from a year earlier", "3% on a year-on-year basis", None),
        ("year basis", "x", "on a year-on-year basis", None),
        ("year-on-year basis", "x", "on a year-on-year basis", "x"),
        ("a year", "x", "for a year - on paper", "x"),
        ("year old", "x", "a 45-year old", "x"),
        ("won by NUMBER", "x", "won by 6-4", "x"),
        # white space of any kind
        ("rescue buoy", "lifeline", "a rescue\nbuoy", "lifeline"),
        # lemmas of several words
        ("<carry out|put> works", "<build>", "They carried out works", "built"),
        ("<lift truck:n|fork truck:n>", "<crane>", "two fork trucks", "cranes"),
    ],
)  # fmt: skip
def test_a_pattern_and_its_fix(
    tmp_path: Path, match: str, fix: str, text: str, expected: str | None
) -> None:
    index = one_rule(tmp_path, f"match: '{match.replace(chr(39), chr(39) * 2)}'\nfix: '{fix}'")
    found = [replacement for _, replacement in replaced(index, text)]
    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("context", "text", "fires"),
    [
        ("in-sentence: [tariff(s), Trump]", "The chief spoke. Tariffs fell.", False),
        ("in-sentence: [tariff(s), Trump]", "The chief spoke of tariffs.", True),
        ("not-in-sentence: cook", "The chief cook spoke.", False),
        ("in-document: Trump", "The chief spoke.\n\nTrump left.", True),
        ("in-document: Trump", "The chief spoke.\n\nThe trump card.", False),
        ("not-in-document: kitchen", "The chief spoke.\n\nA kitchen.", False),
        ("before: (a|the) new", "The new chief spoke.", True),
        ("before: (a|the) new", "The old chief spoke.", False),
        ("not-before: ^", "Chief spoke.", False),
        ("after: <speak>", "The chief spoke.", True),
        ("not-after: [of staff, executive]", "The chief of staff spoke.", False),
    ],
)
def test_context_decides(tmp_path: Path, context: str, text: str, fires: bool) -> None:
    index = one_rule(tmp_path, f"match: chief\nfix: leader\n{context}")
    assert bool(replaced(index, text)) is fires


def test_terms_follow_in_number(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        "- id: fr/terms\n  why: x\n  keep: [x]\n  terms:\n"
        "    commercial deficit: trade deficit\n    uncommon earths: rare earths\n",
    )
    assert replaced(index, "Commercial deficits and uncommon earths.") == [
        ("Commercial deficits", "Trade deficits"),
        ("uncommon earths", "rare earths"),
    ]


def test_words_inside_words_do_not_match(tmp_path: Path) -> None:
    index = one_rule(tmp_path, "match: art\nfix: craft")
    assert replaced(index, "The start of arts, party art.") == [("art", "craft")]


def test_offsets_hold_for_letters_that_change_length_in_lower_case(tmp_path: Path) -> None:
    index = one_rule(tmp_path, "match: rescue buoy\nfix: lifeline")
    text = "İstanbul sent a rescue buoy."
    assert replaced(index, text) == [("rescue buoy", "lifeline")]


def test_a_hit_is_found_again_in_the_same_block_elsewhere(tmp_path: Path) -> None:
    """Blocks are remembered by content: places must follow the block."""
    index = one_rule(tmp_path, "match: rescue buoy\nfix: lifeline")
    assert len(replaced(index, "A rescue buoy.\n\nNo.\n\nA rescue buoy.")) == 2


def test_a_term_whose_last_word_is_a_verb_does_not_match(tmp_path: Path) -> None:
    index = index_of(
        tmp_path, "- id: fr/terms\n  why: x\n  keep: [x]\n  terms:\n    act place: crime scene\n"
    )
    assert replaced(index, "The act places a burden on us.") == []
    assert replaced(index, "All act places were searched.") == [("act places", "crime scenes")]

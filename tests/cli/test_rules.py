"""fixprose rules and explain."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import GARBLED, PACK, Cli

ROOT = Path(__file__).parents[2]
PACK_FILE = "pack/pivot/xx/lamps.yaml"


def test_explain_shows_the_page_of_a_rule(cli: Cli) -> None:
    """Cause, facts, what it changes, examples both ways, precision."""
    done = cli("explain", "xx/lamp")
    assert done.code == 0
    assert done.err == ""
    for part in (
        "“Blorp” is a street.",
        "lampe de rue",
        "sure: wrong in any English text",
        "blorp <lamp:n>  →  street <lamp>",
        "- They lit the blorp lamps.\n  + They lit the street lamps.",
        "    They lit the desk lamps.",
        "Precision",
        "lamps.yaml:1",
    ):
        assert part in done.out


def test_explain_knows_rules_of_stages(cli: Cli) -> None:
    """What no pack holds is explained as well: every rule that the list knows."""
    built_in = [
        each
        for each in json.loads(cli("rules", "list", "--output-format", "json").out)
        if each["certainty"] is None
    ]
    assert {"structure", "clean"} <= {each["stage"] for each in built_in}
    done = cli("explain", "structure/glued-word")
    assert done.code == 0
    assert "not from a pack" in done.out


def test_explain_knows_names_and_grammar_rules(cli: Cli) -> None:
    """Entries of the gazetteer and of the allow-list have pages, too."""
    done = cli("explain", "names/great-hall-of-the-people")
    assert done.code == 0
    assert "landmark" in done.out
    done = cli("explain", "grammar/EN_A_VS_AN")
    assert done.code == 0
    assert "LanguageTool, rule EN_A_VS_AN" in done.out


def test_every_fix_of_the_samples_can_be_explained(
    process: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    """Whatever stands as a rule in a report has a page."""
    listed = process("rules", "list", "--isolated", "--output-format", "json").stdout
    known = {each["id"] for each in json.loads(listed)}
    samples = sorted(map(str, (ROOT / "samples").glob("*/*.garbled.txt")))
    assert samples
    arguments = ["--isolated", "--grammar", "off", "--output-format", "jsonl"]
    done = process("check", *arguments, *samples)
    used = {
        line["rule"]
        for line in map(json.loads, done.stdout.splitlines())
        if line["type"] in ("fix", "refusal")
    }
    assert len(used) > 20
    assert used <= known


def test_explain_knows_former_ids(cli: Cli) -> None:
    """Ids are for ever."""
    done = cli("explain", "xx/glimmer")
    assert done.code == 0
    assert "“xx/glimmer” is now called “xx/shine”." in done.out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("xx/lmap", "there is no rule 'xx/lmap'; did you mean xx/lamp"),
        ("xx/", "'xx/' is no rule, but 2 begin so: fixprose rules list --select xx/"),
        ("qq-qq", "there is no rule 'qq-qq': see fixprose rules list"),
    ],
)
def test_explain_helps_with_a_wrong_id(name: str, message: str, cli: Cli) -> None:
    """One line, the nearest ids, exit code 2."""
    done = cli("explain", name)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_list_shows_every_rule_on_a_line(cli: Cli) -> None:
    """Certainty, safety, cause; chosen by the beginning of the id."""
    lines = cli("rules", "list", "--select", "xx/").out.splitlines()
    assert lines == [
        "xx/lamp   sure   safe    “Blorp” is a street.",
        "xx/shine  sure   review  “Quindle” is “shine”.",
    ]
    done = cli("rules", "list", "--select", "zz/")
    assert done.code == 2
    assert "no rule begins with zz/" in done.err


def test_test_lets_rules_prove_themselves(cli: Cli, scratch: Path) -> None:
    """0 when all do, 1 with the failures, 2 for a pack that cannot be read."""
    done = cli("rules", "test")
    assert done.code == 0
    assert "2 rules" in done.err
    (scratch / PACK_FILE).write_text(PACK.replace("→ They lit the street", "→ They lit the"))
    done = cli("rules", "test", "pack")
    assert done.code == 1
    assert "lamps.yaml:1: xx/lamp: " in done.out
    assert cli("rules", "test", "--select", "xx/shine", PACK_FILE).code == 0
    (scratch / PACK_FILE).write_text(PACK.replace("why:", "wy:"))
    done = cli("rules", "test")
    assert done.code == 2
    assert done.err.count("did you mean “why”") == 2
    assert cli("rules", "test", "gone").code == 2


def test_test_finds_an_id_that_two_files_use(cli: Cli, scratch: Path) -> None:
    (scratch / PACK_FILE).with_name("again.yaml").write_text(PACK)
    done = cli("rules", "test")
    assert done.code == 1
    assert "lamps.yaml:1: xx/lamp: the id is taken already (" in done.out


def test_new_adds_a_rule_that_can_be_filled_in(cli: Cli, scratch: Path) -> None:
    """In the right file; on trial, so nothing fires; its own test passes; an id once only."""
    done = cli("rules", "new", "xx/new-phrase")
    path = scratch / "pack/pivot/xx/new-phrase.yaml"
    assert done.code == 0
    assert str(path) in done.out
    assert cli("rules", "test", str(path)).code == 0
    assert cli("rules", "format", "--check", str(path)).code == 0
    assert cli("check", "-", stdin="This sentence holds the garbled phrase.").code == 0
    done = cli("rules", "new", "xx/new-phrase")
    assert done.code == 2
    assert "new-phrase.yaml:1" in done.err


def test_new_adds_to_a_family(cli: Cli, scratch: Path) -> None:
    """What was there stays; --dry-run writes nothing."""
    before = (scratch / PACK_FILE).read_text()
    done = cli("rules", "new", "xx/other", "--family", "lamps", "--dry-run")
    assert done.out.startswith("- id: xx/other\n")
    assert (scratch / PACK_FILE).read_text() == before
    assert cli("rules", "new", "xx/other", "--family", "lamps").code == 0
    assert (scratch / PACK_FILE).read_text() == before + "\n" + done.out
    assert cli("rules", "test").code == 0
    assert cli("rules", "new", "common/spaced-out", "--packs", "pack").code == 0
    assert (scratch / "pack/common/spaced-out.yaml").is_file()


@pytest.mark.parametrize("name", ["lamp", "xx/", "XX/lamp", "xx/la mp", "names/beijing"])
def test_new_refuses_bad_ids(name: str, cli: Cli) -> None:
    """And says how one looks."""
    done = cli("rules", "new", name)
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_format_makes_packs_canonical(cli: Cli, scratch: Path) -> None:
    """--check only asks; afterwards nothing is left to do, and the rules are the same."""
    before = cli("explain", "xx/lamp").out
    done = cli("rules", "format", "--check")
    assert done.code == 1
    assert "lamps.yaml: not in canonical form" in done.out
    assert (scratch / PACK_FILE).read_text() == PACK
    assert cli("rules", "format").code == 0
    assert (scratch / PACK_FILE).read_text() != PACK
    assert cli("rules", "format", "--check", "pack").out == ""
    assert cli("explain", "xx/lamp").out == before
    (scratch / PACK_FILE).write_text("- id: [\n")
    done = cli("rules", "format")
    assert done.code == 2
    assert "lamps.yaml:2: not YAML" in done.err


def test_impact_counts_what_rules_do(cli: Cli, scratch: Path) -> None:
    """By rule, with places, and what some rules add."""
    (scratch / "corpus").mkdir()
    (scratch / "corpus/a.txt").write_text(GARBLED * 2)
    done = cli("rules", "impact", "--corpus", "corpus", "--places")
    assert done.code == 0
    assert "1 files, 24 words: 4 fixes (2 safe, 2 review)" in done.out
    assert (
        "     2  xx/lamp\n    corpus/a.txt@4 xx/lamp safe: The [-blorp-]{+street+} lamps"
        in done.out
    )
    done = cli("rules", "impact", "--corpus", "corpus", "--without", "xx/lamp")
    assert "2 fixes gained, 0 lost" in done.out
    assert "+    corpus/a.txt@4 xx/lamp" in done.out
    assert cli("rules", "impact", "--corpus", "gone").code == 2

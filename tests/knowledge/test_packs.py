"""Pack files: what is refused, and how it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixprose.knowledge.packs import PackError, pivot_of, read_rules
from fixprose.knowledge.store import compile_folder
from tests.knowledge.helpers import HEAD

GOOD = HEAD + "  match: rescue buoy\n  fix: lifeline\n"


def problems_of(folder: Path, text: str) -> list[str]:
    path = folder / "common" / "x.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as error:
        compile_folder(folder, None)
    return [problem.removeprefix(f"{path}:") for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD + "  certianty: sure\n", "7: unknown key “certianty” (did you mean “certainty”?)"),
        (GOOD + "  certainty: surest\n", "7: “certainty” is one of sure, likely, weak, not “surest”"),
        (GOOD + "  status: off\n", "7: status is “on” or “trial”"),
        (HEAD, "1: a rule has one of “match”, “pairs”, “terms”"),
        (HEAD + "  match: x\n", "1: a rule with “match” has a “fix”, a text"),
        ("- id: x/y\n  why: z\n", "1: rule x/y: examples, keep missing"),
        (GOOD.replace("a → b", "ab"), "4: an example is “wrong → right”: ab"),
        (HEAD + "  match: (x\n  fix: y\n", "1: rule fr/test: “(x”: a “(” is never closed"),
        (HEAD + "  match: x?\n  fix: y\n", "1: rule fr/test: “x?”: it could match nothing: at least one word must be there"),
        (HEAD + "  match: NAME\n  fix: y\n", "1: rule fr/test: “NAME”: it has no word that every match must hold"),
        (HEAD + "  match: x\n  fix: NAME\n", "1: rule fr/test: “NAME”: NAME is not in the match"),
        (HEAD + "  match: x\n  fix: <shake>\n", "1: rule fr/test: “<shake>”: <shake>: the match has no <…> number 1 to follow; write <shake:VBD> or the bare word"),
        ("x: y\n", "1: a pack is a list of rules, each beginning with “- id:”"),
        ("- id: [\n", "2: not YAML: did not find expected node content"),
        (GOOD + GOOD, "7: id fr/test is taken already ({path}:1)"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    expected = expected.replace("{path}", str(tmp_path / "common" / "x.yaml"))
    assert problems_of(tmp_path, text) == [expected]


def test_every_bad_place_is_named_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("match", "mach") + GOOD.replace("fr/test", "fr/two").replace("why", "wy")
    assert len(problems_of(tmp_path, text)) >= 3


def test_bytes_that_are_not_utf8_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"- id: \xff\n")
    with pytest.raises(PackError, match="not UTF-8 at byte 6"):
        read_rules(tmp_path)


def test_the_folder_says_what_a_text_went_through(tmp_path: Path) -> None:
    assert pivot_of(tmp_path / "pivot" / "fr" / "law.yaml", tmp_path) == "fr"
    assert pivot_of(tmp_path / "common" / "law.yaml", tmp_path) == "common"
    assert pivot_of(tmp_path / "mine.yaml", tmp_path) == "common"


def test_loading_runs_nothing(tmp_path: Path) -> None:
    """A YAML tag that would construct an object is a value of the wrong kind, nothing more."""
    path = tmp_path / "x.yaml"
    path.write_text(GOOD.replace("A test.", "!!python/object/apply:os.getcwd []"))
    with pytest.raises(PackError, match="“why” is a text"):
        read_rules(tmp_path)

"""The page as a file: inert data, one script of modules that fit together, and what it is told."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path

import pytest

from fixprose.edits import Safety
from fixprose.review.page import inert_json, joined_script, render_page
from fixprose.review.page_data import file_record, is_typography, pivot_of, touches_name
from fixprose.review.session import ReviewedFile
from fixprose.revision import Fix, compare
from fixprose.text.document import Document
from tests.review.desk import TEXT, reviewed

ASSETS = Path(__file__).parents[2] / "src/fixprose/review/assets"


@pytest.fixture
def file(tmp_path: Path) -> ReviewedFile:
    return reviewed(tmp_path / "a.txt")


def test_the_policy_names_exactly_the_script_and_the_style(file: ReviewedFile) -> None:
    page = render_page([file.record()])
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert found
    head = html.unescape(found[1])
    for tag, name in (('<script type="module">', "script"), ("<style>", "style")):
        inside = page.split(tag)[1].split(f"</{name}>")[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in head
    assert "default-src 'none'" in head
    assert "connect-src 'none'" in head
    assert "style=" not in page.split("<body")[1].split("<script")[0]
    assert " on" not in re.sub(r'"[^"]*"|>[^<]*<', "", page.split("<body")[1].split("<script")[0])


def test_no_text_can_end_the_data_early() -> None:
    nasty = "</script><script>alert(1)</script><!-- \u2028 &amp;"
    inert = inert_json({"text": nasty})
    assert not re.search("[<>&\u2028\u2029]", inert)
    assert json.loads(inert)["text"] == nasty


def test_titles_are_escaped(file: ReviewedFile) -> None:
    assert "<title>&lt;b&gt;.txt" in render_page([file.record("<b>.txt")])


def test_every_module_is_in_the_script_once_behind_what_it_imports() -> None:
    script = joined_script("main.js")
    names = re.findall(r"^// ([\w-]+\.js)$", script, re.M)
    assert sorted(names) == sorted(path.name for path in ASSETS.glob("*.js"))
    for path in ASSETS.glob("*.js"):
        for needed in re.findall(r'from "\./([\w-]+\.js)"', path.read_text()):
            if path.name not in ("desk.js", "card.js"):
                assert names.index(needed) < names.index(path.name)
    assert not re.search(r"^(import|export)\b", script, re.M)


def test_no_two_modules_use_a_name_of_their_own_twice() -> None:
    """They share one scope when they are laid behind each other."""
    made = re.findall(
        r"^(?:async )?(?:function|class|const|let) (\w+)", joined_script("main.js"), re.M
    )
    assert sorted(made) == sorted(set(made))


def test_modules_are_short() -> None:
    for path in ASSETS.glob("*.js"):
        assert len(path.read_text().splitlines()) <= 400, path.name


def test_cutting_a_text_up_loses_nothing(file: ReviewedFile) -> None:
    record = file_record(file.revision, "a.txt")
    parts = {part["id"]: part["text"] for group in record["groups"] for part in group["parts"]}
    text = "".join(
        block["lead"]
        + "".join(
            piece if isinstance(piece, str) else parts[piece]
            for unit in block["units"]
            for piece in unit
        )
        + block["gap"]
        for block in record["blocks"]
    )
    assert text == TEXT


def test_sentences_are_units(file: ReviewedFile) -> None:
    record = file_record(file.revision, "a.txt")
    assert [len(block["units"]) for block in record["blocks"]] == [1, 2, 2, 2]


def fix(stage: str, original: str, replacement: str, safety: Safety = Safety.SAFE) -> Fix:
    return Fix(0, 0, len(original), original, replacement, "x/y", stage, safety, 0.9, "", (), False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "is_trifle"),
    [
        (fix("clean", " ,", ","), True),
        (fix("clean", "â€œ", "“"), True),
        (fix("clean", " ,", ",", Safety.REVIEW), False),
        (fix("structure", '".', '."'), True),
        (fix("structure", "", ","), True),
        (fix("structure", "We will", "“We will"), False),
        (fix("structure", "the the", "the"), False),
        (fix("phrases", "rescue buoy", "lifeline"), False),
    ],
)
def test_trifles_change_no_word_and_add_no_quotation(one: Fix, is_trifle: bool) -> None:
    assert is_typography(one) is is_trifle


@pytest.mark.parametrize(
    ("rule", "stage", "pivot"),
    [
        ("fr/shake-hands", "phrases", "fr"),
        ("spin/terms", "phrases", "spin"),
        ("common/twice", "phrases", None),
        ("names/beijing", "names", None),
        ("compare/change", "clean", None),
    ],
)
def test_the_pivot_is_read_from_the_rule(rule: str, stage: str, pivot: str | None) -> None:
    assert pivot_of(rule, stage) == pivot  # type: ignore[arg-type]


def test_words_that_look_like_names_are_told() -> None:
    """A capital tells, unless it begins a sentence."""
    before = "They met in Pekin. Pekin slept. They saw the red lamp."
    after = "They met in Beijing. Beijing slept. They saw the green lamp."
    revision = compare(Document(before), after)
    assert [touches_name(revision, one) for one in revision.fixes] == [True, False, False]

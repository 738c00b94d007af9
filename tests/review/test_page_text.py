"""The page works out the same text as `fixprose apply`, whatever the decisions are."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from fixprose.edits import Changes, Safety
from fixprose.engine import Fixer
from fixprose.options import Options
from fixprose.review.decisions import Decision, Verdict, decided_text, keys_of, place
from fixprose.review.page import render_page
from fixprose.review.page_data import file_record
from fixprose.revision import Revision, compare
from fixprose.text.document import Document
from tests.engine.fakes import FakeTools, Replace

WORDS = [
    "aa",
    "bb",
    "cc",
    "dd",
    "Ann",
    "12",
    "31",
    "`code`",
    "https://ex.org/aa",
    "“aa bb”",
    "“Ann cc”",
    ",",
    ".",
]
MORE_WORDS = [*WORDS, "👍🏽", "naïve", "e\u0301", "<b>", "&amp;", "\r\n", "</script>"]
PIECES = ["aa", "bb", "cc", "dd", "aa bb", "bb cc", "Ann", " ", "👍🏽"]
NEW = ["aa", "bb", "cc", "xx", "", "xx yy", "Bob", "🙂", "\u2028", "<i>"]


def some_text(chance: random.Random) -> str:
    paragraphs = [
        " ".join(chance.choices(MORE_WORDS, k=chance.randint(0, 14)))
        for _ in range(chance.randint(1, 4))
    ]
    return chance.choice(["\n\n", "\r\n\r\n", "\n\n\n"]).join(paragraphs)


def some_revision(chance: random.Random) -> Revision:
    text = some_text(chance)
    if chance.random() < 0.2:
        return compare(Document(text), some_text(chance))
    made = [
        Replace(
            chance.choice(PIECES),
            chance.choice(NEW),
            stage=chance.choice(["clean", "structure", "phrases", "grammar"]),
            confidence=chance.choice([0.6, 0.9, 0.95]),
            safety=chance.choice(list(Safety)),
            changes=Changes.NAME,
            context=chance.randint(0, 3),
        )
        for _ in range(chance.randint(1, 5))
    ]
    format = chance.choice(["text", "markdown"])
    return Fixer(Options(), tools=FakeTools(*made)).fix(Document(text, format=format))


def some_decisions(chance: random.Random, revision: Revision) -> list[Decision]:
    made = []
    for number, key in enumerate(keys_of(revision)):
        verdict = chance.choice(list(Verdict))
        own = chance.choice(["own words", "", "🙂", "<br>"]) if verdict is Verdict.EDIT else None
        if chance.random() < 0.8:
            made.append(Decision(key, verdict, own, when=f"2026-01-01T00:00:{number % 60:02d}Z"))
    return made


def test_the_page_gives_the_text_that_decisions_give(tab: Any, tmp_path: Path) -> None:
    """150 texts with fixes that chain, touch, insert and delete, and decisions of every kind."""
    chance = random.Random(7)
    revisions = [some_revision(chance) for _ in range(150)]
    decisions = [some_decisions(chance, revision) for revision in revisions]
    assert sum(bool(revision.fixes) for revision in revisions) > 100
    assert any(fix.depends_on for revision in revisions for fix in revision.fixes)
    pairs = zip(revisions, decisions, strict=True)
    records = [file_record(revision, f"{n}.txt", made) for n, (revision, made) in enumerate(pairs)]
    page = tmp_path / "page.html"
    page.write_text(render_page(records), encoding="utf-8", newline="")
    tab.goto(page.as_uri())
    shown = tab.evaluate("fixprose.files.map((file) => [file.original(), file.text()])")
    for revision, made, (original, text) in zip(revisions, decisions, shown, strict=True):
        assert original == revision.document.text
        assert text == decided_text(revision, place(revision, made).decided)


PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_what_the_clean_view_shows_is_that_text(tab: Any, tmp_path: Path) -> None:
    """The same for what can be read and copied, not only for what is worked out."""
    chance = random.Random(11)
    for _ in range(12):
        revision = some_revision(chance)
        made = some_decisions(chance, revision)
        page = tmp_path / "page.html"
        page.write_text(render_page([file_record(revision, "a.txt", made)]), encoding="utf-8")
        tab.goto(page.as_uri())
        for view, expected in [
            ("2", decided_text(revision, place(revision, made).decided)),
            ("3", revision.document.text),
        ]:
            tab.keyboard.press(view)
            tab.evaluate(PAINTED)  # what is not painted yet cannot be read either
            shown = tab.evaluate("document.getElementById('article').innerText")
            assert "".join(shown.split()) == "".join(expected.split())

"""The review in the terminal, by keys alone, at 80×24."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("textual")

from textual.widgets import Static

from fixprose.review.decisions import Verdict, read_decisions
from fixprose.review.session import ReviewedFile
from fixprose.review.sitting import Sitting
from fixprose.review.terminal import Review
from fixprose.revision import compare
from fixprose.text.document import Document

BEFORE = "The boat was rapid [b]and clean.\n\nIt is expressed in English.\n"
AFTER = "The ship was fast [b]and clean.\n\nIt speaks English.\n"


@pytest.fixture
def file(tmp_path: Path) -> ReviewedFile:
    """A file with three changes to decide about."""
    path = tmp_path / "article.txt"
    path.write_text(BEFORE)
    return ReviewedFile(path, compare(Document(BEFORE, str(path)), AFTER))


def _drive(files: list[ReviewedFile], act: Callable[[Any, Review], Awaitable[None]]) -> None:
    async def drive() -> None:
        app = Review(Sitting(files, "Ann"))
        async with app.run_test(size=(80, 24)) as pilot:
            await act(pilot, app)

    # in a thread: the browser tests keep a loop running in this one
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, drive()).result()


def _shown(app: Review, name: str) -> str:
    return str(app.query_one(f"#{name}", Static).render())


def test_a_whole_review_by_keys(file: ReviewedFile) -> None:
    """Accept, edit, reject, undo, query, note, write: all is kept as it is decided."""

    async def act(pilot: Any, app: Review) -> None:
        assert "1/" in _shown(app, "head")
        assert "boat → ship" in _shown(app, "card")
        await pilot.press("a")
        assert "rapid → fast" in _shown(app, "card")
        await pilot.press("r", "u", "e")
        await pilot.press(*["backspace"] * 4, *"quick", "enter")
        await pilot.press("m", "K", "c", *"sure", "enter")
        await pilot.press("w")
        assert "written" in _shown(app, "foot")

    _drive([file], act)
    assert file.path.read_text().startswith("The ship was quick [b]and")
    kept = read_decisions(file.kept_in)
    assert {each.who for each in kept} == {"Ann"}
    assert any(each.note == "sure" for each in kept)
    assert [one.verdict for one in kept[:3]] == ["accept", "reject", "undecided"]


def test_bulk_asks_with_the_count_and_is_one_step(file: ReviewedFile) -> None:
    """The first key counts, the second does it, one undo takes all back."""
    count = len(file.revision.fixes)

    async def act(pilot: Any, app: Review) -> None:
        await pilot.press("A")
        assert f"accept {count} undecided" in _shown(app, "foot")
        assert not file.decisions
        await pilot.press("j", "A")
        assert not file.decisions
        await pilot.press("A")
        assert file.text == AFTER
        await pilot.press("u")
        assert file.text == BEFORE

    _drive([file], act)


def test_search_and_go_to(file: ReviewedFile) -> None:
    """A search shows what it finds, and bulk keys mean what is shown."""

    async def act(pilot: Any, app: Review) -> None:
        await pilot.press("slash", *"rapid", "enter", "A", "A")
        await pilot.press("slash", "enter", "g", "1", "enter")
        assert "boat → ship" in _shown(app, "card")
        await pilot.press("g", "9", "9", "enter")
        assert "there is no fix 99" in _shown(app, "foot")

    _drive([file], act)
    assert file.text == BEFORE.replace("rapid", "fast")


def test_views_and_help_fit_the_screen(file: ReviewedFile) -> None:
    """Each view shows its text, brackets as they are; nothing lies outside 80×24."""

    async def act(pilot: Any, app: Review) -> None:
        assert "The boatship was rapidfast [b]and clean." in _shown(app, "text")
        await pilot.press("a", "2")
        assert "The ship was rapid [b]" in _shown(app, "text")
        await pilot.press("3")
        assert BEFORE.strip() in _shown(app, "text")
        await pilot.press("question_mark")
        assert "accept, and on" in _shown(app, "card")
        await pilot.pause()
        for name in ("head", "article", "card", "foot"):
            region = app.query_one(f"#{name}").region
            assert region.right <= 80
            assert region.bottom <= 24
            assert region.height > 0

    _drive([file], act)


def test_a_changed_file_is_told_and_nothing_kept(file: ReviewedFile) -> None:
    """Decisions about a text that is gone are refused, and the screen lives on."""
    file.path.write_text("Something else.")

    async def act(pilot: Any, app: Review) -> None:
        await pilot.press("a")
        assert "changed since it was read" in _shown(app, "foot")

    _drive([file], act)
    assert not file.kept_in.exists()


def test_files_without_fixes_and_several_files(file: ReviewedFile, tmp_path: Path) -> None:
    """Keys do no harm where there is nothing to decide; ] and [ change the file."""
    path = tmp_path / "clean.txt"
    path.write_text("Fine.")
    clean = ReviewedFile(path, compare(Document("Fine.", str(path)), "Fine."))

    async def act(pilot: Any, app: Review) -> None:
        assert "Nothing to decide" in _shown(app, "card")
        await pilot.press("a", "r", "e", "A", "u", "j")
        await pilot.press("right_square_bracket")
        assert "file 2/2" in _shown(app, "head")
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert "no more files" in _shown(app, "foot")

    _drive([clean, file], act)
    assert not clean.decisions


def test_a_review_goes_on_where_it_ended(file: ReviewedFile) -> None:
    """What was decided earlier is known, and the first undecided fix comes first."""
    Sitting([file], "Ann").decide(Verdict.ACCEPT)
    again = Sitting([ReviewedFile(file.path, file.revision)], "Ben")
    assert again.verdict(0) is Verdict.ACCEPT
    assert again.index == 1

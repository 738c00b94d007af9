"""A review in a real browser, by keyboard alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fixprose.review.decisions import decided_text, place, read_decisions
from fixprose.review.page import render_page
from fixprose.review.session import ReviewedFile
from fixprose.revision import Revision
from tests.review.browser import lacking
from tests.review.desk import ALL, REPAIRED, TEXT, reviewed, revise

# The fixes of the text, in order: blorp, (a comma, folded), blorp, quindle here (quoted),
# quindle brightly (built upon quindle), blorp. Stops that are not folded: 5.
STATE = "fixprose.files[0].fixes.map(({ index }) => fixprose.files[0].state(index))"


@pytest.fixture
def file(tmp_path: Path) -> ReviewedFile:
    return reviewed(tmp_path / "a.txt")


@pytest.fixture
def page(tab: Any, file: ReviewedFile) -> Any:
    """The page from disk, open in a tab."""
    return open_page(tab, file)


def open_page(tab: Any, *files: ReviewedFile) -> Any:
    path = files[0].path.with_suffix(".html")
    path.write_text(render_page([file.record() for file in files]), encoding="utf-8")
    tab.goto(path.as_uri())
    return tab


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def wait_for_text(page: Any, selector: str, text: str) -> None:
    page.locator(selector, has_text=text).wait_for()


def text_of(page: Any) -> str:
    return str(page.evaluate("fixprose.files[0].text()"))


def place_of(page: Any) -> str:
    return str(page.inner_text("#card-place"))


def downloaded(page: Any) -> Path:
    press(page, "q")
    with page.expect_download() as waiting:
        page.click("#finish >> text=Download decisions")
    press(page, "Escape")
    assert waiting.value.suggested_filename == "a.txt.fixprose-decisions.jsonl"
    return Path(waiting.value.path())


def test_a_whole_review_by_keyboard(page: Any, file: ReviewedFile) -> None:
    """Accept, reject, edit, query, note, accept; then the downloaded file gives the page's text."""
    assert place_of(page) == "1 of 5"
    assert text_of(page) == REPAIRED
    press(page, "a", "r")
    assert place_of(page) == "3 of 5"
    press(page, "e")
    page.keyboard.type("glow softly")
    press(page, "Enter", "c")
    page.keyboard.type("Which night?")
    press(page, "Enter", "m", "y")
    assert page.inner_text("#progress-text") == "5 of 5 decided"
    expected = (
        TEXT.replace("keeper ,", "keeper,")
        .replace("They lit the blorp", "They lit the street")
        .replace("quindle here", "glow softly here")
        .replace("The blorp lamp went", "The street lamp went")
    )
    assert text_of(page) == expected
    made = read_decisions(downloaded(page))
    assert decided_text(file.revision, place(file.revision, made).decided) == expected
    assert [one.note for one in made if one.note][:1] == ["Which night?"]


def test_every_key_for_accepting_and_rejecting(page: Any) -> None:
    press(page, "a", "y", "Enter", "n", "Backspace")
    states = page.evaluate(STATE)
    assert [state for state in states if state != "undecided"][:3] == ["accept"] * 3
    assert states.count("reject") + states.count("void") == 3


def test_moving_among_fixes(page: Any) -> None:
    """j and k stop at what is undecided, J and K anywhere; the ends are told before going round."""
    press(page, "J", "a", "k")
    assert place_of(page) == "1 of 5"
    press(page, "j")
    assert place_of(page) == "3 of 5"
    press(page, "K")
    assert place_of(page) == "2 of 5"
    press(page, "J", "J", "J", "j")
    assert place_of(page) == "5 of 5"
    assert "once more goes round" in page.inner_text("#toast")
    press(page, "j")
    assert place_of(page) == "1 of 5"
    press(page, "g")
    page.keyboard.type("4")
    press(page, "Enter")
    assert place_of(page) == "4 of 5"


def test_one_rule_is_accepted_in_one_step_and_undone_in_one(page: Any) -> None:
    """The list by rule, a box unticked, the rest accepted, taken back with one key."""
    page.click("#card-rule")
    rows = page.locator("#places ol li")
    assert rows.count() == 3
    rows.nth(1).locator("input").uncheck()
    page.click("text=Accept 2")
    states = page.evaluate(STATE)
    assert states.count("accept") == 2
    assert "accepted 2 of 2 here" in page.inner_text("#places")
    press(page, "u")
    assert page.evaluate(STATE) == ["undecided"] * 7
    press(page, "Escape")
    assert page.is_visible("#article")


def test_all_that_is_shown_is_accepted_after_one_question(page: Any) -> None:
    """A asks because two of the fixes need a review; saying no changes nothing."""
    press(page, "A")
    assert page.inner_text("#ask-text").startswith("Accept 5 fixes? 2 of them")
    press(page, "Escape")
    assert page.evaluate(STATE) == ["undecided"] * 7
    press(page, "A", "Enter")
    assert text_of(page) == ALL
    press(page, "u", "R", "Enter")
    assert text_of(page) == TEXT.replace("keeper ,", "keeper,")


def test_safe_fixes_are_accepted_without_a_question(page: Any) -> None:
    page.click("#filter-button")
    page.select_option("#filter-safety", "safe")
    assert page.inner_text("#bulk-count") == "Filtered: 3 shown, 3 undecided"
    page.keyboard.press("Escape")
    press(page, "A")
    assert page.evaluate(STATE).count("accept") == 3
    assert "3 fixes accepted" in page.inner_text("#toast")


@pytest.mark.parametrize(
    ("field", "value", "count"),
    [
        ("rule", "test/blorp", 3),
        ("stage", "phrases", 5),  # what builds upon a phrase is found by it, too
        ("stage", "grammar", 1),
        ("safety", "review", 2),
        ("state", "accept", 0),
        ("text", "QUINDLE", 2),
        ("text", "nothing like it", 0),
    ],
)
def test_filters(page: Any, field: str, value: str, count: int) -> None:
    press(page, "f")
    if field == "text":
        page.fill("#filter-text", value)
    else:
        page.select_option(f"#filter-{field}", value)
    assert page.inner_text("#bulk-count").startswith(f"Filtered: {count} shown") if count else True
    assert page.evaluate("fixprose.shown().length") == count
    press(page, "Escape", "Escape", "Escape")
    assert page.evaluate("fixprose.shown().length") == 5


def test_filters_by_quotation_name_and_sureness(page: Any) -> None:
    press(page, "f")
    page.check("#filter-quoted")
    assert page.evaluate("fixprose.shown().length") == 1
    page.uncheck("#filter-quoted")
    page.check("#filter-named")
    assert page.evaluate("fixprose.shown().length") == 0
    page.uncheck("#filter-named")
    page.locator("#filter-confidence").fill("1")
    assert page.evaluate("fixprose.shown().length") == 0


def test_trifles_are_folded_into_a_line(page: Any) -> None:
    assert page.inner_text("#trifles-text") == "1 fix of spacing and punctuation"
    press(page, "t")
    assert place_of(page).endswith("of 6")
    press(page, "t")
    assert place_of(page).endswith("of 5")


def test_fixes_that_build_upon_each_other_can_be_split(page: Any) -> None:
    """Together they are one decision; split, the first can be taken without the second."""
    press(page, "J", "J", "J")
    assert "Builds upon 1 other fix" in page.inner_text("#card-bundle")
    press(page, "s")
    assert place_of(page).endswith("of 6")
    first = page.evaluate("fixprose.files[0].fixes.findIndex(({ needed }) => needed.length)")
    page.evaluate(f"fixprose.go({first})")
    press(page, "a", "r")
    assert "All of them shine brightly" in text_of(page)
    press(page, "u", "u", "s", "a")
    assert "All of them shine in gold" in text_of(page)


def test_rejecting_takes_what_builds_upon_it_along(page: Any) -> None:
    press(page, "J", "J", "J", "r")
    assert "All of them quindle brightly" in text_of(page)
    assert "undecided" not in page.evaluate(STATE)[4:6]


def test_a_reload_resumes(page: Any) -> None:
    press(page, "a", "r", "a")
    before = page.evaluate(STATE)
    page.reload()
    assert page.evaluate(STATE) == before
    assert place_of(page) == "4 of 5"


def test_decisions_of_a_colleague_can_be_opened(page: Any, file: ReviewedFile) -> None:
    press(page, "r", "r")
    path = downloaded(page)
    lines = path.read_text().splitlines()
    strange = json.loads(lines[0]) | {"sentence": "0" * 16}
    path.write_text("\n".join([*lines, json.dumps(strange)]))
    press(page, "u", "u", "q")
    page.set_input_files("#open-decisions", path)
    wait_for_text(page, "#toast", "placed")
    assert (
        page.inner_text("#toast")
        == "2 decisions placed, 1 could not be placed: the text differs there."
    )
    # The undoing came later, and the last word counts.
    assert page.evaluate(STATE) == ["undecided"] * 7


def test_the_original_shows_while_o_is_held(page: Any) -> None:
    page.keyboard.down("o")
    shown = page.inner_text("#article")
    assert "blorp lamp" in shown
    assert "street" not in shown
    page.keyboard.up("o")
    assert "street" in page.inner_text("#article")


def test_nothing_jumps_between_views(page: Any) -> None:
    """The current fix stays where it is in the window."""
    press(page, "j", "j", "j")
    page.wait_for_timeout(400)
    top = "document.querySelector('.fix.current').getClientRects()[0].top"
    before = page.evaluate(top)
    for view in "231":
        press(page, view)
        assert abs(page.evaluate(top) - before) < 40  # lines above may break differently
    card = page.evaluate("document.getElementById('card-actions').getBoundingClientRect().top")
    for _ in range(4):
        press(page, "K")
        now = page.evaluate("document.getElementById('card-actions').getBoundingClientRect().top")
        assert now == card


def test_side_by_side_rows_stand_level(page: Any) -> None:
    press(page, "4")
    tops = page.evaluate(
        "[...document.querySelectorAll('.pair')].map((pair) =>"
        " [...pair.children].map((side) => side.getBoundingClientRect().top))"
    )
    assert len(tops) == 4
    assert all(old == new for old, new in tops)
    assert "blorp" in page.inner_text(".pair:nth-child(2) .old")
    assert "blorp" not in page.inner_text(".pair:nth-child(2) .new")


def test_moves_are_told_to_screen_readers(page: Any) -> None:
    press(page, "j")
    assert (
        page.inner_text("#live") == "2 of 5: “blorp” becomes “street”. test/blorp, safe, undecided."
    )


def test_several_files_in_one_page(tab: Any, tmp_path: Path) -> None:
    page = open_page(
        tab, reviewed(tmp_path / "a.txt"), reviewed(tmp_path / "b.txt", ALL + "A blorp.")
    )
    press(page, "]")
    assert place_of(page) == "1 of 1"
    press(page, "a", "[")
    assert place_of(page) == "1 of 5"
    assert "b.txt ✓" in page.inner_text("#file")
    press(page, "u")
    assert place_of(page) == "1 of 1"


def test_printing_gives_a_pdf_with_the_list_of_changes(page: Any, tmp_path: Path) -> None:
    page.emulate_media(media="print")
    data = page.pdf()
    assert data.startswith(b"%PDF")
    listed = page.inner_text("#print-list")
    assert "blorp → street — undecided; test/blorp." in listed
    assert page.is_hidden("#side")


def test_reduced_motion_is_respected(page: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    press(page, "j")
    duration = page.evaluate(
        "getComputedStyle(document.getElementById('toast')).transitionDuration"
    )
    assert duration == "0s"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_barrier(page: Any, theme: str) -> None:
    """axe-core in all views, with every state, the filter, the rule list and the dialogs open."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        lacking("axe-playwright-python")
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    press(page, "a", "r", "m")
    for keys in [
        ["1"],
        ["2"],
        ["3"],
        ["4"],
        ["1", "l"],
        ["Escape", "f"],
        ["Escape", "?"],
        ["Escape", "q"],
    ]:
        press(page, *keys)
        found = Axe().run(page).response["violations"]
        serious = [
            (one["id"], [node["html"] for node in one["nodes"]][:3])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert not serious, keys


def test_five_thousand_fixes_in_a_megabyte_stay_quick(tab: Any, tmp_path: Path) -> None:
    """Measured in the browser; the limits are far above what is seen (see docs/review.md)."""
    sentence = (
        "The boats came home while people talked of the weather, and a blorp lamp was lit by hand. "
    )
    filler = (
        "Nobody minded the dark, since the harbour was quiet and the walls were old and warm. " * 1
    )
    paragraph = (sentence + filler) * 5
    file = reviewed(tmp_path / "a.txt", "\n\n".join([paragraph.strip()] * 1000))
    assert len(file.revision.fixes) == 5000
    page = open_page(tab, file)
    paint = page.evaluate(
        """async () => {
          for (;;) {
            const entry = performance.getEntriesByType("paint").at(-1);
            if (entry) return entry.startTime;
            await new Promise(requestAnimationFrame);
          }
        }"""
    )
    times = page.evaluate(
        """async () => {
          const times = [];
          for (let round = 0; round < 41; round += 1) {
            const start = performance.now();
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
            document.body.getBoundingClientRect();
            times.push(performance.now() - start);
            await new Promise(requestAnimationFrame);
          }
          return times.sort((a, b) => a - b);
        }"""
    )
    print(f"first paint {paint:.0f} ms, key to next {times[20]:.1f} ms, worst {times[-1]:.1f} ms")
    assert place_of(page) == "42 of 5000"
    assert paint < 10_000
    assert times[20] < 500


def test_the_page_of_the_server_saves_and_writes(tab: Any, tmp_path: Path) -> None:
    """Decisions are on disk at once; a reload resumes; a stopped server is told, nothing is lost."""
    import threading
    from queue import Queue

    pytest.importorskip("uvicorn")
    from fixprose.review.server import serve

    file = reviewed(tmp_path / "a.txt")
    addresses: Queue[str] = Queue()
    served = {"who": "Ann", "ready": addresses.put}
    thread = threading.Thread(target=serve, args=([file],), kwargs=served, daemon=True)
    thread.start()
    tab.goto(addresses.get(timeout=10))
    assert "token" not in tab.url
    press(tab, "a", "r")
    tab.evaluate("fixprose.ledger.queue")
    assert [one.who for one in read_decisions(file.kept_in)] == ["Ann", "Ann"]
    tab.reload()
    assert place_of(tab) == "3 of 5"
    press(tab, "A", "Enter", "q")
    tab.click("text=Write the repaired file")
    wait_for_text(tab, "#finish-message", "written")
    assert file.path.read_text() == text_of(tab) == text_after(file.path, file.revision)
    tab.click("text=End fixprose")
    thread.join(timeout=10)
    assert not thread.is_alive()


def text_after(path: Path, revision: Revision) -> str:
    made = read_decisions(path.with_name(path.name + ".fixprose-decisions.jsonl"))
    return decided_text(revision, place(revision, made).decided)


def test_a_stopped_server_is_told(browser: Any, tmp_path: Path) -> None:
    """What could not be sent stays in the page, to be downloaded."""
    import threading
    from queue import Queue

    pytest.importorskip("uvicorn")
    from fixprose.review.server import serve

    file = reviewed(tmp_path / "a.txt")
    addresses: Queue[str] = Queue()
    served = {"who": "Ann", "ready": addresses.put}
    thread = threading.Thread(target=serve, args=([file],), kwargs=served, daemon=True)
    thread.start()
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(addresses.get(timeout=10))
    press(page, "a", "q")
    page.click("text=End fixprose")
    thread.join(timeout=10)
    press(page, "Escape", "a")
    page.wait_for_selector("#trouble:visible")
    assert "has been stopped" in page.inner_text("#trouble-text")
    with page.expect_download() as waiting:
        page.click("#trouble button")
    lines = Path(waiting.value.path()).read_text().splitlines()
    assert len(lines) == 2
    assert len(read_decisions(file.kept_in)) == 1
    context.close()
    assert revise(file.path).document.text == TEXT

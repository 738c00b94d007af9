"""fixprose review and fixprose apply: from fixes to decisions, and from decisions to a text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from fixprose.review.decisions import Decision, FixKey, Verdict, read_decisions

from .conftest import GARBLED, REPAIRED, SAFE, Cli

pytest.importorskip("jinja2")
KEPT = "garbled.txt.fixprose-decisions.jsonl"


def page_data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def decide(scratch: Path, *verdicts: tuple[Verdict, str | None], when: str = "") -> None:
    """Write decisions about the fixes of the garbled text, in order."""
    from fixprose import Fixer
    from fixprose.review.decisions import keys_of

    revision = Fixer(packs=("pack",), select=("xx/",)).fix(GARBLED)
    lines = [
        Decision(key, verdict, text, when=when).to_json()
        for key, (verdict, text) in zip(keys_of(revision), verdicts, strict=True)
    ]
    (scratch / KEPT).write_text("\n".join(lines) + "\n")


def test_a_page_holds_everything_and_asks_nobody(cli: Cli, scratch: Path) -> None:
    """One file with all texts; no address but the namespace of none, and no script from outside."""
    assert cli("review", "garbled.txt", "clean.txt", "--html", "out.html").code == 0
    page = (scratch / "out.html").read_text()
    files = page_data(page)["files"]
    assert isinstance(files, list)
    assert [file["name"] for file in files] == ["garbled.txt", "clean.txt"]
    assert [fix["rule"] for fix in files[0]["fixes"]] == ["xx/lamp", "xx/shine"]
    assert files[0]["rules"]["xx/lamp"]["source"] == "lampe de rue"
    assert "default-src 'none'" in page.replace("&#39;", "'")
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?!#)[\w/]", page.split("<script")[0])
    assert "http" not in re.sub(r"http-equiv", "", page)
    assert (scratch / "garbled.txt").read_text() == GARBLED


def test_a_page_starts_from_what_was_decided(cli: Cli, scratch: Path) -> None:
    decide(scratch, (Verdict.REJECT, None), (Verdict.EDIT, "glitter"))
    page = cli("review", "garbled.txt", "--html", "-").out
    files = page_data(page)["files"]
    assert isinstance(files, list)
    assert [event[:3] for event in files[0]["log"]] == [[0, "reject", None], [1, "edit", "glitter"]]


def test_standard_input_can_be_a_page(cli: Cli) -> None:
    assert " were new. " in cli("review", "-", "--html", "-", stdin=GARBLED).out
    done = cli("review", "-", stdin=GARBLED)
    assert done.code == 2
    assert "give --html FILE" in done.err


def test_apply_writes_what_was_decided(cli: Cli, scratch: Path) -> None:
    decide(scratch, (Verdict.ACCEPT, None), (Verdict.EDIT, "glitter"))
    done = cli("apply", "garbled.txt", KEPT)
    assert (done.code, done.out) == (0, "")
    assert "2 decisions carried out" in done.err
    expected = REPAIRED.replace("shine", "glitter")
    assert (scratch / "garbled.txt").read_text() == expected


def test_apply_makes_safe_fixes_that_nobody_decided_about(cli: Cli, scratch: Path) -> None:
    (scratch / KEPT).write_text("")
    assert cli("apply", "garbled.txt", KEPT, "--stdout").out == SAFE
    assert (scratch / "garbled.txt").read_text() == GARBLED
    assert cli("apply", "garbled.txt", KEPT, "-o", "new.txt").code == 0
    assert (scratch / "new.txt").read_text() == SAFE


def test_a_decision_without_its_place_is_named_and_carried_out_nowhere(
    cli: Cli, scratch: Path
) -> None:
    decide(scratch, (Verdict.REJECT, None), (Verdict.ACCEPT, None))
    (scratch / "garbled.txt").write_text(GARBLED.replace("The blorp", "Their blorp"))
    done = cli("apply", "garbled.txt", KEPT)
    assert done.code == 1
    assert "could not place reject: xx/lamp → “street”" in done.err
    assert (scratch / "garbled.txt").read_text() == REPAIRED.replace("The street", "Their street")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["garbled.txt", "none.jsonl"], "none.jsonl: cannot be read"),
        (["garbled.txt", "garbled.txt"], "not a review that fixprose can read"),
        (["none.txt", KEPT], "no such file"),
        (["garbled.txt", KEPT, "--stdout", "-o", "x"], "contradict each other"),
    ],
)
def test_apply_says_what_is_wrong_in_one_line(
    cli: Cli, scratch: Path, arguments: list[str], message: str
) -> None:
    decide(scratch, (Verdict.ACCEPT, None), (Verdict.ACCEPT, None))
    done = cli("apply", *arguments)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1
    assert (scratch / "garbled.txt").read_text() == GARBLED


def test_exports_and_a_summary(cli: Cli, scratch: Path) -> None:
    decide(scratch, (Verdict.ACCEPT, None), (Verdict.QUERY, None))
    kept = read_decisions(scratch / KEPT)
    query = Decision(kept[1].key, Verdict.QUERY, note="Do they?", who="Ann", when="2")
    (scratch / KEPT).write_text("\n".join(one.to_json() for one in (kept[0], query)))
    done = cli("review", "garbled.txt", "--export", "full,comments,clean")
    assert done.code == 0
    comment = "{>>Query (Ann): Do they?<<}"
    assert (scratch / "garbled.full.md").read_text() == (
        "The {~~blorp~>street~~} lamps were new. "
        f"All of them quindle{comment} brightly at night.\n"
    )
    assert (scratch / "garbled.comments.md").read_text() == SAFE.replace(
        "quindle", f"quindle{comment}"
    )
    assert (scratch / "garbled.clean.txt").read_text() == SAFE
    assert "2 fixes; 1 of 12 words became 1." in done.out
    assert "| xx/lamp | 1 | 1 | 0 | 0 | 0 | 0 |" in done.out
    assert "- query on “quindle”: Do they?" in done.out
    assert (scratch / "garbled.txt").read_text() == GARBLED


def test_an_unknown_export_is_refused(cli: Cli) -> None:
    done = cli("review", "garbled.txt", "--export", "full,nice")
    assert done.code == 2
    assert "'nice' is none of full, comments, clean" in done.err


def test_a_damaged_decisions_file_is_refused_and_kept(cli: Cli, scratch: Path) -> None:
    (scratch / KEPT).write_text("{}\n")
    done = cli("review", "garbled.txt", "--export", "clean")
    assert done.code == 2
    assert f"{KEPT}:1: not a decision" in done.err
    assert (scratch / KEPT).read_text() == "{}\n"


def test_the_server_answers_whoever_has_its_address(
    process: Callable[..., subprocess.CompletedProcess[str]], scratch: Path
) -> None:
    """The command prints an address; the browser that opens it reviews and ends it."""
    pytest.importorskip("uvicorn")
    command = [sys.executable, "-m", "fixprose", "review", "garbled.txt", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = server.stdout.readline().strip()
        base = address.split("?")[0]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = opener.open(address, timeout=20).read().decode()
        assert " were new. " in page
        for path in ("files/0/write", "stop"):
            origin = {"Origin": base.rstrip("/")}
            request = urllib.request.Request(base + path, b"", origin, method="POST")
            opener.open(request, timeout=20).read()
        deadline = time.monotonic() + 20
        while server.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert server.returncode == 0
    assert (scratch / "garbled.txt").read_text() == SAFE


def test_keys_of_other_texts_find_nothing(cli: Cli, scratch: Path) -> None:
    strange = Decision(FixKey("0" * 16, 0, 0, 1, "xx/lamp", "street lamps"), Verdict.ACCEPT)
    (scratch / KEPT).write_text(strange.to_json())
    done = cli("apply", "clean.txt", KEPT)
    assert done.code == 1
    assert "could not place" in done.err

"""fixprose grammar."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from fixprose import grammar
from fixprose.errors import FixproseError
from fixprose.grammar import GrammarStatus, Installation, Java

from .conftest import CONFIG, GARBLED, Cli

NOTHING = GrammarStatus(None, (Path("/nowhere"),), None, False, None, None)
SERVER = GrammarStatus(
    Installation(Path("/lt/LanguageTool-6.6"), "6.6"),
    (Path("/lt"),),
    Java(Path("/usr/bin/java"), 21),
    True,
    None,
    None,
)


def test_status_shows_what_there_is(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 with a checker that can be used, and where it is."""
    monkeypatch.setattr(grammar, "status", lambda: SERVER)
    done = cli("grammar", "status")
    assert done.code == 0
    assert "ok  LanguageTool  6.6 in /lt/LanguageTool-6.6" in done.out
    assert "ok  Java          21: /usr/bin/java" in done.out
    assert "--  wheel         none" in done.out


def test_status_says_what_is_missing(
    cli: Cli, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1, and the way out; a server of the configuration is enough."""
    monkeypatch.setattr(grammar, "status", lambda: NOTHING)
    done = cli("grammar", "status")
    assert done.code == 1
    assert "none can be used: language-tool-python is missing" in done.out
    config = CONFIG.replace("grammar.engine = 'off'", "grammar.url = 'http://localhost:1'")
    (scratch / "fixprose.toml").write_text(config)
    done = cli("grammar", "status")
    assert done.code == 0
    assert "ok  server        http://localhost:1" in done.out


@pytest.mark.parametrize(
    ("flags", "way"), [([], "install_by_download"), (["--from-maven"], "install_from_maven")]
)
def test_install_goes_the_way_that_was_asked_for(
    flags: list[str], way: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The target is handed on, the steps are told with -v."""

    def install(target: Path | None, *, progress: grammar.install.Progress) -> Installation:  # type: ignore[name-defined]
        progress("a step")
        return Installation((target or Path("/own")) / "LanguageTool-6.6", "6.6")

    monkeypatch.setattr(grammar, way, install)
    done = cli("grammar", "install", *flags)
    assert (done.code, done.err) == (0, "")
    assert "/own/LanguageTool-6.6" in done.out
    done = cli("grammar", "install", "-v", "--target", "there", *flags)
    assert "there/LanguageTool-6.6" in done.out
    assert done.err == "fixprose: a step\n"


def test_install_that_fails_is_an_error(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line and 2."""

    def fail(*_: object, **__: object) -> None:
        raise FixproseError("no mvn on PATH: install Maven")

    monkeypatch.setattr(grammar, "install_from_maven", fail)
    done = cli("grammar", "install", "--from-maven")
    assert (done.code, done.err) == (2, "fixprose: no mvn on PATH: install Maven\n")


GRAMMAR = CONFIG.replace("grammar.engine = 'off'\n", "")


def test_no_grammar_checker_is_one_line(
    cli: Cli, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`auto` goes on without, and says so once for all files; -q does not say it."""
    monkeypatch.setattr(sys.modules["fixprose.grammar.status"], "status", lambda: NOTHING)
    (scratch / "fixprose.toml").write_text(GRAMMAR)
    (scratch / "second.txt").write_text(GARBLED)
    done = cli("check", "garbled.txt", "second.txt")
    assert done.code == 1
    assert "4 fixes in 2 files" in done.out
    assert done.err.count("\n") == 1
    assert done.err.startswith("fixprose: grammar stage skipped: no grammar engine: ")
    assert cli("check", "-q", "garbled.txt").err == ""


def test_a_grammar_checker_that_was_asked_for_must_be_there(
    cli: Cli, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2 and one line, not one for each file."""
    monkeypatch.setattr(sys.modules["fixprose.grammar.status"], "status", lambda: NOTHING)
    (scratch / "second.txt").write_text(GARBLED)
    done = cli("check", "--grammar", "server", "-q", "garbled.txt", "second.txt")
    assert done.code == 2
    assert done.err.startswith("fixprose: no grammar engine: ")
    assert done.err.count("\n") == 1


def test_reports_name_the_grammar_checker(
    cli: Cli, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Name and version, if it was asked."""

    class Engine:
        name = "Made up"
        version = "1.0"

        def check(self, text: str, pivot: str | None) -> list[object]:
            return []

        def close(self) -> None:
            pass

    (scratch / "fixprose.toml").write_text(GRAMMAR)
    monkeypatch.setattr("fixprose.grammar.wheel.load_wheel", lambda rules: Engine())
    arguments = ["check", "--grammar", "wheel", "--output-format", "json"]
    done = cli(*arguments, "garbled.txt")
    assert json.loads(done.out)["grammar"] == "Made up 1.0"
    assert "Grammar checked by Made up 1.0.\n" in cli("check", *arguments[1:3], "garbled.txt").out
    done = cli(*arguments, "clean.txt")
    assert json.loads(done.out)["grammar"] is None

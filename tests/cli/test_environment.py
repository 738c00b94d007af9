"""What the environment says: options, colours, pre-commit, terminals."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fixprose.cli.options import Given
from fixprose.cli.progress import Progress
from fixprose.cli.settings import Configuration
from fixprose.cli.talk import Talk

from .conftest import GARBLED, Cli


def test_options_can_come_from_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """FIXPROSE_<OPTION>; the command line overrules it, and it overrules the configuration."""
    monkeypatch.setenv("FIXPROSE_OUTPUT_FORMAT", "concise")
    monkeypatch.setenv("FIXPROSE_SELECT", "xx/lamp,xx/zzz")
    monkeypatch.setenv("FIXPROSE_QUIET", "1")
    done = cli("check", "garbled.txt")
    assert done.out.startswith("garbled.txt:1:5: xx/lamp")
    assert done.out.count("\n") == 1
    done = cli("check", "--select", "xx/shine", "--output-format", "full", "garbled.txt")
    assert done.out.startswith("garbled.txt  garbled:")
    assert "xx/lamp" not in done.out


def test_a_wrong_value_in_the_environment_is_an_error(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not silently ignored."""
    monkeypatch.setenv("FIXPROSE_OUTPUT_FORMAT", "xml")
    done = cli("check", "garbled.txt")
    assert done.code == 2
    assert "'xml' is not one of" in done.err


@pytest.mark.parametrize(
    ("environment", "arguments", "colored"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FIXPROSE_COLOR": "always"}, [], True),
    ],
)
def test_colors(
    environment: dict[str, str],
    arguments: list[str],
    colored: bool,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """--color, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = cli("check", *arguments, "garbled.txt").out
    assert ("\x1b[" in out) is colored
    assert "[-blorp-]" in out
    assert "{+street+}" in out


def test_under_pre_commit_reports_are_short(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """PRE_COMMIT=1: one line for each fix, unless something else is asked for."""
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert cli("check", "garbled.txt").out.startswith("garbled.txt:1:5: xx/lamp [safe")
    assert "[-blorp-]" in cli("check", "--output-format", "full", "garbled.txt").out


@pytest.mark.parametrize(
    ("hook", "config", "flag", "engine"),
    [
        ("0", "", None, "auto"),
        ("1", "", None, "off"),
        ("1", "grammar.engine = 'wheel'\n", None, "wheel"),
        ("0", "grammar.engine = 'wheel'\n", "server", "server"),
        ("1", "", "auto", "auto"),
    ],
)
def test_the_grammar_engine(
    hook: str,
    config: str,
    flag: str | None,
    engine: str,
    scratch: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`auto` on the command line, `off` in a hook; configuration and option overrule."""
    monkeypatch.setenv("PRE_COMMIT", hook)
    (scratch / "fixprose.toml").write_text(config)
    options = Configuration(Given(grammar=flag)).options_for(Path("a.txt"))
    assert options.grammar == engine


class Terminal:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass


def test_progress_is_shown_after_a_second_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """And taken away before anything else is written; never in a hook or when quiet."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    for hook, verbosity, shown in (("0", 0, True), ("1", 0, False), ("0", -1, False)):
        monkeypatch.setenv("PRE_COMMIT", hook)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        now[0] = 0.0
        progress = Progress(4, Talk(verbosity=verbosity))
        progress.advance("a.txt")
        assert terminal.written == ""
        now[0] = 1.5
        progress.advance("b.txt")
        progress.clear()
        assert ("2/4 b.txt" in terminal.written) is shown
        assert terminal.written.endswith("\r\x1b[K") is shown


def test_an_output_that_knows_only_ascii(scratch: Path) -> None:
    """Signs that the terminal lacks come out as escapes, not as a traceback."""
    import subprocess

    command = [
        sys.executable,
        "-m",
        "fixprose",
        "check",
        "--output-format",
        "concise",
        "garbled.txt",
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert b'"blorp" \\u2192 "street"' in done.stdout
    assert done.stderr == b""


def test_names_that_are_no_unicode(scratch: Path, cli: Cli) -> None:
    """Linux file names are bytes."""
    if sys.platform != "linux":
        pytest.skip("needs Linux")
    with open(b"b\xff.txt", "w") as file:
        file.write(GARBLED)
    for report in ("full", "concise", "json", "jsonl", "diff"):
        done = cli("check", "--output-format", report, "b\udcff.txt")
        assert "internal error" not in done.err
        assert done.code == 1, done.err

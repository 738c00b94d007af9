"""fixprose doctor and completion."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fixprose import __version__

from .conftest import Cli


def test_doctor_says_what_is_there(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Program, rules, a repair, grammar, configuration; fine is 0."""
    monkeypatch.setenv("FIXPROSE_JOBS", "1")
    done = cli("doctor")
    assert done.code == 0
    assert done.err == ""
    for part in (__version__, "1 packs of your own", "grammar", "fixprose.toml", "FIXPROSE_JOBS"):
        assert part in done.out


def test_doctor_finds_what_is_broken(cli: Cli, scratch: Path) -> None:
    """1, and the line says what; the other checks still run."""
    (scratch / "fixprose.toml").write_text("packs = ['gone']\n")
    done = cli("doctor")
    assert done.code == 1
    assert "BAD  rules          " in done.out
    assert "gone" in done.out
    assert "ok   repair" in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_a_script(shell: str, cli: Cli) -> None:
    """The script names the program and its own way of asking."""
    done = cli("completion", shell)
    assert done.code == 0
    assert f"{shell}_complete" in done.out
    assert "fixprose" in done.out


def test_an_unknown_shell_is_refused(cli: Cli) -> None:
    """With the known ones."""
    done = cli("completion", "tcsh")
    assert done.code == 2
    assert "powershell" in done.err


def test_bash_completes_for_real(cli: Cli, scratch: Path) -> None:
    """A real bash offers commands, options and their values."""
    if not shutil.which("bash"):
        pytest.skip("needs bash")
    (scratch / "bin").mkdir()
    program = scratch / "bin/fixprose"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m fixprose "$@"\n')
    program.chmod(0o755)
    (scratch / "script").write_text(cli("completion", "bash").out)
    path = f"{scratch / 'bin'}:{os.environ['PATH']}"

    def complete(*words: str) -> list[str]:
        line = " ".join(f"'{word}'" for word in ("fixprose", *words))
        code = (
            f"source ./script; COMP_WORDS=({line}); COMP_CWORD={len(words)}; _fixprose_completion"
        )
        command = ["bash", "-c", code + ' fixprose; printf "%s\\n" "${COMPREPLY[@]}"']
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
        )
        return done.stdout.split()

    assert complete("ch") == ["check"]
    assert complete("check", "--fail") == ["--fail-on"]
    assert complete("check", "--output-format", "js") == ["json", "jsonl"]
    assert complete("rules", "te") == ["test"]


def test_powershell_gets_its_answers(scratch: Path) -> None:
    """The protocol of our own script: the words in one line, the word to complete."""
    for words, word, expected in (
        ("fixprose ch", "ch", "plain\tcheck\t"),
        ("fixprose check ", "", ""),
        ("fixprose check --fail", "--fail", "plain\t--fail-on\t"),
    ):
        environment = {
            **os.environ,
            "_FIXPROSE_COMPLETE": "powershell_complete",
            "COMP_WORDS": words,
            "COMP_WORD": word,
        }
        command = [sys.executable, "-m", "fixprose"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0
        assert done.stderr == ""
        assert done.stdout.startswith(expected)

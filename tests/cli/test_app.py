"""The program as a whole: help, version, exit codes of errors."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import click
import pytest

from fixprose import __version__
from fixprose.cli.app import app
from fixprose.cli.lazy import LazyGroup
from fixprose.engine import Fixer

from .conftest import Cli

Process = Callable[..., "subprocess.CompletedProcess[str]"]


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command."""
    if isinstance(group, LazyGroup):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield (*path, name)
            yield from commands(command, (*path, name))


COMMANDS = list(commands(app))


def command_at(path: tuple[str, ...]) -> tuple[click.Command, LazyGroup]:
    """Return a command and the group it is in."""
    found: click.Command = app
    group = app
    for name in path:
        assert isinstance(found, LazyGroup)
        group = found
        command = found.get_command(click.Context(found), name)
        assert command is not None
        found = command
    assert isinstance(group, LazyGroup)
    return found, group


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help(path: tuple[str, ...], cli: Cli) -> None:
    """`--help` and `-h` work everywhere and exit with 0."""
    for flag in ("--help", "-h"):
        done = cli(*path, flag)
        assert done.code == 0
        assert done.out.startswith(f"Usage: fixprose {' '.join(path)}")


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_everything_is_explained(path: tuple[str, ...]) -> None:
    """A sentence for the command, one in its group's table, one for each option; names agree."""
    command, group = command_at(path)
    assert command.help
    assert command.name == path[-1]
    assert group.lazy[path[-1]][1].endswith(".")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert (parameter.help or "").endswith("."), parameter.name
            assert parameter.envvar == f"FIXPROSE_{parameter.opts[-1].strip('-')}".upper().replace(
                "-", "_"
            )


def test_the_bare_command_prints_help(cli: Cli) -> None:
    """Help on stdout; but nothing was done, so 2."""
    done = cli()
    assert done.code == 2
    assert "Commands:" in done.out
    assert done.err == ""


def test_version(cli: Cli) -> None:
    """Both spellings."""
    for flag in ("--version", "-V"):
        assert cli(flag).out == f"fixprose {__version__}\n"


def test_version_loads_nothing_heavy() -> None:
    """Starting is cheap because libraries and commands are imported when they are needed."""
    code = (
        "import sys; from fixprose.cli.app import run; run(['--version']); "
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    heavy = {"rich", "yaml", "pathspec", "lemminflect", "numpy", "jsonschema", "sacremoses"}
    assert not loaded & heavy
    assert not [name for name in loaded if name.startswith("fixprose.knowledge")]
    assert "fixprose.cli.check" not in loaded


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "no command 'chek'; did you mean 'check'?"),
        (["rules", "lst"], "no command 'lst'; did you mean 'list'?"),
        (["zzz"], "no command 'zzz': see fixprose --help"),
        (["check", "--pivto", "fr", "x"], "--pivto'. Did you mean '--pivot'?"),
        (["check", "--fail-on", "alll", "x"], "'alll' is not one of"),
        (["check", "--stages", "phrase", "x"], "'phrase' is not one of"),
        (["check", "--jobs", "-1", "x"], "-1 is not in the range"),
        (["check"], "no path given"),
        (["explain"], "missing argument 'ID'"),
        (["check", "-", "a.txt"], "cannot be read beside other paths"),
        (["check", "--config", "x.toml", "--isolated", "clean.txt"], "contradict each other"),
        (["fix", "--stdout", "--diff", "clean.txt"], "--stdout cannot be joined with --diff"),
        (["fix", "--stdout", "-o", "x", "clean.txt"], "--stdout and -o contradict"),
        (["fix", "-o", "x", "clean.txt", "garbled.txt"], "-o takes the result of one text"),
    ],
)
def test_wrong_use_is_told_in_one_line(arguments: list[str], message: str, cli: Cli) -> None:
    """On stderr, with the nearest name where there is one, and exit code 2."""
    done = cli(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err
    assert done.err.startswith("fixprose: ")
    assert done.err.count("\n") == 1


def test_a_bug_of_ours_is_one_line_and_two(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A traceback would exit with 1 and look like findings; the other files are still done."""
    real = Fixer.fix

    def fail(self: Fixer, document: object) -> object:
        if getattr(document, "path", "") == "clean.txt":
            raise RuntimeError("broken\nin two")
        return real(self, document)  # type: ignore[arg-type]

    monkeypatch.setattr(Fixer, "fix", fail)
    done = cli("check", "--output-format", "concise", "clean.txt", "garbled.txt")
    assert done.code == 2
    assert "garbled.txt:1:5" in done.out
    assert done.err == (
        "fixprose: clean.txt: internal error: RuntimeError: broken in two"
        " (-vv shows where; please report it)\n"
    )
    assert "Traceback" in cli("check", "-vv", "clean.txt").err


def test_a_bug_outside_the_files_is_two_as_well(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever escapes from a command."""
    monkeypatch.setattr("fixprose.cli.check.find_sources", lambda *_: 1 / 0)
    done = cli("check", "clean.txt")
    assert done.code == 2
    assert "internal error: ZeroDivisionError" in done.err
    assert done.err.count("\n") == 1


def test_ctrl_c_is_130(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted, and said so."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Fixer, "fix", interrupt)
    done = cli("fix", "garbled.txt")
    assert done.code == 130
    assert done.err.endswith("fixprose: interrupted\n")


def test_a_reader_that_goes_away_is_no_traceback(process: Process) -> None:
    """`fixprose rules list | head -1`."""
    command = [sys.executable, "-m", "fixprose", "rules", "list", "--output-format", "json"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    error = running.stderr.read()
    assert running.wait() == 2
    assert error == b""


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
@pytest.mark.parametrize("command", [["check", "garbled.txt"], ["fix", "--stdout", "clean.txt"]])
def test_a_full_disk_behind_stdout_is_an_error(command: list[str], process: Process) -> None:
    """What could not be written must not look like success."""
    with open("/dev/full", "w") as full:
        done = process(*command, "-q", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == "fixprose: cannot write the output: No space left on device\n"


def test_the_module_runs_like_the_command(process: Process) -> None:
    """`python -m fixprose`."""
    assert process("--version").stdout == f"fixprose {__version__}\n"

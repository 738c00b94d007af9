"""The `fixprose` command: its subcommands, exit codes, and what becomes of errors."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from fixprose import __version__
from fixprose.cli.lazy import LazyGroup
from fixprose.cli.talk import Talk
from fixprose.errors import FixproseError

CLEAN, FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130

COMMANDS = {
    "check": ("fixprose.cli.check:check", "Report what would be fixed; write nothing."),
    "fix": ("fixprose.cli.fix:fix", "Fix files in place, or print the result."),
    "review": ("fixprose.cli.review:review", "Decide fix by fix, in the browser or elsewhere."),
    "apply": ("fixprose.cli.apply:apply", "Carry a review out."),
    "compare": ("fixprose.cli.compare:compare", "Show the differences of any two texts."),
    "diagnose": ("fixprose.cli.diagnose:diagnose", "Tell whether a text is garbled, by what, why."),
    "explain": ("fixprose.cli.explain:explain", "Explain a rule: its cause, examples, precision."),
    "rules": ("fixprose.cli.rules:rules", "List, test, write, format and measure rules."),
    "grammar": ("fixprose.cli.grammar:grammar", "Show or install the grammar checker."),
    "doctor": ("fixprose.cli.doctor:doctor", "Check the installation."),
    "completion": ("fixprose.cli.completion:completion", "Print the completion script of a shell."),
}


@click.command(
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
    epilog="Exit codes: 0 nothing found, or written · 1 something found, or changes due · 2 error.",
)
@click.version_option(__version__, "-V", "--version", message="fixprose %(version)s")
def app() -> None:
    """Repair English that went through machine translation and back, and explain every fix."""


def main() -> None:
    """Run `fixprose` with the arguments of the process, and exit."""
    # What is loaded stays to the end, and nearly nothing goes round in circles: looking for such
    # garbage as often as Python does by itself takes a fifth of a short run.
    gc.set_threshold(50_000, 50, 50)
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; no exception leaves this function."""
    talk = Talk()
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments), talk)
        sys.stdout.flush()
    except (KeyboardInterrupt, EOFError, click.Abort):
        code = INTERRUPTED
        _say_safely(talk, "interrupted")
    except BrokenPipeError:
        code = ERROR  # whoever read has gone; nobody is left to be told
        _mute()
    except click.exceptions.NoArgsIsHelpError as error:
        code = ERROR
        click.echo(error.ctx.get_help() if error.ctx else "")
    except click.ClickException as error:
        code = ERROR
        _say_safely(talk, _sentence(error.format_message()))
    except FixproseError as error:
        code = ERROR
        _say_safely(talk, str(error))
    except OSError as error:
        code = ERROR
        _tell_os_error(talk, error)
    except Exception as error:
        code = ERROR
        _tell_bug(talk, error)
    return _flushed(code)


def _run(arguments: list[str], talk: Talk) -> int:
    if "_FIXPROSE_COMPLETE" in os.environ:
        from fixprose.cli import completion  # noqa: F401  (registers PowerShell)

        app.main(arguments, prog_name="fixprose")
    try:
        with app.make_context("fixprose", arguments, obj=talk) as context:
            code = app.invoke(context)
    except click.exceptions.Exit as request:
        return request.exit_code
    return ERROR if talk.failed else code or CLEAN


def _tell_os_error(talk: Talk, error: OSError) -> None:
    if error.filename is None and error.errno is not None:
        _say_safely(talk, f"cannot write the output: {error.strerror}")
        _mute()
    else:
        _tell_bug(talk, error)


def _tell_bug(talk: Talk, error: Exception) -> None:
    import traceback

    line = " ".join(f"{type(error).__name__}: {error}".split())
    talk.bug(line, "".join(traceback.format_exception(error)))


def _sentence(message: str) -> str:
    """Return click's message in our manner: one line, small, without a full stop."""
    line = " ".join(message.split()).removesuffix(".")
    return line[:1].lower() + line[1:]


def _say_safely(talk: Talk, message: str) -> None:
    try:
        talk.error(message)
    except OSError:
        _mute()


def _flushed(code: int) -> int:
    """Flush what is left; a full disk or a closed pipe is an error here, too."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        _mute()
        return ERROR
    return code


def _mute() -> None:
    """Send the rest of the output nowhere, so that Python's exit does not stumble over it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            try:
                os.dup2(nowhere, stream.fileno())
            except (OSError, ValueError):
                continue

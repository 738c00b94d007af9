"""fixprose doctor: is everything there, and where."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from fixprose import __version__
from fixprose.cli.options import Given, talk_options
from fixprose.cli.settings import Configuration
from fixprose.errors import FixproseError

Finding = tuple[bool | None, str, str]  # fine (None: not, but that is no fault), what, how it is


@click.command()
@talk_options
def doctor() -> int:
    """Check the installation: rules, grammar checker, configuration, terminal.

    The exit code is 1 when something is broken; what is merely not installed is no fault.
    """
    broken = False
    for check in (_program, _rules, _repair, _grammar, _configuration, _terminal):
        for fine, what, how in _safely(check):
            broken = broken or fine is False
            mark = {True: "ok", None: "--", False: "BAD"}[fine]
            click.echo(f"{mark:4} {what:14} {how}")
    return 1 if broken else 0


def _safely(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as error:
        text = (
            str(error) if isinstance(error, FixproseError) else f"{type(error).__name__}: {error}"
        )
        yield False, check.__name__.strip("_"), " ".join(text.split())


def _program() -> Iterator[Finding]:
    yield True, "fixprose", f"{__version__} in {Path(__file__).parents[1]}"
    yield True, "python", f"{platform.python_version()} ({sys.executable})"


def _rules() -> Iterator[Finding]:
    from fixprose.knowledge.store import load_rules

    settings = Configuration(Given()).settings_for(Path.cwd())
    index = load_rules(settings.packs)
    own = f", {len(settings.packs)} packs of your own" if settings.packs else ""
    yield bool(index.rules), "rules", f"{len(index.rules)}{own} (hash {'+'.join(index.hashes)})"


def _repair() -> Iterator[Finding]:
    from fixprose.engine import Fixer

    with Fixer() as fixer:
        text = "They met at noon, and nobody was late."
        yield fixer.fix(text).text == text, "repair", "a clean sentence stays as it is"


def _grammar() -> Iterator[Finding]:
    from fixprose.grammar import status

    found = status()
    uses = {"server": "a LanguageTool server", "wheel": "the wheel engine"}
    yield (
        True if found.engine else None,
        "grammar",
        uses[found.engine] if found.engine else f"none: {found.missing}",
    )


def _configuration() -> Iterator[Finding]:
    settings = Configuration(Given()).settings_for(Path.cwd())
    yield True, "configuration", str(settings.path or "none here, so the defaults hold")
    given = sorted(name for name in os.environ if name.startswith("FIXPROSE_"))
    if given:
        yield True, "environment", ", ".join(given)


def _terminal() -> Iterator[Finding]:
    encoding = sys.stdout.encoding or "none"
    fine = encoding.lower().replace("-", "") == "utf8"
    yield (
        fine or None,
        "output",
        encoding if fine else f"{encoding}: signs like → come out as escapes",
    )

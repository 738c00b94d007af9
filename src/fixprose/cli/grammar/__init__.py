"""fixprose grammar: the grammar checker, which is a program of its own."""

from __future__ import annotations

import click

from fixprose.cli.lazy import LazyGroup

COMMANDS = {
    "status": ("fixprose.cli.grammar.status:status", "Show which grammar checker would be used."),
    "install": ("fixprose.cli.grammar.install:install", "Install LanguageTool for fixprose."),
}


@click.command(cls=LazyGroup, lazy=COMMANDS, no_args_is_help=True)
def grammar() -> None:
    """Show or install the grammar checker."""

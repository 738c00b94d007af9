"""fixprose rules: everything for people who write rules."""

from __future__ import annotations

import click

from fixprose.cli.lazy import LazyGroup

COMMANDS = {
    "list": ("fixprose.cli.rules.list:list_rules", "List rules, with their certainty and cause."),
    "test": ("fixprose.cli.rules.test:test_rules", "Let rules prove their examples."),
    "new": ("fixprose.cli.rules.new:new", "Add a rule to fill in to a pack."),
    "format": ("fixprose.cli.rules.format:format_packs", "Put pack files in canonical form."),
    "impact": ("fixprose.cli.rules.impact:impact", "Show what rules do to a corpus."),
}


@click.command(cls=LazyGroup, lazy=COMMANDS, no_args_is_help=True)
def rules() -> None:
    """List, test, write, format and measure rules."""

"""fixprose rules new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fixprose.cli.options import Given, config_options, option, talk_options
from fixprose.cli.rules.folders import pack_folders


@click.command("new")
@click.argument("rule", metavar="ID")
@option("--packs", metavar="DIR", help="Folder of packs; by default as configured, or built in.")
@option("--family", metavar="NAME", help="Pack file to add to, without .yaml; else a new one.")
@option("--dry-run", is_flag=True, help="Print the rule and write nothing.")
@config_options
@talk_options
def new(rule: str, **given: Any) -> int:
    """Add a rule to fill in to the pack file where it belongs.

    The rule is on trial: nothing fires before you remove that line.
    """
    from fixprose.knowledge.skeleton import add_rule, new_rule

    folder = Path(given["packs"]) if given["packs"] else pack_folders(Given.of(given))[0]
    skeleton = new_rule(rule, folder, given["family"])
    if given["dry_run"]:
        click.echo(skeleton.text, nl=False)
        return 0
    add_rule(skeleton)
    click.echo(
        f"{skeleton.path}: added {rule}; fill it in, then: fixprose rules test {skeleton.path}"
    )
    return 0

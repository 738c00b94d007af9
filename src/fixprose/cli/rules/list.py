"""fixprose rules list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fixprose.cli.catalog import Entry, read_catalog
from fixprose.cli.options import Given, config_options, option, rule_prefixes_option, talk_options
from fixprose.cli.settings import Configuration
from fixprose.errors import FixproseError


@click.command("list")
@rule_prefixes_option
@option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    help="full: a line for each rule; json: a list of objects.",
)
@config_options
@talk_options
def list_rules(**given: Any) -> int:
    """List the rules of packs and stages: id, certainty, safety, cause."""
    settings = Configuration(Given.of(given)).settings_for(Path.cwd())
    entries = [
        entry
        for entry in read_catalog(settings.packs)
        if not given["select"] or entry.id.startswith(given["select"])
    ]
    if not entries:
        raise FixproseError(f"no rule begins with {' or '.join(given['select'])}")
    if given["output_format"] == "json":
        import json

        click.echo(json.dumps([_record(each) for each in entries], indent=1, ensure_ascii=False))
        return 0
    width = max(len(entry.id) for entry in entries)
    for entry in entries:
        record = _record(entry)
        about = " ".join(f"{record[key] or '-':6}" for key in ("certainty", "safety"))
        trial = " (on trial)" if record["status"] == "trial" else ""
        click.echo(f"{entry.id:{width}}  {about}  {entry.why}{trial}")
    return 0


def _record(entry: Entry) -> dict[str, str | None]:
    rule = entry.rule
    return {
        "id": entry.id,
        "stage": entry.stage,
        "pivot": rule.pivot if rule else None,
        "certainty": rule.certainty.value if rule else None,
        "safety": rule.safety.value if rule else None,
        "status": rule.status if rule else "on",
        "why": entry.why,
    }

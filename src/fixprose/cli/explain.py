"""fixprose explain: the page of a rule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fixprose.cli.catalog import Entry, find_rule, read_catalog
from fixprose.cli.options import Given, config_options, talk_options
from fixprose.cli.settings import Configuration
from fixprose.cli.talk import Talk

if TYPE_CHECKING:
    from fixprose.knowledge.rules import Rule

_CERTAINTY = {
    "sure": "wrong in any English text, so it fires everywhere",
    "likely": "fires where there is some sign that the text is garbled",
    "weak": "fires only where the text went through this pivot",
}
_SAFETY = {
    "safe": "made by default",
    "review": "shown, made only when asked for",
}
_CONTEXT = {
    "sentence": "in the same sentence one of",
    "not_sentence": "in the same sentence none of",
    "document": "in the document one of",
    "not_document": "in the document none of",
    "before": "directly before it",
    "not_before": "directly before it none of",
    "after": "directly behind it",
    "not_after": "directly behind it none of",
}


@click.command()
@click.argument("rule", metavar="ID")
@config_options
@talk_options
@click.pass_context
def explain(context: click.Context, /, rule: str, **given: Any) -> int:
    """Explain a rule: its cause, what it changes, examples, precision."""
    settings = Configuration(Given.of(given)).settings_for(Path.cwd())
    entry = find_rule(rule, read_catalog(settings.packs))
    color = context.ensure_object(Talk).wants_color(sys.stdout)
    if entry.id != rule:
        click.echo(f"“{rule}” is now called “{entry.id}”.\n")
    for line in _page(entry):
        heading = line and not line.startswith(" ")
        click.echo(click.style(line, bold=True) if heading and color else line, color=color)
    return 0


def _page(entry: Entry) -> Iterator[str]:
    yield entry.id
    yield f"  {entry.why}"
    if entry.rule is None:
        yield from _plain(entry)
        return
    yield from _facts(entry.rule)
    yield ""
    yield "Changes"
    for wrong, right in (*entry.rule.pairs, *entry.rule.terms):
        yield f"  {wrong}  →  {right or '(nothing)'}"
    yield from _conditions(entry.rule)
    if entry.rule.examples:
        yield ""
        yield "Examples"
        for example in entry.rule.examples:
            yield f"  - {example.before}"
            yield f"  + {example.after}"
    yield ""
    yield "Stays as it is"
    for sentence in entry.rule.keep:
        yield f"    {sentence}"
    yield ""
    yield "Precision"
    yield "  not measured yet"


def _plain(entry: Entry) -> Iterator[str]:
    yield ""
    yield "Facts"
    for label, text in (("stage", f"{entry.stage} (not from a pack)"), *entry.facts):
        yield f"  {label:10} {text}"
    if entry.changes:
        yield ""
        yield "Changes"
        for wrong, right in entry.changes:
            yield f"  {wrong.partition(' = ')[0]}  →  {wrong.partition(' = ')[2] or right}"


def _facts(rule: Rule) -> Iterator[str]:
    certainty, safety = rule.certainty.value, rule.safety.value
    yield ""
    yield "Facts"
    yield f"  stage      phrases, for {', '.join(rule.pivots) or rule.pivot}"
    if rule.source:
        yield f"  source     {rule.source}"
    yield f"  certainty  {certainty}: {_CERTAINTY[certainty]}"
    yield f"  safety     {safety}: {_SAFETY[safety]}"
    if rule.changes.value != "nothing":
        yield f"  changes    {rule.changes.value}"
    if rule.status != "on":
        yield f"  status     {rule.status}: tested, but off for users"
    if rule.aliases:
        yield f"  once       {', '.join(rule.aliases)}"
    yield f"  pack       {rule.path}:{rule.line}"


def _conditions(rule: Rule) -> Iterator[str]:
    found = [
        f"  {text}: {', '.join(words)}"
        for name, text in _CONTEXT.items()
        if (words := getattr(rule.context, name))
    ]
    if found:
        yield ""
        yield "Only with"
        yield from found

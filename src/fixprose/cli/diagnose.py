"""fixprose diagnose: is a text garbled, through which pivot, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from fixprose.cli import output
from fixprose.cli.options import (
    Given,
    config_options,
    option,
    output_file_option,
    rule_options,
    source_options,
    talk_options,
)
from fixprose.cli.settings import Configuration
from fixprose.cli.sources import find_sources
from fixprose.cli.talk import Talk
from fixprose.cli.workers import results
from fixprose.report.places import Places, flowing, probability, visible
from fixprose.report.records import diagnosis_record, dumped

if TYPE_CHECKING:
    from fixprose.engine import Fixer
    from fixprose.evidence.diagnosis import Diagnosis, Evidence
    from fixprose.text.document import Document

_SHOWN = 10  # pieces of evidence without -v
_SHOWN_PIVOT = 0.05


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@option(
    "--output-format",
    type=click.Choice(["full", "json", "jsonl"]),
    default="full",
    help="full: for people; json: one object; jsonl: an object a line.",
)
@output_file_option("the diagnosis")
@rule_options
@source_options
@config_options
@talk_options
@click.pass_context
def diagnose(context: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Tell how likely texts are garbled, what they went through, and what speaks for it."""
    talk = context.ensure_object(Talk)
    common = Given.of(given)
    sources = find_sources(paths, common, Configuration(common), talk)
    found = results(sources, _diagnosed, jobs=common.jobs, talk=talk, engines=set())
    with output.result_stream(given["output_file"]) as stream:
        if given["output_format"] == "full":
            for _, (document, diagnosis) in found:
                stream.writelines(
                    f"{line}\n" for line in _lines(document, diagnosis, talk.verbosity > 0)
                )
        else:
            records = (
                {"path": document.path or "<stdin>", **diagnosis_record(document, diagnosis)}
                for _, (document, diagnosis) in found
            )
            if given["output_format"] == "jsonl":
                stream.writelines(f"{dumped(record)}\n" for record in records)
            else:
                stream.write(json.dumps({"files": list(records)}, indent=2) + "\n")
    return 0


def _diagnosed(fixer: Fixer, document: Document) -> tuple[Document, Diagnosis]:
    return document, fixer.diagnose(document)


def _lines(document: Document, diagnosis: Diagnosis, verbose: bool) -> Iterator[str]:
    garbled = "garbled" if diagnosis.probability >= 0.5 else "not garbled"
    pivot = f", pivot {diagnosis.pivot}" if diagnosis.pivot else ""
    yield (
        f"{visible(document.path or '<stdin>')}: {garbled}"
        f" (probability {probability(diagnosis.probability)}{pivot})"
    )
    for pivot, likelihood in diagnosis.pivots.items():
        if likelihood >= _SHOWN_PIVOT:
            yield f"  through {pivot}: {probability(likelihood)}"
    places = Places(document.text)
    ordered = sorted(diagnosis.evidence, key=lambda each: -abs(each.weight))
    for each in ordered if verbose else ordered[:_SHOWN]:
        yield f"  {_evidence(each, document, places)}"
    if len(ordered) > _SHOWN and not verbose:
        yield f"  … and {len(ordered) - _SHOWN} more (-v shows all)"


def _evidence(each: Evidence, document: Document, places: Places) -> str:
    line, column = places.of(each.span.start)
    name = each.rule or each.kind
    pivot = f" for {each.pivot}" if each.pivot else ""
    words = each.span.of(document.text)
    return f'{each.weight:+.1f} {line}:{column} {name}{pivot}: "{visible(flowing(words))}"'

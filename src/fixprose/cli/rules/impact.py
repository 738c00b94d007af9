"""fixprose rules impact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from fixprose.cli import output
from fixprose.cli.options import (
    Given,
    config_options,
    option,
    output_file_option,
    rule_options,
    talk_options,
)
from fixprose.cli.settings import Configuration
from fixprose.cli.sources import Source, find_sources
from fixprose.cli.talk import Talk
from fixprose.errors import FixproseError
from fixprose.report.places import flowing, visible

if TYPE_CHECKING:
    from fixprose.engine import Fixer
    from fixprose.knowledge.impact import Difference, Impact, Place
    from fixprose.revision import Fix
    from fixprose.text.document import Document


@click.command("impact")
@option("--corpus", "corpus", required=True, multiple=True, metavar="DIR", help="Texts to run on.")
@option("--without", metavar="RULE", help="Show only what rules that begin so change, and prevent.")
@option("--places", is_flag=True, help="List every place, not only the counts.")
@output_file_option("the result")
@rule_options
@config_options
@talk_options
@click.pass_context
def impact(context: click.Context, /, corpus: tuple[str, ...], **given: Any) -> int:
    """Run the rules on a corpus of texts, and count what each of them does there.

    The grammar checker is off unless it is asked for.
    """
    from fixprose.engine import Fixer
    from fixprose.knowledge.impact import compare, measure

    talk = context.ensure_object(Talk)
    common = Given.of({**given, "grammar": given["grammar"] or "off"})
    sources = find_sources(corpus, common, Configuration(common), talk)
    if not sources:
        return 2
    options = sources[0].options
    documents = _documents(sources, talk)
    with Fixer(options) as fixer, output.result_stream(given["output_file"]) as stream:
        if given["without"]:
            fewer = replace(options, ignore=(*options.ignore, given["without"]))
            with Fixer(fewer) as without:
                found = compare(documents, _fixes_of(fixer), _fixes_of(without))
            lines = _difference(found)
        else:
            lines = _measured(measure(documents, _fixes_of(fixer)), given["places"])
        stream.writelines(f"{line}\n" for line in lines)
    return 0


def _documents(sources: list[Source], talk: Talk) -> Iterator[Document]:
    for source in sources:
        try:
            yield source.read()
        except FixproseError as error:
            talk.error(str(error))


def _fixes_of(fixer: Fixer) -> Callable[[Document], tuple[Fix, ...]]:
    return lambda document: fixer.fix(document).fixes


def _measured(impact: Impact, with_places: bool) -> Iterator[str]:
    safe = sum(place.safety == "safe" for place in impact.places)
    review = len(impact.places) - safe
    rate = 10_000 * len(impact.places) / max(1, impact.words)
    yield (
        f"{impact.files} files, {impact.words} words: {len(impact.places)} fixes"
        f" ({safe} safe, {review} review), {rate:.2f} in 10,000 words"
    )
    for rule, number in impact.fired.most_common():
        yield f"{number:6}  {rule}"
        if with_places:
            yield from (_shown(place) for place in impact.places if place.rule == rule)


def _difference(found: Difference) -> Iterator[str]:
    yield (
        f"{found.with_rules.files} files, {found.with_rules.words} words:"
        f" {len(found.gained)} fixes gained, {len(found.lost)} lost"
    )
    for mark, places in (("+", found.gained), ("-", found.lost)):
        yield from (f"{mark}{_shown(place)}" for place in places)


def _shown(place: Place) -> str:
    marked = f"{place.before}[-{place.original}-]{{+{place.replacement}+}}{place.after}"
    return f"    {visible(place.path)}@{place.start} {place.rule} {place.safety}: {flowing(marked)}"

"""fixprose grammar status."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fixprose.cli.options import Given, config_options, talk_options
from fixprose.cli.settings import Configuration

if TYPE_CHECKING:
    from fixprose.grammar import GrammarStatus


@click.command()
@config_options
@talk_options
def status(**given: Any) -> int:
    """Show which grammar checkers are there. The exit code is 1 when there is none."""
    from fixprose.grammar import status as look

    url = Configuration(Given.of(given)).settings_for(Path.cwd()).grammar_url
    found = look()
    for there, what, how in lines(found, url):
        click.echo(f"{'ok' if there else '--'}  {what:13} {how}")
    if not url and found.engine is None:
        click.echo(f"none can be used: {found.missing}")
    return 0 if url or found.engine else 1


def lines(found: GrammarStatus, url: str | None) -> Iterator[tuple[bool, str, str]]:
    """Yield whether it is there, what it is, and where it is."""
    if url:
        yield True, "server", f"{url} (of the configuration, not asked now)"
    program, java = found.languagetool, found.java
    folders = ", ".join(map(str, found.folders))
    where = f"{program.version} in {program.folder}" if program else f"none in {folders}"
    yield program is not None, "LanguageTool", where
    yield java is not None, "Java", f"{java.version}: {java.path}" if java else "none"
    yield found.client, "client", "language-tool-python" if found.client else "none"
    yield found.wheel is not None, "wheel", found.wheel or "none"
    yield found.maven is not None, "Maven", str(found.maven or "none (for install --from-maven)")

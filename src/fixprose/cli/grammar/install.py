"""fixprose grammar install."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from fixprose.cli.options import option, talk_options
from fixprose.cli.talk import Talk


@click.command()
@option("--from-maven", is_flag=True, help="Build it from Maven Central with mvn.")
@option("--target", metavar="DIR", help="Folder to install into; else LTP_PATH, or fixprose's own.")
@talk_options
@click.pass_context
def install(context: click.Context, /, **given: Any) -> int:
    """Install LanguageTool for fixprose.

    It is downloaded by language-tool-python, or built from Maven Central. This is the only command
    that uses the network.
    """
    from fixprose.grammar import install_by_download, install_from_maven

    talk = context.ensure_object(Talk)
    target = Path(given["target"]) if given["target"] else None

    def progress(step: str) -> None:
        if talk.verbosity > 0 or (talk.verbosity == 0 and sys.stderr.isatty()):
            talk.note(step)

    get = install_from_maven if given["from_maven"] else install_by_download
    done = get(target, progress=progress)
    click.echo(f"LanguageTool {done.version} is in {done.folder}")
    return 0

"""fixprose rules format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from fixprose.cli.options import Given, config_options, option, talk_options
from fixprose.cli.rules.folders import existing, pack_folders
from fixprose.cli.talk import Talk


@click.command("format")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@option("--check", "ask", is_flag=True, help="Only ask: exit 1 when a file is not canonical.")
@config_options
@talk_options
@click.pass_context
def format_packs(context: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Put pack files in canonical form, so that differences show knowledge and not layout.

    Files of names (a folder names/) have a form of their own and are left alone.
    """
    from fixprose.knowledge.canonical import canonical_text
    from fixprose.knowledge.packs import PackError
    from fixprose.text.read import write_atomic

    talk = context.ensure_object(Talk)
    changed = 0
    for path in _files(existing(paths) or pack_folders(Given.of(given))):
        try:
            text = canonical_text(path)
        except PackError as error:
            talk.error(str(error))
            continue
        if path.read_bytes() == text.encode():
            continue
        changed += 1
        click.echo(f"{path}: {'not in canonical form' if given['ask'] else 'formatted'}")
        if not given["ask"]:
            write_atomic(path, text.encode())
    return 1 if changed and given["ask"] else 0


def _files(paths: list[Path]) -> Iterator[Path]:
    from fixprose.knowledge.packs import pack_files

    for path in paths:
        if not path.is_dir():
            yield path
            continue
        yield from pack_files(path)
        if (path / "never.yaml").is_file():
            yield path / "never.yaml"

"""Sources: what the paths of a command line are, each with the options that hold for it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fixprose.cli.options import Given
from fixprose.cli.settings import Configuration
from fixprose.cli.talk import Talk
from fixprose.files import STDIN, find_files, read_list
from fixprose.options import Options

if TYPE_CHECKING:
    from fixprose.text.document import Document


@dataclass(frozen=True, slots=True)
class Source:
    """One text to read, with the options that hold for it. `data` is what came by stdin."""

    path: str
    options: Options
    encoding: str | None = None
    format: str | None = None
    data: bytes | None = None

    def read(self) -> Document:
        """Return the document; FixproseError if it cannot be read."""
        from fixprose.text.read import read_document

        if self.data is not None:
            name = None if self.path == STDIN else self.path
            return read_document(self.data, path=name, encoding=self.encoding, format=self.format)
        return read_document(self.path, encoding=self.encoding, format=self.format)


def find_sources(
    paths: Sequence[str], given: Given, configuration: Configuration, talk: Talk
) -> list[Source]:
    """Return what the paths stand for; what is missing is told, the rest goes on.

    Raises click.UsageError where there are no paths at all.
    """
    names = list(paths)
    if given.file_list:
        names += read_list(given.file_list, sys.stdin)
    elif not names:
        raise click.UsageError("no path given: name files or folders, or - for standard input")
    if STDIN in names:
        if len(names) > 1:
            raise click.UsageError("- (standard input) cannot be read beside other paths")
        name = given.stdin_filename or STDIN
        data = sys.stdin.buffer.read()
        options = configuration.options_for(Path(name))
        return [Source(name, options, given.encoding, given.format, data)]
    found = find_files(
        names,
        configuration.settings_for,
        is_text=_is_text,
        force_exclude=given.force_exclude,
        respect_gitignore=not given.no_respect_gitignore,
    )
    for error in found.errors:
        talk.error(error)
    return [
        Source(str(path), configuration.options_for(path), given.encoding, given.format)
        for path in found.files
    ]


def _is_text(path: Path) -> bool:
    from fixprose.text.formats import format_of_suffix

    # A Word file is a manuscript: it is worked on when named, never because it lies in a folder.
    return format_of_suffix(path.suffix.lower()) not in (None, "docx")

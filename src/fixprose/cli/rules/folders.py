"""Which packs the `rules` commands work on when no path is given."""

from __future__ import annotations

from pathlib import Path

from fixprose.cli.options import Given
from fixprose.cli.settings import Configuration
from fixprose.errors import FixproseError


def pack_folders(given: Given) -> list[Path]:
    """Return the packs of the configuration, else those of a source checkout.

    Raises FixproseError where there are neither.
    """
    settings = Configuration(given).settings_for(Path.cwd())
    if settings.packs:
        return [Path(each) for each in settings.packs]
    from fixprose.knowledge.store import rules_folder

    folder = rules_folder()
    if folder is None:
        raise FixproseError(
            "no packs of your own: name a folder, or set 'packs' in the configuration"
        )
    return [folder]


def existing(paths: tuple[str, ...]) -> list[Path]:
    """Return the paths that were given. Raises FixproseError for one that is not there."""
    for path in paths:
        if not Path(path).exists():
            raise FixproseError(f"{path}: no such file or folder")
    return [Path(path) for path in paths]

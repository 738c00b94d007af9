"""Finding files: what the paths of a command line stand for.

A folder stands for the texts in it, without what .gitignore, .ignore and .fixproseignore name and
what the configuration excludes. A file that is named is taken, unless `force_exclude` is set: then
exclusions hold for it, too (a hook names every file). Files come in a fixed order, each once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fixprose.errors import FixproseError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from fixprose.config import Settings

IGNORE_FILES = (".gitignore", ".ignore", ".fixproseignore")  # later ones overrule earlier ones
STDIN = "-"


@dataclass(slots=True)
class Found:
    """What was found: files in order, `excluded` ones that were named, and what is wrong."""

    files: list[Path] = field(default_factory=list)
    excluded: list[Path] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def find_files(
    paths: Iterable[str],
    settings_for: Callable[[Path], Settings],
    *,
    is_text: Callable[[Path], bool],
    force_exclude: bool = False,
    respect_gitignore: bool = True,
) -> Found:
    """Return the files that `paths` stand for.

    `settings_for` gives the settings that hold in a folder, `is_text` tells whether a file in a
    folder is to be taken. A missing path and a folder without texts are errors of their own: the
    rest is found all the same.
    """
    walk = _Walk(settings_for, is_text, respect_gitignore)
    # What is named although git ignores it is there on purpose, so .gitignore is not asked.
    named = _Walk(settings_for, is_text, respect_gitignore=False)
    found = Found()
    seen: set[str] = set()

    def take(path: Path) -> None:
        key = os.path.abspath(path)
        if key not in seen:
            seen.add(key)
            found.files.append(path)

    for name in paths:
        path = Path(name)
        if path.is_dir():
            if force_exclude and named.leaves_out(path):
                found.excluded.append(path)
                continue
            inside = list(walk.below(path))
            if not inside:
                found.errors.append(f"{name}: no text in this folder that is not ignored")
            for each in inside:
                take(each)
        elif not path.exists():
            found.errors.append(f"{name}: no such file or folder")
        elif force_exclude and named.leaves_out(path):
            found.excluded.append(path)
        else:
            take(path)
    return found


def read_list(name: str, stdin: Iterable[str]) -> list[str]:
    """Return the paths in a file, one on each line; from `stdin` where `name` is `-`."""
    if name == STDIN:
        lines = list(stdin)
    else:
        try:
            lines = Path(name).read_text(encoding="utf-8", errors="surrogateescape").split("\n")
        except OSError as error:
            raise FixproseError(f"{name}: cannot read the list: {error.strerror}") from error
    return [line.rstrip("\r\n") for line in lines if line.strip()]


class _Walk:
    """Walks folders and remembers the ignore files of each."""

    def __init__(
        self,
        settings_for: Callable[[Path], Settings],
        is_text: Callable[[Path], bool],
        respect_gitignore: bool,
    ) -> None:
        self._settings_for = settings_for
        self._is_text = is_text
        self._names = IGNORE_FILES if respect_gitignore else IGNORE_FILES[1:]
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._excludes: dict[Path, GitIgnoreSpec] = {}

    def below(self, folder: Path) -> Iterator[Path]:
        """Yield the texts in a folder, in the order of their names."""
        absolute = folder.absolute()
        parents = self._ancestors(absolute)
        # A folder that is named although it is ignored is wanted: only its own files speak then.
        if any(self._ignored(absolute, parents[:n], True) for n in range(1, len(parents) + 1)):
            parents = []
        yield from self._walk(folder, absolute, parents)

    def _walk(self, folder: Path, absolute: Path, parents: list[Path]) -> Iterator[Path]:
        here = [*parents, absolute]
        try:
            entries = sorted(os.scandir(absolute), key=lambda entry: entry.name)
        except OSError:
            return  # a folder that may not be read holds nothing for us
        for entry in entries:
            path = absolute / entry.name
            if entry.is_dir(follow_symlinks=False):
                if not (self._ignored(path, here, True) or self._excluded(path, absolute, True)):
                    yield from self._walk(folder / entry.name, path, here)
            elif (
                entry.is_file(follow_symlinks=False)
                and self._is_text(path)
                and not self._ignored(path, here, False)
                and not self._excluded(path, absolute, False)
            ):
                yield folder / entry.name

    def leaves_out(self, path: Path) -> bool:
        """Tell whether a path that was named, or a folder above it, is ignored or excluded."""
        absolute = path.absolute()
        folders = self._ancestors(absolute)
        return any(
            self._ignored(each, folders[: number + 1], each.is_dir())
            or self._excluded(each, each.parent, each.is_dir())
            for number, each in enumerate([*folders[1:], absolute])
        )

    def _ancestors(self, path: Path) -> list[Path]:
        """Return the folders above `path` from the repository's root, or the one above it."""
        for parent in path.parents:
            if (parent / ".git").exists():
                inner = path.relative_to(parent).parts[:-1]
                return [parent.joinpath(*inner[:n]) for n in range(len(inner) + 1)]
        return [path.parent]

    def _ignored(self, path: Path, folders: list[Path], is_dir: bool) -> bool:
        """Tell whether the ignore files in `folders` (outermost first) leave `path` out."""
        for folder in reversed(folders):
            spec = self._spec(folder)
            if spec is not None:
                said = spec.check_file(_relative(path, folder, is_dir)).include
                if said is not None:
                    return said
        return False

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            lines: list[str] = []
            names = list(self._names)
            if ".gitignore" in names:
                names.insert(0, ".git/info/exclude")
            for name in names:
                try:
                    lines += (folder / name).read_text(errors="surrogateescape").splitlines()
                except OSError:
                    continue
            self._specs[folder] = _compiled(lines, folder) if lines else None
        return self._specs[folder]

    def _excluded(self, path: Path, folder: Path, is_dir: bool) -> bool:
        settings = self._settings_for(folder)
        if settings.folder not in self._excludes:
            lines = [*settings.exclude, *settings.extend_exclude]
            self._excludes[settings.folder] = _compiled(lines, settings.path or "exclude")
        spec = self._excludes[settings.folder]
        return bool(spec.match_file(_relative(path, settings.folder.absolute(), is_dir)))


def _compiled(lines: Iterable[str], where: object) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise FixproseError(f"{where}: not a pattern for files: {error}") from error


def _relative(path: Path, folder: Path, is_dir: bool) -> str:
    try:
        name = path.relative_to(folder).as_posix()
    except ValueError:  # configured from elsewhere by --config: the name alone can match
        name = path.name
    return f"{name}/" if is_dir else name

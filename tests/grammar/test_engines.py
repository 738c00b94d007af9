"""Which engine is used, and what is said where there is none."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from fixprose.errors import FixproseError
from fixprose.grammar import GrammarStatus, GrammarUnavailable, Installation, Java, open_engine

status_module = importlib.import_module("fixprose.grammar.status")
server_module = importlib.import_module("fixprose.grammar.server")
wheel_module = importlib.import_module("fixprose.grammar.wheel")

LANGUAGETOOL = Installation(Path("/lt/LanguageTool-6.8"), "6.8")
JAVA = Java(Path("/usr/bin/java"), 21)
FOLDERS = (Path("/lt"),)


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "start_server", lambda place, java, rules: "server")
    monkeypatch.setattr(server_module, "connect", lambda url, rules: url)
    monkeypatch.setattr(wheel_module, "load_wheel", lambda rules: "wheel")


def have(monkeypatch: pytest.MonkeyPatch, **found: object) -> GrammarStatus:
    there = {
        "languagetool": LANGUAGETOOL,
        "folders": FOLDERS,
        "java": JAVA,
        "client": True,
        "maven": None,
        "wheel": "0.2",
    }
    status = GrammarStatus(**{**there, **found})  # type: ignore[arg-type]
    monkeypatch.setattr(status_module, "status", lambda: status)
    return status


def test_the_users_own_server_goes_before_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Except when the engine without Java is asked for by name."""
    have(monkeypatch)
    assert open_engine("auto", "http://lt", []) == "http://lt"
    assert open_engine("server", "http://lt", []) == "http://lt"
    assert open_engine("wheel", "http://lt", []) == "wheel"


def test_a_server_goes_before_the_engine_without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the older and better one."""
    assert have(monkeypatch).engine == "server"
    assert open_engine("auto", None, []) == "server"


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"languagetool": None}, "no LanguageTool in /lt: run fixprose grammar install"),
        ({"java": None}, "no Java 17 or newer"),
        ({"client": False}, "language-tool-python is missing: pip install 'fixprose"),
    ],
)
def test_what_is_missing_is_said(
    missing: dict[str, object], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`auto` has the other engine, `server` has none; nothing is downloaded."""
    assert have(monkeypatch, **missing).engine == "wheel"
    assert open_engine("auto", None, []) == "wheel"
    with pytest.raises(GrammarUnavailable, match=words):
        open_engine("server", None, [])
    assert have(monkeypatch, **missing, wheel=None).engine is None
    with pytest.raises(GrammarUnavailable, match=words):
        open_engine("auto", None, [])


def test_an_unknown_engine_is_refused() -> None:
    """With the ones there are."""
    with pytest.raises(FixproseError, match="no grammar engine 'jar': choose one of off, auto, "):
        open_engine("jar", None, [])  # type: ignore[arg-type]

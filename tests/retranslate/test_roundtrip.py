"""A user's own round trip: what it proposes, what it sends, and two services for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from fixprose.edits import Safety
from fixprose.engine import Fixer
from fixprose.errors import FixproseError
from fixprose.retranslate.roundtrip import Apertium, LibreTranslate, RoundTrip

TEXT = (
    "The two presidents are going to close the hand of each other before a crowd of 12 reporters."
)


def translate(text: str, source: str, target: str) -> str:
    """Stand in for a service: on the way back the idiom comes out, and a number is wrong."""
    if target == "en":
        return text.replace("close the hand of each other", "shake hands").replace("12", "13")
    return text


def fixer(**settings: object) -> Fixer:
    return Fixer(retranslators=[RoundTrip(translate)], stages=("retranslate",), **settings)


def test_what_reads_better_is_proposed_for_review_with_its_reason() -> None:
    revision = fixer(pivot="fr").fix(TEXT)
    assert revision.text == TEXT
    assert "are going to shake hands before a crowd of 12 reporters" in revision.review_text
    (fix,) = revision.fixes
    assert (fix.rule, fix.safety) == ("roundtrip/proposal", Safety.REVIEW)
    assert "“fr”" in fix.reason
    assert any("a number" in refusal.reason for refusal in revision.refusals)


def test_what_reads_no_better_is_refused_and_kept() -> None:
    worse = RoundTrip(lambda text, source, target: text.replace("each other", "other each"))
    revision = Fixer(retranslators=[worse], stages=("retranslate",), pivot="fr").fix(TEXT)
    assert revision.review_text == TEXT
    assert any("reads no better" in refusal.reason for refusal in revision.refusals)


def test_nothing_is_sent_without_a_pivot() -> None:
    asked = RoundTrip(lambda text, source, target: pytest.fail("sent"))
    revision = Fixer(retranslators=[asked], pivot="none").fix(TEXT)
    assert revision.review_text == TEXT


class _Server(BaseHTTPRequestHandler):
    asked: ClassVar[list[dict[str, str]]] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(asked)
        known = self.path == "/translate" and asked["target"] != "xx"
        reply = {"translatedText": asked["q"].upper()} if known else {"error": "unknown"}
        self.send_response(200 if known else 400)
        self.end_headers()
        self.wfile.write(json.dumps(reply).encode())

    def log_message(self, *parts: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    _Server.asked.clear()
    found = HTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


def test_libretranslate_is_asked_as_its_api_wants(server: str) -> None:
    assert LibreTranslate(server, key="secret")("hello", "en", "fr") == "HELLO"
    assert _Server.asked == [
        {"q": "hello", "source": "en", "target": "fr", "format": "text", "api_key": "secret"}
    ]


def test_a_service_that_fails_is_a_clear_error(server: str) -> None:
    with pytest.raises(FixproseError, match=r"no translation: .*400"):
        LibreTranslate(server)("hello", "en", "xx")
    with pytest.raises(FixproseError, match="no translation"):
        LibreTranslate("http://127.0.0.1:9")("hello", "en", "fr")


def test_apertium_is_called_by_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = tmp_path / "apertium"
    command.write_text(
        '#!/bin/sh\n[ "$2" = en-es ] || { echo "no mode $2" >&2; exit 1; }\ntr a-z A-Z\n'
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert Apertium()("hello", "en", "es") == "HELLO"
    with pytest.raises(FixproseError, match="apertium -u en-fr: no mode en-fr"):
        Apertium()("hello", "en", "fr")


def test_a_missing_command_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FixproseError, match="apertium: no such command"):
        Apertium()("hello", "en", "es")

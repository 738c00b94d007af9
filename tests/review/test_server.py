"""The review server answers its own page and refuses everything else."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

import pytest

from fixprose.review.decisions import Decision, Verdict, keys_of
from fixprose.review.session import ReviewedFile
from tests.review.desk import ALL, TEXT, reviewed, revise

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]{20,})")


@dataclass
class Visitor:
    """Somebody who talks to the server in plain HTTP."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        given = {**self.headers, **{name.replace("_", "-"): text for name, text in headers.items()}}
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.last = answer
        connection.close()
        return answer.status, text


@dataclass
class Desk:
    """A running server."""

    files: list[ReviewedFile]
    port: int
    token: str
    inside: Visitor | None = None

    def stranger(self) -> Visitor:
        return Visitor(self.port)

    def editor(self) -> Visitor:
        """The one who came with the token."""
        if self.inside is not None:
            return self.inside
        self.inside = visitor = Visitor(self.port)
        status, _ = visitor.ask("GET", f"/?token={self.token}")
        assert status == 303
        cookie = visitor.last.getheader("set-cookie") or ""
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        visitor.headers = {
            "Cookie": cookie.split(";")[0],
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        return visitor


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    from fixprose.review.server import serve

    files = [reviewed(tmp_path / "a.txt"), reviewed(tmp_path / "b.txt")]
    addresses: Queue[str] = Queue()
    thread = threading.Thread(
        target=serve, args=(files,), kwargs={"who": "Ann", "ready": addresses.put}, daemon=True
    )
    thread.start()
    found = ADDRESS.fullmatch(addresses.get(timeout=10))
    assert found
    desk = Desk(files, int(found[1]), found[2])
    yield desk
    if thread.is_alive():
        desk.editor().ask("POST", "/stop", Origin=f"http://127.0.0.1:{desk.port}")
    thread.join(timeout=10)
    assert not thread.is_alive()


@pytest.fixture
def editor(desk: Desk) -> Visitor:
    return desk.editor()


def accept_all(file: ReviewedFile) -> bytes:
    lines = [Decision(key, Verdict.ACCEPT).to_json() for key in keys_of(file.revision)]
    return "\n".join(lines).encode()


def test_the_editor_gets_the_page_decides_and_writes(desk: Desk, editor: Visitor) -> None:
    status, page = editor.ask("GET", "/")
    assert status == 200
    assert "The lamp on the quay" in page
    assert editor.ask("POST", "/files/1/decisions", accept_all(desk.files[1])) == (200, "7 saved")
    assert desk.files[1].kept_in.exists()
    assert editor.ask("POST", "/files/1/write")[0] == 200
    assert desk.files[1].path.read_text() == ALL
    assert desk.files[0].path.read_text() == TEXT


def test_the_page_may_load_nothing_and_talk_to_its_server_only(editor: Visitor) -> None:
    editor.ask("GET", "/")
    head = editor.last.getheader("content-security-policy") or ""
    assert "default-src 'none'" in head
    assert "connect-src 'self'" in head
    assert "unsafe" not in head
    assert editor.last.getheader("x-frame-options") == "DENY"
    assert editor.last.getheader("cache-control") == "no-store"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/?token=wrong"),
        ("GET", "/?token="),
        ("POST", "/files/0/write"),
        ("POST", "/files/0/decisions"),
        ("POST", "/stop"),
        ("GET", "/elsewhere"),
    ],
)
def test_without_the_token_nothing_is_answered(desk: Desk, method: str, path: str) -> None:
    own = {"Origin": f"http://127.0.0.1:{desk.port}"} if method == "POST" else {}
    status, text = desk.stranger().ask(method, path, **own)
    assert status == 403
    assert "lamp" not in text
    assert desk.files[0].path.read_text() == TEXT


def test_the_token_opens_the_door_once(desk: Desk, editor: Visitor) -> None:
    assert desk.stranger().ask("GET", f"/?token={desk.token}")[0] == 403
    assert editor.ask("GET", f"/?token={desk.token}")[0] == 303


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.evil:80"])
def test_another_host_is_refused(editor: Visitor, host: str) -> None:
    """A name that was made to point to this machine does not reach the page."""
    status, text = editor.ask("GET", "/", Host=host)
    assert status == 421
    assert "lamp" not in text


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://127.0.0.1", ""])
@pytest.mark.parametrize("path", ["/files/0/write", "/files/0/decisions", "/stop"])
def test_another_origin_is_refused(desk: Desk, editor: Visitor, origin: str, path: str) -> None:
    assert editor.ask("POST", path, Origin=origin)[0] == 403
    assert desk.files[0].path.read_text() == TEXT
    assert editor.ask("GET", "/", Origin=origin)[0] == 403


def test_a_request_that_names_no_origin_changes_nothing(desk: Desk, editor: Visitor) -> None:
    del editor.headers["Origin"]
    assert editor.ask("POST", "/files/0/write")[0] == 403
    assert desk.files[0].path.read_text() == TEXT


def test_no_page_elsewhere_is_invited(editor: Visitor) -> None:
    editor.ask("GET", "/")
    names = [name.lower() for name, _ in editor.last.getheaders()]
    assert not [name for name in names if name.startswith("access-control")]
    assert editor.ask("OPTIONS", "/files/0/write")[0] == 405


@pytest.mark.parametrize(
    "path",
    ["/../a.txt", "/files/../../etc/passwd", "/files/%2e%2e/a.txt", "/..%2f", "/files\\..\\a.txt"],
)
def test_a_path_that_climbs_is_refused(editor: Visitor, path: str) -> None:
    status, text = editor.ask("GET", path)
    assert (status, text) == (400, "no such path\n")


@pytest.mark.parametrize("path", ["/files/7/write", "/files/9999999999999/decisions"])
def test_a_file_that_is_not_there_is_not_found(editor: Visitor, path: str) -> None:
    assert editor.ask("POST", path)[0] == 404


def test_a_body_of_100_megabytes_is_refused_unread(editor: Visitor) -> None:
    lines = [
        "POST /files/0/decisions HTTP/1.1",
        f"Host: 127.0.0.1:{editor.port}",
        *(f"{name}: {text}" for name, text in editor.headers.items()),
        f"Content-Length: {100 * 1024 * 1024}",
    ]
    with socket.create_connection(("127.0.0.1", editor.port), timeout=10) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + b"x" * 4096)
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_does_not_say_its_length_is_cut_off(
    editor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fixprose.review.server.BODY_LIMIT", 1000)
    lines = [
        "POST /files/0/decisions HTTP/1.1",
        f"Host: 127.0.0.1:{editor.port}",
        *(f"{name}: {text}" for name, text in editor.headers.items()),
        "Transfer-Encoding: chunked",
    ]
    with socket.create_connection(("127.0.0.1", editor.port), timeout=10) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        connection.sendall(b"800\r\n" + b"x" * 0x800 + b"\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("body", [b"nonsense", b"\xff\xfe", b"{}", b"[1]", b'{"decision":"edit"}'])
def test_what_is_no_decision_is_refused(desk: Desk, editor: Visitor, body: bytes) -> None:
    assert editor.ask("POST", "/files/0/decisions", body)[0] == 400
    assert not desk.files[0].kept_in.exists()


def test_a_file_that_changed_meanwhile_is_not_written(desk: Desk, editor: Visitor) -> None:
    path = desk.files[0].path
    path.write_text("Something else.\n")
    assert editor.ask("POST", "/files/0/decisions", accept_all(desk.files[0]))[0] == 409
    status, text = editor.ask("POST", "/files/0/write")
    assert status == 409
    assert "changed since it was read" in text
    assert path.read_text() == "Something else.\n"


SERVER = """
import sys
from pathlib import Path
from fixprose.review.server import serve
from fixprose.review.session import ReviewedFile
from tests.review.desk import revise
path = Path(sys.argv[1])
serve([ReviewedFile(path, revise(path))], who="", ready=lambda address: print(address, flush=True))
"""


def start(path: Path) -> tuple[subprocess.Popen[str], Desk]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout
    found = ADDRESS.match(process.stdout.readline())
    assert found
    return process, Desk([ReviewedFile(path, revise(path))], int(found[1]), found[2])


def test_a_killed_server_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    file = reviewed(path)
    process, desk = start(path)
    assert desk.editor().ask("POST", "/files/0/decisions", accept_all(file))[0] == 200
    process.kill()
    process.wait(timeout=10)
    process, desk = start(path)
    editor = desk.editor()
    assert editor.ask("POST", "/files/0/write")[0] == 200
    assert path.read_text() == ALL
    assert editor.ask("POST", "/stop")[0] == 200
    assert process.wait(timeout=10) == 0


def test_an_interrupt_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    reviewed(path)
    process, _ = start(path)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 0
    assert path.read_text() == TEXT

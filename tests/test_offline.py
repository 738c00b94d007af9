"""No network unless the user asks for it: a repair by all built-in knowledge opens no connection."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixprose.engine import Fixer
from fixprose.options import Options
from fixprose.text.document import Document

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*/*.garbled.txt"))
SENTENCES = [
    sentence.of(text)
    for text in (path.read_text(encoding="utf-8") for path in SAMPLES)
    for block in Document(text).blocks
    for sentence in block.sentences
]
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every way out an error, processes included."""

    def refuse(*given: object, **more: object) -> None:
        raise AssertionError(f"fixprose went out: {given}")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in ("posix_spawn", "execv", "execve", "system"):
        monkeypatch.setattr(os, name, refuse, raising=False)
    monkeypatch.setattr("subprocess.Popen.__init__", refuse)


@pytest.fixture(scope="module")
def fixer() -> Fixer:
    """One fixer for all texts, with the options that the library has by default."""
    return Fixer(Options())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=texts, between=texts)
def test_a_repair_stays_at_home_and_is_the_same_again(
    text: str, between: str, fixer: Fixer, no_network: None
) -> None:
    """Promise 5; whatever was repaired in between leaves no trace."""
    first = fixer.fix(text)
    fixer.fix(between)
    second = fixer.fix(text)
    assert first.fixes == second.fixes
    assert first.review_text == second.review_text
    assert {*first.refusals} == {*second.refusals}
    assert first.diagnosis == second.diagnosis

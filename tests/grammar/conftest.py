"""Engines for tests: a fake one, and the real ones where they are installed.

A test that needs a real engine is skipped where there is none, but fails in CI: there it was
installed on purpose.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from fixprose.grammar import GrammarEngine, Installation, Java, status
from fixprose.grammar.allowed import allowed_rules


def skip_or_fail(reason: str) -> None:
    """Skip here; fail where the engine is promised to be."""
    if os.environ.get("CI"):
        pytest.fail(f"not installed in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def installed() -> tuple[Installation, Java]:
    """A real LanguageTool and a Java to run it."""
    found = status()
    if found.languagetool is None or found.java is None or not found.client:
        skip_or_fail(f"needs a LanguageTool server: {found.missing}")
    assert found.languagetool is not None
    assert found.java is not None
    return found.languagetool, found.java


@pytest.fixture(scope="session")
def server(installed: tuple[Installation, Java]) -> Iterator[GrammarEngine]:
    """A real LanguageTool server that looks for the allow-listed rules."""
    from fixprose.grammar.server import start_server

    with start_server(*installed, allowed_rules().keys()) as engine:
        yield engine


@pytest.fixture(scope="session")
def wheel() -> GrammarEngine:
    """The engine without Java."""
    if status().wheel is None:
        skip_or_fail("needs pip install lingotweaker lingotweaker-data-en")
    from fixprose.grammar.wheel import load_wheel

    return load_wheel(allowed_rules().keys())

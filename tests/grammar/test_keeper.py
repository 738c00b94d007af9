"""The keeper ends what it runs when its parent goes away, however that happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fixprose.grammar import keeper

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")

SLEEP = [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)"]
KEPT = [sys.executable, "-I", str(Path(keeper.__file__)), *SLEEP]
PARENT = f"""
import subprocess, sys
kept = subprocess.Popen({KEPT!r}, stdin=subprocess.PIPE, start_new_session=True)
sys.stdin.read()
"""


def is_gone(pid: int, within: float = 20.0) -> bool:
    limit = time.monotonic() + within
    while time.monotonic() < limit:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_the_command_ends_when_the_pipe_closes() -> None:
    """Which is how the server is stopped."""
    kept = subprocess.Popen(KEPT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert kept.stdout is not None
    assert kept.stdin is not None
    pid = int(kept.stdout.readline())
    kept.stdin.close()
    kept.wait(20)
    kept.stdout.close()
    assert is_gone(pid)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_command_ends_with_a_parent_that_is_killed(how: signal.Signals) -> None:
    """Even when the parent can clean up nothing."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    pid = int(parent.stdout.readline())
    parent.send_signal(how)
    parent.wait(20)
    parent.stdin.close()
    parent.stdout.close()
    assert is_gone(pid)


def test_the_exit_code_is_the_commands() -> None:
    """So that a server that does not start can be told from one that does."""
    command = [*KEPT[:3], sys.executable, "-c", "exit(7)"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as kept:
        assert kept.wait(20) == 7

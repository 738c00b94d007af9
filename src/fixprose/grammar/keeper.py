"""Run a command for as long as the process that asked for it lives.

`python -I keeper.py COMMAND…` starts the command and ends it when its own standard input closes:
on purpose, or because the parent died in whatever way, even by a signal that lets nobody clean
up. Runs as a script of its own and imports nothing of fixprose.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from types import FrameType

GRACE = 3.0  # seconds between asking and killing


def keep(command: list[str]) -> int:
    """Run `command` until it ends or standard input closes; return its exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def end(*_: int | FrameType | None) -> None:
        child.terminate()

    def end_with_parent() -> None:
        while os.read(0, 4096):  # not sys.stdin: its lock would spoil our own exit
            pass
        child.terminate()
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()

    signal.signal(signal.SIGTERM, end)
    threading.Thread(target=end_with_parent, daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))

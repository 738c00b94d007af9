"""A progress bar on stderr, for work that takes longer than a second; on a terminal only."""

from __future__ import annotations

import sys
import time

from fixprose.cli.settings import in_hook
from fixprose.cli.talk import Talk

_PATIENCE = 1.0  # seconds
_WIDTH = 30


class Progress:
    """Draws one line and takes it away again before anything else is written."""

    def __init__(self, total: int, talk: Talk) -> None:
        self._total = total
        self._done = 0
        self._since = time.monotonic()
        self._drawn = False
        self._wanted = total > 1 and talk.verbosity >= 0 and not in_hook() and sys.stderr.isatty()

    def advance(self, name: str) -> None:
        """Count one more file as done, and draw."""
        self._done += 1
        if self._wanted and time.monotonic() - self._since > _PATIENCE:
            filled = _WIDTH * self._done // self._total
            bar = "#" * filled + "-" * (_WIDTH - filled)
            sys.stderr.write(f"\r\x1b[K[{bar}] {self._done}/{self._total} {name[-40:]}")
            sys.stderr.flush()
            self._drawn = True

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

"""Talk: what is said on stderr. Results go to stdout, and not through here."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import IO, Any


@dataclass(slots=True)
class Talk:
    """How much is said, and in colour or not; set by the options of the command.

    `failed` remembers that an error was told, so that the exit code will be 2 in the end although
    the work went on.
    """

    verbosity: int = 0  # -1 quiet, 1 verbose, 2 with tracebacks
    color: str = "auto"
    failed: bool = False

    def error(self, message: str) -> None:
        """Tell an error in one line."""
        self.failed = True
        self._say(message)

    def note(self, message: str) -> None:
        """Tell something worth knowing, unless quiet is wanted."""
        if self.verbosity >= 0:
            self._say(message)

    def bug(self, what: str, trace: str, where: str = "") -> None:
        """Tell an error that is ours; with -vv where it happened."""
        hint = "" if self.verbosity > 1 else " (-vv shows where; please report it)"
        self.error(f"{where and where + ': '}internal error: {what}{hint}")
        if self.verbosity > 1:
            sys.stderr.write(trace)

    def wants_color(self, stream: IO[Any]) -> bool:
        """Tell whether to write colours: the option, NO_COLOR, FORCE_COLOR, a terminal."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return stream.isatty() and os.environ.get("TERM") != "dumb"

    def _say(self, message: str) -> None:
        sys.stderr.write(f"fixprose: {message}\n")

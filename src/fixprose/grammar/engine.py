"""What a grammar engine is: something that finds matches in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from fixprose.errors import FixproseError


@dataclass(frozen=True, slots=True)
class Match:
    """One alarm of a grammar engine.

    `start` and `end` are characters of the text that was checked, end exclusive. `replacements`
    are in the engine's own order, which is no reason to believe the first one.
    """

    start: int
    end: int
    rule: str
    message: str
    replacements: tuple[str, ...]


class GrammarUnavailable(FixproseError):
    """No grammar engine can be had, or the one we had went away; the rest of fixprose works."""


class GrammarEngine(Protocol):
    """Checks sentences; to be closed after use (`with engine: …`)."""

    @property
    def name(self) -> str:
        """What reports call the engine."""
        ...

    @property
    def version(self) -> str:
        """The engine's own version, or `unknown`."""
        ...

    def check(self, text: str, pivot: str | None) -> list[Match]:
        """Return the matches in `text`; `pivot` turns on rules for that mother tongue.

        Raises GrammarUnavailable when the engine no longer answers.
        """
        ...

    def close(self) -> None:
        """Release what the engine holds; closing twice does nothing."""
        ...

    def __enter__(self) -> Self:
        """Return the engine."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        ...

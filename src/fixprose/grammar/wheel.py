"""The engine without Java: lingotweaker, a Rust engine with LanguageTool's rule ids."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate
from types import TracebackType
from typing import TYPE_CHECKING, Self

from fixprose.grammar.engine import GrammarUnavailable, Match

if TYPE_CHECKING:
    import lt_py

_MARKUP = re.compile(r"<suggestion>(.*?)</suggestion>")
_PACKAGES = ("lingotweaker", "lingotweaker-data-en")


class WheelEngine:
    """lingotweaker in this process."""

    name = "LingoTweaker"

    def __init__(self, engine: lt_py.Engine, version: str) -> None:
        self.version = version
        self._engine = engine

    def check(self, text: str, pivot: str | None) -> list[Match]:
        """Return the matches in `text`; this engine knows no mother tongues."""
        clean = text.encode(errors="replace").decode()  # half a surrogate pair has no UTF-8
        ends = list(accumulate(len(char.encode()) for char in clean))  # in bytes
        return [
            Match(
                bisect_right(ends, found["offset"]),
                bisect_right(ends, found["offset"] + found["length"]),
                found["rule_id"],
                _MARKUP.sub("“\\1”", found["message"]),
                tuple(found["suggestions"]),
            )
            for found in self._engine.check(clean)
        ]

    def close(self) -> None:
        """Nothing to release."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def wheel_version() -> str | None:
    """Return the installed version of the engine, None if it or its English data is missing."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        engine, _ = [version(package) for package in _PACKAGES]
    except PackageNotFoundError:
        return None
    return engine


def load_wheel(rules: Collection[str]) -> WheelEngine:
    """Return the engine with `rules` alone; raises GrammarUnavailable when it is not installed."""
    found = wheel_version()
    if found is None:
        raise GrammarUnavailable(
            "the grammar engine without Java is not installed: pip install " + " ".join(_PACKAGES)
        )
    try:
        import lt_py

        engine = lt_py.Engine("en-US", enabled_rules=sorted(rules), enabled_only=True)
    except Exception as error:  # a young library that tells its errors apart by message only
        raise GrammarUnavailable(f"lingotweaker {found} does not load: {error}") from error
    return WheelEngine(engine, found)

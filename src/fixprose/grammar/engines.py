"""Which engine to use: the user's server, LanguageTool of ours, or the one without Java."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from fixprose.errors import FixproseError
from fixprose.grammar.engine import GrammarEngine, GrammarUnavailable

Mode = Literal["off", "auto", "server", "wheel"]
MODES: tuple[Mode, ...] = get_args(Mode)


def open_engine(mode: Mode, url: str | None, rules: Collection[str]) -> GrammarEngine:
    """Return an engine that looks for `rules`; starting a server takes seconds.

    `url` is a running LanguageTool server and goes before everything else, except in the mode
    `wheel`. Nothing is ever downloaded. Raises GrammarUnavailable when there is no engine.
    """
    if mode == "wheel":
        from fixprose.grammar.wheel import load_wheel

        return load_wheel(rules)
    if mode not in ("auto", "server"):
        raise FixproseError(f"no grammar engine {mode!r}: choose one of {', '.join(MODES)}")
    if url is not None:
        from fixprose.grammar.server import connect

        return connect(url, rules)

    from fixprose.grammar.status import status

    found = status()
    if found.languagetool is not None and found.java is not None and found.client:
        from fixprose.grammar.server import start_server

        return start_server(found.languagetool, found.java, rules)
    if mode == "auto" and found.wheel is not None:
        from fixprose.grammar.wheel import load_wheel

        return load_wheel(rules)
    raise GrammarUnavailable(f"no grammar engine: {found.missing}")

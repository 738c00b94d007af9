"""Names in options: a pivot or the beginning of a rule id that nothing has is an error."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fixprose.edits import STAGES
from fixprose.errors import FixproseError

if TYPE_CHECKING:
    from fixprose.engine import Fixer
    from fixprose.options import Options


def check_names(options: Options, fixer: Fixer) -> None:
    """Raise FixproseError for a name in the options that no rule has: it would do nothing.

    Of rules only what stands before the first slash is looked at; ids come and go with versions.
    """
    prefixes = {
        prefix
        for name in ("select", "ignore", "extend_safe", "extend_review", "unfixable")
        for prefix in getattr(options, name)
    }
    if options.pivot in ("auto", "none") and not prefixes:
        return
    rules = fixer.tools.rules.rules
    if options.pivot not in ("auto", "none"):
        pivots = {pivot for rule in rules for pivot in rule.pivots}
        _check("pivot", options.pivot, pivots | {"auto", "none"})
    heads = {*STAGES, *(rule.id.split("/")[0] for rule in rules)}
    for prefix in sorted(prefixes):
        head, slash, _ = prefix.partition("/")
        if slash:
            _check("rules that begin with", head, heads, "/")
        elif not any(each.startswith(head) for each in heads):
            _check("rules that begin with", head, heads)


def _check(what: str, name: str, known: Iterable[str], slash: str = "") -> None:
    if name in known:
        return
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    hint = f"; did you mean '{close[0]}{slash}'?" if close else f": {', '.join(sorted(known))}"
    raise FixproseError(f"no {what} '{name}{slash}'{hint}")

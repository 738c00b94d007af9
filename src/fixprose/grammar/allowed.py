"""The allow-list: which rules of LanguageTool are trusted, and how far (`allowed.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, get_args

from fixprose.errors import FixproseError
from fixprose.grammar.pick import Pick


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedRule:
    """One trusted rule; `wrong` and `right` are an example of what it mends."""

    id: str
    pick: Pick
    confidence: float
    why: str
    wrong: str
    right: str


@cache
def allowed_rules() -> Mapping[str, AllowedRule]:
    """Return the allow-list by rule id."""
    text = (resources.files("fixprose.grammar") / "allowed.yaml").read_text(encoding="utf-8")
    return MappingProxyType(read_allowed(text))


def read_allowed(text: str) -> dict[str, AllowedRule]:
    """Return the rules of an allow-list; raises FixproseError for one that makes no sense."""
    import yaml

    wanted = {field.name for field in fields(AllowedRule)}
    found: dict[str, AllowedRule] = {}
    entry: Any
    for entry in yaml.safe_load(text):
        name = entry.get("id") if isinstance(entry, dict) else None
        if name is None or set(entry) != wanted:
            raise FixproseError(
                f"allowed.yaml: {name or entry}: an entry has {', '.join(sorted(wanted))}"
            )
        if entry["pick"] not in get_args(Pick):
            raise FixproseError(f"allowed.yaml: {name}: no way to pick {entry['pick']!r}")
        if not 0 < entry["confidence"] < 1:
            raise FixproseError(f"allowed.yaml: {name}: confidence is between 0 and 1")
        if name in found:
            raise FixproseError(f"allowed.yaml: {name} stands there twice")
        found[name] = AllowedRule(**entry)
    return found

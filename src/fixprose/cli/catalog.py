"""The catalogue: every rule there is, of packs and of stages, for `explain` and `rules list`."""

from __future__ import annotations

import difflib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from fixprose.errors import FixproseError

if TYPE_CHECKING:
    from fixprose.knowledge.rules import Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule: `rule` holds what its pack says, None for a rule that a stage has built in."""

    id: str
    stage: str
    why: str
    rule: Rule | None = None


def read_catalog(folders: Iterable[str] = ()) -> list[Entry]:
    """Return all rules, sorted by id. Raises FixproseError for packs that cannot be read."""
    from fixprose.knowledge.pages import read_pages

    entries = [Entry(rule.id, "phrases", rule.why, rule) for rule in read_pages(folders)]
    return sorted([*entries, *_stage_rules()], key=lambda entry: entry.id)


def find_rule(name: str, entries: Iterable[Entry]) -> Entry:
    """Return the rule with an id, or with that id as a former one.

    Raises FixproseError that names the nearest ids.
    """
    known = list(entries)
    for entry in known:
        if entry.id == name or (entry.rule and name in entry.rule.aliases):
            return entry
    begin = [entry.id for entry in known if entry.id.startswith(name)]
    if begin and name:
        raise FixproseError(
            f"'{name}' is no rule, but {len(begin)} begin so: fixprose rules list --select {name}"
        )
    close = difflib.get_close_matches(name, [entry.id for entry in known], n=3)
    hint = f"; did you mean {' or '.join(close)}?" if close else ": see fixprose rules list"
    raise FixproseError(f"there is no rule '{name}'{hint}")


def _stage_rules() -> Iterator[Entry]:
    """Yield the rules that stages describe in tables called DESCRIPTIONS."""
    import fixprose.stages

    found: dict[str, Entry] = {}
    for module in pkgutil.walk_packages(fixprose.stages.__path__, "fixprose.stages."):
        stage = module.name.split(".")[2]
        table: dict[str, str] = getattr(import_module(module.name), "DESCRIPTIONS", {})
        found |= {id: Entry(id, stage, text) for id, text in table.items()}
    yield from found.values()

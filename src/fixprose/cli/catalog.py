"""The catalogue: everything that can stand as the rule of a fix, for `explain` and `rules list`.

Rules come from packs; names from the gazetteer; the grammar stage has its allow-list; and stages
describe what they have built in.
"""

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
    """One rule: `rule` holds what its pack says, `facts` what is known of any other one.

    `changes` are pairs of wrong and right.
    """

    id: str
    stage: str
    why: str
    rule: Rule | None = None
    facts: tuple[tuple[str, str], ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


def read_catalog(folders: Iterable[str] = ()) -> list[Entry]:
    """Return all rules, sorted by id. Raises FixproseError for packs that cannot be read."""
    from fixprose.knowledge.pages import read_pages

    entries = [Entry(rule.id, "phrases", rule.why, rule) for rule in read_pages(folders)]
    entries += [*_stage_rules(), *_names(), *_grammar_rules()]
    return sorted(entries, key=lambda entry: entry.id)


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


def _names() -> Iterator[Entry]:
    """Yield the names of the gazetteer."""
    from fixprose.knowledge.store import load_names

    for name in load_names().gazetteer.entries:
        tables = (*name.forms.values(), *name.garbles.values())
        wrong = dict.fromkeys(form for forms in tables for form in forms)
        facts = {
            "kind": name.kind.replace("-", " "),
            "also right": ", ".join((*name.acronym, *name.also)),
            "place": ", ".join(name.place),
            "entry": name.where,
        }
        yield Entry(
            name.rule,
            "names",
            f"“{name.full}” is a name; where its words stand garbled it is put right.",
            facts=tuple((key, value) for key, value in facts.items() if value),
            changes=tuple((form, name.full) for form in wrong),
        )


def _grammar_rules() -> Iterator[Entry]:
    """Yield the rules of the grammar checker that are trusted."""
    from fixprose.grammar.allowed import allowed_rules

    for rule in allowed_rules().values():
        why = f"{rule.why[:1].upper()}{rule.why[1:]}"
        facts = (("origin", f"LanguageTool, rule {rule.id}"),)
        changes = ((rule.wrong, rule.right),)
        yield Entry(f"grammar/{rule.id}", "grammar", why, facts=facts, changes=changes)

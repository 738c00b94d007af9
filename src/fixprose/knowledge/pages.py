"""Pages: rules as their authors wrote them, for people to read; not needed to repair a text.

A source checkout reads them from the packs; an installed package carries them in one file, since
the compiled packs hold only what the matcher needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fixprose.edits import Changes, Safety
from fixprose.errors import FixproseError
from fixprose.knowledge.rules import Certainty, Context, Example, Rule

PAGES_FILE = "pages.jsonl"
_DATA = Path(__file__).parents[1] / "_data"


def read_pages(folders: Iterable[str] = ()) -> list[Rule]:
    """Return the built-in rules and those of the user's pack folders.

    Raises PackError for a pack that cannot be read, FixproseError for a folder that is not there.
    """
    from fixprose.knowledge.packs import read_rules

    found = _builtin()
    for name in folders:
        if not Path(name).is_dir():
            raise FixproseError(f"{name}: no such folder of packs")
        found += read_rules(Path(name))
    return found


def write_pages(rules: Path, target: Path) -> None:
    """Write the pages of all packs below `rules` into the folder `target`, for the wheel."""
    from fixprose.knowledge.packs import read_rules

    lines = []
    for rule in read_rules(rules):
        record = {**asdict(rule), "path": f"rules/{Path(rule.path).relative_to(rules).as_posix()}"}
        lines.append(json.dumps(record, ensure_ascii=False))
    target.mkdir(parents=True, exist_ok=True)
    (target / PAGES_FILE).write_text("\n".join(lines), encoding="utf-8")


def load_pages(path: Path) -> list[Rule]:
    """Return the rules that `write_pages` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [_rule(json.loads(line)) for line in lines]


def _builtin() -> list[Rule]:
    from fixprose.knowledge.packs import read_rules
    from fixprose.knowledge.store import rules_folder

    folder = rules_folder()
    if folder is not None:
        return read_rules(folder)
    path = _DATA / PAGES_FILE
    if not path.is_file():
        raise FixproseError("the installation has no rule pages: install fixprose again")
    return load_pages(path)


def _rule(record: dict[str, Any]) -> Rule:
    def pairs(key: str) -> tuple[tuple[str, str], ...]:
        return tuple((wrong, right) for wrong, right in record[key])

    context = {name: tuple(value) for name, value in record["context"].items()}
    texts = {name: tuple(record[name]) for name in ("pivots", "keep", "aliases")}
    return Rule(
        **{
            **record,
            **texts,
            "pairs": pairs("pairs"),
            "terms": pairs("terms"),
            "certainty": Certainty(record["certainty"]),
            "safety": Safety(record["safety"]),
            "changes": Changes(record["changes"]),
            "context": Context(**context),
            "examples": tuple(Example(**each) for each in record["examples"]),
        }
    )

"""Skeletons: the text of a new rule, and the pack file it belongs in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from fixprose.errors import FixproseError

_ID = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)+")
_SKELETON = """\
- id: {id}
{source}  match: the garbled phrase
  fix: the right phrase
  why: {why}
  certainty: likely
  status: trial
  examples:
    - This sentence holds the garbled phrase. → This sentence holds the right phrase.
  keep:
    - This correct sentence looks similar and must stay as it is.
"""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A new rule: the file it belongs in, whether that exists, and the text to add."""

    path: Path
    exists: bool
    text: str


def new_rule(id: str, folder: Path, family: str | None = None) -> Skeleton:
    """Return a rule to fill in, for a folder of packs.

    `family` names the file without its ending; by default it is the phrase of the id. Raises
    FixproseError for an id that cannot be one, or is taken.
    """
    if not _ID.fullmatch(id):
        raise FixproseError(
            f"'{id}' is no id of a rule: write pivot, slash and the phrase at stake, in small"
            " letters and hyphens, as in fr/shake-hands"
        )
    pivot, phrase = id.split("/")[0], id.split("/")[-1]
    if pivot == "names":
        raise FixproseError("names are entries of the gazetteer, not rules: edit rules/names/")
    taken = _place_of(id, folder)
    if taken:
        raise FixproseError(f"there is a rule '{id}' already: {taken}")
    home = folder / "common" if pivot == "common" else folder / "pivot" / pivot
    path = home / f"{family or phrase}.yaml"
    foreign = pivot not in ("common", "spin")
    text = _SKELETON.format(
        id=id,
        source="  source: the phrase of the pivot\n" if foreign else "",
        why="The word “…” of the pivot was read as “…”."
        if foreign
        else "A thesaurus did this."
        if pivot == "spin"
        else "Any machine may do this.",
    )
    return Skeleton(path, path.exists(), text)


def add_rule(skeleton: Skeleton) -> None:
    """Write a skeleton to the end of its file, which is made if need be."""
    before = skeleton.path.read_text(encoding="utf-8").rstrip("\n") if skeleton.exists else ""
    skeleton.path.parent.mkdir(parents=True, exist_ok=True)
    joined = f"{before}\n\n{skeleton.text}" if before else skeleton.text
    skeleton.path.write_text(joined, encoding="utf-8")


def _place_of(id: str, folder: Path) -> str | None:
    pattern = re.compile(rf"(?m)^\s*(?:- )?id:\s*['\"]?{re.escape(id)}['\"]?[ \t]*$")
    for path in sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        match = pattern.search(text)
        if match:
            return f"{path}:{text.count(chr(10), 0, match.end()) + 1}"
    return None

"""Reads `rules/names/*.yaml` into entries of the gazetteer, strictly.

`docs/names.md` describes the format. A file is a list of groups; a group shares a kind (and what
else its names have in common), or is a group of synonyms for the words of all names.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from fixprose.errors import FixproseError
from fixprose.knowledge.gazetteer_entries import CERTAINTIES, KINDS, Entry
from fixprose.knowledge.gazetteer_words import fold, stem

_SHORTHAND = re.compile(r"(?P<the>the )?(?P<name>.+?)(?: \((?P<acronym>[^()]+)\))?")


@dataclass(frozen=True, slots=True)
class Lists:
    """What the files under one folder say: entries, and synonyms by channel."""

    entries: tuple[Entry, ...]
    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]]  # channel → word → its replacements
    right: tuple[str, ...] = ()  # names that are right as they stand, and never a garbled one


def load_entries(folder: Path) -> Lists:
    """Return the entries and synonyms of all `*.yaml` files in `folder`.

    Raises FixproseError with file and line for whatever is not as `docs/names.md` says.
    """
    entries: dict[str, Entry] = {}
    synonyms: dict[str, dict[str, tuple[str, ...]]] = {}
    right: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        for group in _groups(path):
            if group.keys == {"channel", "words"}:
                channel = synonyms.setdefault(group.text("channel"), {})
                for word, others in group.table("words").items():
                    channel[stem(word)] = (*channel.get(stem(word), ()), *map(stem, others))
                continue
            if group.keys == {"right"}:
                right += group.list("right")
                continue
            for entry in _entries(group):
                if twin := entries.get(entry.rule):
                    raise FixproseError(
                        f"{entry.where}: “{entry.name}” is already in {twin.where}; "
                        "join the two entries"
                    )
                entries[entry.rule] = entry
    _check_right(entries.values(), right)
    return Lists(tuple(entries.values()), synonyms, tuple(right))


def _check_right(entries: Iterable[Entry], right: Iterable[str]) -> None:
    """Raise FixproseError for a garble that is a right name elsewhere in the lists."""
    known = set(right)
    for entry in entries:
        for form in (form for forms in entry.garbles.values() for form in forms):
            if form.partition(" = ")[0] in known and entry.kind != "person":
                raise FixproseError(f"{entry.where}: “{form}” stands under “right” too; drop one")


_TEXT = frozenset({"name", "kind", "preposition", "certainty", "casing", "given", "surname"})
_LIST = frozenset({"place", "acronym", "also", "heads", "titles", "in-document"})
_TABLE = frozenset({"synonyms", "garbles", "forms"})
_SHARED = (_TEXT | _LIST | {"garbles"}) - {"name", "acronym", "also", "given", "surname"}


@dataclass(frozen=True, slots=True)
class _Mapping:
    """A mapping of a YAML file whose values are asked for by kind, with their line for errors."""

    path: Path
    node: MappingNode

    @property
    def where(self) -> str:
        return _where(self.path, self.node)

    @property
    def keys(self) -> set[str]:
        return {key.value for key, _ in self.node.value}

    def check(self, allowed: Iterable[str], required: Iterable[str]) -> None:
        for key, _ in self.node.value:
            if key.value not in allowed:
                near = difflib.get_close_matches(str(key.value), sorted(allowed), 1)
                hint = (
                    f"did you mean “{near[0]}”?" if near else f"known: {', '.join(sorted(allowed))}"
                )
                raise FixproseError(f"{_where(self.path, key)}: unknown key “{key.value}”; {hint}")
        for name in required:
            if name not in self.keys:
                raise FixproseError(f"{self.where}: “{name}” is missing; add it")

    def get(self, name: str) -> Node | None:
        return next((value for key, value in self.node.value if key.value == name), None)

    def text(self, name: str) -> str:
        return _text(self.path, self.get(name))

    def list(self, name: str) -> tuple[str, ...]:
        return _list(self.path, self.get(name))

    def table(self, name: str) -> dict[str, tuple[str, ...]]:
        node = self.get(name)
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            raise FixproseError(f"{_where(self.path, node)}: “{name}” must be a mapping")
        return {_text(self.path, key): _list(self.path, value) for key, value in node.value}


def _groups(path: Path) -> Iterator[_Mapping]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FixproseError(f"{path}:{line}: not YAML: {error.problem}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FixproseError(f"{path}: cannot be read: {error}") from None
    if root is None:
        return
    if not isinstance(root, SequenceNode):
        raise FixproseError(f"{_where(path, root)}: a file of names is a list of groups")
    for node in root.value:
        if not isinstance(node, MappingNode):
            raise FixproseError(f"{_where(path, node)}: a group has keys such as “kind”, “names”")
        group = _Mapping(path, node)
        if group.get("channel") is not None:
            group.check({"channel", "words"}, ("channel", "words"))
        elif group.get("right") is not None:
            group.check({"right"}, ())
        else:
            group.check(_SHARED | {"names"}, ("kind", "names"))
        yield group


def _entries(group: _Mapping) -> Iterator[Entry]:
    path, names = group.path, group.get("names")
    assert names is not None
    if not isinstance(names, SequenceNode):
        raise FixproseError(f"{_where(path, names)}: “names” must be a list")
    shared = _values(group)
    for node in names.value:
        if isinstance(node, ScalarNode):
            values = dict(shared)
            values.update(_named(_text(path, node)))
        elif isinstance(node, MappingNode):
            item = _Mapping(path, node)
            item.check(_TEXT | _LIST | _TABLE, ("name",))
            own = _values(item)
            values = {**shared, **own}
            for key in ("place", "heads", "titles"):
                values[key] = (*own.get(key, ()), *shared.get(key, ()))
            name = _named(item.text("name"))
            name["acronym"] = (*name.get("acronym", ()), *own.get("acronym", ()))
            values.update(name)
        else:
            raise FixproseError(f"{_where(path, node)}: a name is a text or a mapping")
        yield _checked(Entry(**values, where=_where(path, node)))


def _values(item: _Mapping) -> dict[str, Any]:
    known = {entry_field.name for entry_field in fields(Entry)}
    values: dict[str, Any] = {}
    for key in item.keys:
        name = key.replace("-", "_")
        if name not in known:
            continue
        if key in _TEXT:
            values[name] = item.text(key)
        elif key in _LIST:
            values[name] = item.list(key)
        else:
            values[name] = item.table(key)
    return values


def _named(text: str) -> dict[str, Any]:
    match = _SHORTHAND.fullmatch(text)
    assert match is not None
    acronym = match["acronym"]
    return {
        "name": match["name"],
        "article": bool(match["the"]),
        "acronym": tuple(acronym.split(", ")) if acronym else (),
    }


def _checked(entry: Entry) -> Entry:
    if entry.kind not in KINDS:
        near = difflib.get_close_matches(entry.kind, sorted(KINDS), 1)
        hint = f"did you mean “{near[0]}”?" if near else f"known: {', '.join(sorted(KINDS))}"
        raise FixproseError(f"{entry.where}: unknown kind “{entry.kind}”; {hint}")
    if entry.certainty not in CERTAINTIES:
        raise FixproseError(
            f"{entry.where}: certainty “{entry.certainty}”; it is one of {', '.join(CERTAINTIES)}"
        )
    words = {stem(word) for word in re.findall(r"[^\W_]+(?:\.[^\W_]+)*\.?", entry.name)}
    for word in entry.synonyms:
        if stem(word) not in words:
            raise FixproseError(
                f"{entry.where}: “{word}” has synonyms but is not in “{entry.name}”"
            )
    right = {fold(form) for form in (entry.name, *entry.also)}
    for form in (form for forms in entry.garbles.values() for form in forms):
        if fold(form) in right:
            raise FixproseError(f"{entry.where}: “{form}” cannot be both right and a garble")
    for table in (entry.forms, entry.garbles):
        for form in (form for forms in table.values() for form in forms):
            wrong, _, answer = form.partition(" = ")
            if wrong in (entry.name, *entry.also) or wrong == answer:
                raise FixproseError(f"{entry.where}: “{form}” is listed as right and as wrong")
    return entry


def _text(path: Path, node: Node | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, ScalarNode) or not node.value.strip():
        raise FixproseError(f"{_where(path, node)}: a text is expected here")
    return str(node.value)


def _list(path: Path, node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    if isinstance(node, ScalarNode):
        return (_text(path, node),)
    if not isinstance(node, SequenceNode):
        raise FixproseError(f"{_where(path, node)}: a text or a list of texts is expected here")
    return tuple(_text(path, item) for item in node.value)


def _where(path: Path, node: Node) -> str:
    return f"{path}:{node.start_mark.line + 1}"

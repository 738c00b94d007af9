"""Pack files: YAML to rules, strictly, with file and line in every complaint."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fixprose.edits import Changes, Safety
from fixprose.errors import FixproseError
from fixprose.knowledge.rules import Certainty, Context, Example, Rule

ARROW = " → "
KEYS = frozenset(
    "id match fix pairs terms why source certainty safety changes in-sentence in-document"
    " not-in-sentence not-in-document before after not-before not-after pivots status examples keep"
    " aliases".split()
)
_CONTEXT = {
    "in-sentence": "sentence",
    "not-in-sentence": "not_sentence",
    "in-document": "document",
    "not-in-document": "not_document",
    "before": "before",
    "not-before": "not_before",
    "after": "after",
    "not-after": "not_after",
}


class PackError(FixproseError):
    """A pack file that cannot be used; `problems` has a line `path:line: what` for each reason."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(problems[0] + more)


def pack_files(folder: Path) -> list[Path]:
    """Return the rule files below a folder of packs, in a fixed order; `names/` is not rules."""
    return sorted(
        path
        for path in folder.rglob("*.yaml")
        if path.name != "never.yaml" and "names" not in path.relative_to(folder).parts[:-1]
    )


def pivot_of(path: Path, folder: Path) -> str:
    """Return what the rules of a file are for: `pivot/fr/x.yaml` → fr, anything else → common."""
    parts = path.relative_to(folder).parts
    for index, part in enumerate(parts[:-2]):
        if part == "pivot":
            return parts[index + 1]
    return "common"


def read_file(path: Path, folder: Path) -> list[Rule]:
    """Read one rule file below `folder`. Raises PackError naming every bad place at once."""
    reader = _FileReader(path, pivot_of(path, folder))
    rules = list(reader.rules())
    if reader.problems:
        raise PackError(reader.problems)
    return rules


def read_rules(folder: Path) -> list[Rule]:
    """Read all rule files below `folder`. Raises PackError naming every bad place at once."""
    rules: list[Rule] = []
    problems: list[str] = []
    for path in pack_files(folder):
        try:
            rules += read_file(path, folder)
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(problems)
    return rules


def read_never(folder: Path) -> list[tuple[str, str]]:
    """Return the phrases of `never.yaml` with their reasons; none where there is no such file."""
    path = folder / "never.yaml"
    if not path.is_file():
        return []
    data, problems = _load(path)
    found: list[tuple[str, str]] = []
    for item, line in _items(data, path, problems):
        if not isinstance(item, dict) or set(item) != {"phrase", "why"}:
            problems.append(f"{path}:{line}: each item has `phrase` and `why`, nothing else")
        else:
            found.append((str(item["phrase"]), str(item["why"])))
    if problems:
        raise PackError(problems)
    return found


class _Lined(dict[str, Any]):
    """A mapping that knows on which line (from 1) it and each of its keys began."""

    line = 0
    lines: dict[str, int]


def _load(path: Path) -> tuple[Any, list[str]]:
    """Return a file's content with lines kept, and what is wrong with it as YAML."""
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return (_plain(node, yaml) if node is not None else []), []
    except UnicodeDecodeError as error:
        return [], [f"{path}: not UTF-8 at byte {error.start}"]
    except OSError as error:
        return [], [f"{path}: {error.strerror or error}"]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return [], [f"{path}:{line}: not YAML: {error.problem or error.context}"]
    except yaml.YAMLError as error:
        return [], [f"{path}: not YAML: {' '.join(str(error).split())}"]


def _plain(node: Any, yaml: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        found = _Lined()
        found.line, found.lines = node.start_mark.line + 1, {}
        for key, value in node.value:
            found[str(key.value)] = _plain(value, yaml)
            found.lines[str(key.value)] = key.start_mark.line + 1
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, yaml) for item in node.value]
    return node.value


def _items(data: Any, path: Path, problems: list[str]) -> Iterator[tuple[Any, int]]:
    if not isinstance(data, list):
        problems.append(f"{path}:1: a pack is a list of rules, each beginning with “- id:”")
        return
    for item in data:
        yield item, getattr(item, "line", 1)


class _FileReader:
    """Reads one pack file, collecting every problem instead of stopping at the first."""

    def __init__(self, path: Path, pivot: str) -> None:
        self.path = path
        self.pivot = pivot
        self.problems: list[str] = []

    def rules(self) -> Iterator[Rule]:
        data, self.problems = _load(self.path)
        if self.problems:
            return
        for item, line in _items(data, self.path, self.problems):
            if not isinstance(item, _Lined):
                self._complain(line, "a rule is a mapping that begins with “- id:”")
                continue
            before = len(self.problems)
            rule = self._rule(item)
            if rule is not None and len(self.problems) == before:
                yield rule

    def _complain(self, line: int, what: str) -> None:
        self.problems.append(f"{self.path}:{line}: {what}")

    def _rule(self, item: _Lined) -> Rule | None:
        for key in item:
            if key not in KEYS:
                near = difflib.get_close_matches(key, KEYS, 1)
                hint = f" (did you mean “{near[0]}”?)" if near else ""
                self._complain(item.lines[key], f"unknown key “{key}”{hint}")
        required = {"id", "why", "keep"} | (set() if "terms" in item else {"examples"})
        missing = sorted(required - set(item))
        if missing:
            self._complain(item.line, f"rule {item.get('id', '')}: {', '.join(missing)} missing")
            return None
        for key in ("id", "why", "source"):
            if not isinstance(item.get(key, ""), str):
                self._complain(item.lines[key], f"“{key}” is a text")
        pairs, terms = self._pairs(item)
        certainty = self._choice(item, "certainty", Certainty, Certainty.LIKELY)
        context = {field: tuple(self._texts(item, key)) for key, field in _CONTEXT.items()}
        status = item.get("status", "on")
        if status not in ("on", "trial"):
            self._complain(item.lines["status"], "status is “on” or “trial”")
        return Rule(
            id=str(item["id"]),
            pivot=self.pivot,
            why=" ".join(str(item["why"]).split()),
            pairs=pairs,
            terms=terms,
            source=str(item.get("source", "")),
            certainty=certainty,
            safety=self._choice(item, "safety", Safety, Safety.SAFE),
            changes=self._choice(item, "changes", Changes, Changes.NOTHING),
            context=Context(**context),
            pivots=tuple(self._texts(item, "pivots")),
            trial=status == "trial",
            examples=tuple(self._examples(item)),
            keep=tuple(self._texts(item, "keep", required=True)),
            aliases=tuple(self._texts(item, "aliases")),
            path=str(self.path),
            line=item.line,
        )

    def _pairs(
        self, item: _Lined
    ) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        ways = [key for key in ("match", "pairs", "terms") if key in item]
        if len(ways) != 1:
            self._complain(item.line, "a rule has one of “match”, “pairs”, “terms”")
            return (), ()
        if ways == ["match"]:
            if not isinstance(item.get("fix"), str):
                self._complain(item.line, "a rule with “match” has a “fix”, a text")
                return (), ()
            return tuple((match, item["fix"]) for match in self._texts(item, "match")), ()
        mapping = item[ways[0]]
        if not isinstance(mapping, dict) or not all(isinstance(v, str) for v in mapping.values()):
            self._complain(
                item.lines[ways[0]], f"“{ways[0]}” is a mapping: wrong words: right words"
            )
            return (), ()
        if "fix" in item:
            self._complain(item.lines["fix"], f"“fix” has no place beside “{ways[0]}”")
        found = tuple(mapping.items())
        return ((), found) if ways == ["terms"] else (found, ())

    def _examples(self, item: _Lined) -> Iterator[Example]:
        for text in self._texts(item, "examples"):
            before, arrow, after = text.partition(ARROW.strip())
            if not arrow:
                self._complain(item.lines["examples"], f"an example is “wrong{ARROW}right”: {text}")
            else:
                yield Example(before.strip(), after.strip())

    def _texts(self, item: _Lined, key: str, *, required: bool = False) -> list[str]:
        value = item.get(key, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            self._complain(item.lines.get(key, item.line), f"“{key}” is a text or a list of texts")
            return []
        if required and not values:
            self._complain(item.lines.get(key, item.line), f"“{key}” is empty")
        return values

    def _choice(self, item: _Lined, key: str, kind: Any, default: Any) -> Any:
        if key not in item:
            return default
        try:
            return kind(item[key])
        except ValueError:
            right = ", ".join(member.value for member in kind)
            self._complain(item.lines[key], f"“{key}” is one of {right}, not “{item[key]}”")
            return default

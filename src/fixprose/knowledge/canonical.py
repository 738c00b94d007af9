"""The canonical form of pack files: a difference of two versions then shows knowledge, not layout.

Keys stand in the order of the documentation, texts are plain where YAML allows and folded at 120
columns, lists of words stand in brackets. Comments stay: those at the head of the file where they
are, those before or inside a rule above it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fixprose.knowledge.packs import PackError

WIDTH = 120
ORDER = (
    "id",
    "aliases",
    "source",
    "match",
    "fix",
    "pairs",
    "terms",
    "why",
    "certainty",
    "safety",
    "changes",
    "status",
    "pivots",
    "in-sentence",
    "not-in-sentence",
    "in-document",
    "not-in-document",
    "before",
    "not-before",
    "after",
    "not-after",
    "examples",
    "keep",
    "phrase",
)
_PROSE = frozenset({"why", "examples", "keep", "source"})
# What YAML reads only from an escape, or a reader could not see.
_UNPRINTABLE = re.compile(
    "[^\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_WORD = re.compile(r"[\w'’.$€£%-]+(?: [\w'’.$€£%-]+)*")


def canonical_text(path: Path) -> str:
    """Return what a pack file holds, in canonical form.

    Raises PackError for what is not a list of mappings, or would not be read back the same.
    """
    text = path.read_text(encoding="utf-8")
    items, starts = _items(text, path)
    head, above, tail = _comments(text, starts)
    blocks = ["\n".join(head)] if head else []
    for item, comments in zip(items, above, strict=True):
        blocks.append("\n".join([*comments, *_item(item)]))
    if tail:
        blocks.append("\n".join(tail))
    found = "\n\n".join(blocks) + "\n"
    if _items(found, path)[0] != items:
        raise PackError(
            [f"{path}:1: would not be read back the same in canonical form; left as is"]
        )
    return found


def _items(text: str, path: Path) -> tuple[list[dict[str, Any]], list[int]]:
    """Return the items of a file, and the lines (from 0) on which they begin."""
    import yaml

    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise PackError([f"{path}:{line}: not YAML: {error.problem or error.context}"]) from error
    if node is None:
        return [], []
    if not isinstance(node, yaml.SequenceNode):
        raise PackError([f"{path}:1: a pack is a list, each item beginning with “- ”"])
    items = [_plain(each, path) for each in node.value]
    for item, each in zip(items, node.value, strict=True):
        if not isinstance(item, dict):
            raise PackError([f"{path}:{each.start_mark.line + 1}: each item is a mapping"])
        if isinstance(item.get("why"), str):
            item["why"] = " ".join(item["why"].split())
    return items, [each.start_mark.line for each in node.value]


def _plain(node: Any, path: Path) -> Any:
    if isinstance(node.value, str):
        return node.value
    if node.id == "sequence":
        return [_plain(each, path) for each in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in found:
            line = key.start_mark.line + 1
            raise PackError([f"{path}:{line}: “{key.value}” stands here a second time"])
        found[key.value] = _plain(value, path)
    return found


def _comments(text: str, starts: Sequence[int]) -> tuple[list[str], list[list[str]], list[str]]:
    """Return the comments at the head, those of each item, and those behind the last one."""
    head: list[str] = []
    above: list[list[str]] = [[] for _ in starts]
    tail: list[str] = []
    for line, column, comment in _find_comments(text):
        inside = [number for number, start in enumerate(starts) if start <= line]
        if not inside:
            head.append(comment)
        elif column or (inside[-1] == len(starts) - 1 and not _is_behind(text, line)):
            above[inside[-1]].append(comment)
        elif inside[-1] + 1 < len(starts):
            above[inside[-1] + 1].append(comment)
        else:
            tail.append(comment)
    # A blank line parts the head of the file from what is said about the first rule.
    lines = text.split("\n")
    if starts and head and starts[0] and lines[starts[0] - 1].strip():
        first = starts[0] - 1
        while first >= 0 and lines[first].startswith("#"):
            first -= 1
        own = starts[0] - 1 - first
        if own < len(head):
            head, above[0] = head[: len(head) - own], head[len(head) - own :] + above[0]
    return head, above, tail


def _is_behind(text: str, line: int) -> bool:
    """Tell whether only comments and blank lines follow a line."""
    return all(not rest.strip() or rest.startswith("#") for rest in text.split("\n")[line:])


def _find_comments(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (line, column, text) of each comment, lines from 0."""
    if not re.search(r"(?:^|\s)#", text):
        return
    import yaml

    scalars = [
        (token.start_mark.index, token.end_mark.index)
        for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if isinstance(token, yaml.ScalarToken)
    ]
    for match in re.finditer(r"(?m)(?:^|(?<=\s))#.*$", text):
        at = match.start()
        if not any(start <= at < end for start, end in scalars):
            yield text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1, match.group().rstrip()


def _item(item: dict[str, Any]) -> Iterator[str]:
    known = [key for key in ORDER if key in item]
    for number, key in enumerate([*known, *(key for key in item if key not in ORDER)]):
        lines = list(_entry(key, item[key], 2))
        lines[0] = ("- " if number == 0 else "  ") + lines[0][2:]
        yield from lines


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    if value in ([], {}):
        yield f"{pad}{key}: {value}"
    elif isinstance(value, dict):
        yield f"{pad}{key}:"
        for inner, each in value.items():
            if isinstance(each, str):
                yield f"{pad}  {_quoted(inner, key=True)}: {_quoted(each)}"
            else:
                yield from _entry(_quoted(inner, key=True), each, indent + 2)
    elif isinstance(value, list):
        yield from _list(key, value, pad)
    else:
        yield from _folded(f"{pad}{key}: ", value, indent + 2, key in _PROSE)


def _list(key: str, values: list[Any], pad: str) -> Iterator[str]:
    if key not in _PROSE and all(isinstance(value, str) for value in values):
        # A line must not break inside an item, so that spaces there are hidden while wrapping.
        inside = ", ".join(_quoted(value, flow=True).replace(" ", "\x1f") for value in values)
        lines = _wrapped(f"[{inside}]", WIDTH - len(pad) - 2, len(key) + len(pad) + 2)
        if len(lines) == 1 or all(_WORD.fullmatch(value) for value in values):
            yield f"{pad}{key}: " + lines[0].replace("\x1f", " ")
            yield from (f"{pad}  " + line.replace("\x1f", " ") for line in lines[1:])
            return
    yield f"{pad}{key}:"
    for value in values:
        if isinstance(value, str):
            yield from _folded(f"{pad}  - ", value, len(pad) + 4, key in _PROSE)
        else:
            yield from (f"{pad}  {line}" for line in _item(value))


def _folded(start: str, value: str, indent: int, prose: bool) -> Iterator[str]:
    quoted = _quoted(value)
    lines = [quoted]
    if prose and len(start) + len(quoted) > WIDTH and "  " not in value and "\n" not in value:
        wrong, arrow, right = quoted.partition(" → ")
        if arrow and max(len(wrong), len(right) + 2) <= WIDTH - indent:
            lines = [wrong, f"→ {right}"]
        else:
            lines = _wrapped(quoted, WIDTH - indent, len(start))
    yield start + lines[0]
    yield from (" " * indent + line for line in lines[1:])


def _wrapped(text: str, width: int, used: int) -> list[str]:
    """Break at spaces; the first line has `used` columns less (beyond the others' indent)."""
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=" " * max(0, used - (WIDTH - width)),
        break_long_words=False,
        break_on_hyphens=False,
    )
    lines[0] = lines[0].lstrip()
    return lines


def _quoted(text: str, *, key: bool = False, flow: bool = False) -> str:
    """Return a scalar plain where it can be, else in the quotes that need no escapes."""
    if _is_plain(text, key, flow):
        return text
    if _UNPRINTABLE.search(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + _UNPRINTABLE.sub(lambda sign: f"\\U{ord(sign[0]):08x}", escaped) + '"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_plain(text: str, key: bool, flow: bool) -> bool:
    import yaml

    if not text or text != text.strip() or _UNPRINTABLE.search(text) or (key and len(text) > 1000):
        return False
    if flow and not _WORD.fullmatch(text):  # readers of YAML disagree about signs in brackets
        return False
    written = f"[{text}]" if flow else f"{text}: x" if key else f"- {text}"
    try:
        node = yaml.compose(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return False
    if node is None or len(node.value) != 1:
        return False
    scalar = node.value[0][0] if key else node.value[0]
    return bool(
        scalar.value == text and scalar.tag == "tag:yaml.org,2002:str" and not scalar.style
    ) and (not key or node.value[0][1].value == "x")

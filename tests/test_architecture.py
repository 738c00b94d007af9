"""The house: imports point down, modules stay small, and starting costs nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fixprose

ROOT = Path(fixprose.__file__).parent
MODULES = sorted(path for path in ROOT.rglob("*.py"))

# What each room may import; a room not named may import nothing of fixprose but `_BASE`.
_BASE = {"errors", "__init__"}
_FLOORS = [
    {"text", "suppression"},
    {"edits"},
    {"knowledge", "evidence", "grammar"},
    {"stages", "guards", "retranslate"},
    {"options", "cells", "arbitration", "revision", "promises", "toolbox", "engine"},
    {"config", "files"},
    {"report", "review", "learn", "scale", "docx"},
    {"cli", "__main__"},
]


def room_of(path: Path) -> str:
    relative = path.relative_to(ROOT)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports_of(path: Path) -> set[str]:
    """Return the rooms a module imports at run time (type checking blocks do not count)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    found = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "fixprose":
                names = [f"fixprose.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("fixprose.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    if room in _BASE:
        return
    level = next((n for n, floor in enumerate(_FLOORS) if room in floor), None)
    assert level is not None, f"the room {room} has no floor: give it one in this test"
    allowed = _BASE.union({room}, *_FLOORS[: level + 1])
    above = {name for name in imports_of(path) if name not in allowed and not name.startswith("__")}
    assert not above, f"{path.name} imports from above: {sorted(above)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_small_enough_to_hold_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


def test_importing_fixprose_imports_nothing_heavy() -> None:
    code = "import sys, fixprose; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {
        "yaml",
        "ftfy",
        "sacremoses",
        "lemminflect",
        "numpy",
        "rich",
        "click",
        "ahocorasick_rs",
    }
    assert not loaded & heavy


def test_the_public_names_are_a_handful() -> None:
    assert len(fixprose.__all__) <= 8
    for name in fixprose.__all__:
        assert getattr(fixprose, name).__name__ == name
    with pytest.raises(AttributeError):
        fixprose.nothing  # noqa: B018

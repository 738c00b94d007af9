"""Compiles the rule packs into the package when a wheel is built (or the project is installed)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePacks(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `src/fixprose/_data`; an editable install compiles its packs when they are used."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from fixprose.knowledge.pages import write_pages
        from fixprose.knowledge.store import build

        data = root / "src" / "fixprose" / "_data"
        build(root / "rules", data)
        write_pages(root / "rules", data)

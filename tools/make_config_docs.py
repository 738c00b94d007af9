"""Write what is made from the table of configuration keys: the JSON schema and the documentation.

python tools/make_config_docs.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fixprose.config import DEFAULT_EXCLUDE, KEYS, schema

ROOT = Path(__file__).parents[1]
HEAD = """# Configuration

Made by `tools/make_config_docs.py`; don't edit.

fixprose reads `fixprose.toml`, or the table `[tool.fixprose]` of `pyproject.toml`. For each file
the nearest one upwards from its folder holds, and no other. `--config FILE` names one for all
files, `--isolated` reads none, `--show-settings` prints what holds. The command line overrules
the environment (`FIXPROSE_PIVOT=fr` stands for `--pivot fr`, and so on), which overrules the file.
An unknown key or a value of the wrong kind is an error. Editors can use the schema
`src/fixprose/config.schema.json`.

| key | what it sets | example |
|---|---|---|
"""


def outputs() -> dict[Path, str]:
    """Return the content of each file."""
    rows = [
        f"| `{key}` | {each.summary} | `{key} = {each.example}` |" for key, each in KEYS.items()
    ]
    excluded = ", ".join(f"`{each}`" for each in DEFAULT_EXCLUDE)
    tail = (
        "\nRelative paths and patterns count from the folder of the file. Patterns are those of\n"
        f"`.gitignore`. `exclude` is by default: {excluded}.\n"
    )
    return {
        ROOT / "docs/configuration.md": HEAD + "\n".join(rows) + "\n" + tail,
        ROOT / "src/fixprose/config.schema.json": json.dumps(schema(), indent=2) + "\n",
    }


def main(arguments: list[str]) -> int:
    """Write the files, or with --check say which are stale; return the exit code."""
    stale = [
        path
        for path, text in outputs().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if arguments == ["--check"]:
            print(f"{path.relative_to(ROOT)} is stale: run tools/make_config_docs.py")
        else:
            path.write_text(outputs()[path], encoding="utf-8")
    return 1 if stale and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

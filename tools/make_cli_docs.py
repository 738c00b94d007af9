"""Write docs/cli.md, the reference of all commands, from the command line itself.

python tools/make_cli_docs.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from fixprose.cli.app import app
from fixprose.cli.lazy import LazyGroup

TARGET = Path(__file__).parents[1] / "docs/cli.md"
HEAD = """# The command line

Made by `tools/make_cli_docs.py`; don't edit.

| exit code | meaning |
|---|---|
| 0 | nothing found, or written by `fix` |
| 1 | something found (`check`, `compare`), or changes due (`fix --check`, `fix --diff`) |
| 2 | wrong use, bad configuration or pack, an unreadable file, or a bug of ours |
| 130 | interrupted |

Results go to standard output, everything else to standard error. Of several files all are done,
also when one cannot be read. Each option can be set in the environment, as `FIXPROSE_` and its
name: `FIXPROSE_PIVOT=fr`. For the configuration see [configuration.md](configuration.md).
"""


def pages(command: click.Command, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the help of a command and of those below it."""
    context = click.Context(
        command,
        info_name=" ".join(names),
        terminal_width=100,
        max_content_width=100,
        help_option_names=["-h", "--help"],
    )
    level = "#" * (len(names) + 1)
    yield f"{level} {' '.join(names)}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, LazyGroup):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from pages(found, (*names, name))


def main(arguments: list[str]) -> int:
    """Write the page, or with --check say whether it is stale; return the exit code."""
    text = HEAD + "\n" + "\n".join(pages(app, ("fixprose",)))
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    if arguments == ["--check"]:
        print("docs/cli.md is stale: run tools/make_cli_docs.py")
        return 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

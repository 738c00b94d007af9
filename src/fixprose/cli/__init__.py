"""The command line: one module a command, loaded when it is called.

Commands read options, find files, call the engine and hand revisions to a report. They decide
nothing about texts, and nothing below this package knows the screen.
"""

from __future__ import annotations


def main() -> None:
    """Run `fixprose` with the arguments of the process and exit."""
    import sys

    from fixprose.cli.app import run

    sys.exit(run())

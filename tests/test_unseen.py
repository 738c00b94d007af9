"""Sentences written before any rule was run on them: what was once repaired stays repaired.

`bench/unseen/known-failures.txt` lists the sentences that are not repaired yet; one that starts to
work must be taken off the list (`pytest --update-golden` rewrites it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixprose import Fixer

FOLDER = Path(__file__).parents[1] / "bench" / "unseen"
KNOWN = FOLDER / "known-failures.txt"


def documents() -> Iterator[list[list[str]]]:
    """Yield the rows of each table by pivot: pivot, class, sentence, bad, good."""
    for table in sorted(FOLDER.glob("*.tsv")):
        by_pivot: dict[str, list[list[str]]] = {}
        for line in table.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                by_pivot.setdefault(line.split("\t")[0], []).append(line.split("\t"))
        yield from by_pivot.values()


def failures() -> list[str]:
    fixer = Fixer()
    found = []
    for rows in documents():
        repaired = fixer.fix("\n\n".join(row[2] for row in rows)).review_text.split("\n\n")
        assert len(repaired) == len(rows)
        for (_, _, sentence, bad, good), result in zip(rows, repaired, strict=True):
            if re.search(bad, result) or not re.search(good, result):
                found.append(sentence)
    return found


def test_only_known_failures_fail(request: pytest.FixtureRequest) -> None:
    found = failures()
    if request.config.getoption("--update-golden"):
        KNOWN.write_text("\n".join(found) + "\n", encoding="utf-8")
    known = KNOWN.read_text(encoding="utf-8").splitlines()
    assert sorted(set(found) - set(known)) == [], "no longer repaired"
    assert sorted(set(known) - set(found)) == [], "repaired now: take it off the list"

"""Makes an index of rules from YAML written in a test."""

from __future__ import annotations

from pathlib import Path

from fixprose.knowledge.index import RuleIndex
from fixprose.knowledge.store import load_file
from fixprose.text.document import Document

HEAD = """\
- id: fr/test
  why: A test.
  keep: [Nothing here.]
  examples: [a → b]
"""


def index_of(folder: Path, rules: str) -> RuleIndex:
    """Return the index of a pack for French that holds `rules` alone."""
    path = folder / "pivot" / "fr" / "test.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rules, encoding="utf-8")
    return load_file(path, folder)


def one_rule(folder: Path, body: str) -> RuleIndex:
    """Return the index of one rule whose other keys are given."""
    lines = "".join(f"  {line}\n" for line in body.strip().splitlines())
    return index_of(folder, HEAD + lines)


def replaced(index: RuleIndex, text: str) -> list[tuple[str, str]]:
    """Return (matched, replacement) of every hit in a text, in order."""
    document = Document(text)
    hits = [hit for block in document.blocks for hit in index.find(document, block)]
    hits.sort(key=lambda hit: (hit.matched, hit.replacement))
    return [(hit.matched.of(text), hit.replacement) for hit in hits]

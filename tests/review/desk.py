"""Small texts under review, with fixes that are made up."""

from __future__ import annotations

from pathlib import Path

from fixprose.edits import Safety
from fixprose.engine import Fixer
from fixprose.options import Options
from fixprose.review.session import ReviewedFile
from fixprose.revision import Revision
from fixprose.text.read import read_document
from tests.engine.fakes import FakeTools, Replace

TEXT = """\
The lamp on the quay

They lit the blorp lamp at dusk. The keeper , who was old, sat by the blorp lamp.

“We quindle here,” said Ann Grey. All of them quindle brightly at night.

The blorp lamp went out. Nobody minded the dark, and the boats came home.
"""
REPAIRED = TEXT.replace("blorp", "street").replace("keeper ,", "keeper,")
ALL = REPAIRED.replace("quindle here", "shine here").replace("quindle brightly", "shine in gold")


def revise(path: Path) -> Revision:
    """Blorp is a street (safe), quindle is to shine (review; in one place a fix builds on it)."""
    made = [
        Replace(" ,", ",", stage="clean"),
        Replace("blorp", "street"),
        Replace("quindle", "shine", safety=Safety.REVIEW),
        Replace("shine brightly", "shine in gold", safety=Safety.REVIEW, stage="grammar"),
    ]
    return Fixer(Options(), tools=FakeTools(*made)).fix(read_document(path))


def reviewed(path: Path, text: str = TEXT) -> ReviewedFile:
    """Write a text and put it under review."""
    path.write_text(text, encoding="utf-8")
    return ReviewedFile(path, revise(path))

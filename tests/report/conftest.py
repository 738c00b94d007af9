"""Revisions made by hand, so that reports are tested without packs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import pytest

from fixprose.edits import Safety
from fixprose.evidence.diagnosis import Diagnosis, Evidence
from fixprose.report.base import ReportOptions, Tool
from fixprose.text.document import Document
from fixprose.text.span import Span

HOSTILE = "bad <script>alert(\"1\")</script> ::error:: {++x++} {~~a~>b~~} | `c` %0A 'q' --}"


@dataclass(frozen=True)
class FakeFix:
    index: int
    start: int
    end: int
    original: str
    replacement: str
    rule: str
    stage: str
    safety: Safety
    confidence: float
    reason: str
    depends_on: tuple[int, ...] = ()
    in_quotation: bool = False


@dataclass(frozen=True)
class FakeHunk:
    start: int
    end: int
    original: str
    replacement: str
    fixes: tuple[int, ...]


@dataclass(frozen=True)
class FakeRefusal:
    start: int
    end: int
    original: str
    replacement: str
    rule: str
    stage: str
    confidence: float
    reason: str
    why: str


@dataclass(frozen=True)
class FakeRevision:
    """Fixes that don't touch each other: each is a hunk of its own."""

    document: Document
    fixes: tuple[FakeFix, ...] = ()
    refusals: tuple[FakeRefusal, ...] = ()
    diagnosis: Diagnosis = field(default_factory=lambda: Diagnosis(0.02))

    @property
    def safe(self) -> frozenset[int]:
        return frozenset(fix.index for fix in self.fixes if fix.safety is Safety.SAFE)

    @property
    def text(self) -> str:
        return self.replay(self.safe)

    @property
    def review_text(self) -> str:
        return self.replay({fix.index for fix in self.fixes})

    def replay(self, accepted: Collection[int]) -> str:
        text = self.document.text
        for hunk in reversed(self.hunks(accepted)):
            text = text[: hunk.start] + hunk.replacement + text[hunk.end :]
        return text

    def hunks(self, accepted: Collection[int] | None = None) -> tuple[FakeHunk, ...]:
        return tuple(
            FakeHunk(fix.start, fix.end, fix.original, fix.replacement, (fix.index,))
            for fix in self.fixes
            if accepted is None or fix.index in accepted
        )


class Maker:
    """Make the revision of one text, fix by fix."""

    def __init__(
        self, text: str, path: str | None = "letters/hand.txt", **document: object
    ) -> None:
        self.document = Document(text, path, **document)  # type: ignore[arg-type]
        self.fixes: list[FakeFix] = []
        self.refusals: list[FakeRefusal] = []

    def fix(self, old: str, new: str, rule: str, reason: str, **more: object) -> Maker:
        start = self.document.text.index(old) if old else int(more.pop("at"))  # type: ignore[call-overload]
        values: dict[str, object] = {
            "stage": "phrases",
            "safety": Safety.SAFE,
            "confidence": 0.934,
            **more,
        }
        self.fixes.append(
            FakeFix(
                len(self.fixes), start, start + len(old), old, new, rule, reason=reason, **values
            )  # type: ignore[arg-type]
        )
        return self

    def refuse(self, old: str, new: str, rule: str, reason: str, why: str) -> Maker:
        start = self.document.text.index(old)
        self.refusals.append(
            FakeRefusal(start, start + len(old), old, new, rule, "phrases", 0.4, reason, why)
        )
        return self

    def revision(self, diagnosis: Diagnosis | None = None) -> FakeRevision:
        return FakeRevision(
            self.document,
            tuple(self.fixes),
            tuple(self.refusals),
            diagnosis or Diagnosis(0.02),
        )


@pytest.fixture
def maker() -> Callable[..., Maker]:
    """Start a revision by its text."""
    return Maker


@pytest.fixture
def options() -> Callable[..., ReportOptions]:
    """Make report options of a fixed version."""
    tool = Tool(version="1.2.3", packs=lambda: ("1.2.3", "c0ffee"))
    return lambda **changed: ReportOptions(**{"tool": tool, **changed})


@pytest.fixture
def garbled() -> FakeRevision:
    """A text with safe and review fixes, one in a quotation, one that builds on another."""
    text = (
        "# The summit\n\nThe two presidents serve their hands before the talks. Each of them\n"
        "is expressed in French, and “the rescue buoy is near”, said one.\n\n"
        "Nothing is wrong here. The shares fell 622 factors and 3 factors on\tMonday.\n"
    )
    maker = Maker(text, format="markdown")
    maker.fix(
        "serve their",
        "shake",
        "fr/shake-hands",
        "French “serrer” (squeeze, shake) was read as “servir” (serve).",
    )
    maker.fix(
        "is expressed",
        "speaks",
        "fr/speak",
        "French “s'exprimer” is “speak”.",
        confidence=0.8,
        depends_on=(0,),
    )
    maker.fix(
        "rescue buoy",
        "lifeline",
        "fr/lifeline",
        "French “bouée de sauvetage” is “lifeline”.",
        safety=Safety.REVIEW,
        in_quotation=True,
    )
    maker.fix(
        "factors", "points", "spin/points", "Points of an index became factors.", confidence=1.0
    )
    maker.refuse(
        "near", "close", "fr/near", "French “proche” is “close”.", "pivot unknown, needs fr"
    )
    evidence = Evidence("rule", 3.2, Span(33, 44), "fr", "fr/shake-hands")
    return maker.revision(Diagnosis(0.98, "fr", (evidence,), {"fr": 1.0}))


@pytest.fixture
def clean() -> FakeRevision:
    """A text in which nothing was found."""
    return Maker("Nothing is wrong here.\n", "letters/clean.txt").revision()


@pytest.fixture
def hostile(maker: Callable[..., Maker]) -> FakeRevision:
    """A revision in which text, name, reason and replacement all try to break out."""
    made = maker(f"One {HOSTILE}\nnear this.\n", "a,b:<i>.txt")
    made.fix(HOSTILE + "\nnear", f"\n{HOSTILE}~>", "x/<b>", f"{HOSTILE}\n::error::no")
    return made.refuse("this", HOSTILE, "x/y", HOSTILE, f"{HOSTILE}\n").revision()

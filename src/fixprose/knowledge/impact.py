"""Impact: what rules do to a corpus of texts, and what difference some of them make.

Knows nothing of the engine: a function that repairs a document is handed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from fixprose.text.document import Document


class Change(Protocol):
    """A fix, as far as it matters here."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def original(self) -> str: ...
    @property
    def replacement(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def safety(self) -> str: ...


Repair = Callable[[Document], Iterable[Change]]


@dataclass(frozen=True, slots=True)
class Place:
    """One firing: where, by which rule, what became of what, in which surroundings."""

    path: str
    start: int
    rule: str
    safety: str
    original: str
    replacement: str
    before: str
    after: str


@dataclass(slots=True)
class Impact:
    """What was found in a corpus: words read, and places in order."""

    words: int = 0
    files: int = 0
    places: list[Place] = field(default_factory=list)

    @property
    def fired(self) -> Counter[str]:
        """How often each rule fired."""
        return Counter(place.rule for place in self.places)


@dataclass(slots=True)
class Difference:
    """What some rules add and what they push out, as against the same corpus without them."""

    with_rules: Impact
    gained: list[Place]
    lost: list[Place]


def measure(documents: Iterable[Document], repair: Repair) -> Impact:
    """Return what `repair` does to all documents."""
    impact = Impact()
    for document in documents:
        impact.files += 1
        impact.words += len(document.text.split())
        impact.places += _places(document, repair)
    return impact


def compare(documents: Iterable[Document], repair: Repair, without: Repair) -> Difference:
    """Return what `repair` does that `without` does not do, and the other way round."""
    found = Difference(Impact(), [], [])
    for document in documents:
        found.with_rules.files += 1
        found.with_rules.words += len(document.text.split())
        ours, theirs = list(_places(document, repair)), list(_places(document, without))
        found.with_rules.places += ours
        found.gained += [place for place in ours if place not in theirs]
        found.lost += [place for place in theirs if place not in ours]
    return found


def _places(document: Document, repair: Repair) -> Iterator[Place]:
    text = document.text
    for fix in repair(document):
        yield Place(
            path=document.path or "<stdin>",
            start=fix.start,
            rule=fix.rule,
            safety=str(getattr(fix.safety, "value", fix.safety)),
            original=fix.original,
            replacement=fix.replacement,
            before=text[max(0, fix.start - 40) : fix.start],
            after=text[fix.end : fix.end + 40],
        )

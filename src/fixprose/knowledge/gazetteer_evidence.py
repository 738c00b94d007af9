"""Names as evidence: a foreign or mangled name says that a text was translated, and from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fixprose.evidence.diagnosis import Evidence
from fixprose.knowledge.gazetteer import KIN
from fixprose.knowledge.gazetteer_judge import Damage
from fixprose.knowledge.gazetteer_literals import Found
from fixprose.knowledge.gazetteer_names import Names
from fixprose.text.document import Block, Document
from fixprose.text.span import Span

_MANGLED = {
    Damage.ORDER: 2.5,
    Damage.SYNONYM: 2.0,
    Damage.LOST: 1.5,
    Damage.FORM: 1.0,
    Damage.CASE: 0.8,
}
_WRONG = {"sure": 2.0, "likely": 0.8, "weak": 0.3}  # a form that another language gives away
_GARBLE = 1.5
_CASING = 0.3
_CROWDED = 0.3  # beside another name: it may be part of it
_PERSON = 2.5
_MOST_PIVOTS = 4  # a form that more languages share names none of them


def find_name_evidence(document: Document, names: Names) -> Iterator[Evidence]:
    """Yield what the names of a document say about how it came about."""
    for block in document.blocks:
        for match in names.find_garbled(block):
            tokens = block.tokens
            span = Span(tokens.starts[match.first], tokens.ends[match.last - 1])
            pivots = () if "any" in match.channels else match.channels - {KIN}
            yield from _evidence(
                "mangled name", _MANGLED[match.damage], span, pivots, match.entry.rule
            )
        yield from _of_literals(block, names, document.text)
        for first, last, garble in names.find_people(block)[1]:
            span = Span(block.tokens.starts[first], block.tokens.ends[last - 1])
            yield from _evidence("mangled person", _PERSON, span, garble.pivots, garble.person.rule)


def _of_literals(block: Block, names: Names, text: str) -> Iterator[Evidence]:
    for found in names.find_literals(block):
        literal = found.literal
        if not literal.suits(text):
            continue
        kind = "lost capital" if literal.kind == "casing" else f"{literal.kind} of a name"
        pivots = () if literal.kind == "casing" else literal.pivots
        yield from _evidence(
            kind, _weight(found), Span(found.start, found.end), pivots, literal.rule
        )


def _weight(found: Found) -> float:
    kind = found.literal.kind
    if found.crowded and kind in ("exonym", "garble"):
        return _CROWDED
    if kind == "casing":
        return _CASING
    if kind == "garble":
        return _GARBLE
    return _WRONG[found.literal.certainty]


def _evidence(
    kind: str, weight: float, span: Span, pivots: Iterable[str], rule: str
) -> Iterator[Evidence]:
    """Yield one piece, shared between the few pivots that it speaks for."""
    named = sorted(pivots)
    if not 0 < len(named) <= _MOST_PIVOTS:
        yield Evidence(kind, weight, span, None, rule)
        return
    for pivot in named:
        yield Evidence(kind, weight / len(named), span, pivot, rule)

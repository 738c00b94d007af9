"""Names as evidence: a foreign or mangled name says that a text was translated, and from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fixprose.evidence.diagnosis import Evidence
from fixprose.evidence.weights import WEIGHTS
from fixprose.knowledge.gazetteer import KIN
from fixprose.knowledge.gazetteer_literals import Found
from fixprose.knowledge.gazetteer_names import Names
from fixprose.text.document import Block, Document
from fixprose.text.span import Span

_MOST_PIVOTS = 4  # a form that more languages share names none of them


def find_name_evidence(document: Document, names: Names) -> Iterator[Evidence]:
    """Yield what the names of a document say about how it came about."""
    for block in document.blocks:
        for match in names.find_garbled(block):
            tokens = block.tokens
            span = Span(tokens.starts[match.first], tokens.ends[match.last - 1])
            pivots = () if "any" in match.channels else match.channels - {KIN}
            kind = f"name that {match.damage.value}"
            yield from _evidence(kind, span, pivots, match.entry.rule)
        yield from _of_literals(block, names, document.text)
        for first, last, garble in names.find_people(block)[1]:
            span = Span(block.tokens.starts[first], block.tokens.ends[last - 1])
            yield from _evidence("mangled person", span, garble.pivots, garble.person.rule)


def _of_literals(block: Block, names: Names, text: str) -> Iterator[Evidence]:
    for found in names.find_literals(block):
        literal = found.literal
        if not literal.suits(text):
            continue
        pivots = () if literal.kind == "casing" else literal.pivots
        yield from _evidence(_kind(found), Span(found.start, found.end), pivots, literal.rule)


def _kind(found: Found) -> str:
    kind = found.literal.kind
    if kind == "casing":
        return "lost capital"
    if found.crowded and kind in ("exonym", "garble"):
        return "wrong form beside a name"
    return "garble of a name" if kind == "garble" else f"{found.literal.certainty} {kind} of a name"


def _evidence(kind: str, span: Span, pivots: Iterable[str], rule: str) -> Iterator[Evidence]:
    """Yield one piece, shared between the few pivots that it speaks for."""
    named = sorted(pivots)
    if not 0 < len(named) <= _MOST_PIVOTS:
        yield Evidence(kind, WEIGHTS[kind], span, None, rule)
        return
    for pivot in named:
        yield Evidence(kind, WEIGHTS[kind] / len(named), span, pivot, rule)

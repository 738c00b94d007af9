"""Sentences of a block.

A stop ends a sentence unless it belongs to an abbreviation. The abbreviations are the English
non-breaking prefixes of Moses, as sacremoses ships them, and some of newspapers.
"""

from __future__ import annotations

import re
from functools import cache

from fixprose.text.span import Span

_STOP = re.compile(
    r"(?:[.!?…]+|。)(?:[\"'”’»)\]*_]+|\[\d+\])*"
    r"(?=\s+|$|(?<=。))"
)
_BEFORE = re.compile(r"(?:[A-Za-z]\.)*[^\W_]+(?:['’-][^\W_]+)*$")
_NEXT = re.compile(r"\s*[\"'“‘„«(\[*_¿¡]*(\w+)?(\.)?")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_NUMERIC = " #NUMERIC_ONLY#"
_TITLES = frozenset(
    "Adm Brig Capt Cmdr Col Comdr Cpl Dr Drs Gen Gov Hon Insp Lt Maj Messrs Mlle Mme Mr "
    "Mrs Ms Msgr Pfc Prof Pvt Rep Reps Rev Rt Sen Sens Sgt St Supt Mt Ft v vs e.g i.e cf "
    "Pres".split()
)
_MORE = frozenset(
    "Sept Inc Ltd Co Jr etc approx ca cf Dept Univ Ave Blvd Rd Mt Ft Fig fig ed eds vol "
    "Vol al Pres Tues Wed Thurs Fri Sat Sun Mon est Cie Assn Calif Mass Conn Fla Ill Ind "
    "Md Mich Minn Okla Tenn Va Wash Wis Ky Ga Ala Ariz Ark Colo Del Kan Nev Neb Penn Pa "
    "Vt".split()
)
_STARTERS = frozenset(
    "The A An In It He She They We I You But And So Or Yet This That These Those There "
    "Here On At By For From With As If When While After Before Since Although Though "
    "However Meanwhile Some Many Most More All Both Each Its His Her Their Our My What "
    "Who Why How Where Not No Yes Now Then Also Earlier Later Last Under During Despite "
    "According Because Until Once To Only Even Other Another Such One Two Several".split()
)
_TIMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
    "April May June July August September October November December Jan Feb Mar Apr Jun "
    "Jul Aug Sept Oct Nov Dec ET EST EDT GMT UTC BST CET PT PST PDT CT MT Eastern Pacific "
    "Central Mountain Greenwich".split()
)


def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Return the sentences of `text` within `span`, without the white space between them.

    >>> text = "Mr. Lee met U.S. officials at 9 p.m. Tuesday. “They agreed.” No. 5 won 3.5 points."
    >>> [s.of(text) for s in split_sentences(text, Span(0, len(text)))]
    ['Mr. Lee met U.S. officials at 9 p.m. Tuesday.', '“They agreed.”', 'No. 5 won 3.5 points.']
    """
    sentences = []
    start = _skip_space(text, span.start, span.end)
    for match in _STOP.finditer(text, start, span.end):
        end = match.end()
        if end < span.end and _is_boundary(text, start, match, span.end):
            sentences.append(Span(start, end))
            start = _skip_space(text, end, span.end)
    end = span.end
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Span(start, end))
    return tuple(sentences)


def _is_boundary(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, stop.end(), end)
    word = following.group(1) if following else None
    if word and word[0].islower():
        return False
    mark = stop.group()
    if mark[0] != "." or mark.startswith(".."):
        return True
    if mark != ".":  # closing marks stand between the stop and what follows
        return (
            mark[1] not in ")]"
            or not word
            or word in _STARTERS
            or not _abbreviates(text, start, stop)
        )
    before = _BEFORE.search(text, max(start, stop.start() - 40), stop.start())
    if before is None:
        return True
    head = before.group()
    if head.isdigit():  # the number of a list item
        return before.start() != start
    starts = word in _STARTERS and not (following and following.group(2))
    if _DOTTED.fullmatch(head):
        if head.lower() in ("p.m", "a.m"):
            return word not in _TIMES
        return starts
    prefixes, before_numbers = _prefixes()
    if head in before_numbers:
        return not (word and word[0].isdigit())
    if head in _TITLES:
        return False
    if head in prefixes:
        return starts or (head == "I" and before.start() != start)
    return True


def _abbreviates(text: str, start: int, stop: re.Match[str]) -> bool:
    before = _BEFORE.search(text, max(start, stop.start() - 40), stop.start())
    if before is None:
        return False
    head = before.group()
    return bool(_DOTTED.fullmatch(head)) or head in _TITLES or head in _prefixes()[0]


def _skip_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


@cache
def _prefixes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the abbreviations, and those that are one only before a number."""
    lines = [line.strip() for line in _moses_prefixes()]
    words = {line for line in lines if line and not line.startswith("#")}
    numeric = {word.removesuffix(_NUMERIC) for word in words if word.endswith(_NUMERIC)}
    return frozenset({word for word in words if _NUMERIC not in word} | _MORE), frozenset(numeric)


def _moses_prefixes() -> list[str]:
    """Read sacremoses' list without importing the package, which takes ten times as long."""
    from importlib.util import find_spec, module_from_spec, spec_from_file_location
    from pathlib import Path

    package = find_spec("sacremoses")
    folders = (package.submodule_search_locations if package else None) or []
    for folder in folders:
        spec = spec_from_file_location(
            "_fixprose_moses_prefixes", Path(folder) / "_data_nonbreaking_prefixes.py"
        )
        if spec is None or spec.loader is None or not Path(str(spec.origin)).is_file():
            continue
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        listed: str = module.NONBREAKING_PREFIXES["nonbreaking_prefix.en"]
        return listed.splitlines()
    from sacremoses.corpus import NonbreakingPrefixes

    return list(NonbreakingPrefixes().words("en"))

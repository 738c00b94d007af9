"""What the modules of the clean stage share: making edits, and telling prose from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from fixprose import edits
from fixprose.edits import Stage
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.text.document import Block, Document

STAGE: Stage = "clean"
make_edit = partial(edits.make_edit, STAGE)
FUNCTION_WORDS = frozenset(
    "a an the this that these those it he she they we i you his her its their our my your "
    "who which what where when while and or but nor so yet if as than then of in on at by "
    "for from with to into about over after before between under not no is are was were "
    "be been being has have had do does did will would can could should may might must "
    "there here all both each some any also even just only".split()
)
# No comma or stop follows one of these.
LEADING_WORDS = frozenset("the a an of my your his its their our and or every".split())
_FEWEST_WORDS = 5
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"[{}\\|=~^]|::|->|<\w|;\s*$", re.MULTILINE)
_COLUMNS = re.compile(r"\S(?:\t+|[ \xa0]{3,})\S|\S {2,}\S+ {2,}\S|\|")
_FRENCH = frozenset(
    "le la les des du un une et est que qui dans pour pas vous nous je il elle ils sur "
    "avec ce cette au aux en ne se son sa ses mais où ou à ça sont par plus tu mon ma "
    "c'est oui non bonjour".split()
)
_MARKUP_WORDS = re.compile(
    r"\b(?:X?HTML|XML|SGML|LaTeX|entit(?:y|ies)|escap\w+|markup|ampersands?|encod\w+|attributes?|tags?|"
    r"CSS|parsers?|syntax|characters?|strings?|Unicode)\b",
    re.IGNORECASE,
)


def find_in_prose(
    document: Document, pattern: re.Pattern[str]
) -> Iterator[tuple[Block, re.Match[str]]]:
    """Yield matches of `pattern` that lie within one block, with the block.

    The whole text is scanned first, so that a text without a match is never laid out.
    """
    for match in pattern.finditer(document.text):
        span = Span(*match.span())
        for block in document.blocks_at(span):
            if block.span.contains(span):
                yield block, match
                break


def blocks_with(document: Document, pattern: re.Pattern[str]) -> Iterator[Block]:
    """Yield the blocks in which `pattern` matches, each once."""
    last: Block | None = None
    for block, _ in find_in_prose(document, pattern):
        if block is not last:
            last = block
            yield block


def is_prose(block: Block) -> bool:
    """Tell whether a block is running English: no code, formula, table row or label."""
    content = block.content
    if len(_WORD.findall(content)) < _FEWEST_WORDS or _CODE.search(content):
        return False
    letters = sum(map(str.isalpha, content)) + content.count(" ") + content.count("\n")
    return letters >= 0.75 * len(content) and not is_french(content)


def is_french(words: str) -> bool:
    """Tell whether some words are French, where marks keep their distance.

    >>> is_french("Où est la gare ?"), is_french("Where is the station ?")
    (True, False)
    """
    tokens = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", words.lower())
    return sum(token in _FRENCH for token in tokens) >= max(1, 0.3 * len(tokens))


def has_columns(block: Block, offset: int) -> bool:
    """Tell whether the line around `offset` is set in columns."""
    return bool(_COLUMNS.search(line_at(block, offset)))


def line_at(block: Block, offset: int) -> str:
    """Return the line of the block around `offset`, without its newline."""
    text = block.text
    start = max(text.rfind("\n", 0, offset) + 1, block.span.start)
    end = text.find("\n", offset, block.span.end)
    return text[start : block.span.end if end < 0 else end]


def speaks_of_markup(block: Block) -> bool:
    """Tell whether a block is about character codes or markup, where they are no damage."""
    return bool(_MARKUP_WORDS.search(block.content))


def apostrophe_of(text: str) -> str:
    """Return the apostrophe that a text mostly uses."""
    return "’" if text.count("’") > text.count("'") else "'"


def quotes_of(text: str) -> tuple[str, str]:
    """Return the double quotation marks that a text mostly uses."""
    return ("“", "”") if text.count("“") + text.count("”") > text.count('"') else ('"', '"')

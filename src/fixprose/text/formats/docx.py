"""The text of Word files, as `fixprose.text.wordml` reads it: a block on each line."""

from __future__ import annotations

import re

from fixprose.text.document import Layout
from fixprose.text.span import Span, merge
from fixprose.text.wordml import OBJECT

_BLOCK = re.compile(rf"[^\s{OBJECT}](?:[^\n]*[^\s{OBJECT}])?")
_FIXED = re.compile(rf"[\n{OBJECT}]")


def layout(text: str) -> Layout:
    """Return the lines as blocks; line ends and objects (pictures, notes) are protected."""
    return Layout(
        tuple(Span(*match.span()) for match in _BLOCK.finditer(text)),
        merge(Span(*match.span()) for match in _FIXED.finditer(text)),
        (),
    )

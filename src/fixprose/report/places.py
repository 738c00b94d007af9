"""Places: offsets as lines and columns, and text made fit for one line of a terminal."""

from __future__ import annotations

import re
from bisect import bisect_right

_NEWLINE = re.compile(r"\r\n|\r|\n")
# Controls could drive the terminal, the others are invisible or turn the line around.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


class Places:
    """Lines and columns of one text, both from 1; columns in characters.

    >>> Places("one\\r\\ntwo").of(6)
    (2, 2)
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]

    def of(self, offset: int) -> tuple[int, int]:
        """Return line and column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def visible(text: str) -> str:
    r"""Return `text` on one line, with what cannot be seen written out.

    >>> visible("a\n\x1b[1mb\u200b")
    'a⏎\\x1b[1mb\\u200b'
    """
    return _UNSEEN.sub(_written_out, _NEWLINE.sub("⏎", text).replace("\t", "\\t"))


def flowing(text: str) -> str:
    """Return `text` like `visible`, but with line breaks as the spaces they are in prose."""
    return visible(_NEWLINE.sub(" ", text).replace("\t", " "))


def probability(value: float) -> str:
    """Return a probability in two digits, never rounded up to certainty.

    >>> probability(0.934), probability(1 - 1e-12), probability(1.0)
    ('.93', '.99', '1.0')
    """
    return "1.0" if value >= 1 else f".{min(99, int(value * 100 + 1e-9)):02d}"


def _written_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"

"""Formats: one module each, which tells prose from everything else in a text.

A reader never changes a text; it says where the prose blocks are and what nothing may edit. To add
a format, add a module with a `layout` function and a line to the table below.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from fixprose.errors import FixproseError

if TYPE_CHECKING:
    from fixprose.text.document import Layout

# name → module, suffixes that mean it
_FORMATS = {
    "text": ("plain", (".txt", ".text")),
    "markdown": ("markdown", (".md", ".markdown")),
    "docx": ("docx", (".docx",)),
}


class Reader(Protocol):
    """A module of this package."""

    def layout(self, text: str) -> Layout:
        """Return the prose blocks of `text` in order, and what nothing may edit."""
        ...


def formats() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(_FORMATS)


def reader_for(format: str) -> Reader:
    """Return the reader of a format. Raises FixproseError for a name that is none."""
    if format not in _FORMATS:
        near = get_close_matches(format.lower(), _FORMATS, 1)
        hint = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(_FORMATS)}"
        raise FixproseError(f"unknown format {format!r}; {hint}")
    return cast(Reader, import_module(f"{__name__}.{_FORMATS[format][0]}"))


def format_of_suffix(suffix: str) -> str | None:
    """Return the format of files that end in `suffix` (in lower case, with its dot)."""
    return next((name for name, (_, known) in _FORMATS.items() if suffix in known), None)

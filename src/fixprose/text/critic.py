"""CriticMarkup, written and read so that any text survives it.

In the text a backslash before an opening mark makes it literal. Within marks every backslash is
doubled, and closing marks get one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_OPEN = re.compile(r"\{(?=\+\+|--|~~|>>|==)")
_INNER = re.compile(r"\\|~>|~~\}|--\}|\+\+\}|<<\}|==\}")
_BODY = r"((?:\\.|[^\\])*?)"
_MARK = re.compile(
    rf"\\(\{{(?:\+\+|--|~~|>>|==))|\{{~~{_BODY}~>{_BODY}~~\}}|\{{--{_BODY}--\}}"
    rf"|\{{\+\+{_BODY}\+\+\}}|\{{>>{_BODY}<<\}}|\{{=={_BODY}==\}}",
    re.S,
)
_ESCAPED = re.compile(r"\\(.)", re.S)


def literal(text: str) -> str:
    """Return text as it stands between marks."""
    return _OPEN.sub(r"\\{", text)


def change(old: str, new: str) -> str:
    """Return the mark of a change, a deletion or an insertion."""
    if not new:
        return f"{{--{_inner(old)}--}}"
    return f"{{~~{_inner(old)}~>{_inner(new)}~~}}" if old else f"{{++{_inner(new)}++}}"


def comment(text: str) -> str:
    """Return a comment on what stands before it."""
    return f"{{>>{_inner(text)}<<}}"


def resolve(text: str, decide: Callable[[str, str], str]) -> str:
    r"""Return the text without marks; `decide` says what an old and a new piece become.

    >>> resolve("a {~~b~>c~~} \\{++d{>>why<<}", lambda old, new: new)
    'a c {++d'
    """

    def resolved(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        old, new, gone, added, _, shown = (_plain(part or "") for part in match.groups()[1:])
        if match[2] is not None or match[4] is not None or match[5] is not None:
            return decide(old or gone, new or added)
        return shown

    return _MARK.sub(resolved, text)


def _inner(text: str) -> str:
    return _INNER.sub(lambda match: "\\" + match.group(), text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)

"""A unified diff that `patch -p1` and `git apply` accept.

Lines keep their own ends (CRLF too), and the bytes are those of the file's encoding, so that the
patch fits the file. There is no summary: everything in a patch is meant for `patch`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from fixprose.errors import FixproseError
from fixprose.report.base import ReportOptions, accepted, path_of

if TYPE_CHECKING:
    from fixprose.revision import Revision

_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # `patch` knows no other line end, str.splitlines does
_QUOTED = re.compile(r"[\x00-\x1f\x7f\"\\]")


def write(revisions: Iterable[Revision], options: ReportOptions, stream: TextIO) -> None:
    """Write the difference that the safe fixes make (all fixes with `review_fixes`).

    Raises FixproseError where a fix holds a character that the file's encoding has not.
    """
    for revision in revisions:
        after = revision.replay(accepted(revision, options))
        document = revision.document
        path = path_of(revision)
        lines = list(unified(path, document.text, after, bom=bool(document.bom)))
        if lines and re.match(r"utf[-_]?(16|32)", document.encoding, re.I):
            lines = [f"Files a/{path} and b/{path} differ ({document.encoding}: no patch)\n"]
        _write(stream, path, lines, document.encoding)


def unified(path: str, before: str, after: str, *, bom: bool = False) -> Iterator[str]:
    """Yield the lines of the unified diff of two texts; none where they are equal.

    `bom` says that the file begins with a byte order mark that the texts don't hold.
    """
    if before == after:
        return
    mark = "\ufeff" if bom else ""
    old, new = _LINE.findall(mark + before), _LINE.findall(mark + after)
    name = path.lstrip("/").replace("\\", "/") if re.match(r"[A-Za-z]:", path) else path.lstrip("/")
    found = difflib.unified_diff(old, new, _header("a/", name), _header("b/", name))
    for line in found:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _header(prefix: str, name: str) -> str:
    """Return a name as git writes it: quoted where it must be, with a tab if it holds a space."""
    if _QUOTED.search(name):
        escaped = _QUOTED.sub(lambda m: rf"\{ord(m[0]):03o}", name)
        return f'"{prefix}{escaped}"'
    return f"{prefix}{name}\t" if " " in name else prefix + name


def _write(stream: TextIO, path: str, lines: list[str], encoding: str) -> None:
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.writelines(lines)
        return
    try:
        content = "".join(lines[2:]).encode(encoding)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise FixproseError(
            f"{path}: a fix needs {character!r}, which {encoding} has not; convert it to UTF-8"
        ) from error
    stream.flush()
    raw.write("".join(lines[:2]).encode("utf-8", "surrogateescape") + content)
    raw.flush()

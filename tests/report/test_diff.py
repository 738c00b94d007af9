"""Patches are put to the test by the programs that read them."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fixprose import report
from fixprose.errors import FixproseError
from fixprose.report.diff import unified

CASES = {
    "plain": "One bad line.\nTwo.\n",
    "no-final-newline": "Two.\nOne bad line.",
    "crlf": "One bad line.\r\nTwo.\r\n",
    "crlf-no-final-newline": "One.\r\nA bad line.",
    "mixed-ends": "One.\r\nTwo.\nA bad line.\r\nFour.\n",
    "lone-cr": "One.\rA bad line.\rThree.\r",
    "form-feed": "One.\fPage\x0b two\u2028 bad\x85 line.\nThree.\n",
    "long": "".join(f"Line {n}.\n" for n in range(40)) + "A bad line.\n" + "End.\n" * 40,
}
NAMES = ["a.txt", "deep/er/a.txt", "a name.txt", "naïve.txt", 'quo"te.txt', "back\\slash.txt"]
APPLY = {
    "patch": ["patch", "-p1", "--binary", "--quiet"],
    "patch-text": ["patch", "-p1", "--quiet"],
    "git": ["git", "apply", "--whitespace=nowarn"],
}


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")


def _patch(revision: Any, options: Any) -> bytes:
    stream = _stream()
    report.load("diff").write([revision], options, stream)
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue()


def _apply(tool: str, patch: bytes, folder: Path) -> None:
    if not shutil.which(APPLY[tool][0]):
        pytest.skip(f"{APPLY[tool][0]} is not installed")
    subprocess.run(APPLY[tool], input=patch, cwd=folder, check=True, capture_output=True)


def _write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("tool", APPLY)
@pytest.mark.parametrize("case", CASES)
def test_a_patch_applies(
    case: str, tool: str, tmp_path: Path, options: Callable[..., Any], maker: Callable[..., Any]
) -> None:
    """`patch -p1` and `git apply` make exactly the fixed text, whatever the line ends."""
    made = maker(CASES[case], "a.txt").fix("bad", "good", "x/y", "Why.").revision()
    path = _write(tmp_path, "a.txt", CASES[case].encode())
    _apply(tool, _patch(made, options()), tmp_path)
    assert path.read_bytes() == made.text.encode()


@pytest.mark.parametrize("tool", APPLY)
@pytest.mark.parametrize("name", NAMES)
def test_names_reach_the_patch(
    name: str, tool: str, tmp_path: Path, options: Callable[..., Any], maker: Callable[..., Any]
) -> None:
    """Names with folders, spaces, accents and quotes are found."""
    made = maker("A bad day.\n", name).fix("bad", "good", "x/y", "Why.").revision()
    path = _write(tmp_path, name, b"A bad day.\n")
    _apply(tool, _patch(made, options()), tmp_path)
    assert path.read_bytes() == b"A good day.\n"


@pytest.mark.parametrize(
    ("encoding", "bom"), [("cp1252", b""), ("latin-1", b""), ("utf-8", b"\xef\xbb\xbf")]
)
def test_a_patch_has_the_bytes_of_the_file(
    encoding: str,
    bom: bytes,
    tmp_path: Path,
    options: Callable[..., Any],
    maker: Callable[..., Any],
) -> None:
    """Files in other encodings and with a byte order mark can be patched, too."""
    text = "A bad café.\nA naïve line.\n"
    made = maker(text, "a.txt", encoding=encoding, bom=bom).fix("bad", "good", "x/y", "Why.")
    path = _write(tmp_path, "a.txt", bom + text.encode(encoding))
    _apply("git", _patch(made.revision(), options()), tmp_path)
    assert path.read_bytes() == bom + "A good café.\nA naïve line.\n".encode(encoding)


def test_only_what_is_accepted_is_in_the_patch(options: Callable[..., Any], garbled: Any) -> None:
    """Review fixes come with `review_fixes` only."""
    assert b"lifeline" not in _patch(garbled, options())
    assert b"lifeline" in _patch(garbled, options(review_fixes=True))


def test_no_change_is_no_output(options: Callable[..., Any], clean: Any) -> None:
    """An empty diff is empty: no header, no summary."""
    assert _patch(clean, options()) == b""


def test_utf16_is_named_and_not_patched(
    options: Callable[..., Any], maker: Callable[..., Any]
) -> None:
    """A patch of UTF-16 would fit nothing; the line that says so is skipped by `patch`."""
    made = maker("A bad day.\n", "a.txt", encoding="utf-16-le", bom=b"\xff\xfe")
    made.fix("bad", "good", "x/y", "Why.")
    assert _patch(made.revision(), options()).startswith(b"Files a/a.txt and b/a.txt differ")


def test_a_character_that_the_file_cannot_hold_is_an_error(
    options: Callable[..., Any], maker: Callable[..., Any]
) -> None:
    """The message names file, character and encoding."""
    made = maker("A bad day.\n", "a.txt", encoding="latin-1").fix("bad", "“good”", "x/y", "Why.")
    with pytest.raises(FixproseError, match=r"a\.txt: .*“.*latin-1"):
        _patch(made.revision(), options())


def test_an_absolute_path_stays_below_the_prefix() -> None:
    """`patch` refuses names that lead out of the folder."""
    assert next(unified("/tmp/a.txt", "a\n", "b\n")) == "--- a/tmp/a.txt\n"

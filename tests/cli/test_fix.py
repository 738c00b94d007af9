"""fixprose fix: what is written, where, and what is said."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fixprose.engine import Fixer

from .conftest import CLEAN, GARBLED, REPAIRED, SAFE, Cli


def test_safe_fixes_are_written_in_place(cli: Cli, scratch: Path) -> None:
    """Exit code 0, the report on stdout, the hidden review fix counted."""
    done = cli("fix", "garbled.txt", "clean.txt")
    assert (done.code, done.err) == (0, "")
    assert (scratch / "garbled.txt").read_text() == SAFE
    assert "xx/lamp" in done.out
    assert "xx/shine" not in done.out
    assert "1 safe fix made in 1 of 2 files." in done.out
    assert "1 review fix not made" in done.out


def test_review_fixes_when_asked_for(cli: Cli, scratch: Path) -> None:
    """--review-fixes takes all; a second run finds nothing."""
    assert cli("fix", "--review-fixes", "garbled.txt").code == 0
    assert (scratch / "garbled.txt").read_text() == REPAIRED
    assert "No fixes" in cli("fix", "--review-fixes", "garbled.txt").out


def test_stdout_leaves_the_file_alone(cli: Cli, scratch: Path) -> None:
    """The text on stdout, the report on stderr, and -q for silence there."""
    done = cli("fix", "--stdout", "garbled.txt")
    assert (done.code, done.out) == (0, SAFE)
    assert "xx/lamp" in done.err
    assert (scratch / "garbled.txt").read_text() == GARBLED
    done = cli("fix", "--stdout", "--review-fixes", "-q", "garbled.txt")
    assert (done.out, done.err) == (REPAIRED, "")


def test_standard_input_goes_to_standard_output(cli: Cli) -> None:
    """Also byte by byte: encodings and line ends are those of the input."""
    assert cli("fix", "-q", "-", stdin=GARBLED).out == SAFE
    odd = "A blorp lamp, a café.\r\nThe end.".encode("cp1252")
    done = cli("fix", "-q", "--encoding", "cp1252", "-", stdin=odd)
    assert done.out.encode("utf-8", "surrogateescape") == odd.replace(b"blorp", b"street")


def test_a_diff_exits_with_one_if_there_is_any(cli: Cli, scratch: Path) -> None:
    """The patch alone on stdout; it applies; the file is as it was."""
    done = cli("fix", "--diff", "garbled.txt", "clean.txt")
    assert done.code == 1
    assert done.out.startswith("--- a/garbled.txt\n+++ b/garbled.txt\n")
    assert "1 review" in done.err
    assert (scratch / "garbled.txt").read_text() == GARBLED
    subprocess.run(["git", "apply"], input=done.out, text=True, check=True)
    assert (scratch / "garbled.txt").read_text() == SAFE
    assert cli("fix", "--diff", "-q", "garbled.txt") == cli("fix", "--diff", "-q", "clean.txt")
    assert cli("fix", "--diff", "--review-fixes", "garbled.txt").code == 1


def test_a_diff_can_go_to_a_file(cli: Cli, scratch: Path) -> None:
    """-o takes the result, which here is the patch."""
    (scratch / "b.txt").write_text(GARBLED)
    assert cli("fix", "--diff", "-o", "x.patch", "garbled.txt", "b.txt").code == 1
    assert (scratch / "x.patch").read_text().count("+++ b/") == 2


def test_check_only_asks(cli: Cli, scratch: Path) -> None:
    """1 when changes are due: review fixes are due only with --review-fixes."""
    assert cli("fix", "--check", "garbled.txt").code == 1
    assert (scratch / "garbled.txt").read_text() == GARBLED
    assert cli("fix", "--check", "clean.txt").code == 0
    (scratch / "review.txt").write_text("All of them quindle brightly at night.\n")
    assert cli("fix", "--check", "review.txt").code == 0
    assert cli("fix", "--check", "--review-fixes", "review.txt").code == 1


def test_the_result_can_go_elsewhere(cli: Cli, scratch: Path) -> None:
    """-o writes the repaired text there, also an unchanged one, and the report to stdout."""
    done = cli("fix", "-o", "out.txt", "garbled.txt")
    assert done.code == 0
    assert "xx/lamp" in done.out
    assert (scratch / "out.txt").read_text() == SAFE
    assert (scratch / "garbled.txt").read_text() == GARBLED
    cli("fix", "-o", "same.txt", "clean.txt")
    assert (scratch / "same.txt").read_text() == CLEAN


def test_bytes_that_no_fix_touches_stay(cli: Cli, scratch: Path) -> None:
    """BOM, CRLF and the missing final newline, through a file."""
    path = scratch / "bom.txt"
    path.write_bytes(b"\xef\xbb\xbfA blorp lamp.\r\nThe end.")
    assert cli("fix", "bom.txt").code == 0
    assert path.read_bytes() == b"\xef\xbb\xbfA street lamp.\r\nThe end."


def test_an_unchanged_file_is_not_written(cli: Cli, scratch: Path) -> None:
    """Build tools look at times."""
    before = os.stat("clean.txt")
    cli("fix", "clean.txt")
    assert os.stat("clean.txt") == before


def test_a_file_that_changed_meanwhile_is_left(
    cli: Cli, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor saved it while we worked: its version stays."""
    real = Fixer.fix

    def slow(self: Fixer, document: object) -> object:
        (scratch / "garbled.txt").write_text("Newer blorp lamps.\n")
        return real(self, document)  # type: ignore[arg-type]

    monkeypatch.setattr(Fixer, "fix", slow)
    done = cli("fix", "garbled.txt")
    assert done.code == 2
    assert "changed while it was being repaired" in done.err
    assert (scratch / "garbled.txt").read_text() == "Newer blorp lamps.\n"
    assert "made" not in done.out


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_full_disk_leaves_the_file_as_it_was(
    cli: Cli, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit code 2, nothing half-written, no scrap left; other files are still done."""
    (scratch / "second.txt").write_text(GARBLED)
    real, names = os.fsync, files(scratch)
    calls = iter([True])

    def fsync(handle: int) -> None:
        if next(calls, False):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    done = cli("fix", "garbled.txt", "second.txt")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "garbled.txt" in done.err
    assert "No space left" in done.err
    assert (scratch / "garbled.txt").read_text() == GARBLED
    assert (scratch / "second.txt").read_text() == SAFE
    assert files(scratch) == names


@pytest.mark.skipif(os.name == "nt", reason="needs resource limits")
def test_a_write_that_stops_in_the_middle_leaves_the_file_as_it_was(
    process: Callable[..., subprocess.CompletedProcess[str]], scratch: Path
) -> None:
    """The system itself refuses to write on: the real thing."""
    import resource
    import signal

    long = GARBLED * 2000
    (scratch / "garbled.txt").write_text(long)
    names = files(scratch)
    process("check", "clean.txt")  # compiles the pack, which needs room, too

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = process("fix", "-q", "garbled.txt", preexec_fn=limit)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "garbled.txt" in done.stderr
    assert "File too large" in done.stderr
    assert (scratch / "garbled.txt").read_text() == long
    assert files(scratch) == names


@pytest.mark.parametrize("what", ["file", "folder"])
def test_no_permission_to_write(
    what: str, cli: Cli, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write everywhere, so the refusal is made up."""
    real_access, real_open = os.access, os.open
    if what == "file":
        monkeypatch.setattr(
            os, "access", lambda path, mode: mode != os.W_OK and real_access(path, mode)
        )
    else:

        def refuse(path: str, flags: int, mode: int = 0o777) -> int:
            if flags & os.O_CREAT:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return real_open(path, flags, mode)

        monkeypatch.setattr(os, "open", refuse)
    done = cli("fix", "garbled.txt")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "garbled.txt" in done.err
    assert (scratch / "garbled.txt").read_text() == GARBLED

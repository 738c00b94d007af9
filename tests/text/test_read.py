"""Files come in as they are and go out byte for byte."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixprose.errors import FixproseError
from fixprose.text import read
from fixprose.text.read import encode_document, format_for, read_document, write_atomic

ENCODINGS = ("utf-8", "utf-16", "utf-32", "cp1252", "latin-1", "mac_roman")
# Any text without surrogates and without the characters that make a file binary.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
newlines = st.lists(st.tuples(texts, st.sampled_from(["\n", "\r\n", "\r", ""]))).map(
    lambda lines: "".join(text + newline for text, newline in lines)
)


@given(newlines)
def test_any_text_comes_out_byte_for_byte(text: str) -> None:
    data = text.encode()
    assert encode_document(read_document(data, encoding="utf-8")) == data


@given(newlines, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_bom_is_kept_and_names_the_encoding(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    document = read_document(data)
    assert document.text == text
    assert document.bom
    assert encode_document(document) == data


@given(st.binary(max_size=200))
def test_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    try:
        document = read_document(data)
    except FixproseError:
        return
    assert encode_document(document) == data


def test_a_changed_text_keeps_bom_encoding_and_newlines() -> None:
    document = read_document("\ufeffÄ one\r\ntwo\r\n".encode("utf-16-be"))
    changed = document.with_text(document.text.replace("one", "three"))
    assert encode_document(changed) == "\ufeffÄ three\r\ntwo\r\n".encode("utf-16-be")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "utf-16-le", "shift_jis"])
def test_a_given_encoding_is_taken(encoding: str) -> None:
    text = "The fare rose by a tenth.\n"
    document = read_document(text.encode(encoding), encoding=encoding)
    assert document.text == text
    assert encode_document(document) == text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_given_encoding_may_have_a_bom_or_none(encoding: str) -> None:
    data = "The fare rose.\n".encode(encoding)
    document = read_document(data, encoding=encoding)
    assert document.text == "The fare rose.\n"
    assert encode_document(document) == data
    assert read_document(b"plain", encoding="utf-8-sig").text == "plain"


def test_western_bytes_are_windows_1252() -> None:
    text = "The minister’s aide sat in a café – the one in the “old” town – all day."
    document = read_document(text.encode("cp1252"))
    assert (document.encoding, document.text) == ("cp1252", text)


def test_a_text_in_another_likely_encoding_is_found() -> None:
    text = "Путин и его министр говорили в Москве о переговорах и о договоре. " * 3
    assert read_document(text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"PK\x03\x04 some archive", "binary"),
        (b"%PDF-1.7 text", "binary"),
        (b"text\0text", "NUL at byte 4"),
        (b"\x01\x02\x03\x04 ab", "binary"),
    ],
)
def test_binary_input_is_refused(data: bytes, hint: str) -> None:
    with pytest.raises(FixproseError, match=hint) as caught:
        read_document(data, path="thing.txt")
    assert str(caught.value).startswith("thing.txt: ")
    assert "\n" not in str(caught.value)


def test_what_cannot_be_decoded_is_refused_with_the_byte_and_the_flag() -> None:
    with pytest.raises(FixproseError, match=r"byte 3 \(0xff\).*--encoding"):
        read_document(b"abc\xff", encoding="utf-8")


def test_an_encoding_that_would_change_bytes_is_refused() -> None:
    with pytest.raises(FixproseError, match="byte for byte"):
        read_document(b"+AGE-", encoding="utf-7")  # an “a”, which is written “a”


@pytest.mark.parametrize("name", ["nonsense", "rot13", "hex"])
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(FixproseError, match="unknown encoding"):
        read_document(b"abc", encoding=name)


def test_a_missing_file_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(FixproseError, match="cannot be read"):
        read_document(tmp_path / "missing.txt")


def test_a_character_without_a_place_in_the_encoding_is_named() -> None:
    document = read_document(b"caf\xe9 au lait, said the waiter", encoding="latin-1")
    with pytest.raises(FixproseError, match=r"U\+201C.*iso8859-1"):
        encode_document(document.with_text("“quoted”"))


@pytest.mark.parametrize(
    ("path", "given_format", "expected"),
    [
        (None, None, "text"),
        ("README", None, "text"),
        ("a.TXT", None, "text"),
        ("a.md", None, "markdown"),
        ("a.b/c.markdown", None, "markdown"),
        ("page.html", "text", "text"),
    ],
)
def test_the_format_follows_the_suffix(
    path: str | None, given_format: str | None, expected: str
) -> None:
    assert format_for(path, given_format) == expected


def test_an_unknown_suffix_is_refused_unless_the_format_is_given() -> None:
    with pytest.raises(FixproseError, match=r"\.odt.*--format"):
        format_for("letter.odt")


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(FixproseError, match="did you mean markdown"):
        format_for("a.txt", "markdwon")


def test_writing_replaces_the_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_new_file_is_made(tmp_path: Path) -> None:
    write_atomic(tmp_path / "new.txt", b"text")
    assert (tmp_path / "new.txt").read_bytes() == b"text"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail(*args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(read.os, step, fail)
    with pytest.raises(FixproseError, match=r"No space left.*as it was"):
        write_atomic(path, b"new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_disk_that_is_read_only_is_told_of_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither writing nor clearing away works there."""

    def fail(*args: object, **more: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(read.os, "open", fail)
    monkeypatch.setattr(Path, "unlink", fail)
    with pytest.raises(FixproseError, match="Read-only file system"):
        write_atomic(tmp_path / "new.txt", b"new")


STEPS = ("open", "fdopen", "fsync", "chmod", "replace")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    old=st.none() | st.binary(max_size=40),
    new=st.binary(max_size=40),
    room=st.none() | st.integers(0, 40),
    failing=st.none() | st.tuples(st.sampled_from(STEPS), st.sampled_from([OSError, MemoryError])),
)
def test_a_file_is_replaced_wholly_or_not_at_all(
    old: bytes | None,
    new: bytes,
    room: int | None,
    failing: tuple[str, type[BaseException]] | None,
    tmp_path: Path,
) -> None:
    """Promise 4, with a disk that has room for so many bytes and any step that fails.

    The room is what the system itself allows a file to hold, so that no way of writing escapes it.
    """
    resource = pytest.importorskip("resource")
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    path = folder / "a.txt"
    if old is not None:
        path.write_bytes(old)
        path.chmod(0o640)
    with pytest.MonkeyPatch.context() as patch:
        if failing is not None:
            step, error = failing

            def fail(*args: object, **more: object) -> None:
                raise error(errno.EIO, os.strerror(errno.EIO))

            patch.setattr(read.os, step, fail)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits[0] if room is None else room, limits[1]))
        try:
            write_atomic(path, new)
            done = True
        except (FixproseError, MemoryError):
            done = False
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    if failing is None and (room is None or room >= len(new)):
        assert done
    left = path.read_bytes() if path.exists() else None
    assert left == (new if done else old)
    assert [entry.name for entry in folder.iterdir()] == (["a.txt"] if left is not None else [])
    if old is not None:
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_an_interruption_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(read.os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, b"new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_read_only_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(read.os, "access", lambda *args: False)  # root may write everywhere
    with pytest.raises(FixproseError, match="read-only"):
        write_atomic(path, b"new")
    assert path.read_text() == "old"


def test_a_folder_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(FixproseError, match="not a regular file"):
        write_atomic(tmp_path, b"new")

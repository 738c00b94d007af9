"""Bad input: one clear line on stderr, exit code 2, the rest is done, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import CONFIG, GARBLED, PACK, SAFE, Cli


def one_line(text: str, *parts: str) -> None:
    """Check that a message is one line with all of its parts."""
    assert text.count("\n") == 1, text
    assert text.startswith("fixprose: ")
    for part in parts:
        assert part in text, text


@pytest.mark.parametrize("command", ["check", "fix", "diagnose"])
@pytest.mark.parametrize(
    ("name", "content", "parts"),
    [
        ("gone.txt", None, ["gone.txt", "no such file"]),
        ("binary.txt", b"\x00\x01\x02" * 50, ["binary.txt", "binary"]),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ["picture.txt", "binary"]),
        ("page.html", b"<p>Text.</p>", ["page.html", "--format"]),
    ],
)
def test_files_that_cannot_be_read(
    command: str, name: str, content: bytes | None, parts: list[str], cli: Cli, scratch: Path
) -> None:
    """The file is named, and so is the way out; the other file is done."""
    if content is not None:
        (scratch / name).write_bytes(content)
    done = cli(command, name, "garbled.txt")
    assert done.code == 2
    assert "garbled" in done.out
    one_line(done.err, *parts)
    if content is not None:
        assert (scratch / name).read_bytes() == content
    if command == "fix":
        assert (scratch / "garbled.txt").read_text() == SAFE


def test_bytes_that_are_not_what_was_said(cli: Cli, scratch: Path) -> None:
    """A named encoding that does not fit, and one that does not exist."""
    (scratch / "a.txt").write_bytes("A blorp lamp, a café.".encode("cp1252"))
    one_line(cli("check", "--encoding", "utf-8", "a.txt").err, "a.txt", "0xe9", "--encoding")
    one_line(cli("check", "--encoding", "utf-88", "a.txt").err, "unknown encoding 'utf-88'")
    one_line(cli("check", "--format", "markdwn", "a.txt").err, "did you mean markdown?")


def test_a_folder_without_texts(cli: Cli, scratch: Path) -> None:
    """An empty folder, and one with other files only."""
    (scratch / "empty").mkdir()
    done = cli("check", "empty")
    assert done.code == 2
    assert done.out == ""
    one_line(done.err, "empty", "no text in this folder")
    one_line(cli("check", "pack").err, "pack")


def test_a_folder_that_is_no_file(cli: Cli) -> None:
    """Compare wants files."""
    done = cli("compare", "pack", "clean.txt")
    assert done.code == 2
    one_line(done.err, "pack", "directory")


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (PACK.replace("why:", "wy:", 1), ["lamps.yaml:4", "“wy”", "did you mean “why”"]),
        (PACK.replace("sure", "surely", 1), ["lamps.yaml:6", "surely"]),
        ("- id: [\n", ["lamps.yaml:", "not YAML"]),
        ("text\n", ["lamps.yaml:1", "list of rules"]),
        (PACK.replace("<lamp:n>", "(lamp", 1), ["lamps.yaml:1", "xx/lamp"]),
    ],
)
def test_a_broken_pack(content: str, parts: list[str], cli: Cli, scratch: Path) -> None:
    """File, line, and what is wrong; once, not for each file; nothing is written."""
    (scratch / "pack/pivot/xx/lamps.yaml").write_text(content)
    for command in ("check", "fix", "diagnose"):
        done = cli(command, "garbled.txt", "clean.txt")
        assert done.code == 2
        assert done.out == ""
        one_line(done.err, *parts)
    assert (scratch / "garbled.txt").read_text() == GARBLED


def test_a_pack_that_is_not_there(cli: Cli, scratch: Path) -> None:
    """The folder is named."""
    (scratch / "fixprose.toml").write_text(CONFIG.replace("'pack'", "'pock'"))
    for command in (["check", "garbled.txt"], ["rules", "list"], ["explain", "xx/lamp"]):
        done = cli(*command)
        assert done.code == 2
        one_line(done.err, "pock", "no such folder of packs")


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("pivto = 'fr'\n", ["fixprose.toml", "'pivto'", "did you mean 'pivot'?"]),
        ("select = 'fr/'\n", ["fixprose.toml", "'select' must be a list"]),
        ("select = [\n", ["fixprose.toml", "not TOML"]),
        ("required-version = '>=99'\n", ["fixprose.toml", "needs fixprose >=99"]),
        ("exclude = ['[']\ngrammar.engine = 'off'\n", []),
    ],
)
def test_a_bad_configuration(content: str, parts: list[str], cli: Cli, scratch: Path) -> None:
    """File, key, nearest name; nothing is written."""
    (scratch / "fixprose.toml").write_text(content)
    done = cli("fix", "garbled.txt")
    if parts:
        assert done.code == 2
        assert done.out == ""
        one_line(done.err, *parts)
        assert (scratch / "garbled.txt").read_text() == GARBLED
        assert cli("check", "--isolated", "--grammar", "off", "clean.txt").code == 0
    else:
        assert done.code in (0, 2)
        assert "internal" not in done.err


def test_a_configuration_that_is_named_must_be_there(cli: Cli) -> None:
    """--config gone.toml."""
    done = cli("check", "--config", "gone.toml", "clean.txt")
    assert done.code == 2
    one_line(done.err, "gone.toml", "No such file")


def test_a_fix_that_the_encoding_cannot_hold(cli: Cli, scratch: Path) -> None:
    """The character, the encoding and what to do; the file is as it was."""
    pack = scratch / "pack/pivot/xx/lamps.yaml"
    pack.write_text(PACK.replace("street", "stręet"))
    path = scratch / "a.txt"
    path.write_bytes("A blorp lamp, a café.\n".encode("latin-1"))
    for command in (["fix"], ["fix", "--diff"], ["fix", "--stdout"]):
        done = cli(*command, "--encoding", "latin-1", "-q", "a.txt")
        assert done.code == 2
        assert done.out == ""
        one_line(done.err, "a.txt", "ę", "UTF-8")
    assert path.read_bytes() == "A blorp lamp, a café.\n".encode("latin-1")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--pivot", "xz"], ["no pivot 'xz'", "did you mean 'xx'?"]),
        (["--pivot", "english"], ["no pivot 'english'", "auto, none, xx"]),
        (["--select", "xx/lamp,namse/"], ["no rules that begin with 'namse/'", "'names/'?"]),
        (["--ignore", "q"], ["no rules that begin with 'q'"]),
    ],
)
def test_names_that_nothing_has(arguments: list[str], parts: list[str], cli: Cli) -> None:
    """They would silently do nothing."""
    done = cli("check", *arguments, "garbled.txt")
    assert done.code == 2
    one_line(done.err, *parts)


@pytest.mark.parametrize(
    "arguments", [["--pivot", "xx"], ["--select", "x"], ["--ignore", "names/,clean/,grammar/A_B"]]
)
def test_names_that_something_has(arguments: list[str], cli: Cli) -> None:
    """Pivots, beginnings of any length, stages; a single id may be gone in this version."""
    assert cli("check", "--fail-on", "none", *arguments, "garbled.txt").code == 0

"""fixprose check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import CLEAN, GARBLED, Cli


def test_findings_exit_with_one(cli: Cli, scratch: Path) -> None:
    """Both fixes are shown with their causes, nothing is written."""
    done = cli("check", "garbled.txt", "clean.txt")
    assert done.code == 1
    assert done.err == ""
    assert "The [-blorp-]{+street+} lamps were new." in done.out
    assert "1:5 xx/lamp [safe" in done.out
    assert "“Blorp” is a street." in done.out
    assert "2 fixes in 1 of 2 files (1 safe, 1 review; phrases 2)." in done.out
    assert (scratch / "garbled.txt").read_text() == GARBLED


def test_nothing_found_exits_with_zero(cli: Cli) -> None:
    """And says so on stdout."""
    done = cli("check", "clean.txt")
    assert (done.code, done.out, done.err) == (0, "No fixes in 1 file.\n", "")


@pytest.mark.parametrize(
    ("level", "both", "only_review"),
    [("safe", 1, 0), ("review", 1, 1), ("any", 1, 1), ("none", 0, 0)],
)
def test_fail_on_says_what_makes_the_exit_code(
    level: str, both: int, only_review: int, cli: Cli, scratch: Path
) -> None:
    """safe, review, any, none."""
    (scratch / "review.txt").write_text("All of them quindle brightly at night.\n")
    assert cli("check", "--fail-on", level, "garbled.txt").code == both
    assert cli("check", "--fail-on", level, "review.txt").code == only_review
    assert cli("check", "--fail-on", level, "clean.txt").code == 0


def test_a_folder_stands_for_its_texts(cli: Cli, scratch: Path) -> None:
    """Ignored files stay out; the order is that of the names."""
    (scratch / "b.md").write_text(f"# Head\n\n{GARBLED}")
    (scratch / "old.txt").write_text(GARBLED)
    (scratch / ".gitignore").write_text("old.txt\n")
    done = cli("check", "--output-format", "concise", "-q", ".")
    assert [line.split(" ")[0] for line in done.out.splitlines()] == [
        "b.md:3:5:",
        "b.md:3:39:",
        "garbled.txt:1:5:",
        "garbled.txt:1:39:",
    ]


def test_json_goes_to_stdout_alone(cli: Cli) -> None:
    """Reports for programs hold no talk; they say which packs were used."""
    data = json.loads(cli("check", "--output-format", "json", "garbled.txt").out)
    assert data["summary"]["safe"] == 1
    assert data["grammar"] is None
    assert data["packs"]["hash"].count("+") == 1  # the built-in packs and the user's


def test_the_report_can_go_to_a_file(cli: Cli, scratch: Path) -> None:
    """-o; the exit code stays the same."""
    done = cli("check", "-o", "out.jsonl", "--output-format", "jsonl", "garbled.txt")
    assert done.code == 1
    assert done.out == ""
    lines = (scratch / "out.jsonl").read_text().splitlines()
    assert json.loads(lines[-1])["summary"]["review"] == 1


def test_a_report_file_that_cannot_be_written_is_an_error(cli: Cli) -> None:
    """No such folder."""
    done = cli("check", "-o", "no/out.txt", "garbled.txt")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "no/out.txt" in done.err


def test_standard_input(cli: Cli) -> None:
    """- reads it, --stdin-filename gives it a name, a format and a configuration."""
    done = cli("check", "--output-format", "concise", "-q", "-", stdin=GARBLED)
    assert done.code == 1
    assert done.out.startswith("<stdin>:1:5:")
    code = "```\nThe blorp lamps.\n```\n"
    assert cli("check", "-", stdin=code).code == 1
    assert cli("check", "--stdin-filename", "a.md", "-", stdin=code).code == 0


def test_rules_can_be_chosen(cli: Cli) -> None:
    """--select and --ignore by the beginning of ids, several with commas or twice."""
    assert "xx/shine" not in cli("check", "--select", "xx/lamp", "garbled.txt").out
    assert "xx/lamp" not in cli("check", "--ignore", "xx/lamp", "garbled.txt").out
    for many in (["--ignore", "xx/lamp,xx/shine"], ["--ignore", "xx/lamp", "--ignore", "xx/shine"]):
        assert cli("check", *many, "garbled.txt").code == 0
    assert cli("check", "--stages", "clean,names", "garbled.txt").code == 0
    assert cli("check", "--min-confidence", "1", "garbled.txt").code == 0


def test_check_fix_is_fix(cli: Cli, scratch: Path) -> None:
    """`check --fix` ≡ `fix`."""
    assert cli("check", "--fix", "--review-fixes", "garbled.txt").code == 0
    assert "shine" in (scratch / "garbled.txt").read_text()


def test_paths_from_a_list(cli: Cli, scratch: Path) -> None:
    """--file-list FILE, or - for standard input, beside paths."""
    (scratch / "list").write_text("garbled.txt\n")
    assert cli("check", "--file-list", "list").code == 1
    assert cli("check", "--file-list", "-", "clean.txt", stdin="garbled.txt\n").code == 1
    assert cli("check", "--file-list", "-", stdin="").code == 0


def test_excluded_files_that_are_named(cli: Cli, scratch: Path) -> None:
    """A hook names every file: --force-exclude leaves out, and that is no error."""
    (scratch / ".fixproseignore").write_text("garbled.txt\n")
    assert cli("check", "garbled.txt").code == 1
    assert cli("check", "--force-exclude", "garbled.txt").code == 0


def test_a_format_and_an_encoding_can_be_given(cli: Cli, scratch: Path) -> None:
    """What has no reader is refused, unless the format is named."""
    (scratch / "a.rst").write_text(GARBLED)
    done = cli("check", "a.rst")
    assert done.code == 2
    assert "--format" in done.err
    assert cli("check", "--format", "text", "a.rst").code == 1
    (scratch / "b.txt").write_bytes(GARBLED.encode("utf-16-le"))
    assert cli("check", "b.txt").code == 2
    assert cli("check", "--encoding", "utf-16-le", "b.txt").code == 1


def test_the_settings_can_be_shown(cli: Cli) -> None:
    """--show-settings does nothing else."""
    done = cli("check", "--show-settings", "--ignore", "xx/lamp", "garbled.txt")
    assert done.code == 0
    assert 'select = ["xx/"]' in done.out
    assert 'ignore = ["xx/lamp"]' in done.out


def test_output_is_the_same_again_and_with_processes(cli: Cli, scratch: Path) -> None:
    """Same input, same output, in the same order, whatever --jobs says."""
    for number in range(12):
        (scratch / f"{number:02}.txt").write_text((GARBLED, CLEAN)[number % 2])
    (scratch / "05.txt").write_bytes(b"\0\1")
    runs = [cli("check", "--output-format", "jsonl", *jobs, ".") for jobs in ([], ["--jobs", "2"])]
    assert runs[0] == runs[1]
    assert runs[0].code == 2
    assert "05.txt" in runs[0].err

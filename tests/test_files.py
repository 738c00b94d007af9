"""Which files a command line stands for."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fixprose.config import Settings
from fixprose.errors import FixproseError
from fixprose.files import Found, find_files, read_list

Find = Callable[..., Found]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Make files with their content in a scratch folder and go there."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str, **contents: str) -> Path:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("Text.\n")
        return tmp_path

    return make


def write(path: str, content: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content)


def find(*paths: str, settings: Settings | None = None, **options: bool) -> Found:
    chosen = settings or Settings()
    return find_files(
        paths, lambda _: chosen, is_text=lambda path: path.suffix in (".txt", ".md"), **options
    )


def names(found: Found) -> list[str]:
    return [path.as_posix() for path in found.files]


def test_a_folder_stands_for_its_texts_in_order(tree: Callable[..., Path]) -> None:
    """Only what has a reader, sorted by name, below the folder as it was given."""
    tree("docs/b.md", "docs/a.txt", "docs/c.py", "docs/deep/d.txt", "z.txt")
    assert names(find("docs")) == ["docs/a.txt", "docs/b.md", "docs/deep/d.txt"]
    assert names(find(".")) == ["docs/a.txt", "docs/b.md", "docs/deep/d.txt", "z.txt"]


def test_a_named_file_is_taken_whatever_its_name(tree: Callable[..., Path]) -> None:
    """The reader decides about it, not the search."""
    tree("notes.xyz", "node_modules/a.txt")
    assert names(find("notes.xyz", "node_modules/a.txt")) == ["notes.xyz", "node_modules/a.txt"]


def test_each_file_comes_once(tree: Callable[..., Path]) -> None:
    """Named twice, or named and found in a folder."""
    tree("a.txt", "b.txt")
    assert names(find("b.txt", ".", "./b.txt", os.path.abspath("a.txt"))) == ["b.txt", "a.txt"]


def test_a_missing_path_and_an_empty_folder_are_errors_beside_the_rest(
    tree: Callable[..., Path],
) -> None:
    """The others are found all the same."""
    tree("a.txt", "empty/b.py")
    found = find("gone.txt", "empty", "a.txt")
    assert names(found) == ["a.txt"]
    assert [error.split(":")[0] for error in found.errors] == ["gone.txt", "empty"]


@pytest.mark.parametrize("name", [".gitignore", ".ignore", ".fixproseignore"])
def test_ignore_files_hold_for_folders(name: str, tree: Callable[..., Path]) -> None:
    """Each of the three, with folders, patterns and exceptions."""
    tree("a.txt", "b.txt", "out/c.txt", "keep/b.txt")
    write(name, "out/\nb.txt\n!/keep/b.txt\n")
    assert names(find(".")) == ["a.txt", "keep/b.txt"]


def test_inner_ignore_files_overrule_outer_ones(tree: Callable[..., Path]) -> None:
    """As git does it."""
    tree("in/a.txt", "in/b.txt", "b.txt")
    write(".gitignore", "b.txt\n")
    write("in/.gitignore", "!b.txt\na.txt\n")
    assert names(find(".")) == ["in/b.txt"]


def test_fixproseignore_overrules_gitignore(tree: Callable[..., Path]) -> None:
    """What git must not see may still be checked."""
    tree("draft.txt", "a.txt")
    write(".gitignore", "draft.txt\n")
    write(".fixproseignore", "!draft.txt\n")
    assert names(find(".")) == ["a.txt", "draft.txt"]


def test_ignore_files_above_count_up_to_the_repository(tree: Callable[..., Path]) -> None:
    """And no further: what lies above a repository is not its business."""
    tree("repo/docs/a.txt", "repo/docs/b.txt", "repo/docs/c.txt")
    write(".gitignore", "a.txt\n")
    write("repo/.gitignore", "/docs/b.txt\n")
    write("repo/.git/info/exclude", "c.txt\n")
    assert names(find("repo/docs")) == ["repo/docs/a.txt"]


def test_gitignore_can_be_switched_off(tree: Callable[..., Path]) -> None:
    """`--no-respect-gitignore` leaves the other two in force."""
    tree("a.txt", "b.txt")
    write(".gitignore", "a.txt\n")
    write(".ignore", "b.txt\n")
    assert names(find(".", respect_gitignore=False)) == ["a.txt"]


def test_an_ignored_folder_that_is_named_is_wanted(tree: Callable[..., Path]) -> None:
    """`fixprose check build/` looks into build/ although git does not."""
    tree("build/a.txt", "build/b.txt")
    write(".gitignore", "build/\n")
    write("build/.ignore", "b.txt\n")
    assert names(find("build")) == ["build/a.txt"]


def test_what_is_no_prose_is_left_out_by_default(tree: Callable[..., Path]) -> None:
    """Requirements, licences and CMake files are text by their names only."""
    tree("requirements-dev.txt", "LICENSE.txt", "CMakeLists.txt", "node_modules/x/a.md", "a.txt")
    assert names(find(".")) == ["a.txt"]


def test_exclusions_of_the_configuration(tree: Callable[..., Path]) -> None:
    """`exclude` replaces the default list, `extend-exclude` adds to it."""
    tree("old/a.txt", "b.txt", "LICENSE.txt")
    default = Settings()
    assert names(find(".", settings=replace(default, extend_exclude=("/old",)))) == ["b.txt"]
    assert names(find(".", settings=replace(default, exclude=("/old",)))) == [
        "LICENSE.txt",
        "b.txt",
    ]


def test_force_exclude_holds_for_named_files(tree: Callable[..., Path]) -> None:
    """A hook names every file; exclusions and .fixproseignore still count, .gitignore does not."""
    tree("node_modules/a.txt", "b.txt", "c.txt", "d.txt")
    write(".fixproseignore", "b.txt\n")
    write(".gitignore", "c.txt\n")
    found = find("node_modules/a.txt", "b.txt", "c.txt", "d.txt", force_exclude=True)
    assert names(found) == ["c.txt", "d.txt"]
    assert [path.as_posix() for path in found.excluded] == ["node_modules/a.txt", "b.txt"]
    assert found.errors == []


def test_force_exclude_sees_folders_above(tree: Callable[..., Path]) -> None:
    """A file in an ignored folder of the repository is left out, and so is a named folder."""
    tree("quotes/in/a.txt", "b.txt")
    write(".git/HEAD", "")
    write(".fixproseignore", "quotes/\n")
    assert names(find("quotes/in/a.txt", "quotes/in", "b.txt", force_exclude=True)) == ["b.txt"]


def test_links_are_not_followed(tree: Callable[..., Path]) -> None:
    """A link may lead out of the tree, or in circles; a named one is taken."""
    tree("in/a.txt", "b.txt")
    os.symlink("..", "in/loop")
    os.symlink("../b.txt", "in/link.txt")
    assert names(find("in")) == ["in/a.txt"]
    assert names(find("in/link.txt")) == ["in/link.txt"]


def test_a_list_of_files(tree: Callable[..., Path]) -> None:
    """From a file or from stdin, one on each line, blank lines skipped."""
    tree("a.txt")
    write("list", "a.txt\n\nb c.txt\n")
    assert read_list("list", []) == ["a.txt", "b c.txt"]
    assert read_list("-", ["a.txt\r\n", "\n"]) == ["a.txt"]
    with pytest.raises(FixproseError, match="gone: cannot read the list"):
        read_list("gone", [])

"""The pre-commit hooks, tried by a real git and the real pre-commit."""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
CLEAN = "The street lamps were new, and nobody minded.\n"

Try = Callable[..., "subprocess.CompletedProcess[str]"]


def test_both_hooks_say_what_they_must() -> None:
    """What a user cannot replace stands in `entry`; the rest is as documented."""
    by_id = {hook["id"]: hook for hook in HOOKS}
    assert by_id["fixprose"]["entry"] == "fixprose check --force-exclude --fail-on safe"
    assert by_id["fixprose-fix"]["entry"] == "fixprose fix --force-exclude"
    for hook in HOOKS:
        assert "args" not in hook
        assert hook["types_or"] == ["plain-text", "markdown"]
        assert hook["require_serial"] is True
        assert hook["stages"] == ["pre-commit", "pre-push", "manual"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("README.md", True),
        ("docs/text.txt", True),
        ("unlicensed/a.txt", True),
        ("requirements.txt", False),
        ("ci/requirements-dev.txt", False),
        ("LICENSE", False),
        ("src/LICENCE.md", False),
        ("COPYING.txt", False),
        ("lib/CMakeLists.txt", False),
    ],
)
def test_what_is_no_prose_is_excluded(name: str, wanted: bool) -> None:
    """Files that count as plain text, but are for programs or lawyers."""
    for hook in HOOKS:
        assert (re.search(hook["exclude"], name) is None) is wanted


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """pre-commit's own folder, shared so that the hook is installed once."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def repository(small_checkout: Path) -> Path:
    """A git repository with what is to be installed."""
    if not shutil.which("git"):
        pytest.skip("needs git")
    pytest.importorskip("pre_commit")
    _git(small_checkout, "init", "-q")
    _git(small_checkout, "add", ".")
    _git(small_checkout, "commit", "-qm", "All of it")
    return small_checkout


@pytest.fixture
def attempt(repository: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Try:
    """Run `pre-commit try-repo` on a scratch repository, without any network.

    The hook is built and installed by pip as ever; only its dependencies are not fetched but found
    where this test finds them.
    """
    for name in list(os.environ):
        if name.startswith(("FIXPROSE_", "GIT_", "PRE_COMMIT", "PIP_")):
            monkeypatch.delenv(name)
    libraries = [sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"]]
    environment = {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "false",  # false is pip's way to say: none
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([*libraries, *site.getsitepackages()])),
        "PRE_COMMIT_HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "NO_COLOR": "1",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fixprose.toml").write_text("select = ['xx/']\n")
    _git(tmp_path, "init", "-q")

    def call(hook: str, **files: str) -> subprocess.CompletedProcess[str]:
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_text(content)
        _git(tmp_path, "add", ".")
        command = [sys.executable, "-m", "pre_commit", "try-repo", str(repository), hook]
        return subprocess.run(
            [*command, "--all-files", "--verbose"], capture_output=True, text=True, check=False
        )

    return call


def _git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.hook
def test_the_hook_reports(attempt: Try) -> None:
    """A safe fix fails the hook, in one line; the file stays."""
    done = attempt("fixprose", a_txt="They lit the blorp lamps.\n", b_md=CLEAN)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a.txt:1:14: xx/lamp [safe" in done.stdout
    assert '"blorp" → "street": “Blorp” is a street.' in done.stdout
    assert Path("a.txt").read_text() == "They lit the blorp lamps.\n"


@pytest.mark.hook
def test_the_hook_is_quiet_on_clean_text(attempt: Try) -> None:
    """Also about files that are excluded, though pre-commit names them."""
    Path(".fixproseignore").write_text("quotes.txt\n")
    done = attempt("fixprose", quotes_txt="They lit the blorp lamps.\n", b_md=CLEAN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


@pytest.mark.hook
def test_the_fixing_hook_fixes(attempt: Try) -> None:
    """It exits with 0, and pre-commit fails because a file was modified; the next run passes."""
    done = attempt("fixprose-fix", a_txt="They lit the blorp lamps.\n", b_md=CLEAN)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert "exit code" not in done.stdout
    assert Path("a.txt").read_text() == "They lit the street lamps.\n"
    assert attempt("fixprose-fix").returncode == 0


@pytest.mark.hook
def test_an_error_fails_the_hook(attempt: Try) -> None:
    """Exit code 2 and one line."""
    done = attempt("fixprose", a_txt=CLEAN, fixprose_toml="pivto = 'fr'\n")
    assert done.returncode == 1
    assert "exit code: 2" in done.stdout
    assert "unknown key 'pivto'; did you mean 'pivot'?" in done.stdout

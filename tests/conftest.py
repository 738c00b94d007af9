"""Options and fixtures that all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAMPS = """\
- id: xx/lamp
  match: blorp <lamp:n>
  fix: street <lamp>
  why: “Blorp” is a street.
  certainty: sure
  examples:
    - They lit the blorp lamps. → They lit the street lamps.
  keep:
    - They lit the desk lamps.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files instead of comparing"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name beside the test."""
    folder = Path(request.path).parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing: run pytest --update-golden and read the result"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture(scope="session")
def small_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout with one rule only: building it is quick."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("fixprose")
    for name in ("src", "rules/names", "tools/languagetool"):
        ignored = shutil.ignore_patterns("__pycache__", "_data")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "hatch_build.py", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    (folder / "README.md").write_text("# A small fixprose\n", encoding="utf-8")
    (folder / "rules/pivot/xx").mkdir(parents=True)
    (folder / "rules/pivot/xx/lamps.yaml").write_text(LAMPS, encoding="utf-8")
    return folder


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In CI everything that tests need is installed: a skipped test is a failed run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped and os.environ.get("CI"):
        terminalreporter.write_line(f"{len(skipped)} skipped in CI: that is a failure", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and os.environ.get("CI"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

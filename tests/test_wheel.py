"""What is installed from a wheel works without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Installed = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(small_checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a small checkout."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    done = subprocess.run(command, cwd=small_checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture
def installed(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Run the command line of the unpacked wheel in a scratch folder."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("FIXPROSE_GRAMMAR", "off")
    (tmp_path / "a.txt").write_text("They lit the blorp lamps.\n")

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "fixprose", *arguments]
        environment = {k: v for k, v in os.environ.items() if k != "PRE_COMMIT"}
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
        )

    return call


def test_it_repairs(installed: Installed) -> None:
    """With the compiled rules, and nothing compiled anew."""
    done = installed("fix", "--stdout", "-q", "a.txt")
    assert (done.stdout, done.stderr) == ("They lit the street lamps.\n", "")


def test_it_explains(installed: Installed) -> None:
    """The pages of rules are in the wheel, with their examples."""
    done = installed("explain", "xx/lamp")
    assert done.returncode == 0, done.stderr
    assert "  + They lit the street lamps." in done.stdout
    assert "rules/pivot/xx/lamps.yaml:1" in done.stdout
    assert installed("rules", "list", "--select", "xx/").stdout.startswith("xx/lamp")


def test_it_says_that_it_has_no_packs_to_edit(installed: Installed) -> None:
    """The packs of a wheel are compiled: there is nothing to test or format."""
    done = installed("rules", "format")
    assert done.returncode == 2
    assert "no packs of your own" in done.stderr


def test_it_carries_what_is_no_code(wheel: Path) -> None:
    """Schemas, data, the marker of types, the licence."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for name in (
        "fixprose/py.typed",
        "fixprose/config.schema.json",
        "fixprose/report/schema/report.json",
        "fixprose/report/schema/line.json",
        "fixprose/_data/packs.bundle",
        "fixprose/_data/pages.jsonl",
    ):
        assert name in names
    assert any(name.endswith("licenses/LICENSE") for name in names)

"""The command line in a scratch folder, with a small pack of its own and no other rules."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import fixprose
from fixprose.cli.app import run
from fixprose.knowledge import store
from fixprose.knowledge.bundle import Bundle

PACK = """\
- id: xx/lamp
  match: "blorp <lamp:n>"
  fix: "street <lamp>"
  why: “Blorp” is a street.
  source: lampe de rue
  certainty: sure
  examples:
    - They lit the blorp lamps. → They lit the street lamps.
  keep:
    - They lit the desk lamps.

- id: xx/shine
  match: quindle brightly
  fix: shine brightly
  why: “Quindle” is “shine”.
  certainty: sure
  safety: review
  examples:
    - They quindle brightly. → They shine brightly.
  keep:
    - They glow brightly.
  aliases: [xx/glimmer]
"""
CONFIG = "packs = ['pack']\nselect = ['xx/']\ngrammar.engine = 'off'\n"
GARBLED = "The blorp lamps were new. All of them quindle brightly at night.\n"
SAFE = "The street lamps were new. All of them quindle brightly at night.\n"
REPAIRED = "The street lamps were new. All of them shine brightly at night.\n"
CLEAN = "The street lamps were new, and nobody minded.\n"


@dataclass(frozen=True)
class Done:
    """What a command line did."""

    code: int
    out: str
    err: str


Cli = Callable[..., Done]


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def _no_rules(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A compiled pack without rules, in the place of the built-in ones: they take time to load."""
    return Bundle(store.compile_folder(tmp_path_factory.mktemp("none"), None))


@pytest.fixture(scope="session")
def _names() -> object:
    return store.load_names()


@pytest.fixture
def scratch(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    _cache: Path,
    _no_rules: Bundle,
    _names: object,
) -> Path:
    """A working folder with a configuration, a pack, a garbled and a clean text."""
    for name in list(os.environ):
        if name.startswith("FIXPROSE_") or name in ("PRE_COMMIT", "NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache))
    monkeypatch.setenv("PYTHONPATH", str(Path(fixprose.__file__).parents[1]))
    monkeypatch.setattr(store, "_builtin", lambda: _no_rules)
    monkeypatch.setattr("fixprose.toolbox.load_names", lambda: _names)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pack/pivot/xx").mkdir(parents=True)
    (tmp_path / "pack/pivot/xx/lamps.yaml").write_text(PACK)
    (tmp_path / "fixprose.toml").write_text(CONFIG)
    (tmp_path / "garbled.txt").write_text(GARBLED)
    (tmp_path / "clean.txt").write_text(CLEAN)
    return tmp_path


@pytest.fixture
def cli(
    scratch: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Cli:
    """Run a command line in the scratch folder, in this process."""

    def call(*arguments: str, stdin: bytes | str = b"") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsysbinary.readouterr()
        code = run(arguments)
        out, err = capsysbinary.readouterr()
        return Done(code, out.decode("utf-8", "surrogateescape"), err.decode())

    return call


@pytest.fixture
def process(scratch: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command line in the scratch folder, in a process of its own."""

    def call(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "fixprose", *arguments]
        settings = {"capture_output": True, "text": True, **options}
        return subprocess.run(command, check=False, **settings)  # type: ignore[call-overload, no-any-return]

    return call

"""Same input, same packs, same output: in any process, with any hash seed, in any order of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*/*.garbled.txt"))


def run(*args: str, seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "fixprose", *args, "--grammar", "off"]
    return subprocess.run(command, capture_output=True, env=environment, check=False).stdout


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_two_processes_agree(path: Path) -> None:
    first, second = (
        run("check", "--output-format", "json", str(path), seed=seed) for seed in ("1", "2")
    )
    assert first == second
    assert b'"fixes"' in first


def test_one_process_and_several_agree() -> None:
    paths = [str(path) for path in SAMPLES]
    one = run("check", "--output-format", "concise", "--jobs", "1", *paths, seed="1")
    two = run("check", "--output-format", "concise", "--jobs", "2", *paths, seed="2")
    assert one == two
    assert one.count(b"\n") > len(paths)

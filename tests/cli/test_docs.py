"""Pages that are made from code are fresh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("tool", ["make_cli_docs.py", "make_config_docs.py"])
def test_made_pages_are_fresh(tool: str) -> None:
    """`tools/…  --check`, as CI runs it."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / tool, "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")

#!/usr/bin/env python3
"""Time fixprose as whole processes, and a long text in one process. Prints medians.

speed.py [--runs 5]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "samples/clean/telescope.txt"
GARBLED = ROOT / "samples/french/lighthouse.garbled.txt"


def seconds(command: list[str], runs: int) -> float:
    """Return the median wall time of a command after one run to warm up."""
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def rate(path: Path, copies: int) -> float:
    """Return how many MB a second one process repairs, for a text of many different paragraphs."""
    from fixprose import Fixer

    paragraphs = path.read_text(encoding="utf-8").split("\n\n")
    text = "\n\n".join(
        f"{number}. {paragraph}" for number in range(copies) for paragraph in paragraphs
    )
    fixer = Fixer()
    fixer.fix("Warm up.")
    began = time.perf_counter()
    fixer.fix(text)
    return len(text.encode()) / 1e6 / (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    fixprose = [sys.executable, "-m", "fixprose"]
    off = ["--grammar", "off"]
    print(f"fixprose --version                 {seconds([*fixprose, '--version'], runs):.3f} s")
    command = [*fixprose, "check", *off, str(CLEAN)]
    print(f"check of a small clean file, cold  {seconds(command, runs):.3f} s")
    command = [*fixprose, "fix", "--stdout", *off, str(GARBLED)]
    print(f"repair of an article, cold         {seconds(command, runs):.3f} s")
    print(f"clean text in one process          {rate(CLEAN, 200):.2f} MB/s")
    print(f"garbled text in one process        {rate(GARBLED, 60):.2f} MB/s")


if __name__ == "__main__":
    main()

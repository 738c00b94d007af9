#!/usr/bin/env python3
"""Time fixprose as whole processes, and long texts in one process.

speed.py [--runs 5]

Of each command the median of the time on the clock, and the least time of the processor, which
other work on the machine changes least. Of long texts the best of three rates, in processor time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "samples/clean/telescope.txt"
GARBLED = ROOT / "samples/french/lighthouse.garbled.txt"
LOADING = "from fixprose.knowledge.store import load_names, load_rules; load_rules(); load_names()"
ONE_FIX = (
    "On day {} the company offered an economic rescue buoy to the workers of the plant, and the"
    " city was quiet in the evening after a long rain that had fallen on the roofs."
)


def seconds(command: list[str], runs: int) -> tuple[float, float]:
    """Return clock (median) and processor (least) of a command after one run to warm up."""
    clock, processor = [], []
    for _ in range(runs + 1):
        began, before = time.perf_counter(), os.times()
        subprocess.run(command, capture_output=True, check=False)
        after = os.times()
        clock.append(time.perf_counter() - began)
        processor.append(
            after.children_user
            - before.children_user
            + after.children_system
            - before.children_system
        )
    return statistics.median(clock[1:]), min(processor[1:])


def rate(text_of: Callable[[int], str]) -> float:
    """Return how many MB a second one process repairs; `text_of` gives a new text for a number."""
    from fixprose import Fixer

    fixer = Fixer()
    fixer.fix("Warm up.")
    rates = []
    for number in range(1, 4):
        text = text_of(number)
        began = time.process_time()
        _ = fixer.fix(text).fixes
        rates.append(len(text.encode()) / 1e6 / (time.process_time() - began))
    return max(rates)


def many(path: Path, copies: int) -> Callable[[int], str]:
    """Return a maker of texts of many different paragraphs."""
    paragraphs = path.read_text(encoding="utf-8").split("\n\n")
    return lambda number: "\n\n".join(
        f"{copy + number * copies}. {paragraph}"
        for copy in range(copies)
        for paragraph in paragraphs
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    fixprose = [sys.executable, "-m", "fixprose"]
    off = ["--grammar", "off"]
    for name, command in (
        ("fixprose --version", [*fixprose, "--version"]),
        ("loading rules and names, all", [sys.executable, "-c", LOADING]),
        ("check of a small clean file, cold", [*fixprose, "check", *off, str(CLEAN)]),
        ("repair of an article, cold", [*fixprose, "fix", "--stdout", *off, str(GARBLED)]),
    ):
        clock, processor = seconds(command, runs)
        print(f"{name:36s} {clock:.3f} s on the clock, {processor:.3f} s of processor")
    print(f"{'clean text in one process':36s} {rate(many(CLEAN, 200)):.2f} MB/s")
    print(f"{'garbled text in one process':36s} {rate(many(GARBLED, 60)):.2f} MB/s")
    for count in (500, 5000):
        text = " ".join(map(ONE_FIX.format, range(count)))
        spent = len(text) / 1e6 / rate(lambda number, text=text: f"{number}. {text}")
        print(f"{f'{count} fixes in one paragraph':36s} {spent:.2f} s")


if __name__ == "__main__":
    main()

"""Take the pictures of the review page that the documentation shows.

python tools/make_screenshots.py [FOLDER]

Needs Chromium and Playwright (the extra `dev`). A sample is reviewed as an editor would: some
decisions are made, then the pictures are taken.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from fixprose.cli.app import run

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples/french/lighthouse.garbled.txt"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
DECISIONS = "aaraamaaa"  # accept, accept, reject … as an editor might
PICTURES = {"review": "1", "review-pair": "4"}  # and the key of the view


def main(arguments: list[str]) -> int:
    """Write the pictures and return the exit code."""
    from playwright.sync_api import sync_playwright

    folder = Path(arguments[0]) if arguments else ROOT / "docs/images"
    folder.mkdir(parents=True, exist_ok=True)
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as scratch:
        page_file = Path(scratch) / "review.html"
        os.chdir(SAMPLE.parent)
        command = ["review", SAMPLE.name, "--html", str(page_file), "--grammar", "off"]
        if code := run([*command, "--isolated"]):
            return code
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
            for name, view in PICTURES.items():
                page = browser.new_page(
                    viewport={"width": 1320, "height": 800}, device_scale_factor=1.5
                )
                page.goto(page_file.as_uri())
                for key in [*DECISIONS, view]:
                    page.keyboard.press(key)
                page.mouse.move(0, 400)
                page.wait_for_timeout(500)
                page.screenshot(path=folder / f"{name}.png")
                page.close()
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The README tells the truth: its example is what fixprose says."""

from __future__ import annotations

import re
from pathlib import Path

from fixprose import Fixer

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_MARKED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}")


def test_the_example_is_what_fixprose_says() -> None:
    block = README.split("```console")[1].split("```")[0]
    sentences = [line.strip() for line in block.splitlines() if "[-" in line and "{+" in line]
    assert len(sentences) == 2
    before = [_MARKED.sub(lambda found: found[1] or "", line) for line in sentences]
    after = [_MARKED.sub(lambda found: found[2] or "", line) for line in sentences]
    revision = Fixer().fix("\n\n".join(before))
    assert revision.text == "\n\n".join(after)
    rules = {fix.rule for fix in revision.fixes}
    assert set(re.findall(r"^    \d+:\d+ (\S+)", block, re.M)) <= rules


def test_the_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link

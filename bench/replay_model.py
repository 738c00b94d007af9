"""Score repairs with a model server that replays recorded answers: is the model used well?

    replay_model.py ARTICLES RECORDED [--only NAME] [--show]

ARTICLES holds a folder for each article (article.txt; gold.tsv: group, error, what must be gone,
what must be found; keep.txt: what must survive), RECORDED the answer to each as NAME.txt. A
stand-in server on this machine answers each paragraph with the recorded one that stands for it.
Printed: errors repaired, lines lost, edits of the stage, and the share of the changes between
article and answer of which the rules or the gazetteer know the cause.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from fixprose import Document, Fixer, Options, Revision
from fixprose.retranslate.alignment import cut
from fixprose.retranslate.candidates import shipped_candidates
from fixprose.retranslate.causes import Causes
from fixprose.retranslate.client import LlmOptions

_LEAST_ALIKE = 0.25  # of a paragraph and its answer


class Recording:
    """The recorded answers to one article, paragraph by paragraph, in the same order."""

    def __init__(self, article: str, answer: str) -> None:
        self.paragraphs = _paragraphs(article)
        self.answers = _aligned(self.paragraphs, _paragraphs(answer))

    def answer(self, question: str) -> str:
        """Return what was recorded for the paragraph that a prompt asks about."""
        found = re.search(r"<<<\n(.*?)\n>>>", question, re.S)
        asked = found[1] if found else question
        near = sorted(range(len(self.paragraphs)), key=lambda n: -_like(asked, self.paragraphs[n]))
        best = max(
            near[:4], key=lambda n: _like(asked, self.paragraphs[n]) + self._fit(question, n)
        )
        return self.answers.get(best, asked)

    def _fit(self, question: str, number: int) -> float:
        """Return how well the neighbours in a prompt are those of a paragraph."""
        return _like(question, "\n".join(self.paragraphs[max(0, number - 1) : number + 2]))


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, recording: Recording, *rest: object) -> None:
        self._recording = recording
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        content = self._recording.answer(asked["messages"][-1]["content"])
        reply = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *parts: object) -> None:
        """Keep quiet."""


@contextmanager
def served(recording: Recording) -> Iterator[str]:
    """Serve a recording on a free port; gives the server's URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, recording))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def repaired(article: str, answer: str) -> Revision:
    """Return the revision of an article by rules and the replayed model."""
    with served(Recording(article, answer)) as url:
        options = LlmOptions(url=url, model="recorded")
        with Fixer(Options(retranslate="llm", llm=options)) as fixer:
            return fixer.fix(article)


def explained(article: str, answer: str, fixer: Fixer) -> tuple[int, int]:
    """Return how many changes between article and answer have a known cause, and how many not."""
    document, recording = Document(article), Recording(article, answer)
    diagnosis = fixer.diagnose(document)
    causes = Causes(
        [
            *fixer.tools.passes("names"),
            *fixer.tools.passes("phrases"),
            *fixer.tools.passes("structure"),
            *fixer.tools.passes("clean"),
        ],
        lexicon=shipped_candidates(),
    )
    known = [
        causes.of(change.span, change.replacement, document, diagnosis) is not None
        for block in document.blocks
        for change in cut(document, block, " ".join(recording.answer(block.content).split()))
        if change.objection is None
    ]
    return sum(known), len(known) - sum(known)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n|\n(?=\S)", text) if part.strip()]


def _like(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _aligned(old: list[str], new: list[str]) -> dict[int, str]:
    """Align two rows of paragraphs in order, so that the likenesses add up to the most."""
    likeness = [[_like(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old)):
        for j in range(len(new)):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + likeness[i][j])
    found = {}
    i, j = len(old), len(new)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            if likeness[i][j] > _LEAST_ALIKE:
                found[i] = new[j]
    return found


def main() -> None:
    """Print a line an article, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("recorded", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="list what is left")
    given = parser.parse_args()
    totals = [0] * 5
    fixer = Fixer(retranslate="off")
    for folder in sorted(given.articles.iterdir()):
        if given.only not in folder.name:
            continue
        article = (folder / "article.txt").read_text(encoding="utf-8")
        answer = (given.recorded / f"{folder.name}.txt").read_text(encoding="utf-8")
        revision = repaired(article, answer)
        text = revision.review_text
        rows = [
            line.split("\t")
            for line in (folder / "gold.tsv").read_text(encoding="utf-8").splitlines()
        ]
        rows = [row for row in rows if len(row) == 4 and not row[0].startswith("#")]
        left = [row[0] for row in rows if re.search(row[2], text) or not re.search(row[3], text)]
        kept = (folder / "keep.txt").read_text(encoding="utf-8").splitlines()
        lost = [line for line in kept if line.strip() and not re.search(line.strip(), text)]
        edits = sum(fix.stage == "retranslate" for fix in revision.fixes)
        known, unknown = explained(article, answer, fixer)
        figures = (len(rows) - len(left), len(rows), len(lost), known, known + unknown)
        totals = [a + b for a, b in zip(totals, figures, strict=True)]
        print(
            "{:20} {:3} of {:3}  lost {}  cause known {:3} of {:3}".format(folder.name, *figures),
            f" edits {edits}",
        )
        if given.show:
            print("".join(f"    left: {name}\n" for name in left), end="")
    print("{:20} {:3} of {:3}  lost {}  cause known {:3} of {:3}".format("all", *totals))


if __name__ == "__main__":
    main()

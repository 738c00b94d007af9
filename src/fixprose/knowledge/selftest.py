"""Self-tests of rules: every rule proves its examples, its keep sentences, and its company.

* every example (its pivot taken as given) becomes exactly its result under the rule's own file;
* every pattern is used by an example, every term gives its replacement;
* `keep` sentences stay as they are;
* under all packs an example still becomes its result or something that no other rule undoes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fixprose.knowledge.index import Hit, RuleIndex
from fixprose.knowledge.packs import PackError, pack_files, read_file
from fixprose.knowledge.rules import Rule
from fixprose.knowledge.store import load_file, rules_folder
from fixprose.text.document import Document
from fixprose.text.english import article_before


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that does not do what it says: `path:line`, its id, what happened."""

    path: str
    line: int
    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.what}"


@dataclass(frozen=True, slots=True)
class Result:
    """How many rules, examples, terms and keep sentences were tried, and what failed."""

    rules: int
    checks: int
    failures: tuple[Failure, ...]


def run_selftests(paths: Iterable[Path] = (), *, only: str = "") -> Result:
    """Test the rules of files or folders (by default all built-in ones); `only`: a prefix of ids.

    Raises PackError for a file that cannot be read as rules.
    """
    failures: list[Failure] = []
    rules = checks = 0
    problems: list[str] = []
    homes: dict[str, str] = {}
    for path, folder in _files(paths):
        try:
            read = [rule for rule in read_file(path, folder) if rule.id.startswith(only)]
            index = load_file(path, folder) if read else None
        except PackError as error:
            problems += error.problems
            continue
        for rule in read:
            assert index is not None
            if rule.id in homes:
                taken = f"the id is taken already ({homes[rule.id]})"
                failures.append(Failure(rule.path, rule.line, rule.id, taken))
            homes[rule.id] = f"{rule.path}:{rule.line}"
            tester = _Tester(rule, index)
            failures += tester.failures()
            rules += 1
            checks += tester.checks
    if problems:
        raise PackError(problems)
    return Result(rules, checks, tuple(failures))


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each file with the folder of packs that it belongs to."""
    given = list(paths)
    if not given:
        builtin = rules_folder()
        given = [builtin] if builtin is not None else []
    for path in given:
        if path.is_dir():
            root = _root(path)
            for file in pack_files(path):
                yield file, root
        else:
            yield path, _root(path.parent)


def _root(folder: Path) -> Path:
    """Return the folder of packs around a folder: what holds `pivot/` or `common/`."""
    for candidate in (folder, *folder.parents):
        if candidate.name in ("pivot", "common", "names"):
            return candidate.parent
    return folder


class _Tester:
    """Tests one rule with the rules of its file."""

    def __init__(self, rule: Rule, index: RuleIndex) -> None:
        self.rule = rule
        self.index = index
        self.checks = 0
        self._used: set[str] = set()

    def failures(self) -> Iterator[Failure]:
        yield from self._examples()
        yield from self._terms()
        yield from self._keep()

    def _fail(self, what: str) -> Failure:
        return Failure(self.rule.path, self.rule.line, self.rule.id, what)

    def _examples(self) -> Iterator[Failure]:
        used: set[int] = set()
        for example in self.rule.examples:
            self.checks += 1
            text = example.before
            found = self._apply(text, used)
            if found != example.after:
                yield self._fail(f"“{example.before}” becomes “{found}”, not “{example.after}”")
            elif (again := self._apply(found, set())) != found:
                yield self._fail(f"“{found}” is changed once more, to “{again}”")
        for number, (pattern, _) in enumerate(self.rule.pairs):
            if number not in used:
                yield self._fail(f"no example uses the pattern “{pattern}”")

    def _terms(self) -> Iterator[Failure]:
        for wrong, right in self.rule.terms:
            self.checks += 1
            found = set(self._replacements(f"They saw {wrong} there."))
            context = self.rule.context
            if not found and not any(getattr(context, name) for name in context.__slots__):
                yield self._fail(f"the term “{wrong}” is not found in a sentence")
            elif found and right not in found and right.lower() not in {f.lower() for f in found}:
                yield self._fail(f"the term “{wrong}” becomes {sorted(found)}, not “{right}”")

    def _keep(self) -> Iterator[Failure]:
        for sentence in self.rule.keep:
            self.checks += 1
            found = self._apply(sentence, set())
            if found != sentence:
                yield self._fail(f"keep: “{sentence}” becomes “{found}”")

    def _hits(self, document: Document) -> list[Hit]:
        return [
            hit
            for block in document.blocks
            for hit in self.index.find(document, block)
            if hit.rule.id == self.rule.id
        ]

    def _replacements(self, text: str) -> Iterator[str]:
        for hit in self._hits(Document(text)):
            yield hit.replacement

    def _apply(self, text: str, used: set[int]) -> str:
        """Apply the rule to a text until nothing changes (ten times at the most)."""
        for _ in range(10):
            document = Document(text)
            hits = sorted(
                self._hits(document),
                key=lambda h: (-len(h.matched), h.matched.start, h.variant),
            )
            if not hits:
                break
            taken: list[Hit] = []
            for hit in hits:
                if not any(hit.matched.overlaps(other.matched) for other in taken):
                    taken.append(hit)
            for hit in sorted(taken, key=lambda h: h.matched.start, reverse=True):
                used.add(hit.variant)
                text = _replaced(text, hit)
        return text


def _replaced(text: str, hit: Hit) -> str:
    start, end, new = hit.matched.start, hit.matched.end, hit.replacement
    if not new and start and text[start - 1] == " ":
        start -= 1
    elif not new and text[end : end + 1] == " ":
        end += 1
    old = text[hit.matched.start : hit.matched.end]
    if old.split()[:1] != new.split()[:1]:
        article = article_before(text, start, new or text[end:].lstrip())
        if article is not None:
            start, new = article[0], article[1] + new
    return text[:start] + new + text[end:]


def main(argv: list[str]) -> int:
    """Print the failures of the files named; the way to try a pack without the command line."""
    try:
        result = run_selftests([Path(name) for name in argv])
    except PackError as error:
        print("\n".join(error.problems))
        return 2
    for failure in result.failures:
        print(failure)
    print(f"{result.rules} rules, {result.checks} checks, {len(result.failures)} failed")
    return 1 if result.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

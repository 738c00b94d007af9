"""What a fixer works with: rules, names, passes and the diagnosis, opened when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from fixprose.edits import Pass, Stage
from fixprose.evidence.diagnose import diagnose
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.marks import find_marks
from fixprose.knowledge.gazetteer_evidence import find_name_evidence
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.index import RuleIndex
from fixprose.knowledge.store import load_names, load_rules
from fixprose.options import Options
from fixprose.stages.grammar import GrammarPass, garbled_windows
from fixprose.text.document import Document
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.grammar.engines import Mode


class Toolbox:
    """Opens what the options ask for and closes it again."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._known_sentences: frozenset[str] = frozenset()

    @cached_property
    def rules(self) -> RuleIndex:
        """The rules of all packs."""
        return load_rules(self._options.packs)

    @cached_property
    def names(self) -> Names:
        """The gazetteer."""
        return load_names()

    @cached_property
    def grammar(self) -> GrammarPass:
        """The grammar stage; its engine starts at the first sentence that it is asked about."""
        mode: Mode = self._options.grammar  # type: ignore[assignment]
        return GrammarPass(mode, self._options.grammar_url, focus=self._focus)

    @property
    def never(self) -> list[str]:
        """The phrases that no rule may touch."""
        return self.rules.never

    def begin(self, original: Document) -> None:
        """Say which document is repaired next: what differs from it is worth a grammar check."""
        if self._options.grammar != "off":
            self._known_sentences = frozenset(_sentences(original).values())

    def passes(self, stage: Stage) -> Iterable[Pass]:
        """Return the passes of a stage, in order."""
        return self._passes[stage]

    @cached_property
    def _passes(self) -> dict[Stage, list[Pass]]:
        from fixprose.stages.clean import CleanPass
        from fixprose.stages.names import NamesPass
        from fixprose.stages.phrases import PhrasesPass
        from fixprose.stages.structure import StructurePass

        return {
            "clean": [CleanPass()],
            "structure": [StructurePass()],
            "names": [NamesPass(self.names)],
            "phrases": [PhrasesPass(self.rules)],
            "retranslate": [],
            "grammar": [self.grammar],
        }

    def is_on(self, rule: str) -> bool:
        """Tell whether a rule is on: on trial it is not, unless it is selected by its whole id."""
        return rule not in self.rules.trial or rule in self._options.select

    def is_demoted(self, rule: str) -> bool:
        """Tell whether a rule's precision card says that it may only propose for review."""
        return rule in self.rules.demoted

    def diagnose(self, document: Document) -> Diagnosis:
        """Return the diagnosis of a document."""
        others = [*find_marks(document), *find_name_evidence(document, self.names)]
        return diagnose(document, self.rules, others, self._options.pivot)

    def close(self) -> None:
        """Stop what was started."""
        if "grammar" in self.__dict__:
            self.grammar.close()

    def _focus(self, document: Document, diagnosis: Diagnosis) -> Iterator[Span]:
        yield from garbled_windows(document, diagnosis)
        for span, sentence in _sentences(document).items():
            if sentence not in self._known_sentences:
                yield span


def _sentences(document: Document) -> dict[Span, str]:
    return {span: span.of(document.text) for block in document.blocks for span in block.sentences}

"""What a fixer works with: rules, names, passes and the diagnosis, opened when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from fixprose.edits import Pass, Stage
from fixprose.evidence.diagnose import diagnose
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.marks import find_marks
from fixprose.evidence.thesaurus import find_thesaurus_words
from fixprose.knowledge.gazetteer_evidence import find_name_evidence
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.index import RuleIndex
from fixprose.knowledge.store import load_names, load_rules
from fixprose.options import Options
from fixprose.retranslate import Retranslator
from fixprose.stages.grammar import GrammarPass, garbled_windows
from fixprose.text.document import Document
from fixprose.text.span import Span

if TYPE_CHECKING:
    from fixprose.grammar.engines import Mode


class Toolbox:
    """Opens what the options ask for and closes it again."""

    def __init__(self, options: Options, retranslators: Iterable[Retranslator] = ()) -> None:
        """Take options, and retranslators of the user's own beside those that they name."""
        self._options = options
        self._given = tuple(retranslators)
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

    @cached_property
    def retranslators(self) -> list[Retranslator]:
        """The user's retranslators and the one that the options name.

        Raises FixproseError for one that cannot work.
        """
        return [*self._given, *self._named()]

    def _named(self) -> list[Retranslator]:
        if self._options.retranslate in ("lexicon", "neural"):
            from fixprose.evidence.neural import Neural
            from fixprose.retranslate.lexicon import LexiconRetranslator

            second = Neural() if self._options.retranslate == "neural" else None
            return [LexiconRetranslator(second)]
        if self._options.retranslate != "llm":
            return []
        from fixprose.retranslate.candidates import shipped_candidates
        from fixprose.retranslate.causes import Causes
        from fixprose.retranslate.llm import LlmRetranslator

        causes = Causes(self._knowing, self._tidying, shipped_candidates())
        return [LlmRetranslator(self._options.llm, causes)]

    @property
    def never(self) -> list[str]:
        """The phrases that no rule may touch."""
        return self.rules.never

    def begin(self, original: Document) -> None:
        """Say which document is repaired next: what differs from it is worth a grammar check."""
        for retranslator in self.__dict__.get("retranslators", ()):
            retranslator.begin()
        if self._options.grammar != "off":
            self._known_sentences = frozenset(_sentences(original).values())

    def passes(self, stage: Stage) -> Iterable[Pass]:
        """Return the passes of a stage, in order."""
        return self._passes[stage]

    @cached_property
    def _knowing(self) -> tuple[Pass, Pass]:
        """The passes that know causes: names and phrases."""
        from fixprose.stages.names import NamesPass
        from fixprose.stages.phrases import PhrasesPass

        return NamesPass(self.names), PhrasesPass(self.rules)

    @cached_property
    def _tidying(self) -> tuple[Pass, Pass]:
        """The passes that mend what is broken without knowing a pivot: clean and structure."""
        from fixprose.stages.clean import CleanPass
        from fixprose.stages.structure import StructurePass

        return CleanPass(), StructurePass()

    @cached_property
    def _passes(self) -> dict[Stage, list[Pass]]:
        from fixprose.stages.retranslate import RetranslatePass

        return {
            "clean": [self._tidying[0]],
            "structure": [self._tidying[1]],
            "names": [self._knowing[0]],
            "phrases": [self._knowing[1]],
            "retranslate": [RetranslatePass(self.retranslators)],
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
        others = [
            *find_marks(document),
            *find_name_evidence(document, self.names),
            *find_thesaurus_words(document),
        ]
        return diagnose(document, self.rules, others, self._options.pivot)

    def close(self) -> None:
        """Stop what was started."""
        if "grammar" in self.__dict__:
            self.grammar.close()
        for retranslator in self.__dict__.get("retranslators", ()):
            retranslator.close()

    def _focus(self, document: Document, diagnosis: Diagnosis) -> Iterator[Span]:
        yield from garbled_windows(document, diagnosis)
        for span, sentence in _sentences(document).items():
            if sentence not in self._known_sentences:
                yield span


def _sentences(document: Document) -> dict[Span, str]:
    return {span: span.of(document.text) for block in document.blocks for span in block.sentences}

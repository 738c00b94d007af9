"""What a fixer works with: rules, names, passes and the diagnosis, each opened when first needed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from fixprose.edits import Pass, Stage
from fixprose.evidence.diagnose import diagnose
from fixprose.evidence.diagnosis import Diagnosis
from fixprose.evidence.marks import find_marks
from fixprose.knowledge.index import RuleIndex
from fixprose.knowledge.gazetteer_names import Names
from fixprose.knowledge.store import load_names, load_rules
from fixprose.options import Options
from fixprose.text.document import Document


class Toolbox:
    """Opens what the options ask for and closes it again."""

    def __init__(self, options: Options) -> None:
        self._options = options

    @cached_property
    def rules(self) -> RuleIndex:
        """The rules of all packs."""
        return load_rules(self._options.packs)

    @cached_property
    def names(self) -> Names:
        """The gazetteer."""
        return load_names()

    @property
    def never(self) -> list[str]:
        """The phrases that no rule may touch."""
        return self.rules.never

    def passes(self, stage: Stage) -> Iterable[Pass]:
        """Return the passes of a stage, in order."""
        return self._passes[stage]

    @cached_property
    def _passes(self) -> dict[Stage, list[Pass]]:
        from fixprose.stages.names import NamesPass
        from fixprose.stages.phrases import PhrasesPass
        from fixprose.stages.structure import StructurePass

        return {
            "clean": [],
            "structure": [StructurePass()],
            "names": [NamesPass(self.names)],
            "phrases": [PhrasesPass(self.rules)],
            "retranslate": [],
            "grammar": [],
        }

    def is_on(self, rule: str) -> bool:
        """Tell whether a rule is on: on trial it is not, unless it is selected by its whole id."""
        return rule not in self.rules.trial or rule in self._options.select

    def diagnose(self, document: Document) -> Diagnosis:
        """Return the diagnosis of a document."""
        return diagnose(document, self.rules, find_marks(document), self._options.pivot)

    def close(self) -> None:
        """Stop what was started."""

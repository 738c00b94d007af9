"""The second judge where no model is installed."""

from __future__ import annotations

import pytest

from fixprose.errors import FixproseError
from fixprose.evidence import neural


def test_what_is_missing_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neural, "find_spec", lambda name: None)
    with pytest.raises(FixproseError, match="--retranslate neural needs a model: pip install"):
        neural.Neural().gain("one", "two")

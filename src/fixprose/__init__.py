"""fixprose repairs English that went through a machine and back, and explains every fix.

>>> from fixprose import Fixer
>>> Fixer().fix("They offered an economic rescue buoy.").text
'They offered an economic lifeline.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fixprose.engine import Fixer
    from fixprose.errors import FixproseError
    from fixprose.evidence.diagnosis import Diagnosis
    from fixprose.options import Options
    from fixprose.revision import Fix, Revision
    from fixprose.text.document import Document

__version__ = "0.1.0"
__all__ = ["Diagnosis", "Document", "Fix", "Fixer", "FixproseError", "Options", "Revision"]

_HOMES = {
    "Diagnosis": "fixprose.evidence.diagnosis",
    "Document": "fixprose.text.document",
    "Fix": "fixprose.revision",
    "Fixer": "fixprose.engine",
    "FixproseError": "fixprose.errors",
    "Options": "fixprose.options",
    "Revision": "fixprose.revision",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import fixprose` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found

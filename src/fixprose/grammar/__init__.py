"""Grammar engines behind one small interface, and where they come from."""

from fixprose.grammar.engine import GrammarEngine, GrammarUnavailable, Match
from fixprose.grammar.engines import MODES, Mode, open_engine
from fixprose.grammar.install import install_by_download, install_from_maven
from fixprose.grammar.locate import Installation, Java
from fixprose.grammar.status import GrammarStatus, status

__all__ = [
    "MODES",
    "GrammarEngine",
    "GrammarStatus",
    "GrammarUnavailable",
    "Installation",
    "Java",
    "Match",
    "Mode",
    "install_by_download",
    "install_from_maven",
    "open_engine",
    "status",
]

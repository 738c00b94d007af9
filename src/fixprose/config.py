"""Configuration: `[tool.fixprose]` in pyproject.toml, or fixprose.toml; the nearest file wins.

Settings are data: reading them runs nothing. Every key is described once, in `KEYS`; checks, the
JSON schema and the documentation come from there.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fixprose.edits import STAGES, Stage
from fixprose.errors import FixproseError

FILE_NAMES = ("fixprose.toml", "pyproject.toml")
RETRANSLATORS = ("off", "lexicon", "neural", "llm")
ENGINES = ("off", "auto", "server", "wheel")
# What is text by its ending, and still no prose; then what other tools made or fetched.
DEFAULT_EXCLUDE = (
    "requirements*.txt",
    "constraints*.txt",
    "CMakeLists.txt",
    "robots.txt",
    "LICENSE*",
    "LICENCE*",
    "COPYING*",
    ".git/",
    ".hg/",
    ".svn/",
    ".venv/",
    "venv/",
    ".tox/",
    ".nox/",
    ".cache/",
    ".mypy_cache/",
    ".pytest_cache/",
    ".ruff_cache/",
    "__pycache__/",
    "__pypackages__/",
    "node_modules/",
    "site-packages/",
    "vendor/",
    "third_party/",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings that hold for a file; names as in the configuration, with `_` for `-`.

    `path` is the file they came from, None for the defaults; its folder is where patterns and
    relative paths count from.
    """

    path: Path | None = None
    pivot: str = "auto"
    stages: tuple[Stage, ...] = STAGES
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_safe: tuple[str, ...] = ()
    extend_review: tuple[str, ...] = ()
    unfixable: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    accept_file: str | None = None
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    grammar_engine: str | None = None
    grammar_url: str | None = None
    retranslate: str | None = None
    llm: Mapping[str, Any] = field(default_factory=dict)
    fix_quotations: bool = False
    min_confidence: float = 0.0
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required_version: str | None = None

    @property
    def folder(self) -> Path:
        """The folder that patterns and relative paths count from."""
        return self.path.parent if self.path else Path.cwd()

    def ignored_for(self, path: Path) -> tuple[str, ...]:
        """Return the rule prefixes that `per-file-ignores` switches off for a file."""
        if not self.per_file_ignores:
            return ()
        from pathspec import GitIgnoreSpec

        try:
            name = path.absolute().relative_to(self.folder.absolute()).as_posix()
        except ValueError:
            return ()
        return tuple(
            rule
            for pattern, rules in self.per_file_ignores.items()
            if GitIgnoreSpec.from_lines([pattern]).match_file(name)
            for rule in rules
        )


@dataclass(frozen=True, slots=True)
class Key:
    """One key: a JSON schema for its value, what it does, and an example as TOML."""

    schema: Mapping[str, Any]
    summary: str
    example: str


_STRING = {"type": "string"}
_STRINGS = {"type": "array", "items": _STRING}
KEYS: dict[str, Key] = {
    "pivot": Key(_STRING, "What the text went through: `auto`, `none` or a pivot.", '"fr"'),
    "stages": Key(
        {"type": "array", "items": {"enum": list(STAGES)}},
        "The stages to run, all by default.",
        '["clean", "names", "phrases"]',
    ),
    "select": Key(_STRINGS, "Rules to use, by id or prefix; all by default.", '["fr/"]'),
    "ignore": Key(_STRINGS, "Rules not to use, by id or prefix.", '["names/"]'),
    "extend-safe": Key(
        _STRINGS, "Rules whose fixes are safe for you, by id or prefix.", '["fr/trade-terms"]'
    ),
    "extend-review": Key(
        _STRINGS, "Rules whose fixes need a review, by id or prefix.", '["structure/"]'
    ),
    "unfixable": Key(
        _STRINGS, "Rules that are reported but never applied, by id or prefix.", '["spin/"]'
    ),
    "packs": Key(_STRINGS, "Folders with packs of your own.", '["house-rules"]'),
    "accept": Key(
        _STRINGS, "Words and names that no fix may touch.", '["Factor Ten", "buoy tender"]'
    ),
    "accept-file": Key(
        _STRING, "A file with such words and names, one on each line.", '"accepted.txt"'
    ),
    "exclude": Key(
        _STRINGS,
        "What to leave out of folders, as in .gitignore; replaces the default.",
        '["old/"]',
    ),
    "extend-exclude": Key(_STRINGS, "What to leave out besides.", '["quotes/*.md"]'),
    "grammar": Key(
        {
            "type": "object",
            "properties": {"engine": {"enum": list(ENGINES)}, "url": _STRING},
        },
        "The grammar engine (`off`, `auto`, `server`, `wheel`), the URL of a running server.",
        '{ engine = "server", url = "http://localhost:8081" }',
    ),
    "retranslate": Key({"enum": list(RETRANSLATORS)}, "What proposes other translations.", '"llm"'),
    "llm": Key(
        {
            "type": "object",
            "properties": {
                "url": _STRING,
                "model": _STRING,
                "key-from": _STRING,
                "timeout": {"type": "number", "minimum": 1, "maximum": 3600},
                "retries": {"type": "number", "minimum": 0, "maximum": 20},
                "concurrency": {"type": "number", "minimum": 1, "maximum": 64},
                "cache": _STRING,
            },
        },
        'The OpenAI-compatible server that `retranslate = "llm"` asks: its URL, the model, the'
        " environment variable that holds the key, seconds for an answer, how often to ask again,"
        " how many questions at once, and the folder that keeps answers.",
        '{ url = "http://localhost:11434/v1", model = "llama3.1:8b" }',
    ),
    "fix-quotations": Key(
        {"type": "boolean"}, "Whether fixes inside quotations may be safe.", "true"
    ),
    "min-confidence": Key(
        {"type": "number", "minimum": 0, "maximum": 1},
        "Leave out fixes that are less probable than this.",
        "0.8",
    ),
    "per-file-ignores": Key(
        {"type": "object", "additionalProperties": _STRINGS},
        "Rules not to use in files that match a pattern.",
        '{ "legal/*.md" = ["fr/"] }',
    ),
    "required-version": Key(
        _STRING, "The versions of fixprose that this project works with.", '">=1.2"'
    ),
}


def find_config(folder: Path) -> Path | None:
    """Return the nearest configuration file from `folder` upwards, None if there is none.

    In one folder fixprose.toml comes before pyproject.toml, which counts only if it has a table
    `[tool.fixprose]`.
    """
    folder = folder.absolute()
    for parent in (folder, *folder.parents):
        for name in FILE_NAMES:
            path = parent / name
            if path.is_file() and (name == "fixprose.toml" or _table(path) is not None):
                return path
    return None


def load_config(path: Path) -> Settings:
    """Return the settings in a file; FixproseError names the file and the key that is wrong."""
    table = _table(path)
    if table is None:
        raise FixproseError(f"{path}: there is no table [tool.fixprose]")
    return settings_from(table, path)


def settings_from(table: Mapping[str, Any], path: Path) -> Settings:
    """Return the settings in a table that was read from `path`."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in KEYS:
            raise FixproseError(f"{path}: unknown key '{key}'{_nearest(key, KEYS)}")
        _check(path, key, value, KEYS[key].schema)
        if key == "grammar":
            values |= {f"grammar_{inner}": each for inner, each in value.items()}
        elif key == "llm":
            values["llm"] = {inner.replace("-", "_"): each for inner, each in value.items()}
        elif key == "per-file-ignores":
            values["per_file_ignores"] = {name: tuple(rules) for name, rules in value.items()}
        else:
            values[key.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    settings = Settings(path=path, **values)
    _check_version(settings)
    return _located(settings)


def schema() -> dict[str, Any]:
    """Return the JSON schema of the configuration, for editors."""
    properties = {
        key: {**_closed(each.schema), "description": each.summary} for key, each in KEYS.items()
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "fixprose.toml, or [tool.fixprose] in pyproject.toml",
        **_closed({"type": "object", "properties": properties}),
    }


def _closed(part: Mapping[str, Any]) -> dict[str, Any]:
    return {**part, "additionalProperties": False} if "properties" in part else dict(part)


def _table(path: Path) -> Mapping[str, Any] | None:
    import tomllib

    try:
        table: Any = tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        raise FixproseError(f"{path}: cannot read it: {error.strerror}") from error
    except ValueError as error:  # TOML or UTF-8
        raise FixproseError(f"{path}: not TOML: {error}") from error
    if path.name == "pyproject.toml":
        for key in ("tool", "fixprose"):
            table = table.get(key)
            if table is None:
                return None
            if not isinstance(table, dict):
                raise FixproseError(f"{path}: [tool.fixprose] must be a table")
    return dict(table)


def _check(path: Path, key: str, value: Any, wanted: Mapping[str, Any]) -> None:
    """Raise FixproseError unless `value` fits the schema; only what `KEYS` uses is known here."""

    def wrong(what: str) -> FixproseError:
        return FixproseError(f"{path}: '{key}' must be {what}, not {_shown(value)}")

    if "enum" in wanted:
        if value not in wanted["enum"]:
            choices = ", ".join(wanted["enum"])
            hint = _nearest(value, wanted["enum"])
            raise FixproseError(
                f"{path}: '{key}' must be one of {choices}, not {_shown(value)}{hint}"
            )
        return
    fits, what = _TYPES[wanted["type"]]
    if not fits(value):
        raise wrong(what)
    if wanted["type"] == "array":
        for each in value:
            _check(path, key, each, wanted["items"])
    elif wanted["type"] == "number" and not wanted["minimum"] <= value <= wanted["maximum"]:
        raise wrong(f"from {wanted['minimum']} to {wanted['maximum']}")
    elif wanted["type"] == "object":
        known = wanted.get("properties")
        for inner, each in value.items():
            if known is not None and inner not in known:
                raise FixproseError(f"{path}: unknown key '{key}.{inner}'{_nearest(inner, known)}")
            part = known[inner] if known is not None else wanted["additionalProperties"]
            _check(path, f"{key}.{inner}", each, part)


_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "string": (lambda value: isinstance(value, str), "a string"),
    "boolean": (lambda value: isinstance(value, bool), "true or false"),
    "number": (
        lambda value: isinstance(value, int | float) and not isinstance(value, bool),
        "a number",
    ),
    "array": (lambda value: isinstance(value, list), "a list of strings"),
    "object": (lambda value: isinstance(value, dict), "a table"),
}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value)


def _nearest(name: Any, known: Any) -> str:
    folded = str(name).lower().replace("_", "-")
    close = difflib.get_close_matches(folded, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def _located(settings: Settings) -> Settings:
    """Return the settings with their paths counted from the file's folder."""
    packs = tuple(str(settings.folder / each) for each in settings.packs)
    accept_file = settings.accept_file and str(settings.folder / settings.accept_file)
    accept = settings.accept
    if accept_file:
        accept += _accepted(Path(accept_file))
    return replace(settings, packs=packs, accept_file=accept_file, accept=accept)


def _accepted(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FixproseError(f"{path}: cannot read the accepted words: {error}") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _check_version(settings: Settings) -> None:
    if settings.required_version is None:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    from fixprose import __version__

    try:
        wanted = SpecifierSet(settings.required_version)
    except InvalidSpecifier as error:
        raise FixproseError(
            f"{settings.path}: 'required-version' must be like '>=1.2', not"
            f" '{settings.required_version}'"
        ) from error
    if not wanted.contains(__version__, prereleases=True):
        raise FixproseError(
            f"{settings.path}: needs fixprose {settings.required_version}, this is {__version__}"
        )

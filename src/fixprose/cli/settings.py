"""From configuration and command line to the options that hold for a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path

from fixprose.cli.options import Given
from fixprose.config import Settings, find_config, load_config
from fixprose.edits import STAGES, Stage
from fixprose.errors import FixproseError
from fixprose.options import Options
from fixprose.retranslate.client import LlmOptions


def in_hook() -> bool:
    """Tell whether pre-commit has started us."""
    return os.environ.get("PRE_COMMIT") == "1"


class Configuration:
    """The settings of every folder, and the options for every file, each worked out once."""

    def __init__(self, given: Given) -> None:
        if given.config and given.isolated:
            raise FixproseError("--config and --isolated contradict each other: give one of them")
        self._given = given
        self._by_folder: dict[Path, Settings] = {}
        self._by_file: dict[Path, Settings] = {}
        self._fixed: Settings | None = None
        if given.isolated:
            self._fixed = Settings()
        elif given.config:
            self._fixed = load_config(Path(given.config))

    def settings_for(self, folder: Path) -> Settings:
        """Return the settings that hold in a folder. Raises FixproseError for a bad file."""
        if self._fixed is not None:
            return self._fixed
        if folder not in self._by_folder:
            found = find_config(folder)
            if found is None:
                self._by_folder[folder] = Settings()
            else:
                if found not in self._by_file:
                    self._by_file[found] = load_config(found)
                self._by_folder[folder] = self._by_file[found]
        return self._by_folder[folder]

    def options_for(self, path: Path) -> Options:
        """Return the options for a file: the command line's, else the configuration's."""
        given, settings = self._given, self.settings_for(path.absolute().parent)
        stages: tuple[Stage, ...] = tuple(each for each in STAGES if each in given.stages)
        confidence = given.min_confidence
        return Options(
            pivot=given.pivot or settings.pivot,
            stages=stages or settings.stages,
            select=given.select or settings.select,
            ignore=(*settings.ignore, *given.ignore, *settings.ignored_for(path)),
            extend_safe=settings.extend_safe,
            extend_review=settings.extend_review,
            unfixable=settings.unfixable,
            packs=settings.packs,
            accept=settings.accept,
            min_confidence=settings.min_confidence if confidence is None else confidence,
            fix_quotations=settings.fix_quotations,
            grammar=given.grammar or settings.grammar_engine or ("off" if in_hook() else "auto"),
            grammar_url=settings.grammar_url,
            retranslate=given.retranslate or settings.retranslate or Options.retranslate,
            llm=_llm_options(settings),
        )

    def shown_for(self, path: Path) -> Iterator[str]:
        """Yield the lines that `--show-settings` prints for a file."""
        settings = self.settings_for(path.absolute().parent)
        yield f"# settings for {path}, from {settings.path or 'the defaults'}"
        options = self.options_for(path)
        for field in fields(options):
            yield f"{field.name.replace('_', '-')} = {_toml(getattr(options, field.name))}"
        for name in ("exclude", "extend_exclude"):
            yield f"{name.replace('_', '-')} = {_toml(getattr(settings, name))}"


def _llm_options(settings: Settings) -> LlmOptions:
    from platformdirs import user_cache_path

    given = dict(settings.llm)
    given.setdefault("cache", str(user_cache_path("fixprose") / "answers"))
    for count in ("retries", "concurrency"):
        if count in given:
            given[count] = int(given[count])
    return LlmOptions(**given)


def _toml(value: object) -> str:
    import json

    if isinstance(value, LlmOptions):
        value = asdict(value)

    if value is None:
        return '""  # not set'
    return json.dumps(value, ensure_ascii=False)

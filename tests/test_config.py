"""Configuration: where it comes from, and what is refused."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import fixprose
from fixprose.config import KEYS, Settings, find_config, load_config, schema, settings_from
from fixprose.errors import FixproseError


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    """Upwards from a folder; fixprose.toml before pyproject.toml; one without our table is none."""
    outer = write(tmp_path / "pyproject.toml", "[tool.fixprose]\npivot = 'fr'\n")
    inner = write(tmp_path / "a/b/fixprose.toml", "pivot = 'es'\n")
    write(tmp_path / "a/b/pyproject.toml", "[tool.fixprose]\npivot = 'nl'\n")
    write(tmp_path / "a/pyproject.toml", "[project]\nname = 'x'\n")
    (tmp_path / "a/b/c").mkdir()
    assert find_config(tmp_path / "a/b/c") == inner
    assert find_config(tmp_path / "a") == outer


def test_both_files_say_the_same(tmp_path: Path) -> None:
    """A table in pyproject.toml and a file of its own are read alike."""
    body = "select = ['fr/']\nmin-confidence = 0.5\n[{0}per-file-ignores]\n'*.md' = ['fr/x']\n"
    own = load_config(write(tmp_path / "fixprose.toml", body.format("")))
    table = "[tool.fixprose]\n" + body.format("tool.fixprose.")
    shared = load_config(write(tmp_path / "pyproject.toml", table))
    for name in ("select", "min_confidence", "per_file_ignores"):
        assert getattr(own, name) == getattr(shared, name) != getattr(Settings(), name)


def test_every_key_has_an_example_that_is_read(tmp_path: Path) -> None:
    """Documentation, checks and settings know the same keys."""
    write(tmp_path / "accepted.txt", "# names\nFactor Ten\n\n")
    for key, described in KEYS.items():
        if key == "required-version":
            continue
        value = tomllib.loads(f"{key} = {described.example}")
        settings = settings_from(value, tmp_path / "fixprose.toml")
        assert settings != Settings(path=settings.path), key


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("pivto = 'fr'", r"unknown key 'pivto'; did you mean 'pivot'\?"),
        ("min_confidence = 0.5", r"unknown key 'min_confidence'; did you mean 'min-confidence'\?"),
        ("colour = true", "unknown key 'colour'$"),
        ("select = 'fr/'", r"'select' must be a list of strings, not 'fr/'"),
        ("select = [1]", "'select' must be a string, not 1"),
        ("pivot = 3", "'pivot' must be a string, not 3"),
        ("fix-quotations = 'yes'", "'fix-quotations' must be true or false, not 'yes'"),
        ("min-confidence = true", "'min-confidence' must be a number, not true"),
        ("min-confidence = 7", "'min-confidence' must be from 0 to 1, not 7"),
        ("stages = ['phrase']", r"'stages' must be one of clean, .* did you mean 'phrases'\?"),
        ("grammar = 'off'", "'grammar' must be a table, not 'off'"),
        ("grammar.engin = 'off'", r"unknown key 'grammar.engin'; did you mean 'engine'\?"),
        ("grammar.engine = 'java'", "'grammar.engine' must be one of off, auto, server, wheel"),
        ("per-file-ignores = ['x']", "'per-file-ignores' must be a table, not a list"),
        ("per-file-ignores.x = 'y'", "'per-file-ignores.x' must be a list of strings, not 'y'"),
        ("required-version = 'new'", "'required-version' must be like '>=1.2'"),
        ("accept-file = 'gone'", "gone: cannot read the accepted words"),
        ("a = ", "not TOML"),
    ],
)
def test_what_is_wrong_is_named(body: str, message: str, tmp_path: Path) -> None:
    """One line: the file, the key, what it must be, the nearest name."""
    path = write(tmp_path / "fixprose.toml", body + "\n")
    with pytest.raises(FixproseError, match=message) as error:
        load_config(path)
    assert str(error.value).startswith(str(tmp_path))
    assert "\n" not in str(error.value)


def test_a_missing_table_or_file_is_an_error_when_named(tmp_path: Path) -> None:
    """`--config` must not be ignored silently."""
    with pytest.raises(FixproseError, match="cannot read it"):
        load_config(tmp_path / "gone.toml")
    with pytest.raises(FixproseError, match=r"no table \[tool.fixprose\]"):
        load_config(write(tmp_path / "pyproject.toml", "[project]\n"))
    (tmp_path / "fixprose.toml").write_bytes(b"pivot = '\xff'\n")
    with pytest.raises(FixproseError, match="not TOML"):
        load_config(tmp_path / "fixprose.toml")
    with pytest.raises(FixproseError, match="must be a table"):
        load_config(write(tmp_path / "pyproject.toml", "[tool]\nfixprose = 1\n"))


def test_paths_count_from_the_file(tmp_path: Path) -> None:
    """Packs and lists are found from any working folder."""
    write(tmp_path / "words.txt", "Factor Ten\n")
    body = "packs = ['mine', '/abs']\naccept = ['buoy']\naccept-file = 'words.txt'\n"
    settings = load_config(write(tmp_path / "fixprose.toml", body))
    assert settings.packs == (str(tmp_path / "mine"), "/abs")
    assert settings.accept == ("buoy", "Factor Ten")


def test_per_file_ignores_match_like_gitignore(tmp_path: Path) -> None:
    """Patterns count from the configuration's folder; several may match."""
    body = "[per-file-ignores]\n'*.md' = ['fr/']\n'/law/' = ['names/', 'es/']\n"
    settings = load_config(write(tmp_path / "fixprose.toml", body))
    assert settings.ignored_for(tmp_path / "law/a.md") == ("fr/", "names/", "es/")
    assert settings.ignored_for(tmp_path / "in/law/a.txt") == ()
    assert settings.ignored_for(Path("/elsewhere/law/a.md")) == ()


def test_required_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project can insist on a version."""
    monkeypatch.setattr(fixprose, "__version__", "1.4.0")
    load_config(write(tmp_path / "fixprose.toml", "required-version = '>=1.2,<2'\n"))
    with pytest.raises(FixproseError, match=r"needs fixprose >=2, this is 1\.4\.0"):
        load_config(write(tmp_path / "fixprose.toml", "required-version = '>=2'\n"))


def test_the_schema_for_editors_is_fresh() -> None:
    """The file in the package is what the table of keys makes."""
    path = Path(fixprose.__file__).with_name("config.schema.json")
    assert json.loads(path.read_text()) == schema()

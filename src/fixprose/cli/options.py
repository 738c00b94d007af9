"""Options that several commands share. Each can be set as FIXPROSE_<OPTION> in the environment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import click

from fixprose import report
from fixprose.cli.talk import Talk
from fixprose.config import ENGINES, RETRANSLATORS
from fixprose.edits import STAGES

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was given for the options of `source_options`, `rule_options` and `config_options`.

    None stands for an option that was not given: then the configuration decides.
    """

    pivot: str | None = None
    stages: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: float | None = None
    grammar: str | None = None
    retranslate: str | None = None
    encoding: str | None = None
    format: str | None = None
    stdin_filename: str | None = None
    file_list: str | None = None
    force_exclude: bool = False
    no_respect_gitignore: bool = False
    jobs: int = 0
    config: str | None = None
    isolated: bool = False

    @classmethod
    def of(cls, parameters: dict[str, Any]) -> Given:
        """Return what a command's parameters hold of it."""
        names = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in parameters.items() if name in names})


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Like click.option, with an environment variable named after the option."""
    long = next(name for name in names if name.startswith("--"))
    variable = "FIXPROSE_" + long.split("/")[0].strip("-").replace("-", "_").upper()
    return click.option(*names, envvar=variable, **settings)


def _together(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def _split(_context: click.Context, _parameter: click.Parameter, values: Any) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _stages(context: click.Context, parameter: click.Parameter, values: Any) -> tuple[str, ...]:
    names = _split(context, parameter, values)
    choice = click.Choice(STAGES)
    return tuple(choice.convert(name, parameter, context) for name in names)


def _talk(field: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        talk = context.ensure_object(Talk)
        if field == "quiet":
            talk.verbosity = -1 if value else talk.verbosity
        elif field == "verbosity":
            talk.verbosity = value or talk.verbosity
        else:
            setattr(talk, field, value)

    return keep


talk_options = _together(
    option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        expose_value=False,
        callback=_talk("color"),
        help="Colours; auto: on a terminal, as NO_COLOR and FORCE_COLOR say.",
    ),
    option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=_talk("quiet"),
        help="Say only what was found, and errors.",
    ),
    option(
        "-v",
        "--verbose",
        count=True,
        expose_value=False,
        callback=_talk("verbosity"),
        help="Also show what was refused, and why; -vv: where an internal error came from.",
    ),
)

rule_options = _together(
    option(
        "--pivot",
        metavar="auto|none|CODE",
        help="What the text went through: fr, es … or spin; auto: found out; none: nothing.",
    ),
    option(
        "--stages",
        multiple=True,
        callback=_stages,
        metavar="NAME,…",
        help=f"Stages to run, of {', '.join(STAGES)}; by default all.",
    ),
    option(
        "--select",
        multiple=True,
        callback=_split,
        metavar="RULE,…",
        help="Use these rules only: ids or their beginnings (fr/).",
    ),
    option(
        "--ignore",
        multiple=True,
        callback=_split,
        metavar="RULE,…",
        help="Don't use these rules, besides those that the configuration ignores.",
    ),
    option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Leave out fixes that are less probable than this (0 to 1).",
    ),
    option(
        "--grammar",
        type=click.Choice(ENGINES),
        help="Grammar checker: a LanguageTool server, a wheel, or what is there (auto, default).",
    ),
    option(
        "--retranslate",
        type=click.Choice(RETRANSLATORS),
        help="What proposes other translations.",
    ),
)

source_options = _together(
    option("--encoding", metavar="NAME", help="Encoding of the files; by default found out."),
    option("--format", metavar="NAME", help="Format of the files (text, markdown); else by name."),
    option("--stdin-filename", metavar="FILE", help="Name of what is read from standard input."),
    option(
        "--file-list", metavar="FILE", help="Read more paths from FILE, one a line; - is stdin."
    ),
    option("--force-exclude", is_flag=True, help="Exclude files even if they are named."),
    option("--no-respect-gitignore", is_flag=True, help="Also take what .gitignore names."),
    option(
        "--jobs",
        type=click.IntRange(0),
        default=0,
        metavar="N",
        help="Processes for many files; 0 (default): as fits.",
    ),
)

config_options = _together(
    option("--config", metavar="FILE", help="Use this configuration for all files."),
    option("--isolated", is_flag=True, help="Use no configuration file."),
)

show_settings_option = option(
    "--show-settings", is_flag=True, help="Print the settings that hold, and do nothing else."
)

output_format_option = option(
    "--output-format",
    type=click.Choice(report.names()),
    help="; ".join(f"{name}: {text}" for name, (_, text) in report.REPORTS.items()) + ".",
)

rule_prefixes_option = option(
    "--select",
    multiple=True,
    callback=_split,
    metavar="RULE,…",
    help="These rules only: ids or their beginnings (fr/).",
)

review_fixes_option = option(
    "--review-fixes", is_flag=True, help="Also make the fixes that need a review."
)


def output_file_option(what: str) -> Callable[[F], F]:
    """Return the option -o for a command whose result is `what`."""
    return option("-o", "--output-file", metavar="FILE", help=f"Write {what} to FILE.")

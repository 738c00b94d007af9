"""fixprose rules test."""

from __future__ import annotations

from typing import Any

import click

from fixprose.cli.options import Given, config_options, rule_prefixes_option, talk_options
from fixprose.cli.rules.folders import existing, pack_folders
from fixprose.cli.talk import Talk


@click.command("test")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@rule_prefixes_option
@config_options
@talk_options
@click.pass_context
def test_rules(context: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Let rules prove their examples, their keep sentences, and their company.

    Without paths: the packs of the configuration, else the built-in ones. The exit code is 1 when a
    rule fails, 2 when a pack cannot be read.
    """
    from fixprose.knowledge.packs import PackError
    from fixprose.knowledge.selftest import run_selftests

    talk = context.ensure_object(Talk)
    folders = existing(paths) or pack_folders(Given.of(given))
    rules = checks = failed = 0
    try:
        for prefix in given["select"] or ("",):
            result = run_selftests(folders, only=prefix)
            rules += result.rules
            checks += result.checks
            failed += len(result.failures)
            for failure in result.failures:
                click.echo(str(failure))
    except PackError as error:
        for problem in error.problems:
            talk.error(problem)
        return 2
    talk.note(f"{rules} rules, {checks} checks, {failed} failed")
    return 1 if failed else 0

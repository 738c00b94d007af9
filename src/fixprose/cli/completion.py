"""fixprose completion: scripts for shells."""

from __future__ import annotations

import os

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from fixprose.cli.options import talk_options

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:COMP_WORDS = $commandAst.ToString()
    $env:COMP_WORD = $wordToComplete
    $env:%(complete_var)s = "powershell_complete"
    %(prog_name)s | ForEach-Object {
        $kind, $value, $help = $_ -split "`t", 3
        if (-not $help) { $help = $value }
        $type = "System.Management.Automation.CompletionResult"
        New-Object $type $value, $value, "ParameterValue", $help
    }
    Remove-Item Env:COMP_WORDS, Env:COMP_WORD, Env:%(complete_var)s
}
"""


@add_completion_class
class PowerShellComplete(ShellComplete):
    """Completion for PowerShell, which click does not know."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to complete, and that word."""
        words = split_arg_string(os.environ["COMP_WORDS"])[1:]
        word = os.environ["COMP_WORD"]
        return (words[:-1] if word and words[-1:] == [word] else words), word

    def format_completion(self, item: CompletionItem) -> str:
        """Return kind, value and help, parted by tabs."""
        return f"{item.type}\t{item.value}\t{item.help or ''}"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
@talk_options
@click.pass_context
def completion(context: click.Context, /, shell: str) -> int:
    """Print the completion script of a shell.

    For bash: fixprose completion bash > ~/.local/share/bash-completion/completions/fixprose
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(context.find_root().command, {}, "fixprose", "_FIXPROSE_COMPLETE").source())
    return 0

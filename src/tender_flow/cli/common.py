"""What the commands share: translated help, the record's address, errors as sentences.

A command turns arguments into one service call and its result into text, JSON or a file.
Exit codes: 0 done, 1 refused by a rule, 2 wrong usage, bad input or a damaged or foreign
file, 3 broken signature or chain, 130 interrupted. Diagnostics go to stderr.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from tender_flow.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tender_flow.rules.findings import Finding

DATABASE_VARIABLE = "TENDER_FLOW_DATABASE"
DEFAULT_DATABASE = "sqlite:///tender-flow.db"


class Command(click.Command):
    """A click command whose help texts are translated when they are printed."""

    def get_short_help_str(self, limit: int = 60) -> str:
        """The help's first sentence, translated."""
        return _(self.short_help or self.help or "").split("\n", 1)[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, translated."""
        _write_help(self, formatter)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters, their help translated."""
        return _translated(super().get_params(ctx))


class Group(click.Group):
    """A click group whose commands and help are ours."""

    command_class = Command
    group_class = type

    def get_short_help_str(self, limit: int = 60) -> str:
        """The help's first sentence, translated."""
        return _(self.short_help or self.help or "").split("\n", 1)[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, translated."""
        _write_help(self, formatter)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters, their help translated."""
        return _translated(super().get_params(ctx))


def _write_help(command: click.Command, formatter: click.HelpFormatter) -> None:
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(command.help))


def _translated(parameters: list[click.Parameter]) -> list[click.Parameter]:
    for parameter in parameters:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = _(parameter.help)
    return parameters


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--json`: the same answer for programs."""
    return click.option("--json", "as_json", is_flag=True, help=N_("Print the answer as JSON."))(
        command
    )


def dry_run_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--dry-run`: everything is checked and shown, nothing is kept."""
    return click.option(
        "--dry-run", is_flag=True, help=N_("Show what would happen; keep nothing.")
    )(command)


def print_json(answer: object) -> None:
    """Prints an answer as JSON; keys keep their order."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def report(findings: Iterable[Finding]) -> None:
    """Prints findings to stderr, one per line, with place and remedy."""
    from tender_flow.i18n.sentences import line

    for finding in findings:
        click.echo(line(finding), err=True)


def stop(code: int) -> None:
    """Ends the command with an exit code."""
    sys.exit(code)

"""Commands and groups whose help is translated when it is printed, and that know their neighbours.

Help texts are marked with `N_` where they are written and translated here, so that `--locale`
counts. Every command takes the general options; a group lists its commands in the order of the
work and names the nearest one when it is asked for one that it doesn't have.
"""

from __future__ import annotations

import os
import sys
from copy import copy
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.options import general_options, settings
from tender_flow.i18n.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_GENERAL = general_options(hidden=True)


class Command(click.Command):
    """A click command whose help texts are translated when they are printed."""

    def get_short_help_str(self, limit: int = 60) -> str:
        """The help's first sentence, translated."""
        return first_sentence(self)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, translated."""
        _write_help(self, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, translated."""
        _write_options(self.get_params(ctx), ctx, formatter)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters and the general options that each command takes."""
        return [*_GENERAL, *super().get_params(ctx)]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of the usage line; a day's form as people write it."""
        pieces = super().collect_usage_pieces(ctx)
        return [_form_of(one.strip("[]")) if "%" in one else one for one in pieces]

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; remembers which procurement (argument REF) it is about."""
        settings().ref = ctx.params.get("ref")
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read our output (`head`, a pager) has stopped: no one to complain to.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


class Group(click.Group):
    """A click group whose commands and help are ours."""

    command_class = Command
    group_class = type

    def get_short_help_str(self, limit: int = 60) -> str:
        """The help's first sentence, translated."""
        return first_sentence(self)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, translated."""
        _write_help(self, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands, translated."""
        _write_options(self.get_params(ctx), ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work, as they stand in the source."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; an unknown one is refused with the nearest known."""
        if not ctx.resilient_parsing and not args[0].startswith("-"):
            _refuse_unknown(args[0], self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)


def first_sentence(command: click.Command) -> str:
    """What a command does, in one line, for the list of commands."""
    text = command.short_help or command.help or ""
    return _(text).split("\n", 1)[0]


def _write_help(command: click.Command, formatter: click.HelpFormatter) -> None:
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(command.help))


def _write_options(
    parameters: Iterable[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    options = [one for one in parameters if isinstance(one, click.Option)]
    records = [_translated(option).get_help_record(ctx) for option in options]
    with formatter.section(_("Options")):
        formatter.write_dl([record for record in records if record])


def _translated(option: click.Option) -> click.Option:
    shown = copy(option)
    shown.help = _(option.help) if option.help else None
    if isinstance(option.type, click.DateTime) and option.metavar is None:
        shown.metavar = "|".join(_form_of(pattern) for pattern in option.type.formats)
    return shown


def _form_of(pattern: str) -> str:
    """A day or an hour as people write its form: YYYY-MM-DD, not the signs of a program."""
    forms = {"%Y": "YYYY", "%m": "MM", "%d": "DD", "%H": "HH", "%M": "MM", "%S": "SS"}
    for sign, letters in forms.items():
        pattern = pattern.replace(sign, letters)
    return pattern


def _refuse_unknown(name: str, known: list[str], ctx: click.Context) -> None:
    if name in known:
        return
    from difflib import get_close_matches

    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    command = f"{ctx.command_path} {name}"
    if nearest := get_close_matches(name, known, n=1):
        facts = {"command": command, "nearest": f"{ctx.command_path} {nearest[0]}"}
        raise BadInputError(Finding("command-misspelt", facts))
    raise BadInputError(Finding("command-unknown", {"command": command, "known": tuple(known)}))

"""What the commands share: translated help, where the record is and who acts, passphrases.

A command turns arguments into one service call and its result into text, JSON or a file:

    @document.command("add")
    @click.argument("ref")
    @dry_run_option
    @office_options
    def add(ref: str, *, dry_run: bool) -> None:
        with office() as opened:
            documents.add(opened, ref, dry_run=dry_run)

It prints its answer to stdout (`print_table`, `print_json`, `click.echo`) and everything about
the work itself to stderr. It raises `TenderFlowError`; `tender_flow.cli.failures` says it.
`--database`, `--as` and `--now` are taken before and after the command, `--locale` and
`--verbose` too. Nothing here imports what a `--help` doesn't need.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tender_flow.i18n.texts import N_, _, known_locales, use_locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from tender_flow.rules.findings import Finding
    from tender_flow.services.office import Office

    Function = TypeVar("Function", bound=Callable[..., Any])

DATABASE_VARIABLE = "TENDER_FLOW_DATABASE"
DEFAULT_DATABASE = "sqlite:///tender-flow.db"
USER_VARIABLE = "TENDER_FLOW_USER"
LOCALE_VARIABLE = "TENDER_FLOW_LOCALE"
PASSPHRASE_VARIABLE = "TENDER_FLOW_PASSPHRASE_FILE"  # noqa: S105 (the variable's name, no secret)


class Settings:
    """What the general options said; what was not said is None."""

    __slots__ = ("actor", "database", "now", "ref")

    def __init__(self) -> None:
        self.database: str | None = None
        self.actor: str | None = None
        self.now: str | None = None
        self.ref: str | None = None
        """The procurement that the command is about, for the hints of its findings."""


def settings() -> Settings:
    """The general options of this run, wherever on the line they stood."""
    return click.get_current_context().find_root().ensure_object(Settings)


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value:
        setattr(settings(), str(parameter.name), value)


def _choose_locale(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if value.replace("-", "_") not in known_locales():
        from tender_flow.errors import BadInputError
        from tender_flow.rules.findings import Finding

        known = known_locales()
        raise BadInputError(Finding("locale-unknown", {"locale": value, "known": known}))
    use_locale(value)


def general_options(*, hidden: bool) -> tuple[click.Option, ...]:
    """`--locale` and `--verbose`: shown in the first help, taken by every command."""
    return (
        click.Option(
            ["--locale"],
            help=N_("Language and formats, such as en_GB. Default: TENDER_FLOW_LOCALE."),
            envvar=None if hidden else LOCALE_VARIABLE,
            is_eager=True,
            expose_value=False,
            callback=_choose_locale,
            hidden=hidden,
        ),
        click.Option(
            ["--verbose"],
            help=N_("Show the cause of an error."),
            is_flag=True,
            expose_value=False,  # read from the line itself: an error may come before parsing
            hidden=hidden,
        ),
    )


def record_options() -> tuple[click.Option, ...]:
    """`--database`, `--as`, `--now`: where the record is, who acts, and when."""
    return (
        click.Option(
            ["--database"],
            metavar="URL",
            help=N_(
                "The record: a file's name or an address. "
                "Default: TENDER_FLOW_DATABASE, else tender-flow.db here."
            ),
            expose_value=False,
            callback=_remember,
        ),
        click.Option(
            ["--as", "actor"],
            metavar="LOGIN",
            help=N_("Who acts. Default: TENDER_FLOW_USER, else your login on this computer."),
            expose_value=False,
            callback=_remember,
        ),
        # Hidden: only procurements made with --rehearsal take a time set by hand.
        click.Option(["--now"], hidden=True, expose_value=False, callback=_remember),
    )


def office_options(command: Function) -> Function:
    """Adds `--database`, `--as` and `--now` to a command that opens the record."""
    kept: list[click.Parameter] = command.__dict__.setdefault("__click_params__", [])
    kept.extend(reversed(record_options()))
    return command


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
    records = [_translated(parameter).get_help_record(ctx) for parameter in parameters]
    with formatter.section(_("Options")):
        formatter.write_dl([record for record in records if record])


def _translated(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    shown = copy(parameter)
    shown.help = _(parameter.help)
    return shown


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


def json_option(command: Function) -> Function:
    """Adds `--json`: the same answer for programs."""
    return click.option("--json", "as_json", is_flag=True, help=N_("Print the answer as JSON."))(
        command
    )


def dry_run_option(command: Function) -> Function:
    """Adds `--dry-run`: everything is checked and shown, nothing is kept."""
    return click.option(
        "--dry-run", is_flag=True, help=N_("Show what would happen; keep nothing.")
    )(command)


@contextmanager
def office(ctx: click.Context | None = None, *, create: bool = False) -> Iterator[Office]:
    """The record that the options name, opened for the person and time that they name.

    `create` makes the record where there is none yet.
    """
    from tender_flow.services.office import open_office

    with open_office(database_url(), actor=actor(), now=hand_set_time(), create=create) as opened:
        yield opened


def database_url() -> str:
    """The record's address; a plain file's name is an SQLite file."""
    chosen = settings().database or os.environ.get(DATABASE_VARIABLE) or DEFAULT_DATABASE
    return chosen if "://" in chosen else f"sqlite:///{chosen}"


def actor() -> str:
    """The login of who acts: `--as`, `TENDER_FLOW_USER` or the login on this computer."""
    from getpass import getuser

    return settings().actor or os.environ.get(USER_VARIABLE) or getuser()


def hand_set_time() -> datetime | None:
    """The time of `--now`; None for the clock's.

    Raises:
        BadInputError: it is not a time with its zone (`time-unreadable`).
    """
    from datetime import datetime

    text = settings().now
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        from tender_flow.errors import BadInputError
        from tender_flow.rules.findings import Finding

        raise BadInputError(Finding("time-unreadable", {"text": text}))
    return moment


def in_a_terminal() -> bool:
    """Is a person looking, or a program?"""
    return sys.stdin.isatty() and sys.stdout.isatty()


def need_terminal() -> None:
    """For commands that fill the screen. Raises `BadInputError` (`terminal-needed`)."""
    if not in_a_terminal():
        from tender_flow.errors import BadInputError
        from tender_flow.rules.findings import Finding

        raise BadInputError(Finding("terminal-needed"))


def print_json(answer: object) -> None:
    """Prints an answer as JSON; keys keep their order."""
    import json

    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def report(findings: Iterable[Finding]) -> None:
    """Prints findings to stderr: place and sentence, then what to do about it."""
    from tender_flow.cli.failures import show

    show(findings, settings().ref)


def stop(code: int) -> None:
    """Ends the command with an exit code."""
    sys.exit(code)

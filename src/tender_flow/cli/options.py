"""The options that commands share, and what they said: where the record is, who acts, which locale.

`--database`, `--as` and `--now` are taken before and after the command, `--locale` and
`--verbose` too; what stands last on the line counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from tender_flow.i18n.texts import N_, known_locales, use_locale

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = TypeVar("Function", bound=Callable[..., Any])

LOCALE_VARIABLE = "TENDER_FLOW_LOCALE"


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

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
from typing import TYPE_CHECKING

import click

from tender_flow.cli.classes import Command, Group
from tender_flow.cli.options import (
    dry_run_option,
    json_option,
    office_options,
    settings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from tender_flow.rules.findings import Finding
    from tender_flow.services.office import Office

__all__ = [
    "Command",
    "Group",
    "actor",
    "database_url",
    "dry_run_option",
    "hand_set_time",
    "in_a_terminal",
    "json_option",
    "need_terminal",
    "office",
    "office_options",
    "print_json",
    "report",
    "settings",
    "stop",
]

DATABASE_VARIABLE = "TENDER_FLOW_DATABASE"
DEFAULT_DATABASE = "sqlite:///tender-flow.db"
USER_VARIABLE = "TENDER_FLOW_USER"
TIME_VARIABLE = "TENDER_FLOW_NOW"
PASSPHRASE_VARIABLE = "TENDER_FLOW_PASSPHRASE_FILE"  # noqa: S105 (the variable's name, no secret)


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
    """The time of `--now` or `TENDER_FLOW_NOW`, for rehearsals; None for the clock's.

    Raises:
        BadInputError: it is not a time with its zone (`time-unreadable`).
    """
    from datetime import datetime

    text = settings().now or os.environ.get(TIME_VARIABLE)
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

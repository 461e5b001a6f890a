"""`database`: bringing the record to this version, and looking whether it is in order."""

from __future__ import annotations

import click

from tender_flow.cli.common import (
    Group,
    actor,
    database_url,
    json_option,
    office_options,
    print_json,
    report,
    stop,
)
from tender_flow.i18n.texts import N_, _


@click.group("database", cls=Group, help=N_("The record itself: its version, its guards."))
def database() -> None:
    pass


@database.command("upgrade", help=N_("Bring the record to this version. Make a copy first."))
@office_options
def upgrade() -> None:
    from tender_flow.services.database import upgrade_database

    done = upgrade_database(database_url(), actor=actor())
    if done.before == done.after:
        click.echo(_("The record has this version already ({version}).").format(version=done.after))
    else:
        text = _("The record was brought from version {before} to {after}.")
        click.echo(text.format(before=done.before or "–", after=done.after))


@database.command("check", help=N_("Look at version, file, guards and tables."))
@json_option
@office_options
def check(*, as_json: bool) -> None:
    from tender_flow.services.database import check_database

    found = check_database(database_url())
    if as_json:
        from tender_flow.cli.plain import plain

        print_json({"findings": plain(found)})
    elif not found:
        click.echo(_("The database is in order. What its rows say: tender-flow verify"))
    else:
        report(found)
    if found:
        stop(3)

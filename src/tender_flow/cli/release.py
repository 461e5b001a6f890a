"""`tender-flow release`: information given to bidders one by one, the same version to each."""

from __future__ import annotations

from datetime import datetime

import click

from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
    report,
)
from tender_flow.i18n.texts import N_, _


@click.group(cls=Group, help=N_("What bidders were given one by one, such as the TUPE pack."))
def release() -> None:
    pass


@release.command("record", help=N_("Record that a bidder was given the newest document of a kind."))
@click.argument("ref")
@click.argument("supplier")
@click.option("--kind", default="tupe_information", help=N_("The kind of document."))
@click.option("--on", "released_on", type=click.DateTime(["%Y-%m-%d"]), required=True,
              help=N_("The day of the release."))  # fmt: skip
@click.option("--how", required=True, help=N_("How it went out, such as by the portal."))
@dry_run_option
@office_options
def record_(
    ref: str, supplier: str, kind: str, released_on: datetime, how: str, *, dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services.releases import record

    with acting(ref, dry_run=dry_run) as opened:
        done = record(
            opened, ref, supplier, kind=kind, released_on=released_on.date(), how=how,
            dry_run=dry_run,
        )  # fmt: skip
        text = _("{supplier} has: {title}.")
        click.echo(text.format(supplier=done.supplier, title=done.title))
        if done.notes:
            click.echo(_("Still to do, so that everybody has the same:"))
            report(done.notes)


@release.command("list", help=N_("Every release, oldest first."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.formats import day
    from tender_flow.services.releases import list_releases

    with office() as opened:
        found = list_releases(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("Nothing was released to single bidders."))
        return
    headings = [_("Bidder"), _("Document"), _("Dated"), _("Released"), _("How")]
    rows = [
        (one.supplier, one.title, day(one.dated), day(one.released_on), one.how) for one in found
    ]
    print_table(headings, rows)

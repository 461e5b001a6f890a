"""`tender-flow visit`: visits of bidders to a site, and what they were told there."""

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
)
from tender_flow.i18n.texts import N_, _

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Group, help=N_("Site visits: who came, and what they were told there."))
def visit() -> None:
    pass


@visit.command("record", help=N_("Record a visit of one bidder."))
@click.argument("ref")
@click.argument("supplier")
@click.option("--site", required=True, help=N_("The place."))
@click.option("--on", "held_on", type=_DAY, required=True, help=N_("The day of the visit."))
@click.option("--present", required=True, help=N_("Who was there for the council."))
@click.option("--told", default="", help=N_("What was said that isn't in the papers."))
@click.option("--shared-on", type=_DAY, help=N_("The day on which that went to all bidders."))
@click.option("--only-because", default="", help=N_("It did not go to all, for this reason."))
@dry_run_option
@office_options
def record_(
    ref: str,
    supplier: str,
    site: str,
    held_on: datetime,
    present: str,
    told: str,
    shared_on: datetime | None,
    only_because: str,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services.visits import record

    with acting(ref, dry_run=dry_run) as opened:
        done = record(
            opened, ref, supplier, site=site, held_on=held_on.date(), present=present, told=told,
            shared_on=shared_on.date() if shared_on else None, reason=only_because,
            dry_run=dry_run,
        )  # fmt: skip
        text = _("The visit of {supplier} to {site} is on record.")
        click.echo(text.format(supplier=done.supplier, site=done.site))


@visit.command("list", help=N_("Every visit, oldest first."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.formats import day
    from tender_flow.services.visits import list_visits

    with office() as opened:
        found = list_visits(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("No visit is on record."))
        return
    headings = [_("Bidder"), _("Site"), _("Day"), _("Present"), _("Told"), _("Gone to all")]
    rows = [
        (one.supplier, one.site, day(one.held_on), one.present, one.told,
         day(one.shared_on) if one.shared_on else one.not_shared_reason)
        for one in found
    ]  # fmt: skip
    print_table(headings, rows)

"""`tender-flow bids consortium`: a member joins a tender's consortium, or leaves it."""

from __future__ import annotations

from datetime import datetime

import click

from tender_flow.cli.common import Command, dry_run_option, office_options
from tender_flow.i18n.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Records that a consortium changed after its tender came.\n\n"
        "The new member, conflicts and the pass/fail requirements are then checked again."
    ),
)
@click.argument("ref")
@click.argument("supplier")
@click.option("--joins", default="", help=N_("The member that joins."))
@click.option("--leaves", default="", help=N_("The member that leaves."))
@click.option("--on", "dated", type=click.DateTime(["%Y-%m-%d"]), required=True,
              help=N_("The day of the change."))  # fmt: skip
@click.option("--reason", required=True, help=N_("Why it changed."))
@click.option("--allowed-by", required=True, help=N_("The paragraph of the papers or the law."))
@dry_run_option
@office_options
def consortium(
    ref: str,
    supplier: str,
    joins: str,
    leaves: str,
    dated: datetime,
    reason: str,
    allowed_by: str,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.consortia import change

    if bool(joins) == bool(leaves):
        raise click.UsageError(_("Give --joins or --leaves, one of them."))
    with acting(ref, dry_run=dry_run) as opened:
        done = change(
            opened, ref, supplier, partner=joins or leaves, what="joins" if joins else "leaves",
            dated=dated.date(), reason=reason, allowed_by=allowed_by, dry_run=dry_run,
        )  # fmt: skip
        members = ", ".join(done.partners) or _("none besides the bidder")
        text = _("{supplier} now has as members: {members}.")
        click.echo(text.format(supplier=done.supplier, members=members))
        say_next(_("Now check exclusion grounds, conflicts and the requirements again."),
                 dry_run=dry_run)  # fmt: skip

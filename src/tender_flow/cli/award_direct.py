"""`tender-flow award direct`: one supplier without a competition, where the procedure allows it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

import click

from tender_flow.cli.common import Command, dry_run_option, office, office_options
from tender_flow.cli.standing import print_standing
from tender_flow.i18n.texts import N_, _

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    "direct",
    cls=Command,
    help=N_(
        "Proposes one supplier for a lot without a competition.\n\n"
        "Only where the procedure is a waiver or a direct award; somebody else approves it."
    ),
)
@click.argument("ref")
@click.option("--lot", required=True, help=N_("The lot's short name, such as east_kent."))
@click.option("--supplier", required=True, help=N_("The supplier's name."))
@click.option("--price", required=True, help=N_("What it costs for the model's period: 728678."))
@click.option("--ground", required=True, help=N_("The paragraph of the Act, or the rules waived."))
@click.option("--reasons", required=True, help=N_("Why this supplier and why no competition."))
@click.option("--from", "starts_on", required=True, type=_DAY, help=N_("The contract's first day."))
@click.option("--until", "ends_on", required=True, type=_DAY, help=N_("The contract's last day."))
@click.option("--options", default="", help=N_("How it may be extended."))
@click.option("--minute", default="", help=N_("Where it is written."))
@dry_run_option
@office_options
def direct(
    ref: str,
    lot: str,
    supplier: str,
    price: str,
    ground: str,
    reasons: str,
    starts_on: datetime,
    ends_on: datetime,
    options: str,
    minute: str,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import say_next
    from tender_flow.i18n.formats import day, money
    from tender_flow.services.direct_award import propose

    with office() as here:
        done = propose(
            here,
            ref,
            lot=lot,
            supplier=supplier,
            price=_amount(price),
            ground=ground,
            reasons=reasons,
            starts_on=starts_on.date(),
            ends_on=ends_on.date(),
            options=options,
            minute=minute,
            dry_run=dry_run,
        )
        print_standing(here, ref)
    if dry_run:
        click.echo(_("A dry run: this is what would happen. Nothing is kept."))
    text = _("{lot}: {supplier} is proposed at {money}, from {first} to {last}.")
    first, last = day(done.starts_on), day(done.ends_on)
    click.echo(text.format(
        lot=done.lot, supplier=done.supplier, money=money(done.price), first=first, last=last
    ))  # fmt: skip
    say_next(_("Somebody else approves it: tender-flow award approve {ref} --lot {code}").format(
        ref=ref, code=lot
    ), dry_run=dry_run)  # fmt: skip


def _amount(text: str) -> Decimal:
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    try:
        return Decimal(text.removeprefix("£").replace(",", ""))
    except InvalidOperation:
        raise BadInputError(Finding("direct-price-unreadable", {"text": text[:40]})) from None

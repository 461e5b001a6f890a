"""`tender-flow award draw`: equal bids were drawn by lot, before witnesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Command, dry_run_option, office, office_options
from tender_flow.cli.standing import print_standing
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.results import Ranking


@click.command(
    cls=Command,
    help=N_(
        "Records that equal bids were drawn by lot, where the published model says so.\n\n"
        "A later change of the lot's ranking makes the draw void; it stays in the record."
    ),
)
@click.argument("ref")
@click.option("--lot", required=True, help=N_("The lot's short name, such as east_kent."))
@click.option("--order", multiple=True, required=True,
              help=N_("A bidder; repeated, first drawn first."))  # fmt: skip
@click.option("--witness", "witnesses", multiple=True, required=True,
              help=N_("The login of somebody on the procurement who saw it."))  # fmt: skip
@click.option("--how", required=True, help=N_("How it was drawn, in a sentence."))
@click.option("--at", "drawn_at", help=N_("When, such as 2014-11-20T14:00; now unless said."))
@dry_run_option
@office_options
def draw(
    ref: str,
    lot: str,
    order: tuple[str, ...],
    witnesses: tuple[str, ...],
    how: str,
    drawn_at: str | None,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.cli.instants import instant_of
    from tender_flow.services.drawing import draw as record

    with office() as here:
        done = record(
            here,
            ref,
            lot=lot,
            order=order,
            witnesses=witnesses,
            how=how,
            drawn_at=instant_of(drawn_at) if drawn_at else None,
            dry_run=dry_run,
        )
        print_standing(here, ref)
    if dry_run:
        click.echo(_("Nothing was kept: this was a dry run."))
    text = _("{lot}: drawn by lot: {order}. Witnesses: {witnesses}.")
    names = {"order": ", ".join(done.order), "witnesses": ", ".join(done.witnesses)}
    click.echo(text.format(lot=done.lot, **names))


def print_draws(found: Ranking, lot: str) -> None:
    """The draws of a lot: order, witnesses, how, when, and whether it still counts."""
    from tender_flow.i18n.formats import instant

    for one in found.draws:
        if one.lot == lot:
            text = _("Drawn by lot on {when}: {order}. {how} Witnesses: {witnesses}.")
            names = {"order": ", ".join(one.order), "witnesses": ", ".join(one.witnesses)}
            click.echo(text.format(when=instant(one.drawn_at), how=one.how, **names))
            if not one.counts:
                click.echo(_("This draw is void: the ranking has changed since."))

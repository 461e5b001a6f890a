"""`tender-flow bids shortlist`: who goes on from a stage of the evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Command, dry_run_option, office_options
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.shortlists import Shortlisted


@click.command(
    "shortlist",
    cls=Command,
    help=N_(
        "Decide who goes on from a stage, by its locked marks and the model's rule.\n\n"
        "STAGE is the stage's id in the model. Later rounds and prices are for those that go on."
    ),
)
@click.argument("ref")
@click.argument("stage")
@dry_run_option
@office_options
def shortlist(ref: str, stage: str, *, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import shortlists as service

    with acting(ref, dry_run=dry_run) as opened:
        made = service.shortlist(opened, ref, stage, dry_run=dry_run)
        for one in made:
            _print(one)


def _print(one: Shortlisted) -> None:
    from tender_flow.i18n.sentences import say

    click.echo(one.lot)
    click.echo(_("Goes on: {names}.").format(names=", ".join(one.going_on) or "–"))
    for name, reasons in one.out:
        text = " ".join(say(reason) for reason in reasons)
        click.echo(_("Out: {supplier}. {reasons}").format(supplier=name, reasons=text))

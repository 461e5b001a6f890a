"""`tender-flow panel reevaluate`: the tenders are marked again in a round of their own."""

from __future__ import annotations

from datetime import datetime

import click

from tender_flow.cli.common import Command, dry_run_option, office_options, report
from tender_flow.i18n.texts import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Opens a further round of marking by the same published model.\n\n"
        "The marks before stay in the record and count no more. Withdraw first what was decided."
    ),
)
@click.argument("ref")
@click.option("--round", "rounds", multiple=True,
              help=N_("A round to be marked again; repeated. Default: all."))  # fmt: skip
@click.option("--reason", required=True, help=N_("Why the tenders are marked again."))
@click.option("--approver", required=True, help=N_("Who allowed it: a person or body."))
@click.option("--dated", type=click.DateTime(["%Y-%m-%d"]), required=True,
              help=N_("The day on which it was allowed."))  # fmt: skip
@dry_run_option
@office_options
def reevaluate_(
    ref: str,
    rounds: tuple[str, ...],
    reason: str,
    approver: str,
    dated: datetime,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.reevaluation import reevaluate

    with acting(ref, dry_run=dry_run) as opened:
        done = reevaluate(
            opened, ref, reason=reason, approver=approver, dated=dated.date(), rounds=rounds,
            dry_run=dry_run,
        )  # fmt: skip
        click.echo(_("To be marked again: {rounds}.").format(rounds=", ".join(done.rounds)))
        report(done.notes)
        text = _("Issue new packs: tender-flow pack issue {ref} LOGIN --reason …")
        say_next(text.format(ref=ref), dry_run=dry_run)

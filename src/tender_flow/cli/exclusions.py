"""`tender-flow exclusions`: checks of bidders for exclusion grounds and debarment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from tender_flow.services.exclusions import ExclusionCheck

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Group, help=N_("Who must or may be kept out: checks, hearing, outcome."))
def exclusions() -> None:
    pass


@exclusions.command("record", help=N_("Record a check of a bidder, or of somebody it relies on."))
@click.argument("ref")
@click.argument("supplier")
@click.option("--outcome", required=True,
              help=N_("clear, raised, kept, replaced or excluded."))  # fmt: skip
@click.option("--debarment-checked", "debarment_on", type=_DAY, required=True,
              help=N_("The day on which the debarment list was looked at."))  # fmt: skip
@click.option("--associated", default="", help=N_("An associated person that it is about."))
@click.option("--sub-contractor", default="", help=N_("A sub-contractor that it is about."))
@click.option("--ground", default="", help=N_("The ground, such as insolvency."))
@click.option("--heard", "heard_on", type=_DAY,
              help=N_("The day of the supplier's answer, or the last day it had."))  # fmt: skip
@click.option("--reason", default="", help=N_("What was seen, and what decided it."))
@dry_run_option
@office_options
def record(
    ref: str,
    supplier: str,
    *,
    outcome: str,
    debarment_on: datetime,
    associated: str,
    sub_contractor: str,
    ground: str,
    heard_on: datetime | None,
    reason: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import exclusions as service

    if associated and sub_contractor:
        raise click.UsageError(_("Give --associated or --sub-contractor, one of them."))
    relation = "associated_person" if associated else "supplier"
    with acting(ref, dry_run=dry_run) as opened:
        done = service.record(
            opened,
            ref,
            supplier,
            outcome=outcome,
            debarment_on=debarment_on.date(),
            subject=associated or sub_contractor,
            relation="sub_contractor" if sub_contractor else relation,
            ground=ground,
            heard_on=heard_on.date() if heard_on is not None else None,
            reason=reason,
            dry_run=dry_run,
        )
        text = _("Recorded for {subject}: {outcome}.")
        click.echo(text.format(subject=done.subject, outcome=_outcome(done)))
        say_next(_after(ref, done), dry_run=dry_run)


def _outcome(check: ExclusionCheck) -> str:
    words = {
        "clear": _("clear"),
        "raised": _("ground raised"),
        "kept": _("heard and kept"),
        "replaced": _("replaced"),
        "excluded": _("excluded"),
    }
    return words[check.outcome]


def _after(ref: str, check: ExclusionCheck) -> str:
    if check.outcome == "raised":
        return _("Ask the supplier; when it has answered, record what becomes of it.")
    if check.outcome == "excluded":
        text = _('Take the tender out: tender-flow bids exclude {ref} "{supplier}" --reason …')
        return text.format(ref=ref, supplier=check.supplier)
    return ""


@exclusions.command("list", help=N_("Every check with its ground and outcome."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.exclusions import list_checks

    with office() as opened:
        found = list_checks(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("Nobody has been checked for exclusion grounds yet."))
        return
    headings = [_("Bidder"), _("About"), _("Ground"), _("Outcome"), _("Debarment list"), _("Heard")]
    print_table([*headings, _("Reason")], [_row(one) for one in found])


def _row(check: ExclusionCheck) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    kind = _("must") if check.mandatory else _("may")
    ground = f"{check.ground.replace('_', ' ')} ({kind})" if check.ground else ""
    heard = day(check.heard_on) if check.heard_on is not None else ""
    return (
        check.supplier, check.subject, ground, _outcome(check),
        day(check.debarment_on), heard, check.reason,
    )  # fmt: skip

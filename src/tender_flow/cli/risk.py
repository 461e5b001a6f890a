"""`tender-flow risk`: the risk register, reviewed all the way."""

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
    from tender_flow.services.risks import RiskView

_DAY = click.DateTime(["%Y-%m-%d"])
_DATED = click.option("--dated", type=_DAY, required=True, help=N_("The day of this entry."))
_NEXT = click.option("--review-on", type=_DAY, required=True, help=N_("The next review."))


@click.group(cls=Group, help=N_("What could go wrong, what is done about it, who watches it."))
def risk() -> None:
    pass


@risk.command("add", help=N_("Record a risk with its control, owner and first review."))
@click.argument("ref")
@click.argument("risk")
@click.option("--control", required=True, help=N_("What is done about it."))
@click.option("--owner", required=True, help=N_("Who watches it."))
@_DATED
@_NEXT
@dry_run_option
@office_options
def add(
    ref: str,
    risk: str,
    *,
    control: str,
    owner: str,
    dated: datetime,
    review_on: datetime,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import risks

    with acting(ref, dry_run=dry_run) as opened:
        view = risks.add(
            opened,
            ref,
            risk=risk,
            control=control,
            owner=owner,
            dated=dated.date(),
            review_on=review_on.date(),
            dry_run=dry_run,
        )
        _say_next_review(_("Risk {number} is recorded. Review it by {day}."), view)


@risk.command("review", help=N_("Record what a review found, and set the next one."))
@click.argument("ref")
@click.argument("risk")
@click.argument("found")
@_DATED
@_NEXT
@click.option("--control", default="", help=N_("What is done about it from now on, if changed."))
@click.option("--owner", default="", help=N_("Who watches it from now on, if changed."))
@dry_run_option
@office_options
def review(
    ref: str,
    risk: str,
    found: str,
    *,
    dated: datetime,
    review_on: datetime,
    control: str,
    owner: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import risks

    with acting(ref, dry_run=dry_run) as opened:
        view = risks.review(
            opened,
            ref,
            risk,
            found=found,
            dated=dated.date(),
            review_on=review_on.date(),
            control=control,
            owner=owner,
            dry_run=dry_run,
        )
        _say_next_review(_("Risk {number} is reviewed. The next review is by {day}."), view)


def _say_next_review(text: str, view: RiskView) -> None:
    from tender_flow.i18n.formats import day

    click.echo(text.format(number=view.number, day=day(view.review_on)))


@risk.command("close", help=N_("Close a risk that is over."))
@click.argument("ref")
@click.argument("risk")
@_DATED
@click.option("--reason", required=True, help=N_("Why, in one sentence."))
@dry_run_option
@office_options
def close(ref: str, risk: str, *, dated: datetime, reason: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import risks

    with acting(ref, dry_run=dry_run) as opened:
        done = risks.close(opened, ref, risk, reason=reason, dated=dated.date(), dry_run=dry_run)
        click.echo(_("Risk {number} is closed.").format(number=done.number))


@risk.command("list", help=N_("The register, with what is overdue."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.risks import list_risks

    with office() as opened:
        found = list_risks(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("No risk is recorded yet."))
        return
    headings = [_("No."), _("Risk"), _("Control"), _("Owner"), _("Next review"), _("Last found")]
    print_table(headings, [_row(view) for view in found], right=(0,))


def _row(view: RiskView) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    due = _("{day}, overdue") if view.overdue else "{day}"
    if view.closed_on is not None:
        due, last = _("closed on {day}"), view.closed_reason
    else:
        last = view.reviews[-1].found if view.reviews else _("not reviewed yet")
    when = due.format(day=day(view.closed_on or view.review_on))
    return (str(view.number), view.risk, view.control, view.owner, when, last)

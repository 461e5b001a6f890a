"""`tender-flow communication`: who is told what by when, and what went out."""

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
    from tender_flow.services.communications import CommunicationView

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Group, help=N_("Partners, stakeholders, bidders: who is told what by when."))
def communication() -> None:
    pass


@communication.command("plan", help=N_("Put a message on the plan."))
@click.argument("ref")
@click.argument("audience")
@click.argument("message")
@click.option("--due", type=_DAY, required=True, help=N_("The day by which it goes out."))
@dry_run_option
@office_options
def plan(ref: str, audience: str, message: str, *, due: datetime, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.i18n.formats import day
    from tender_flow.services import communications

    with acting(ref, dry_run=dry_run) as opened:
        done = communications.plan(
            opened, ref, audience=audience, message=message, due_on=due.date(), dry_run=dry_run
        )
        text = _("Message {number} to {audience} is planned for {day}.")
        told = {"number": done.number, "audience": done.audience, "day": day(done.due_on)}
        click.echo(text.format(**told))
        text = _("When it has gone out: tender-flow communication sent {ref} {number}")
        say_next(text.format(ref=ref, number=done.number), dry_run=dry_run)


@communication.command("sent", help=N_("Record that a message went out."))
@click.argument("ref")
@click.argument("communication")
@click.option("--on", type=_DAY, required=True, help=N_("The day."))
@click.option("--how", required=True, help=N_("By letter, by e-mail, on the portal, at a meeting."))
@dry_run_option
@office_options
def sent(ref: str, communication: str, *, on: datetime, how: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import communications

    with acting(ref, dry_run=dry_run) as opened:
        done = communications.sent(
            opened, ref, communication, on=on.date(), how=how, dry_run=dry_run
        )
        text = _("Message {number} to {audience} is recorded as sent.")
        click.echo(text.format(number=done.number, audience=done.audience))


@communication.command("list", help=N_("The plan, with what went out and what is overdue."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.communications import list_communications

    with office() as opened:
        found = list_communications(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("No message is planned yet."))
        return
    headings = [_("No."), _("Audience"), _("Message"), _("Due"), _("Sent"), _("How")]
    print_table(headings, [_row(view) for view in found], right=(0,))


def _row(view: CommunicationView) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    gone = day(view.sent_on) if view.sent_on is not None else _("not yet")
    gone = _("overdue") if view.overdue else gone
    return (str(view.number), view.audience, view.message, day(view.due_on), gone, view.how)

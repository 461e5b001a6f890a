"""`tender-flow engagement`: what suppliers were told before the tender, and that all know it."""

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
    from tender_flow.services.engagement import Engagement, ToldItem

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Group, help=N_("Preliminary market engagement, and equal information for all."))
def engagement() -> None:
    pass


@engagement.command("add", help=N_("Record an event that was held, and who came."))
@click.argument("ref")
@click.option("--held-on", type=_DAY, required=True, help=N_("The day on which it was held."))
@click.option("--title", required=True, help=N_("What it was: an open day, a call, a meeting."))
@click.option("--supplier", "suppliers", multiple=True, help=N_("Who came (repeatable)."))
@dry_run_option
@office_options
def add(
    ref: str, *, held_on: datetime, title: str, suppliers: tuple[str, ...], dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import engagement as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.add(
            opened, ref, held_on=held_on.date(), title=title, suppliers=suppliers, dry_run=dry_run
        )
        text = _("Event {number} is recorded: {title}. Suppliers: {count}.")
        click.echo(text.format(number=done.number, title=done.title, count=len(done.suppliers)))
        text = _('Record what was told: tender-flow engagement tell {ref} {number} "…"')
        say_next(text.format(ref=ref, number=done.number), dry_run=dry_run)


@engagement.command("tell", help=N_("Record what was told at an event."))
@click.argument("ref")
@click.argument("event")
@click.argument("told")
@click.option("--question", default="", help=N_("What was asked."))
@click.option("--supplier", default="", help=N_("Whom it was told. Default: all who were there."))
@dry_run_option
@office_options
def tell(ref: str, event: str, told: str, *, question: str, supplier: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import engagement as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.tell(
            opened, ref, event, told, question=question, supplier=supplier, dry_run=dry_run
        )
        click.echo(_("Recorded as item {number}; not yet shared.").format(number=done.number))
        text = _("When all have it: tender-flow engagement share {ref} {number} --on … --how …")
        say_next(text.format(ref=ref, number=done.number), dry_run=dry_run)


@engagement.command("share", help=N_("Record that items, or all that are left, went to everybody."))
@click.argument("ref")
@click.argument("items", nargs=-1)
@click.option("--on", type=_DAY, required=True, help=N_("The day on which all had it."))
@click.option("--how", required=True, help=N_("By what way: the tender documents, a notice."))
@dry_run_option
@office_options
def share(ref: str, items: tuple[str, ...], *, on: datetime, how: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import engagement as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.share(opened, ref, items, on=on.date(), how=how, dry_run=dry_run)
        numbers = ", ".join(str(item.number) for item in done)
        click.echo(_("Shared with all: {items}.").format(items=numbers or _("nothing was left")))


@engagement.command("list", help=N_("Every event: who came, what was told, what all know."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.services.engagement import list_engagement

    with office() as opened:
        found = list_engagement(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("There was no engagement with the market."))
    for event in found:
        _print_event(event)


def _print_event(event: Engagement) -> None:
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.formats import day

    text = _("{number}. {title}, {day}. Came: {suppliers}.")
    came = ", ".join(event.suppliers) or _("nobody named")
    held = day(event.held_on)
    click.echo(text.format(number=event.number, title=event.title, day=held, suppliers=came))
    if event.items:
        headings = [_("No."), _("To"), _("Question"), _("Told"), _("With all since"), _("By")]
        print_table(headings, [_row(item) for item in event.items], right=(0,))


def _row(item: ToldItem) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    since = day(item.shared_on) if item.shared_on is not None else _("not yet")
    to = item.supplier or _("all there")
    return (str(item.number), to, item.question, item.told, since, item.shared_how)

"""`tender-flow consideration`: what the law asks to be considered, with reasons."""

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
    from tender_flow.services.considerations import Consideration

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Group, help=N_("Lots, value, indicators, grounds, equality: with the reasons."))
def consideration() -> None:
    pass


@consideration.command("record", help=N_("Record what was considered, the answer and why."))
@click.argument("ref")
@click.argument("kind")
@click.option("--choice", required=True, help=N_("The answer; a wrong one lists those there are."))
@click.option("--reason", required=True, help=N_("Why."))
@click.option("--dated", type=_DAY, required=True, help=N_("Its day."))
@click.option("--amount", help=N_("Pounds, VAT included: the estimate, what a framework has left."))
@click.option("--until", type=_DAY, help=N_("The last day of the framework."))
@click.option("--item", "items", multiple=True, help=N_("An indicator (repeatable)."))
@click.option("--document", default="", help=N_("The kind of the document on file that has it."))
@dry_run_option
@office_options
def record(
    ref: str,
    kind: str,
    *,
    choice: str,
    reason: str,
    dated: datetime,
    amount: str | None,
    until: datetime | None,
    items: tuple[str, ...],
    document: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.document import pounds
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import considerations as service

    money = pounds(amount)
    with acting(ref, dry_run=dry_run) as opened:
        done = service.record(
            opened,
            ref,
            kind,
            choice=choice,
            reason=reason,
            dated=dated.date(),
            amount=money,
            until=until.date() if until is not None else None,
            items=items,
            document=document,
            dry_run=dry_run,
        )
        what, answer = done.kind.replace("_", " "), done.choice.replace("_", " ")
        click.echo(_("Considered: {what}: {answer}.").format(what=what, answer=answer))


@consideration.command("list", help=N_("Everything that was considered, with the reasons."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.considerations import list_considerations

    with office() as opened:
        found = list_considerations(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("Nothing is recorded as considered yet."))
        return
    headings = [_("Dated"), _("What"), _("Answer"), _("Reason"), _("With it")]
    print_table([*headings, _("Source")], [_row(one) for one in found])


def _row(one: Consideration) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day, money

    with_it = [
        money(one.amount) if one.amount is not None else "",
        _("until {day}").format(day=day(one.until)) if one.until is not None else "",
        *one.items,
        one.document,
    ]
    kind, choice = one.kind.replace("_", " "), one.choice.replace("_", " ")
    shown = "; ".join(filter(None, with_it))
    return (day(one.dated), kind, choice, one.reason, shown, one.source)

"""`tender-flow query`: questions to and from bidders, answered alike for all."""

from __future__ import annotations

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
    from tender_flow.services.query import QueryView


@click.group(cls=Group, help=N_("Questions to and from bidders; open ones hold the evaluation."))
def query() -> None:
    pass


@query.command("open", help=N_("Record a question to a bidder, or from one."))
@click.argument("ref")
@click.argument("text")
@click.option("--supplier", help=N_("The bidder. Default: to or from all."))
@click.option("--question", help=N_("The question of the model that it is about."))
@click.option("--from-bidder", is_flag=True, help=N_("The bidder asks; the council answers."))
@dry_run_option
@office_options
def open_(
    ref: str,
    text: str,
    *,
    supplier: str | None,
    question: str | None,
    from_bidder: bool,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.query import open_query

    with acting(ref, dry_run=dry_run) as opened:
        view = open_query(
            opened,
            ref,
            text,
            supplier=supplier,
            question=question,
            direction="from_bidder" if from_bidder else "to_bidder",
            dry_run=dry_run,
        )
        click.echo(_("Query {number} is open.").format(number=view.number))
        text = _("When the answer is there: tender-flow query answer {ref} {number}")
        say_next(text.format(ref=ref, number=view.number), dry_run=dry_run)


@query.command("answer", help=N_("Record the answer; it goes to all unless you say why not."))
@click.argument("ref")
@click.argument("query")
@click.argument("text")
@click.option("--only-because", default="", help=N_("It goes to one bidder only, for this reason."))
@dry_run_option
@office_options
def answer(ref: str, query: str, text: str, *, only_because: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import query as service

    with acting(ref, dry_run=dry_run) as opened:
        view = service.answer(
            opened,
            ref,
            query,
            text,
            to_all=not only_because,
            reason=only_because,
            dry_run=dry_run,
        )
        whom = _("to all bidders") if view.to_all else _("to one bidder, with the reason on record")
        click.echo(_("Query {number} is answered: {whom}.").format(number=view.number, whom=whom))
        text = _("Close it when nothing more is expected: tender-flow query close {ref} {number}")
        say_next(text.format(ref=ref, number=view.number), dry_run=dry_run)


@query.command("close", help=N_("Close an answered query."))
@click.argument("ref")
@click.argument("query")
@dry_run_option
@office_options
def close(ref: str, query: str, *, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import query as service

    with acting(ref, dry_run=dry_run) as opened:
        view = service.close(opened, ref, query, dry_run=dry_run)
        click.echo(_("Query {number} is closed.").format(number=view.number))


@query.command("list", help=N_("Every query with its answer and state."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.standing import print_standing
    from tender_flow.services.query import list_queries

    with office() as opened:
        found = list_queries(opened, ref)
        if as_json:
            from tender_flow.cli.plain import plain

            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("There are no queries."))
        return
    from tender_flow.cli.tables import print_table

    headings = [_("No."), _("Bidder"), _("Question"), _("Text"), _("State"), _("Answer")]
    print_table(headings, [_row(view) for view in found], right=(0,))


def _row(view: QueryView) -> tuple[str, ...]:
    states = {"open": _("open"), "answered": _("answered"), "closed": _("closed")}
    who = view.supplier or _("all")
    way = _("to {who}") if view.direction == "to_bidder" else _("from {who}")
    answer = view.answer if view.to_all or not view.answer else f"{view.answer} ({_('one only')})"
    return (
        str(view.number), way.format(who=who), view.question, view.text,
        states[view.status], answer,
    )  # fmt: skip

"""`tender-flow decision`: who decides what, after which notice, and from when it has effect."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from tender_flow.cli.common import Group, dry_run_option, office_options
from tender_flow.cli.decision_view import list_, matters
from tender_flow.i18n.texts import N_, _

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Group, help=N_("Decisions of bodies and officers: notice, record, call-in."))
def decision() -> None:
    pass


decision.add_command(matters)
decision.add_command(list_)


@decision.command("books", help=N_("The rule books of councils that can be used by name."))
def books() -> None:
    from tender_flow.definitions.rule_books import load_rule_book
    from tender_flow.definitions.shipped import list_definitions

    for entry in list_definitions("rule_books"):
        click.echo(f"{entry.id}  {load_rule_book(entry.path).title}")


@decision.command("rules", help=N_("Say by which council's rules is decided, by name or file."))
@click.argument("ref")
@click.argument("book")
@dry_run_option
@office_options
def rules(ref: str, book: str, *, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services.governance import adopt_rules

    with acting(ref, dry_run=dry_run) as opened:
        done = adopt_rules(opened, ref, book, dry_run=dry_run)
        click.echo(_("Decisions are taken by: {title}.").format(title=done.title))
        if done.illustrative:
            click.echo(done.illustrative)


@decision.command("enter", help=N_("Enter what is to be decided, by whom, about which contracts."))
@click.argument("ref")
@click.option("--kind", required=True, help=N_("What it is; a wrong one lists those there are."))
@click.option("--title", required=True, help=N_("What is to be decided, in a few words."))
@click.option("--body", required=True, help=N_("Who decides, by the id in the rule book."))
@click.option("--contract", "contracts", multiple=True, metavar="LOT=POUNDS,FROM,MONTHS[,MONTHS…]",
              help=N_("A lot's contract: pounds a year, first day, months, and those of each "
                      "extension: cri=728678,2015-04-01,12,6,6 (repeatable)."))  # fmt: skip
@click.option("--wards", type=int, default=0, help=N_("Wards with significant effects."))
@click.option("--waits-for", type=int, help=N_("The matter that must be decided before."))
@dry_run_option
@office_options
def enter(ref: str, *, contracts: tuple[str, ...], dry_run: bool, **given: Any) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import governance

    linked = tuple(_contract(text) for text in contracts)
    with acting(ref, dry_run=dry_run) as opened:
        number = governance.enter(opened, ref, contracts=linked, dry_run=dry_run, **given)
        click.echo(_("Entered as matter {number}: {title}.").format(
            number=number, title=given["title"]
        ))  # fmt: skip
        text = _("See whether it is a key decision: tender-flow decision matters {ref}")
        say_next(text.format(ref=ref), dry_run=dry_run)


def _contract(text: str) -> Any:
    """A contract as typed: `cri=728678,2015-04-01,12,6,6`."""
    from decimal import Decimal, InvalidOperation

    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding
    from tender_flow.services.governance import LinkedContract

    what, _sign, rest = text.partition("=")
    try:
        pounds, first, months, *options = (part.strip() for part in rest.split(","))
        return LinkedContract(
            what.strip(),
            Decimal(pounds.removeprefix("£")),
            datetime.strptime(first, "%Y-%m-%d").date(),  # noqa: DTZ007 (a day has no zone)
            int(months),
            tuple(int(option) for option in options),
        )
    except (ValueError, InvalidOperation):
        raise BadInputError(Finding("contract-unreadable", {"text": text[:60]})) from None


@decision.command(
    "notice", help=N_("Record a notice of a matter, or who agreed that it is urgent.")
)
@click.argument("ref")
@click.argument("matter", type=int)
@click.option("--kind", required=True, help=N_("What it is; a wrong one lists those there are."))
@click.option("--published", "published_on", type=_DAY, required=True,
              help=N_("The day on which it was available; of an agreement, its day."))  # fmt: skip
@click.option("--reference", default="", help=N_("Where it stands."))
@click.option("--reason", default="", help=N_("Why, for an exception or its reasons."))
@click.option("--agreed-by", default="", help=N_("Who agreed that it can't wait."))
@click.option("--agreed-as", default="", help=N_("As what, such as scrutiny_chair."))
@dry_run_option
@office_options
def notice(ref: str, matter: int, *, published_on: datetime, dry_run: bool, **given: Any) -> None:
    from tender_flow.cli.decision_view import print_ways
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services.governance import give_notice

    with acting(ref, dry_run=dry_run) as opened:
        done = give_notice(
            opened, ref, matter, published_on=published_on.date(), dry_run=dry_run, **given
        )
        click.echo(_("Recorded. When matter {number} may be decided:").format(number=matter))
        print_ways(done)


@decision.command("take", help=N_("Record what a body or an officer decided."))
@click.argument("ref")
@click.argument("kind", metavar="note|endorse|agree|approve")
@click.option("--matter", type=int, help=N_("The matter's number."))
@click.option("--title", default="", help=N_("The report's title, where there is no matter."))
@click.option("--body", default="", help=N_("Who decided. Default: the body of the matter."))
@click.option("--maker", default="", help=N_("The officer's or the chair's name."))
@click.option("--meeting", default="", help=N_("The meeting, for a body of members."))
@click.option("--minute", required=True, help=N_("The minute or the number of the decision."))
@click.option("--date", "dated", type=_DAY, required=True, help=N_("The day of the decision."))
@click.option("--published", "published_on", type=_DAY, help=N_("The day of its publication."))
@click.option("--route", default="", help=N_("The way to a key decision, such as ordinary."))
@click.option("--reasons", default="", help=N_("Why it was decided so."))
@click.option("--rejected", default="", help=N_("The options that were rejected, or none."))
@click.option("--exempt", default="", help=N_("Why the item isn't open to the public."))
@click.option("--no-call-in", default="", help=N_("Why it can't be called in, and who agreed."))
@dry_run_option
@office_options
def take(
    ref: str, kind: str, *, dated: datetime, published_on: datetime | None, dry_run: bool,
    **given: Any,
) -> None:  # fmt: skip
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.i18n.formats import day
    from tender_flow.services import deciding

    published = published_on.date() if published_on is not None else None
    with acting(ref, dry_run=dry_run) as opened:
        done = deciding.take(
            opened, ref, kind=kind, dated=dated.date(), published_on=published, dry_run=dry_run,
            **given,
        )  # fmt: skip
        text = _("Decision {number} is recorded: {title} ({body}).")
        click.echo(text.format(number=done.number, title=done.title, body=done.body))
        if done.call_in_ends is not None:
            click.echo(_("It can be called in until {day}.").format(day=day(done.call_in_ends)))
        if done.in_force_on is not None:
            click.echo(_("It has effect from {day}.").format(day=day(done.in_force_on)))


@decision.command("call-in", help=N_("Record that a decision was called in."))
@click.argument("ref")
@click.argument("number", type=int)
@click.option("--on", type=_DAY, required=True, help=N_("The day on which it was called in."))
@click.option("--by", required=True, help=N_("Who called it in."))
@click.option("--reason", required=True, help=N_("Why."))
@dry_run_option
@office_options
def call_in(ref: str, number: int, *, on: datetime, by: str, reason: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import deciding

    with acting(ref, dry_run=dry_run) as opened:
        deciding.call_in(opened, ref, number, on=on.date(), by=by, reason=reason, dry_run=dry_run)
        text = _("Decision {number} is called in: it has no effect until that is settled.")
        click.echo(text.format(number=number))


@decision.command("settle", help=N_("Record how a call-in ended."))
@click.argument("ref")
@click.argument("number", type=int)
@click.option("--on", type=_DAY, required=True, help=N_("The day on which it ended."))
@click.option("--outcome", required=True, help=N_("stands, or referred_back."))
@click.option("--reason", required=True, help=N_("Why."))
@dry_run_option
@office_options
def settle(
    ref: str, number: int, *, on: datetime, outcome: str, reason: str, dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.i18n.formats import day
    from tender_flow.services import deciding

    with acting(ref, dry_run=dry_run) as opened:
        begins = deciding.settle(
            opened, ref, number, on=on.date(), outcome=outcome, reason=reason, dry_run=dry_run
        )
        if begins is None:
            click.echo(_("Decision {number} is taken anew.").format(number=number))
        else:
            click.echo(_("Decision {number} has effect from {day}.").format(
                number=number, day=day(begins)
            ))  # fmt: skip

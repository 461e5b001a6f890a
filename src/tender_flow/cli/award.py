"""`tender-flow award`: from the ranking to a concluded award, lot by lot."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.award_direct import direct
from tender_flow.cli.award_sensitivity import sensitivity_
from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
)
from tender_flow.cli.standing import print_standing
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.results import Ranking

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_LOT = click.option("--lot", required=True, help=N_("The lot's short name, such as east_kent."))
_BIDDER = click.option("--supplier", required=True, help=N_("The bidder's name."))

_EVERYBODY = "*"
"""Steps of every bidder's total."""


@click.group(cls=Group, help=N_("Ranks, recommends, approves, tells the bidders and concludes."))
def award() -> None:
    pass


award.add_command(direct)


@award.command("rank", help=N_("Shows the ranking of each lot by the published model."))
@click.argument("ref")
@click.option("--lot", "lots", multiple=True, help=N_("Only this lot (may be repeated)."))
@click.option(
    "--steps",
    is_flag=False,
    flag_value=_EVERYBODY,
    metavar="[BIDDER]",
    help=N_("Shows how this bidder's total came about; with no name, everybody's."),
)
@json_option
@office_options
def rank_(ref: str, lots: tuple[str, ...], steps: str | None, *, as_json: bool) -> None:
    from tender_flow.services.award import ranking

    with office() as here:
        found = ranking(here, ref)
        if not as_json:
            print_standing(here, ref)
    chosen = [code for code in found.lots if not lots or code in lots]
    _refuse_unknown_lots(lots, found)
    _refuse_unknown_bidder(steps, found)
    if as_json:
        print_json({code: _lot_json(found, code) for code in chosen})
        return
    for code in chosen:
        _print_lot(found, code, steps)


def _refuse_unknown_lots(lots: tuple[str, ...], found: Ranking) -> None:
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    for code in lots:
        if code not in found.lots:
            raise BadInputError(Finding("lot-unknown", {"lot": code, "known": tuple(found.lots)}))


def _refuse_unknown_bidder(steps: str | None, found: Ranking) -> None:
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    known = tuple(sorted(found.suppliers.values()))
    if steps is not None and steps not in {_EVERYBODY, *known}:
        raise BadInputError(Finding("steps-of-nobody", {"supplier": steps, "known": known}))


def _lot_json(found: Ranking, code: str) -> dict[str, object]:
    from tender_flow.i18n.outcomes import gives_price_points
    from tender_flow.i18n.sentences import say
    from tender_flow.i18n.steps import explain
    from tender_flow.rules.evaluation.plain import plain_method

    result, points = found.lot(code), gives_price_points(found.model)
    names = found.suppliers
    return {
        "lot": found.lots[code],
        "result": plain_method(found.model),
        "final": result.is_final,
        "standings": [
            {
                "supplier": names[standing.supplier],
                "rank": standing.rank,
                "total": {"exact": str(standing.total.exact), "shown": standing.total.shown},
                "quality": standing.quality.shown,
                "price_score": standing.price_score.shown if points else None,
                "price": None if standing.price is None else str(standing.price),
                "steps": explain(found.model, standing),
            }
            for standing in result.standings
        ],
        "excluded": {
            names[out.supplier]: [say(found.named(reason)) for reason in out.reasons]
            for out in (*result.excluded, *result.incomplete)
        },
        "proposed": [names[tender] for tender in found.evaluation.award.for_lot(code).suppliers],
        "findings": [say(found.named(finding)) for finding in result.findings],
    }


def _print_lot(found: Ranking, code: str, steps: str | None) -> None:
    from tender_flow.cli.common import report
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.outcomes import method_line, ranking_cells, ranking_headings
    from tender_flow.i18n.sentences import say

    result = found.lot(code)
    click.echo(f"\n{found.lots[code]}")
    rows = [
        (
            str(standing.rank),
            found.suppliers[standing.supplier],
            *ranking_cells(found.model, standing),
        )
        for standing in result.standings
    ]
    headings = (_("Rank"), _("Bidder"), *ranking_headings(found.model))
    print_table(headings, rows, right=(0, *range(2, len(headings))))
    if line := method_line(found.model):
        click.echo(line)
    for out in (*result.excluded, *result.incomplete):
        for reason in out.reasons:
            named = found.suppliers[out.supplier]
            why = say(found.named(reason))
            click.echo(_("Without a rank: {name}: {why}").format(name=named, why=why))
    report([found.named(finding) for finding in result.findings])
    if steps:
        _print_steps(found, code, steps)


def _print_steps(found: Ranking, code: str, supplier: str) -> None:
    from tender_flow.i18n.steps import explain

    for standing in found.lot(code).standings:
        name = found.suppliers[standing.supplier]
        if supplier in {_EVERYBODY, name}:
            click.echo(f"\n{name}:")
            for line in explain(found.model, standing):
                click.echo(f"  {line}")


award.add_command(sensitivity_)


@award.command("check", help=N_("Records a check of a bid: the winner, or a low price."))
@click.argument("ref")
@_LOT
@_BIDDER
@click.option("--kind", type=click.Choice(["winner", "low_price"]), required=True,
              help=N_("What is checked."))  # fmt: skip
@click.option("--outcome", type=click.Choice(["flagged", "accepted", "rejected"]), required=True,
              help=N_("What came of it; flagged: the bidder has been asked."))  # fmt: skip
@click.option("--evidence", required=True, help=N_("What was looked at and what it showed."))
@dry_run_option
@office_options
def check_(
    ref: str, lot: str, supplier: str, kind: str, outcome: str, evidence: str, *, dry_run: bool
) -> None:
    from tender_flow.services.award import check

    with office() as here:
        check(
            here, ref, lot=lot, supplier=supplier, kind=kind, outcome=outcome, evidence=evidence,
            dry_run=dry_run,
        )  # fmt: skip
        print_standing(here, ref)
    _say_done(
        _("Recorded: {supplier}, {outcome}.").format(supplier=supplier, outcome=outcome), dry_run
    )


def _say_done(sentence: str, dry_run: bool) -> None:
    if dry_run:
        click.echo(_("Nothing was kept: this was a dry run."))
    click.echo(sentence)


@award.command("recommend", help=N_("Recommends the winner of a lot, or no award, with reasons."))
@click.argument("ref")
@_LOT
@click.option("--supplier", help=N_("The bidder who is first by the published model."))
@click.option("--no-award", is_flag=True, help=N_("Recommend that nobody gets the lot."))
@click.option("--reasons", required=True, help=N_("Why; this goes into the report."))
@click.option("--minute", default="", help=N_("The minute of the panel's meeting."))
@dry_run_option
@office_options
def recommend_(
    ref: str,
    lot: str,
    supplier: str | None,
    reasons: str,
    minute: str,
    *,
    no_award: bool,
    dry_run: bool,
) -> None:
    from tender_flow.errors import BadInputError
    from tender_flow.i18n.outcomes import result_phrase
    from tender_flow.rules.findings import Finding
    from tender_flow.services.award import recommend

    if (supplier is None) != no_award:
        raise BadInputError(Finding("recommend-one-or-none"))
    with office() as here:
        done = recommend(
            here, ref, lot=lot, supplier=supplier, reasons=reasons, minute=minute, dry_run=dry_run
        )
        with here.reading(ref) as reading:
            result = result_phrase(reading.model(), done.total or "0")
        print_standing(here, ref)
    if done.supplier is None:
        _say_done(_("{lot}: no award is recommended.").format(lot=done.lot), dry_run)
        return
    text = _("{lot}: {supplier} is recommended, with {result}.")
    _say_done(text.format(lot=done.lot, supplier=done.supplier, result=result), dry_run)


@award.command("approve", help=N_("Records the approval of a lot's recommendation."))
@click.argument("ref")
@_LOT
@click.option("--body", required=True, help=N_("The body or office that decided."))
@click.option("--maker", required=True, help=N_("The decision maker's name."))
@click.option("--date", "dated", type=_DAY, required=True, help=N_("The day of the decision."))
@click.option("--minute", required=True, help=N_("The minute or the number of the decision."))
@click.option("--key-decision", is_flag=True, help=N_("It is a key decision."))
@click.option("--call-in-ends", type=_DAY, help=N_("The last day on which it can be called in."))
@click.option("--reasons", default="", help=N_("Reasons of the body, if it gave its own."))
@dry_run_option
@office_options
def approve_(
    ref: str,
    lot: str,
    body: str,
    maker: str,
    dated: datetime,
    minute: str,
    call_in_ends: datetime | None,
    reasons: str,
    *,
    key_decision: bool,
    dry_run: bool,
) -> None:
    from tender_flow.services.award import approve

    with office() as here:
        done = approve(
            here,
            ref,
            lot=lot,
            body=body,
            maker=maker,
            dated=dated.date(),
            minute=minute,
            key_decision=key_decision,
            call_in_ends=call_in_ends.date() if call_in_ends else None,
            reasons=reasons,
            dry_run=dry_run,
        )
        print_standing(here, ref)
    _say_done(_("{lot}: approved by {body}.").format(lot=done.lot, body=body), dry_run)


@award.command(
    "notify",
    help=N_(
        "Records a letter to a bidder: what was sent, when and by what means.\n\n"
        "The standstill starts by itself when the lot's last bidder has been told."
    ),
)
@click.argument("ref")
@_LOT
@_BIDDER
@click.option("--means", type=click.Choice(["electronic", "post", "hand"]), default="electronic",
              help=N_("How it went out."))  # fmt: skip
@click.option("--sent", "sent_at", required=True,
              help=N_("When it went out, such as 2014-11-21T14:00."))  # fmt: skip
@click.option("--letter", type=_FILE, required=True, help=N_("The text as sent."))
@dry_run_option
@office_options
def notify_(
    ref: str, lot: str, supplier: str, means: str, sent_at: str, letter: Path, *, dry_run: bool
) -> None:
    from tender_flow.services.standstill import notify

    with office() as here:
        told = notify(
            here, ref, lot=lot, supplier=supplier, means=means, sent_at=_instant(sent_at),
            letter=letter.read_bytes(), dry_run=dry_run,
        )  # fmt: skip
        print_standing(here, ref)
    text = _("{supplier} was told about {lot}.")
    _say_done(text.format(supplier=told.supplier, lot=told.lot), dry_run)
    if told.waiting:
        click.echo(_("Still to be told: {names}.").format(names=", ".join(told.waiting)))
    if told.standstill is not None:
        from tender_flow.i18n.formats import day

        ends = day(told.standstill.ends_on)
        click.echo(_("The standstill runs until midnight at the end of {day}.").format(day=ends))


def _instant(text: str) -> datetime:
    """A time of the place, as an instant; one that doesn't exist is refused."""
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding
    from tender_flow.rules.procedure.calendar import deadline_instant

    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise BadInputError(Finding("time-unreadable", {"text": text})) from None
    return local if local.tzinfo else deadline_instant(local.date(), local.time())


@award.command("standstill", help=N_("Shows each lot's standstill day by day."))
@click.argument("ref")
@json_option
@office_options
def standstill_(ref: str, *, as_json: bool) -> None:
    from tender_flow.i18n.formats import day, weekday
    from tender_flow.services.standstill import standstills

    with office() as here:
        with here.reading(ref) as reading:
            found = standstills(reading)
        if not as_json:
            print_standing(here, ref)
    if as_json:
        print_json(
            [
                {
                    "lot": item.lot,
                    "starts_from": item.period.starts_from.isoformat(),
                    "ends_on": item.period.ends_on.isoformat(),
                    "ended": item.ended,
                    "calendar": item.calendar,
                }
                for item in found
            ]
        )
        return
    if not found:
        click.echo(_("No standstill has begun: it starts when a lot's last bidder has been told."))
    for item in found:
        click.echo(f"\n{item.lot}: {_counted_by(item.basis, item.calendar)}")
        for counted in item.period.count:
            number = "" if counted.number is None else str(counted.number)
            click.echo(f"  {number:>3}  {weekday(counted.day)} {day(counted.day)}  {_why(counted)}")


def _counted_by(basis: str, calendar: str) -> str:
    kept = _("kept voluntarily, ") if basis.endswith(" voluntary") else ""
    rule = {"pcr_2006": _("PCR 2006 reg 32A")}.get(basis.split(maxsplit=1)[0], basis)
    return kept + _("counted as {rule}; {calendar}").format(rule=rule, calendar=calendar)


def _why(counted: object) -> str:
    from tender_flow.rules.procedure.calendar import CountedDay, DayKind

    assert isinstance(counted, CountedDay)
    return {
        DayKind.SENT: _("last letter sent"),
        DayKind.COUNTED: "",
        DayKind.CARRIED_OVER: _("carried over: the last day may not be a day off"),
    }[counted.why]


@award.command("conclude", help=N_("Concludes a lot: refused until standstill and call-in ended."))
@click.argument("ref")
@_LOT
@dry_run_option
@office_options
def conclude_(ref: str, lot: str, *, dry_run: bool) -> None:
    from tender_flow.i18n.formats import day
    from tender_flow.services.standstill import conclude

    with office() as here:
        done = conclude(here, ref, lot=lot, dry_run=dry_run)
        print_standing(here, ref)
    if done.supplier is None:
        _say_done(_("{lot} is not awarded.").format(lot=done.lot), dry_run)
    else:
        text = _("{lot} is awarded to {supplier}.")
        _say_done(text.format(lot=done.lot, supplier=done.supplier), dry_run)
    for kind, due in done.notices:
        text = _("Owed: {notice}, by {day}.")
        click.echo(text.format(notice=kind.replace("_", " "), day=day(due)))

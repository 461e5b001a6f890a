"""`tender-flow award`: from the ranking to a concluded award, lot by lot."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.award_challenge import (
    challenge_,
    challenges_,
    close_challenge_,
    decisions_,
    withdraw_,
)
from tender_flow.cli.award_direct import direct
from tender_flow.cli.award_draw import draw
from tender_flow.cli.award_rank import rank_
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
from tender_flow.i18n.days import day_words, rule_words
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.rules.procedure.calendar import CountedDay

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_LOT = click.option("--lot", required=True, help=N_("The lot's short name, such as east_kent."))
_BIDDER = click.option("--supplier", required=True, help=N_("The bidder's name."))


@click.group(cls=Group, help=N_("Ranks, recommends, approves, tells the bidders and concludes."))
def award() -> None:
    pass


award.add_command(direct)
award.add_command(rank_)
award.add_command(sensitivity_)
award.add_command(draw)
award.add_command(decisions_, "decisions")
award.add_command(withdraw_, "withdraw")
award.add_command(challenge_, "challenge")
award.add_command(challenges_, "challenges")
award.add_command(close_challenge_, "close-challenge")


@award.command("check", help=N_("Records a check of a bid: the winner, or a low price's step."))
@click.argument("ref")
@_LOT
@_BIDDER
@click.option("--kind", type=click.Choice(["winner", "low_price"]), required=True,
              help=N_("What is checked."))  # fmt: skip
@click.option("--outcome", required=True,
              type=click.Choice(["flagged", "notified", "answered", "accepted", "rejected"]),
              help=N_("What came of it; a low price is flagged, notified, answered, then "
                      "accepted or rejected."))  # fmt: skip
@click.option("--evidence", required=True, help=N_("What was looked at and what it showed."))
@click.option("--on", type=_DAY, help=N_("The day of the step; today unless said."))
@click.option("--answer-by", type=_DAY, help=N_("With notified: the bidder's last day to answer."))
@dry_run_option
@office_options
def check_(
    ref: str,
    lot: str,
    supplier: str,
    kind: str,
    outcome: str,
    evidence: str,
    on: datetime | None,
    answer_by: datetime | None,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.services.award import check

    with office() as here:
        check(
            here, ref, lot=lot, supplier=supplier, kind=kind, outcome=outcome, evidence=evidence,
            on=on.date() if on else None, answer_by=answer_by.date() if answer_by else None,
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
    from tender_flow.cli.instants import instant_of
    from tender_flow.services.standstill import notify

    with office() as here:
        told = notify(
            here, ref, lot=lot, supplier=supplier, means=means, sent_at=instant_of(sent_at),
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
    rule = rule_words(basis.split(maxsplit=1)[0])
    return kept + _("counted as {rule}; {calendar}").format(rule=rule, calendar=calendar)


def _why(counted: CountedDay) -> str:
    from tender_flow.rules.procedure.calendar import DayKind

    match counted.why:
        case DayKind.SENT:
            return _("last letter sent")
        case DayKind.COUNTED:
            return ""
        case DayKind.CARRIED_OVER:
            return _("carried over: the last day may not be a day off")
        case kind:
            return day_words(kind)


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

"""`tender-flow award` after a decision: the list of decisions, withdrawals, challenges."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import (
    Command,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
    report,
)
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.challenges import ChallengeView
    from tender_flow.services.decisions import DecisionView

_DAY = click.DateTime(["%Y-%m-%d"])
_LOT = click.option("--lot", required=True, help=N_("The lot's short name, such as east_kent."))
_REASON = click.option("--reason", required=True, help=N_("Why, in a sentence or two."))


@click.command(cls=Command, help=N_("Every decision with what became of it."))
@click.argument("ref")
@json_option
@office_options
def decisions_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.decisions import list_decisions

    with office() as opened:
        found = list_decisions(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("Nothing has been decided yet."))
        return
    headings = [_("No."), _("Lot"), _("Decision"), _("Bidder"), _("By"), _("Dated"), _("State")]
    print_table(headings, [_decision_row(one) for one in found], right=(0,))


def _decision_row(one: DecisionView) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    kinds = {
        "recommendation": _("recommendation"),
        "approval": _("approval"),
        "award": _("award"),
    }
    states = {"taken": _("stands"), "withdrawn": _("withdrawn"), "replaced": _("replaced")}
    state = states[one.status]
    if one.withdrawn_on is not None:
        text = _("withdrawn on {day}: {reason}")
        state = text.format(day=day(one.withdrawn_on), reason=one.withdrawn_reason)
    return (
        str(one.number), one.lot, kinds[one.kind], one.supplier or _("no award"),
        one.body, day(one.dated), state,
    )  # fmt: skip


@click.command(
    cls=Command,
    help=N_(
        "Withdraws the decision on a lot, before its contract is made.\n\n"
        "What was suspended because of it goes on; what is decided anew has its own standstill."
    ),
)
@click.argument("ref")
@_LOT
@click.option("--kind", default="approval",
              help=N_("approval, or recommendation with what rests on it."))  # fmt: skip
@click.option("--body", required=True, help=N_("The body or office that withdraws it."))
@click.option("--maker", required=True, help=N_("The decision maker's name."))
@click.option("--date", "dated", type=_DAY, required=True, help=N_("The day of the withdrawal."))
@click.option("--minute", required=True, help=N_("The minute or the number of the decision."))
@_REASON
@click.option("--told", default="", help=N_("What the bidders were told of it, when and how."))
@dry_run_option
@office_options
def withdraw_(
    ref: str,
    lot: str,
    kind: str,
    body: str,
    maker: str,
    dated: datetime,
    minute: str,
    reason: str,
    told: str,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.decisions import withdraw

    with acting(ref, dry_run=dry_run) as opened:
        done = withdraw(
            opened, ref, lot=lot, kind=kind, body=body, maker=maker, minute=minute,
            dated=dated.date(), reason=reason, told=told, dry_run=dry_run,
        )  # fmt: skip
        text = _("{lot}: decision {number} is withdrawn.")
        click.echo(text.format(lot=done.lot, number=done.number))
        say_next(_("See what may come next: tender-flow procurement gates {ref}").format(ref=ref),
                 dry_run=dry_run)  # fmt: skip


@click.command(
    cls=Command,
    help=N_(
        "Records a challenge to the decision on a lot.\n\n"
        "Whether the contract has to wait is asked of the law that the procurement follows."
    ),
)
@click.argument("ref")
@_LOT
@click.option("--supplier", default="", help=N_("The bidder who challenges it."))
@click.option("--other", default="", help=N_("Somebody without a tender here who does."))
@click.option("--grounds", required=True, help=N_("What it says was done wrong."))
@click.option("--notified", "notified_on", type=_DAY, required=True,
              help=N_("The day on which the council knew of it."))  # fmt: skip
@click.option("--claim", "claim_on", type=_DAY,
              help=N_("The day on which a claim was begun; left out for a letter."))  # fmt: skip
@click.option("--decision", type=int, help=N_("Its number, if it isn't the lot's last approval."))
@dry_run_option
@office_options
def challenge_(
    ref: str,
    lot: str,
    supplier: str,
    other: str,
    grounds: str,
    notified_on: datetime,
    claim_on: datetime | None,
    decision: int | None,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.challenges import receive

    if bool(supplier) == bool(other):
        raise click.UsageError(_("Give --supplier or --other, one of them."))
    with acting(ref, dry_run=dry_run) as opened:
        done = receive(
            opened, ref, lot=lot, challenger=supplier or other, bidder=bool(supplier),
            grounds=grounds, notified_on=notified_on.date(),
            claim_on=claim_on.date() if claim_on else None, decision=decision, dry_run=dry_run,
        )  # fmt: skip
        text = _("Challenge {number}, by {name}, is on record.")
        click.echo(text.format(number=done.number, name=done.challenger))
        if done.suspends:
            click.echo(_("The contract of {lot} must wait ({source}).").format(
                lot=done.lot, source=done.basis
            ))  # fmt: skip
        report(done.notes)
        text = _("When it ends: tender-flow award close-challenge {ref} {number} --outcome …")
        say_next(text.format(ref=ref, number=done.number), dry_run=dry_run)


@click.command(cls=Command, help=N_("Records how a challenge ended, or that it holds no longer."))
@click.argument("ref")
@click.argument("number", type=int)
@click.option("--outcome", required=True,
              help=N_("withdrawn, settled, dismissed, damages, set_aside, became_claim or "
                      "suspension_lifted."))  # fmt: skip
@click.option("--on", "ended_on", type=_DAY, required=True, help=N_("The day of it."))
@_REASON
@dry_run_option
@office_options
def close_challenge_(
    ref: str, number: int, outcome: str, ended_on: datetime, reason: str, *, dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services.challenges import close

    with acting(ref, dry_run=dry_run) as opened:
        done = close(
            opened, ref, number, outcome=outcome, ended_on=ended_on.date(), reason=reason,
            dry_run=dry_run,
        )  # fmt: skip
        text = _("Challenge {number}: {state}.")
        click.echo(text.format(number=number, state=_state(done)))


@click.command(cls=Command, help=N_("Every challenge, with what it holds back and how it ended."))
@click.argument("ref")
@json_option
@office_options
def challenges_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.challenges import list_challenges

    with office() as opened:
        found = list_challenges(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("No decision has been challenged."))
        return
    headings = [_("No."), _("Lot"), _("Decision"), _("By"), _("Grounds"), _("Known on"), _("State")]
    print_table(headings, [_challenge_row(one) for one in found], right=(0, 2))


def _challenge_row(one: ChallengeView) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    return (
        str(one.number), one.lot, str(one.decision), one.challenger, one.grounds,
        day(one.notified_on), _state(one),
    )  # fmt: skip


def _state(one: ChallengeView) -> str:
    """How it stands: what it holds back while it is open, then how it ended."""
    outcomes = {
        "withdrawn": _("withdrawn"),
        "settled": _("settled"),
        "dismissed": _("dismissed by the court"),
        "damages": _("damages; the decision stands"),
        "set_aside": _("the court set the decision aside"),
        "became_claim": _("became a claim"),
        "decision_withdrawn": _("ended with the decision, which was withdrawn"),
    }
    if one.outcome:
        return outcomes[one.outcome]
    return _("open; the contract must wait") if one.suspends else _("open; holds nothing back")

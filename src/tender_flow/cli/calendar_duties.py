"""`calendar notices|claims|retention`: what is owed by when, and how long things last."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.calendar_view import (
    DAY,
    amount,
    check_circumstances,
    findings_as_json,
    holidays_from,
    nation_option,
    regime_option,
    so_option,
    stop_without,
    value_option,
)
from tender_flow.cli.common import Command, Group, json_option, print_json, report
from tender_flow.cli.tables import print_table
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from tender_flow.rules.procedure.law.duties import NoticeDue
    from tender_flow.rules.procedure.law.limits import ClaimLimit


def add_to(group: Group) -> None:
    """Puts these commands into the group `calendar`."""
    for command in (notices, claims, retention):
        group.add_command(command)


@click.command(
    "notices",
    cls=Command,
    help=N_("The notices and other duties of a law, and the last day of each."),
)
@click.argument("on", type=DAY)
@regime_option
@click.option("--event", "events", multiple=True, metavar="EVENT=DAY",
              help=N_("What happened when, such as contract_entered=2026-03-02."))  # fmt: skip
@value_option
@nation_option
@so_option
@json_option
def notices(
    on: datetime,
    *,
    regime: str,
    events: tuple[str, ...],
    value: str | None,
    nation: str,
    so: tuple[str, ...],
    as_json: bool,
) -> None:
    from tender_flow.definitions.dated_law import holidays_place, load_notices
    from tender_flow.rules.procedure.law.duties import DUTY_CIRCUMSTANCES, EVENTS, notices_due

    check_circumstances(so, DUTY_CIRCUMSTANCES)
    found = notices_due(
        load_notices(),
        regime=regime,
        nation=nation,
        on=on.date(),
        so=frozenset(so),
        value=amount(value),
        events=dict(_event(text, EVENTS) for text in events),
        holidays=holidays_from(on.date(), 365, None, holidays_place(regime, nation)),
    )
    findings = [finding for one in found for finding in one.findings]
    if as_json:
        print_json({"notices": [_notice_as_json(one) for one in found]})
        return
    _print_notices(found)
    report(findings)


def _event(text: str, known: tuple[str, ...]) -> tuple[str, date]:
    name, _equals, day = text.partition("=")
    check_circumstances([name], known)
    try:
        return name, date.fromisoformat(day)
    except ValueError:
        message = _("{text} is not an event such as contract_entered=2026-03-02.")
        raise click.BadParameter(message.format(text=text)) from None


def _print_notices(found: tuple[NoticeDue, ...]) -> None:
    from tender_flow.i18n import formats

    rows = []
    for one in found:
        event = one.notice.event.replace("_", " ")
        words = {
            "before": _("before: {event}"),
            "within": ngettext(
                "{days} day from: {event}", "{days} days from: {event}", one.notice.days
            ),
            "soon": _("as soon as reasonably practicable after: {event}"),
        }
        due = formats.day(one.due_on, "medium") if one.due_on else ""
        when = words[one.notice.when_due].format(days=one.notice.days, event=event)
        name = one.notice.name + (" " + _("(may be)") if one.notice.optional else "")
        rows.append([one.notice.number, name, when, due, one.notice.terms.source])
    print_table([_("No."), _("What"), _("When"), _("By"), _("Rule")], rows)


def _notice_as_json(one: NoticeDue) -> dict[str, Any]:
    notice = one.notice
    return {
        "id": notice.id,
        "number": notice.number or None,
        "name": notice.name,
        "event": notice.event,
        "when_due": notice.when_due,
        "days": notice.days or None,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "optional": notice.optional,
        "source": notice.terms.source,
        "findings": findings_as_json(one.findings),
    }


@click.command(
    "claims",
    cls=Command,
    help=N_("Until when a supplier may bring a claim that knew, or should have known, on a day."),
)
@click.argument("known", type=DAY)
@regime_option
@click.option("--entered", type=DAY, help=N_("The day on which the contract was entered into."))
@nation_option
@so_option
@json_option
def claims(
    known: datetime,
    *,
    regime: str,
    entered: datetime | None,
    nation: str,
    so: tuple[str, ...],
    as_json: bool,
) -> None:
    from tender_flow.definitions.dated_law import load_claims
    from tender_flow.rules.procedure.law.limits import CLAIM_CIRCUMSTANCES, claim_limits

    check_circumstances(so, CLAIM_CIRCUMSTANCES)
    found = claim_limits(
        load_claims(),
        regime=regime,
        nation=nation,
        known_on=known.date(),
        entered_on=entered.date() if entered else None,
        so=frozenset(so),
    )
    if as_json:
        print_json({"claims": [_claim_as_json(one) for one in found]})
        return
    if not found:
        click.echo(_("No time limit is on file for this law."))
    rows = [_claim_row(one) for one in found]
    if rows:
        print_table([_("Claim"), _("Until"), _("A court may extend to"), _("Rule")], rows)
    report([finding for one in found for finding in one.findings])


def _claim_row(one: ClaimLimit) -> list[str]:
    from tender_flow.i18n import formats

    kinds = {"claim": _("damages and other orders"), "set_aside": _("setting the contract aside")}
    days = [formats.day(day) if day else "" for day in (one.ends_on, one.extended_to)]
    return [kinds[one.kind], *days, one.source]


def _claim_as_json(one: ClaimLimit) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "ends_on": one.ends_on.isoformat() if one.ends_on else None,
        "extended_to": one.extended_to.isoformat() if one.extended_to else None,
        "cut_by_contract": one.cut_by_contract,
        "source": one.source,
        "findings": findings_as_json(one.findings),
    }


@click.command(
    "retention",
    cls=Command,
    help=N_("The last day on which the record of a procurement must be kept."),
)
@regime_option
@click.option("--awarded", type=DAY, help=N_("The day of the award."))
@click.option("--entered", type=DAY, help=N_("The day on which the contract was entered into."))
@click.option("--terminated", type=DAY,
              help=N_("The day of the procurement termination notice."))  # fmt: skip
@nation_option
@json_option
def retention(
    *,
    regime: str,
    awarded: datetime | None,
    entered: datetime | None,
    terminated: datetime | None,
    nation: str,
    as_json: bool,
) -> None:
    from tender_flow.definitions.dated_law import load_retention
    from tender_flow.i18n import formats
    from tender_flow.rules.procedure.law.limits import retention_until

    last, findings = retention_until(
        load_retention(),
        regime=regime,
        nation=nation,
        awarded_on=awarded.date() if awarded else None,
        entered_on=entered.date() if entered else None,
        terminated_on=terminated.date() if terminated else None,
    )
    if as_json:
        until = last.isoformat() if last else None
        print_json({"kept_until": until, "findings": findings_as_json(findings)})
    elif last is not None:
        click.echo(_("Kept until the end of {day}, at least.").format(day=formats.day(last)))
    stop_without(last, findings, as_json=as_json)

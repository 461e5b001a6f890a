"""`calendar regime|threshold|period|earliest`: which law holds, from what value, with what time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.calendar_view import (
    DAY,
    check_circumstances,
    findings_as_json,
    holidays_from,
    nation_option,
    period_as_json,
    print_period,
    regime_option,
    so_option,
    stop_without,
)
from tender_flow.cli.common import Command, Group, json_option, print_json, report
from tender_flow.cli.regime_options import AUTHORITIES, question_from, question_options
from tender_flow.cli.tables import print_table
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from decimal import Decimal

    from tender_flow.rules.procedure.law.periods import PeriodAnswer
    from tender_flow.rules.procedure.law.regime import Answer

KINDS = (
    *("goods", "services", "works", "concession", "light_touch", "light_touch_concession"),
    *("notifiable", "suitability_works"),
)


def add_to(group: Group) -> None:
    """Puts these commands into the group `calendar`."""
    for command in (regime_, threshold_, period, earliest):
        group.add_command(command)


@click.command(
    "regime",
    cls=Command,
    help=N_("Which law a procurement follows that begins, or began, on a day; and why."),
)
@click.argument("begun", type=DAY)
@question_options("--authority", required=True)
@json_option
def regime_(begun: datetime, *, as_json: bool, **given: Any) -> None:
    from tender_flow.definitions.dated_law import load_regimes
    from tender_flow.rules.procedure.law.regime import regime

    answer = regime(load_regimes(), question_from(begun.date(), given))
    _say_regime(answer, as_json=as_json)
    stop_without(answer.regime, answer.findings, as_json=as_json)


def _say_regime(answer: Answer, *, as_json: bool) -> None:
    from tender_flow.i18n.sentences import say

    if as_json:
        limit = answer.threshold
        print_json(
            {
                "regime": answer.regime or None,
                "title": answer.title,
                "reasons": findings_as_json(answer.reasons),
                "threshold": str(limit.amount) if limit else None,
                "vat": limit.vat if limit else None,
                "reached": answer.above,
                "findings": findings_as_json(answer.findings),
            }
        )
        return
    if answer.regime:
        click.echo(f"{answer.title} ({answer.regime})")
    for reason in answer.reasons:
        rule = f" [{reason.source}]" if reason.source else ""
        click.echo(f"  {say(reason)}{rule}")
    if answer.threshold is not None and answer.above is None:
        _say_threshold(answer.threshold.amount, answer.threshold.vat)


def _say_threshold(limit: Decimal, vat: str) -> None:
    from tender_flow.i18n import formats

    words = {"gross": _("with VAT"), "net": _("without VAT")}
    click.echo(
        _("  Threshold: {amount} {vat}.").format(amount=formats.money(limit), vat=words[vat])
    )


@click.command(
    "threshold",
    cls=Command,
    help=N_("The value from which a law applies in full to a procurement begun on a day."),
)
@click.argument("begun", type=DAY)
@regime_option
@click.option("--authority", type=click.Choice(AUTHORITIES), required=True,
              help=N_("The kind of authority."))  # fmt: skip
@click.option("--what", type=click.Choice(KINDS), required=True, help=N_("What is bought."))
@nation_option
@json_option
def threshold_(
    begun: datetime, *, regime: str, authority: str, what: str, nation: str, as_json: bool
) -> None:
    from tender_flow.definitions.dated_law import load_thresholds, load_tiers
    from tender_flow.rules.procedure.law.thresholds import threshold, tier_of

    tier, findings = tier_of(load_tiers(), authority)
    limit = None
    if tier:
        day, rules = begun.date(), load_thresholds()
        limit, more = threshold(
            rules, regime=regime, begun=day, nation=nation, tier=tier, what=what
        )
        findings += more
    if as_json:
        found = {"amount": str(limit.amount), "vat": limit.vat} if limit else {"amount": None}
        source = limit.terms.source if limit else None
        print_json({**found, "source": source, "findings": findings_as_json(findings)})
    elif limit is not None:
        _say_threshold(limit.amount, limit.vat)
        click.echo("  " + _("Rule: {source}").format(source=limit.terms.source))
    stop_without(limit, findings, as_json=as_json)


@click.command(
    "period",
    cls=Command,
    help=N_("The least time for requests or tenders from the day of the notice or invitation."),
)
@click.argument("started", type=DAY)
@regime_option
@click.option("--step", type=click.Choice(["participation", "tendering"]), default="tendering",
              show_default=True, help=N_("Requests to participate, or tenders."))  # fmt: skip
@click.option("--procedure", default="", help=N_("open, restricted, negotiated and so on."))
@nation_option
@so_option
@json_option
def period(
    started: datetime,
    *,
    regime: str,
    step: str,
    procedure: str,
    nation: str,
    so: tuple[str, ...],
    as_json: bool,
) -> None:
    from tender_flow.definitions.dated_law import holidays_place, load_periods
    from tender_flow.rules.procedure.law.periods import (
        PERIOD_CIRCUMSTANCES,
        count_period,
        minimum_period,
    )

    check_circumstances(so, PERIOD_CIRCUMSTANCES)
    answer = minimum_period(
        load_periods(),
        regime=regime,
        step=step,
        begun=started.date(),
        nation=nation,
        procedure=procedure,
        so=frozenset(so),
    )
    if answer.rule is None:
        if as_json:
            print_json({"days": None, "findings": findings_as_json(answer.findings)})
        stop_without(None, answer.findings, as_json=as_json)
        return
    holidays = holidays_from(started.date(), 60, None, holidays_place(regime, nation))
    counted = count_period(answer.rule, started.date(), holidays)
    if as_json:
        print_json(
            {
                "days": answer.days,
                "source": answer.rule.terms.source,
                "considered": _considered_as_json(answer),
                **(period_as_json(counted, holidays) if counted else {}),
            }
        )
        return
    _print_considered(answer)
    if counted is None:
        click.echo(_("There is no least time; it must still be reasonable."))
    else:
        print_period(counted, holidays)
    report(answer.findings)


def _considered_as_json(answer: PeriodAnswer) -> list[dict[str, Any]]:
    return [
        {
            "days": one.rule.days,
            "when": sorted(one.rule.when),
            "lacking": list(one.lacking),
            "counts": one.rule is answer.rule,
            "source": one.rule.terms.source,
        }
        for one in answer.considered
    ]


def _print_considered(answer: PeriodAnswer) -> None:
    """Every row that was looked at: the one that counts, and what the others lack."""
    rows = []
    for one in answer.considered:
        lacking = ", ".join(one.lacking).replace("_", " ")
        said = _("lacks: {what}").format(what=lacking) if lacking else _("applies")
        mark = _("counts") if one.rule is answer.rule else said
        when = ", ".join(sorted(one.rule.when)).replace("_", " ") or _("always")
        rows.append([str(one.rule.days), when, mark, one.rule.terms.source])
    print_table([_("Days"), _("When"), _("Here"), _("Rule")], rows, right={0})


@click.command(
    "earliest",
    cls=Command,
    help=N_("The first day of an executive decision after its notice, by clear days."),
)
@click.argument("notice", type=DAY)
@click.option("--rule", type=click.Choice(["key_decision", "general_exception"]), required=True,
              help=N_("Which notice it is."))  # fmt: skip
@click.option("--counting", type=click.Choice(["every-day", "working-days"]), required=True,
              help=N_("What the council's own rules count."))  # fmt: skip
@json_option
def earliest(notice: datetime, *, rule: str, counting: str, as_json: bool) -> None:
    from tender_flow.definitions.dated_law import load_clear_days
    from tender_flow.i18n import formats
    from tender_flow.rules.procedure.calendar import earliest_decision
    from tender_flow.rules.procedure.law.terms import to_confirm

    found = next(one for one in load_clear_days() if one.id == rule)
    holidays = holidays_from(notice.date(), found.days * 2, None)
    working = counting == "working-days"
    day = earliest_decision(notice.date(), found.days, only_working=working, holidays=holidays)
    findings = to_confirm(found.title, found.terms)
    if as_json:
        said = {"earliest": day.isoformat(), "clear_days": found.days}
        print_json({**said, "source": found.terms.source, "findings": findings_as_json(findings)})
        return
    text = ngettext(
        "{day}: {count} clear day lies between.",
        "{day}: {count} clear days lie between.",
        found.days,
    )
    click.echo(text.format(day=f"{formats.weekday(day)} {formats.day(day)}", count=found.days))
    click.echo("  " + _("Rule: {source}").format(source=found.terms.source))
    report(findings)

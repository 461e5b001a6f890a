"""`calendar`: standstill, deadlines, working days and clear days, counted as the rules count.

What the law says by date is in `calendar_law` (regime, thresholds, periods) and `calendar_duties`
(notices, claims, retention) and
`calendar_ceilings` (frameworks, social value).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli import calendar_ceilings, calendar_duties, calendar_law
from tender_flow.cli.calendar_view import (
    DAY,
    NATIONS,
    REGIMES,
    check_circumstances,
    days_as_json,
    findings_as_json,
    holidays_from,
    nation_option,
    period_as_json,
    print_calendar,
    print_days,
    print_period,
)
from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
    report,
)
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from tender_flow.definitions.holidays import BankHolidays
    from tender_flow.rules.findings import Finding
    from tender_flow.rules.procedure.calendar import CountedDay, Letter, Period
    from tender_flow.rules.procedure.law.standstills import StandstillAnswer

extra_days_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--extra-days",
    type=click.Path(path_type=Path),
    help=N_("A file of further bank holidays, one per line: 2023-05-08: its name."),
)
place_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--nation",
    type=click.Choice((*NATIONS, "uk")),
    default="england",
    show_default=True,
    help=N_("Whose bank holidays; “uk” is the union of the four (Procurement Act 2023 s.123)."),
)


@click.group(
    "calendar", cls=Group, help=N_("Which law holds, and its days counted as it counts them.")
)
def calendar() -> None:
    pass


calendar_law.add_to(calendar)
calendar_duties.add_to(calendar)
calendar_ceilings.add_to(calendar)


@calendar.command(
    "standstill",
    help=N_("Count a standstill from the day of the last letter, or of the notice that starts it."),
)
@click.argument("day", type=DAY, metavar="DAY")
@click.option(
    "--regime",
    type=click.Choice(REGIMES),
    default="pcr_2006",
    show_default=True,
    help=N_("The law that counts: letters start it under the Regulations, else a notice."),
)
@nation_option
@click.option(
    "--days",
    type=click.IntRange(1, 365),
    help=N_("Length in days, where it is longer than the law's own."),
)
@click.option(
    "--means",
    type=click.Choice(["electronic", "post", "hand"]),
    default="electronic",
    show_default=True,
    help=N_("How the last letter went out."),
)
@click.option(
    "--letter",
    "letters",
    multiple=True,
    metavar="MEANS=DAY[/RECEIVED]",
    help=N_("A further letter, such as post=2016-03-02/2016-03-04 (repeatable)."),
)
@click.option("--received", type=DAY, help=N_("The day on which that letter was received."))
@click.option(
    "--so",
    multiple=True,
    metavar="CASE",
    help=N_("What takes the duty away, such as light_touch or framework (repeatable)."),
)
@extra_days_option
@json_option
def standstill(
    day: datetime,
    *,
    regime: str,
    nation: str,
    days: int | None,
    means: str,
    letters: tuple[str, ...],
    received: datetime | None,
    so: tuple[str, ...],
    extra_days: Path | None,
    as_json: bool,
) -> None:
    from tender_flow.definitions.dated_law import holidays_place
    from tender_flow.rules.procedure.calendar import Letter, letter_faults

    started = day.date()
    holidays = holidays_from(started, days or 10, extra_days, holidays_place(regime, nation))
    answer = _standstill_law(regime, nation, started, frozenset(so), days)
    last = Letter(means, started, received.date() if received else None)
    sent = (last, *(_letter(text) for text in letters))
    _refuse(letter_faults(sent))
    period = _standstill_period(answer, sent, started, days, holidays)
    if as_json:
        said = period_as_json(period, holidays)
        said["findings"] += findings_as_json(answer.findings)
        print_json({**said, "owed": answer.owed, "exempt_by": list(answer.exempt_by)})
        return
    print_period(period, holidays)
    if not answer.owed:
        click.echo(_("The law asks for no standstill here; this is how one kept is counted."))
    report(answer.findings)


def _refuse(faults: list[Finding]) -> None:
    from tender_flow.errors import BadInputError

    if faults:
        raise BadInputError(*faults)


def _standstill_law(
    regime: str, nation: str, day: date, so: frozenset[str], days: int | None
) -> StandstillAnswer:
    """The rule of the law; refused where there is none, or where the length asked is too short."""
    from tender_flow.definitions.dated_law import load_standstills
    from tender_flow.errors import RefusedError
    from tender_flow.rules.procedure.law.standstills import (
        STANDSTILL_CIRCUMSTANCES,
        standstill_rule,
        too_short,
    )

    check_circumstances(so, STANDSTILL_CIRCUMSTANCES)
    rules = load_standstills()
    answer = standstill_rule(rules, regime=regime, begun=day, nation=nation, so=so)
    against = answer.findings if answer.dated is None else too_short(answer, days or 365)
    if against:
        raise RefusedError(*against)
    return answer


def _standstill_period(
    answer: StandstillAnswer,
    letters: tuple[Letter, ...],
    day: date,
    days: int | None,
    holidays: BankHolidays,
) -> Period:
    """With `--days` every letter has those days, whatever its means."""
    from tender_flow.rules.procedure.calendar import count_standstill

    assert answer.dated is not None
    rule = answer.dated.rule
    if days is not None:
        rule = replace(rule, days=days, other_means_days=days, receipt_days=0)
    if rule.method.starts == "letters":
        return count_standstill(rule, holidays, letters=letters)
    return count_standstill(rule, holidays, published_on=day)


def _letter(text: str) -> Letter:
    """`post=2016-03-02/2016-03-04`: means, day sent and, where it is known, day received."""
    from tender_flow.rules.procedure.calendar import Letter

    means, _equals, days = text.partition("=")
    try:
        sent, *received = [date.fromisoformat(part) for part in days.split("/")]
        if means not in {"electronic", "post", "hand"} or len(received) > 1:
            raise ValueError
    except ValueError:
        message = _("{text} is not a letter such as post=2016-03-02.").format(text=text)
        raise click.BadParameter(message) from None
    return Letter(means, sent, received[0] if received else None)


@calendar.command("deadline", help=N_("The instant of a day and hour of the place, such as 12:00."))
@click.argument("day", type=DAY)
@click.argument("hour", type=click.DateTime(["%H:%M"]))
@click.option("--zone", default="Europe/London", show_default=True, help=N_("The place's zone."))
@json_option
def deadline(day: datetime, hour: datetime, *, zone: str, as_json: bool) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from tender_flow.errors import BadInputError
    from tender_flow.i18n import formats
    from tender_flow.rules.findings import Finding
    from tender_flow.rules.procedure.calendar import deadline_instant

    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInputError(Finding("zone-unknown", {"zone": zone})) from None
    instant = deadline_instant(day.date(), hour.time(), zone)
    if as_json:
        print_json({"zone": zone, "utc": instant.astimezone(UTC).isoformat()})
        return
    text = _("{local} in {place} is {utc} UTC.")
    name = zone.rsplit("/", 1)[-1].replace("_", " ")
    local = formats.instant(instant, place)
    click.echo(text.format(local=local, place=name, utc=f"{instant:%Y-%m-%d %H:%M}"))


@calendar.command(
    "working-days", help=N_("The working day so many working days after a day, itself not counted.")
)
@click.argument("day", type=DAY)
@click.argument("count", type=click.IntRange(0, 2000))
@place_option
@extra_days_option
@json_option
def working_days(
    day: datetime, count: int, *, nation: str, extra_days: Path | None, as_json: bool
) -> None:
    from tender_flow.i18n import formats
    from tender_flow.rules.procedure.calendar import Counting, count_days

    first = day.date()
    holidays = holidays_from(first, count * 2, extra_days, nation)
    days = count_days(Counting.WORKING_DAYS_AFTER, first, count, holidays).count if count else ()
    end = days[-1].day if days else first
    if as_json:
        counted = {"count": days_as_json(days), "calendar": holidays.version}
        print_json({"ends_on": end.isoformat(), **counted})
        return
    click.echo(f"{formats.weekday(end)} {formats.day(end)}")
    print_days(days, holidays)
    print_calendar(holidays, end)


@calendar.command(
    "clear-days",
    help=N_("The clear days between a notice and a decision, neither of the two counted."),
)
@click.argument("notice", type=DAY)
@click.argument("decision", type=DAY)
@click.option(
    "--counting",
    type=click.Choice(["every-day", "working-days"]),
    required=True,
    help=N_(
        "What the council's own rules count; the Regulations are silent, so this must be said."
    ),
)
@place_option
@extra_days_option
@json_option
def clear_days(
    notice: datetime,
    decision: datetime,
    *,
    counting: str,
    nation: str,
    extra_days: Path | None,
    as_json: bool,
) -> None:
    from tender_flow.rules.findings import Finding
    from tender_flow.rules.procedure.calendar import clear_days as count

    first, last, working = notice.date(), decision.date(), counting == "working-days"
    if last <= first:
        _refuse([Finding("decision-before-its-notice", {"notice": first, "decision": last})])
    holidays = holidays_from(first, max(0, (last - first).days), extra_days, nation)
    found = count(first, last, only_working=working, holidays=holidays)
    days = _between(first, found, working, holidays)
    if as_json:
        said = {"clear_days": found, "counting": counting, "count": days_as_json(days)}
        print_json({**said, "calendar": holidays.version})
        return
    click.echo(ngettext("{count} clear day", "{count} clear days", found).format(count=found))
    print_days(days, holidays)


def _between(
    notice: date, days: int, working: bool, holidays: BankHolidays
) -> tuple[CountedDay, ...]:
    from tender_flow.rules.procedure.calendar import Counting, count_days

    counting = Counting.WORKING_DAYS_AFTER if working else Counting.DAY_AFTER
    return count_days(counting, notice, days, holidays).count if days else ()


@calendar.command(
    "announce",
    help=N_("Take days off that were announced late into a procurement; what runs moves."),
)
@click.argument("ref")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@dry_run_option
@office_options
def announce(ref: str, path: Path, *, dry_run: bool) -> None:
    from tender_flow.i18n import formats
    from tender_flow.services import announced

    with office() as opened:
        done = announced.announce(opened, ref, path, dry_run=dry_run)
    if dry_run:
        click.echo(_("A dry run: this is what would happen. Nothing is kept."))
    for day, name in done.days:
        click.echo(
            _("A day off from now on: {day}, {name}.").format(day=formats.day(day), name=name)
        )
    for one in done.running:
        facts = {"lot": one.lot, "before": formats.day(one.before), "after": formats.day(one.after)}
        moved = _("The standstill of {lot} ends on {after} instead of {before}.")
        same = _("The standstill of {lot} still ends on {before}.")
        click.echo((moved if one.moved else same).format(**facts))
    report(done.findings)

"""`calendar`: standstill, deadlines, working days and clear days, counted as the rules count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.common import Group, json_option, print_json
from tender_flow.cli.tables import print_table
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from tender_flow.definitions.holidays import BankHolidays
    from tender_flow.rules.procedure.calendar import CountedDay, Period

DAY = click.DateTime(["%Y-%m-%d"])
LAST_YEAR = 9000
"""Counts start before this year, so that none runs past the last day that a date can have."""

extra_days_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--extra-days",
    type=click.Path(path_type=Path),
    help=N_("A file of further bank holidays, one per line: 2023-05-08: its name."),
)


@click.group(
    "calendar", cls=Group, help=N_("Count days as the rules count, with England's bank holidays.")
)
def calendar() -> None:
    pass


@calendar.command(
    "standstill",
    help=N_("Count a standstill from the day of the last letter, as PCR 2006 reg 32A counts."),
)
@click.argument("last_sent", type=DAY, metavar="DAY")
@click.option(
    "--days",
    type=click.IntRange(1, 365),
    default=10,
    help=N_("Length in days: 10 where every letter went out electronically (the default)."),
)
@extra_days_option
@json_option
def standstill(last_sent: datetime, days: int, extra_days: Path | None, *, as_json: bool) -> None:
    from tender_flow.rules.procedure.calendar import standstill as count

    sent = last_sent.date()
    holidays = _holidays(sent, days, extra_days)
    period = count(sent, days, holidays)
    if as_json:
        print_json(_period_as_json(period, holidays))
        return
    from tender_flow.i18n import formats

    rows = [_counted_row(counted, holidays) for counted in period.count]
    print_table([_("Day"), _("Number"), _("What it is")], rows, right={1})
    click.echo(_("Ends at midnight at the end of {day}.").format(day=formats.day(period.ends_on)))
    click.echo(_("Calendar: {version}").format(version=holidays.version))


@calendar.command("deadline", help=N_("The instant of a day and hour in London, such as 12:00."))
@click.argument("day", type=DAY)
@click.argument("hour", type=click.DateTime(["%H:%M"]))
@json_option
def deadline(day: datetime, hour: datetime, *, as_json: bool) -> None:
    from tender_flow.i18n import formats
    from tender_flow.rules.procedure.calendar import LONDON, deadline_instant

    instant = deadline_instant(day.date(), hour.time())
    if as_json:
        print_json({"zone": LONDON, "utc": instant.astimezone(UTC).isoformat()})
        return
    text = _("{local} in London is {utc} UTC.")
    click.echo(text.format(local=formats.instant(instant), utc=f"{instant:%Y-%m-%d %H:%M}"))


@calendar.command(
    "working-days", help=N_("The working day so many working days after a day, itself not counted.")
)
@click.argument("day", type=DAY)
@click.argument("count", type=click.IntRange(0, 2000))
@extra_days_option
@json_option
def working_days(day: datetime, count: int, extra_days: Path | None, *, as_json: bool) -> None:
    from tender_flow.i18n import formats
    from tender_flow.rules.procedure.calendar import add_working_days

    holidays = _holidays(day.date(), count * 2, extra_days)
    end = add_working_days(day.date(), count, holidays)
    if as_json:
        print_json({"ends_on": end.isoformat(), "calendar": holidays.version})
        return
    click.echo(f"{formats.weekday(end)} {formats.day(end)}")
    click.echo(_("Calendar: {version}").format(version=holidays.version))


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
@extra_days_option
@json_option
def clear_days(
    notice: datetime, decision: datetime, counting: str, extra_days: Path | None, *, as_json: bool
) -> None:
    from tender_flow.rules.procedure.calendar import clear_days as count

    first, last = notice.date(), decision.date()
    holidays = _holidays(first, max(0, (last - first).days), extra_days)
    found = count(first, last, only_working=counting == "working-days", holidays=holidays)
    if as_json:
        print_json({"clear_days": found, "counting": counting, "calendar": holidays.version})
        return
    click.echo(ngettext("{count} clear day", "{count} clear days", found).format(count=found))


def _holidays(day: date, days: int, extra_days: Path | None) -> BankHolidays:
    """The holidays of every year that a count of so many days can touch."""
    from tender_flow.definitions.holidays import england

    if day.year >= LAST_YEAR:
        raise click.BadParameter(_("{day} is too late to count from.").format(day=day.isoformat()))
    return england(range(day.year, day.year + days // 365 + 2), extra_days)


def _counted_row(counted: CountedDay, holidays: BankHolidays) -> list[str]:
    from tender_flow.i18n import formats

    what = {
        "sent": _("last letter sent; not counted"),
        "counted": _("counted"),
        "carried_over": _("carried over to the next working day"),
    }
    day = f"{formats.weekday(counted.day)} {formats.day(counted.day)}"
    name = holidays.names.get(counted.day, "")
    shown = f"{what[counted.why.value]} ({name})" if name else what[counted.why.value]
    return [day, "" if counted.number is None else str(counted.number), shown]


def _period_as_json(period: Period, holidays: BankHolidays) -> dict[str, Any]:
    return {
        "starts_from": period.starts_from.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "count": [
            {
                "day": counted.day.isoformat(),
                "number": counted.number,
                "why": counted.why.value,
                "working": counted.working,
            }
            for counted in period.count
        ],
        "calendar": holidays.version,
    }

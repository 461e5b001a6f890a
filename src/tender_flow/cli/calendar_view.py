"""What the commands of `calendar` share: holidays, days in a table and as JSON, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.common import report
from tender_flow.cli.tables import print_table
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from tender_flow.definitions.holidays import BankHolidays
    from tender_flow.rules.findings import Finding
    from tender_flow.rules.procedure.calendar import CountedDay, Period

DAY = click.DateTime(["%Y-%m-%d"])
LAST_YEAR = 9000
"""Counts start before this year, so that none runs past the last day that a date can have."""

NATIONS = ("england", "wales", "scotland", "northern_ireland")
REGIMES = ("pcr_2006_part_b", "pcr_2006", "pcr_2015", "pa_2023", "pcsr_2015", "psr_2023")

nation_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--nation",
    type=click.Choice(NATIONS),
    default="england",
    show_default=True,
    help=N_("Where the authority is."),
)
regime_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--regime",
    type=click.Choice(REGIMES),
    required=True,
    help=N_("The law; “calendar regime” says which."),
)

so_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--so",
    multiple=True,
    metavar="CASE",
    help=N_("What is so, by the names in docs/calendar.md (repeatable)."),
)
value_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--value", help=N_("The estimated value in pounds, such as 250000.")
)


def check_circumstances(given: Iterable[str], known: tuple[str, ...]) -> None:
    """Refuses a circumstance that no rule knows: misspelt, it would silently change an answer.

    Raises:
        BadInputError: with every such name (`circumstance-unknown`).
    """
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    strange = sorted(set(given) - set(known))
    if strange:
        raise BadInputError(
            *(Finding("circumstance-unknown", {"name": one, "known": known}) for one in strange)
        )


def amount(text: str | None) -> Decimal | None:
    """A value in pounds, digits with a point at most."""
    from decimal import Decimal, InvalidOperation

    if text is None:
        return None
    try:
        found = Decimal(text.replace(",", "").removeprefix("£"))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        raise click.BadParameter(_("{text} is not an amount in pounds.").format(text=text[:40]))
    return found


def stop_without(found: object, findings: Iterable[Finding], *, as_json: bool) -> None:
    """Reports what was found out on the way; ends with exit code 1 where there is no answer."""
    from tender_flow.errors import RefusedError

    if not found:
        raise RefusedError(*findings)
    if not as_json:
        report(findings)


def holidays_from(
    day: date, days: int, extra_days: Path | None, place: str = "england"
) -> BankHolidays:
    """The holidays of every year that a count of so many days can touch."""
    from tender_flow.definitions.holidays import bank_holidays

    if day.year >= LAST_YEAR:
        raise click.BadParameter(_("{day} is too late to count from.").format(day=day.isoformat()))
    return bank_holidays(place, range(day.year, day.year + days // 365 + 2), extra_days)


def print_period(period: Period, holidays: BankHolidays) -> None:
    """The days of a period one by one, its end, and what it was counted by."""
    from tender_flow.i18n import formats

    print_days(period.count, holidays)
    click.echo(_("Ends at midnight at the end of {day}.").format(day=formats.day(period.ends_on)))
    print_calendar(holidays, period.ends_on)


def print_days(days: Iterable[CountedDay], holidays: BankHolidays) -> None:
    """A line for each day: its number where it counts, what it is, and the holiday's name."""
    rows = [_row(counted, holidays) for counted in days]
    print_table([_("Day"), _("Number"), _("What it is")], rows, right={1})


def print_calendar(holidays: BankHolidays, until: date) -> None:
    """The calendar's version, and what is uncertain about the years that were touched."""
    click.echo(_("Calendar: {version}").format(version=holidays.version))
    report(about_years(holidays, until))


def about_years(holidays: BankHolidays, until: date) -> list[Finding]:
    """The findings about the years up to a day."""
    return [one for one in holidays.findings if int(str(one.facts["year"])) <= until.year]


def _row(counted: CountedDay, holidays: BankHolidays) -> list[str]:
    from tender_flow.i18n import formats
    from tender_flow.i18n.days import day_words

    day = f"{formats.weekday(counted.day)} {formats.day(counted.day)}"
    name, what = holidays.names.get(counted.day, ""), day_words(counted.why)
    number = "" if counted.number is None else str(counted.number)
    return [day, number, f"{what} ({name})" if name else what]


def period_as_json(period: Period, holidays: BankHolidays) -> dict[str, Any]:
    """A period with its days, as programs read it."""
    return {
        "starts_from": period.starts_from.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "count": days_as_json(period.count),
        "calendar": holidays.version,
        "findings": findings_as_json(about_years(holidays, period.ends_on)),
    }


def days_as_json(days: Iterable[CountedDay]) -> list[dict[str, Any]]:
    """Each day of a count."""
    return [
        {
            "day": counted.day.isoformat(),
            "number": counted.number,
            "why": counted.why.value,
            "working": counted.working,
        }
        for counted in days
    ]


def findings_as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each finding with its sentence and its rule."""
    from tender_flow.i18n.sentences import say

    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "what": say(finding),
            "source": finding.source,
        }
        for finding in findings
    ]

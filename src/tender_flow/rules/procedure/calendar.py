"""Counts days: working days, clear days, standstill, deadlines. Pure; holidays come in as values.

Each law counts in its own way, so each rule is its own function, named for what it counts:

* working days leave out Saturday, Sunday and the holidays given (PCR 2006 reg 2, PCR 2015 reg 2);
* clear days leave out both the day of the notice and the day of the decision (SI 2012/2089);
* the standstill of the 2006 Regulations counts every day from the day after the last sending,
  and a period that would end on a day off goes on to the end of the next working day (reg 32A).

`standstill` keeps every day that it looked at, so that a screen, a report and a letter can show
the same count. The bank holidays of a nation are in `tender_flow.definitions.holidays`.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding

LONDON = "Europe/London"
"""The zone in which councils set their hours."""

_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    """What a day is in a count."""

    SENT = "sent"
    """The day of the last sending; not counted."""
    COUNTED = "counted"
    CARRIED_OVER = "carried_over"
    """After the last counted day, because the period may not end on a day off."""


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count, with its number (None where it isn't counted) and what it is."""

    day: date
    number: int | None
    why: DayKind
    working: bool


@dataclass(frozen=True, slots=True)
class Period:
    """A period in whole days; it ends at midnight at the end of `ends_on`."""

    starts_from: date
    ends_on: date
    count: tuple[CountedDay, ...]


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Is this day neither Saturday, Sunday nor one of the holidays (PCR 2006 reg 2)?"""
    return day.weekday() < _SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Container[date]) -> date:
    """This day if it is a working day, otherwise the first working day after it."""
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def add_working_days(day: date, count: int, holidays: Container[date]) -> date:
    """The `count`-th working day after a day, which isn't counted itself (call-in periods).

    Raises:
        ValueError: the count is negative.
    """
    if count < 0:
        message = "working days are counted forward"
        raise ValueError(message)
    for _step in range(count):
        day = next_working_day(day + _DAY, holidays)
    return day


def working_days(first: date, last: date, holidays: Container[date]) -> int:
    """How many working days there are from one day to another, both included."""
    return sum(
        is_working_day(first + _DAY * step, holidays) for step in range((last - first).days + 1)
    )


def clear_days(
    notice: date, decision: date, *, only_working: bool, holidays: Container[date] = ()
) -> int:
    """The clear days between a notice and a decision: neither of the two days counts.

    The Regulations (SI 2012/2089 reg 9) are silent on weekends and holidays, and councils
    differ, so there is no default: `only_working` is the council's own published rule.
    """
    between = max(0, (decision - notice).days - 1)
    if not only_working:
        return between
    return working_days(notice + _DAY, decision - _DAY, holidays)


def standstill(last_sent: date, days: int, holidays: Container[date]) -> Period:
    """The standstill after the last notice was sent, counted as PCR 2006 reg 32A counts it.

    The day after the last sending is day 1; every day counts; the period ends at midnight at
    the end of day `days` (10 where the notices went out electronically), or of the next working
    day where that is a day off.

    Raises:
        ValueError: `days` is less than 1.
    """
    if days < 1:
        message = "a standstill has at least one day"
        raise ValueError(message)
    last_counted = last_sent + _DAY * days
    ends_on = next_working_day(last_counted, holidays)
    count = [CountedDay(last_sent, None, DayKind.SENT, is_working_day(last_sent, holidays))]
    for step in range(1, (ends_on - last_sent).days + 1):
        day = last_sent + _DAY * step
        number, why = (step, DayKind.COUNTED) if step <= days else (None, DayKind.CARRIED_OVER)
        count.append(CountedDay(day, number, why, is_working_day(day, holidays)))
    return Period(last_sent + _DAY, ends_on, tuple(count))


def standstill_days(means: str, days: int = 10) -> int:
    """How many days the standstill has for a letter sent by these means.

    Electronic letters: the days of the rule, 10 (PCR 2006 reg 32A, as PCR 2015 reg 87). Other
    means: the 15th day after sending, five more; the 10th day after receipt would do if earlier,
    but receipts aren't recorded, and the longer period is safe for every bidder.
    """
    return days if means == "electronic" else days + 5


def award_notice_due(awarded_on: date, days: int = 48) -> date:
    """The last day for the contract award notice: 48 days after the award (PCR 2006 reg 31(1))."""
    return awarded_on + _DAY * days


def deadline_instant(day: date, hour: time, zone: str = LONDON) -> datetime:
    """The instant (UTC) of a deadline that was set as a day, an hour and a place.

    Raises:
        BadInputError: clocks go forward or back just then, so that the hour doesn't exist or
            comes twice; nobody could say which bid is late.
    """
    place = ZoneInfo(zone)
    local = datetime.combine(day, hour)
    earlier = local.replace(tzinfo=place, fold=0)
    later = local.replace(tzinfo=place, fold=1)
    facts: dict[str, Fact] = {"day": day, "hour": hour.strftime("%H:%M"), "zone": zone}
    if earlier.astimezone(UTC).astimezone(place).replace(tzinfo=None) != local:
        raise BadInputError(Finding("time-does-not-exist", facts))
    if earlier.utcoffset() != later.utcoffset():
        raise BadInputError(Finding("time-comes-twice", facts))
    return earlier.astimezone(UTC)


def local_day(instant: datetime, zone: str = LONDON) -> date:
    """The day that an instant falls on where the council is."""
    return instant.astimezone(ZoneInfo(zone)).date()

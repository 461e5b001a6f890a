"""Periods from a day on, by the six ways in which our laws count, day by day; and months.

A period of days keeps its days. A period of months is kept as months: six months from 31 August
end on the last day of February, however many days that is.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container
from datetime import date
from enum import StrEnum

from tender_flow.rules.procedure.calendar.days import (
    ONE_DAY,
    CountedDay,
    DayKind,
    Period,
    is_working_day,
)

LEAST_WORKING = 2
"""A period of two days or more in Part 2 holds at least two working days (PCR 2015 reg 2(4))."""


class Counting(StrEnum):
    """How a law counts a period of days."""

    DAY_AFTER = "day_after"
    """From the day after, every day, no roll-over (PA 2023 s.54)."""
    BEGINNING_WITH = "beginning_with"
    """The day of the event is day 1, every day, no roll-over (PA 2023 s.53, s.80)."""
    DAY_AFTER_ROLLED = "day_after_rolled"
    """From the day after, every day; a last day off goes on to the end of the next working day
    (PCR 2006 reg 32A; PCR 2015 reg 87 by reg 2(3); PCSR 2015 by Scotland's working days)."""
    DAY_AFTER_TWO_WORKING = "day_after_two_working"
    """The same, with at least two working days in it (PCR 2015 Part 2, reg 2(3) and (4))."""
    WORKING_DAYS_FROM = "working_days_from"
    """Working days, the day of the event is day 1 if it is one (PA 2023 s.51(2))."""
    WORKING_DAYS_AFTER = "working_days_after"
    """Working days from the day after (Provider Selection Regime, SI 2023/1348 reg 12)."""


_FROM_THE_DAY = (Counting.BEGINNING_WITH, Counting.WORKING_DAYS_FROM)
_ROLLED = (Counting.DAY_AFTER_ROLLED, Counting.DAY_AFTER_TWO_WORKING)
_ONLY_WORKING = (Counting.WORKING_DAYS_FROM, Counting.WORKING_DAYS_AFTER)


def count_days(
    counting: Counting,
    start: date,
    days: int,
    holidays: Container[date] = (),
    *,
    start_is: DayKind = DayKind.START,
) -> Period:
    """A period of so many days from an event, counted in this way, with every day looked at.

    Raises:
        ValueError: `days` is less than 1.
    """
    if days < 1:
        message = "a period has at least one day"
        raise ValueError(message)
    first = start if counting in _FROM_THE_DAY else start + ONE_DAY
    count = [] if first == start else [_counted(start, None, start_is, holidays)]
    count += _numbered(counting in _ONLY_WORKING, first, days, holidays)
    if counting in _ROLLED:
        least = min(days, LEAST_WORKING) if counting is Counting.DAY_AFTER_TWO_WORKING else 0
        count += _carried_over(count, least, holidays)
    return Period(first, count[-1].day, tuple(count))


def _numbered(
    only_working: bool, day: date, days: int, holidays: Container[date]
) -> list[CountedDay]:
    """The days up to the last counted one, each with its number."""
    found: list[CountedDay] = []
    number = 0
    while number < days:
        if only_working and not is_working_day(day, holidays):
            found.append(CountedDay(day, None, DayKind.DAY_OFF, working=False))
        else:
            number += 1
            found.append(_counted(day, number, DayKind.COUNTED, holidays))
        day += ONE_DAY
    return found


def _carried_over(
    count: list[CountedDay], least_working: int, holidays: Container[date]
) -> list[CountedDay]:
    """The days after the last counted one until the period may end."""
    working = sum(one.working for one in count if one.number is not None)
    last, found = count[-1], list[CountedDay]()
    while not last.working or working < least_working:
        last = _counted(last.day + ONE_DAY, None, DayKind.CARRIED_OVER, holidays)
        working += last.working
        found.append(last)
    return found


def _counted(day: date, number: int | None, why: DayKind, holidays: Container[date]) -> CountedDay:
    return CountedDay(day, number, why, is_working_day(day, holidays))


def standstill(last_sent: date, days: int, holidays: Container[date]) -> Period:
    """The standstill after the last notice was sent, counted as PCR 2006 reg 32A counts it.

    The day after the last sending is day 1; every day counts; the period ends at midnight at
    the end of day `days` (10 where the notices went out electronically), or of the next working
    day where that is a day off.

    Raises:
        ValueError: `days` is less than 1.
    """
    counting = Counting.DAY_AFTER_ROLLED
    return count_days(counting, last_sent, days, holidays, start_is=DayKind.SENT)


def extended_to(period: Period, last: date, holidays: Container[date]) -> Period:
    """The period kept open until a later day, as its notice says; itself if that isn't later."""
    more = tuple(
        _counted(period.ends_on + ONE_DAY * step, None, DayKind.EXTENDED, holidays)
        for step in range(1, (last - period.ends_on).days + 1)
    )
    return Period(period.starts_from, max(period.ends_on, last), (*period.count, *more))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_beginning_with(day: date, months: int) -> date:
    """The last day of so many months that begin with a day: the day before the same day then.

    Where the last month has no such day, its own last day is the end.
    """
    same = months_after(day, months)
    return same - ONE_DAY if same.day == day.day else same

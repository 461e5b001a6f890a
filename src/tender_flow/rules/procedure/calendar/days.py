"""Single days: which are working days, how many there are, and what a counted day is.

* working days leave out Saturday, Sunday and the holidays given: those of the place under PCR
  2006 reg 2 and PCR 2015 reg 2, those of any part of the United Kingdom under PA 2023 s.123;
* clear days leave out both the day of the notice and the day of the decision (SI 2012/2089).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    """What a day is in a count."""

    SENT = "sent"
    """The day of the last sending; not counted."""
    START = "start"
    """The day of the notice or event from which the next day on is counted; not counted."""
    COUNTED = "counted"
    DAY_OFF = "day_off"
    """Saturday, Sunday or a holiday in a period that counts only working days."""
    CARRIED_OVER = "carried_over"
    """After the last counted day, because the period may not end on a day off."""
    EXTENDED = "extended"
    """After the end, because a notice said that the period is longer."""


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

    @property
    def days(self) -> int:
        """How many days were counted."""
        return sum(one.number is not None for one in self.count)


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Is this day neither Saturday, Sunday nor one of the holidays (PCR 2006 reg 2)?"""
    return day.weekday() < _SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Container[date]) -> date:
    """This day if it is a working day, otherwise the first working day after it."""
    while not is_working_day(day, holidays):
        day += ONE_DAY
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
        day = next_working_day(day + ONE_DAY, holidays)
    return day


def working_days(first: date, last: date, holidays: Container[date]) -> int:
    """How many working days there are from one day to another, both included."""
    return sum(
        is_working_day(first + ONE_DAY * step, holidays) for step in range((last - first).days + 1)
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
    return working_days(notice + ONE_DAY, decision - ONE_DAY, holidays)


def earliest_decision(
    notice: date, days: int, *, only_working: bool, holidays: Container[date] = ()
) -> date:
    """The first day on which a decision has so many clear days behind it since the notice.

    28 before a key decision, 5 under the general exception (SI 2012/2089 regs 9 and 10).
    """
    if only_working:
        return add_working_days(notice, days, holidays) + ONE_DAY
    return notice + ONE_DAY * (days + 1)

"""Counts days: working days, clear days, standstill, deadlines. Pure; holidays come in as values.

Each law counts in its own way, so each way is named for what it counts:

| Module | What it counts |
|---|---|
| `days` | working days and clear days: what a single day is, and how many there are |
| `periods` | a period of days or months from a day on, by one of six ways of counting |
| `standstills` | the standstill, from letters or from a published notice |
| `instants` | the hour of a deadline, in the place where it was set |

Every period keeps each day that was looked at, so that a screen, a report and a letter can show
the same count. The bank holidays of a nation are in `tender_flow.definitions.holidays`; which way
a law counts is data (`tender_flow.definitions.dated_law`).
"""

from __future__ import annotations

from tender_flow.rules.procedure.calendar.days import (
    CountedDay,
    DayKind,
    Period,
    add_working_days,
    clear_days,
    earliest_decision,
    is_working_day,
    next_working_day,
    working_days,
)
from tender_flow.rules.procedure.calendar.instants import LONDON, deadline_instant, local_day
from tender_flow.rules.procedure.calendar.periods import (
    Counting,
    count_days,
    extended_to,
    months_after,
    months_beginning_with,
    standstill,
)
from tender_flow.rules.procedure.calendar.standstills import (
    METHODS,
    Letter,
    StandstillRule,
    award_notice_due,
    count_standstill,
    letter_faults,
    standstill_days,
)

__all__ = [
    "LONDON",
    "METHODS",
    "CountedDay",
    "Counting",
    "DayKind",
    "Letter",
    "Period",
    "StandstillRule",
    "add_working_days",
    "award_notice_due",
    "clear_days",
    "count_days",
    "count_standstill",
    "deadline_instant",
    "earliest_decision",
    "extended_to",
    "is_working_day",
    "letter_faults",
    "local_day",
    "months_after",
    "months_beginning_with",
    "next_working_day",
    "standstill",
    "standstill_days",
    "working_days",
]

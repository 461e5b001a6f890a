"""Dates with their explanation: how many a second, each day named and numbered.

    python benchmarks/dates.py

Beside the library's own count of working days, which gives the last day and no explanation.
Bank holidays are looked up once for all years, as a command does for its own.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from time import process_time
from typing import TYPE_CHECKING

import holidays
from comparing import interleaved, show

from tender_flow.definitions.dated_law import load_periods, load_standstills
from tender_flow.definitions.holidays import bank_holidays
from tender_flow.rules.procedure.calendar import Counting, Letter, count_days, count_standstill
from tender_flow.rules.procedure.law.periods import count_period, minimum_period
from tender_flow.rules.procedure.law.standstills import standstill_rule

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = range(2025, 2029)
DAYS = [date(2025, 3, 3) + timedelta(days=step) for step in range(1000)]
UK = bank_holidays("uk", YEARS)
ENGLAND = bank_holidays("england", YEARS)
LIBRARY = holidays.country_holidays("GB", subdiv="ENG", years=list(YEARS))


def main() -> None:
    ways = {
        "library, last of 8 working days": library,
        "8 working days, day by day": working_days,
        "standstill of the Act, rule and days": standstill_of_the_act,
        "standstill of 2015, mixed letters": standstill_of_letters,
        "least time for tenders, rules and days": tender_period,
    }
    times = interleaved({name: partial(each, way) for name, way in ways.items()})
    show("One date with its explanation", times, "library, last of 8 working days")
    for name, taken in times.items():
        print(f"  {name:<40} {1 / min(taken):>10,.0f} a second (fastest round)")


def each(way: Callable[[date], object]) -> float:
    """Processor seconds of one date."""
    began = process_time()
    for day in DAYS:
        way(day)
    return (process_time() - began) / len(DAYS)


def library(day: date) -> date:
    return LIBRARY.get_nth_working_day(day, 8)


def working_days(day: date) -> object:
    return count_days(Counting.WORKING_DAYS_AFTER, day, 8, ENGLAND)


def standstill_of_the_act(day: date) -> object:
    found = standstill_rule(load_standstills(), regime="pa_2023", begun=day, nation="england")
    return count_standstill(found.dated.rule, UK, published_on=day)


def standstill_of_letters(day: date) -> object:
    found = standstill_rule(load_standstills(), regime="pcr_2015", begun=day, nation="england")
    letters = [Letter("electronic", day), Letter("post", day, day + timedelta(days=2))]
    return count_standstill(found.dated.rule, ENGLAND, letters=letters)


def tender_period(day: date) -> object:
    so = frozenset({"electronic", "all_documents"})
    found = minimum_period(
        load_periods(), regime="pa_2023", step="tendering", begun=day, nation="england", so=so
    )
    return count_period(found.rule, day, UK)


if __name__ == "__main__":
    main()

"""Each way of counting against a slow oracle, day by day, over fifty years; and months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.definitions.holidays import bank_holidays
from tender_flow.rules.procedure.calendar import (
    Counting,
    DayKind,
    clear_days,
    count_days,
    earliest_decision,
    is_working_day,
    months_after,
    months_beginning_with,
)

DAY = timedelta(days=1)
FIFTY_YEARS = range(1990, 2041)
CALENDARS = {place: bank_holidays(place, FIFTY_YEARS) for place in ("england", "scotland", "uk")}

days = st.dates(date(1990, 1, 1), date(2039, 12, 31))
lengths = st.integers(1, 60)
ways = st.sampled_from(list(Counting))
places = st.sampled_from(sorted(CALENDARS))


def oracle(way, start, length, off):
    """The last day, found by asking each later day whether the period may end on it."""
    for reach in range(400):
        last = start + DAY * reach
        inside = [start + DAY * step for step in range(reach + 1)]
        after = inside[1:]
        working = [day for day in inside if day.isoweekday() < 6 and day not in off]
        working_after = [day for day in working if day != start]
        ends = {
            Counting.BEGINNING_WITH: len(inside) == length,
            Counting.DAY_AFTER: len(after) == length,
            Counting.WORKING_DAYS_FROM: len(working) == length,
            Counting.WORKING_DAYS_AFTER: len(working_after) == length,
            Counting.DAY_AFTER_ROLLED: len(after) >= length and last in working,
            Counting.DAY_AFTER_TWO_WORKING: len(after) >= length
            and last in working
            and len(working_after) >= min(2, length),
        }
        if ends[way]:
            return last
    raise AssertionError


@given(ways, days, lengths, places)
def test_every_count_agrees_with_an_oracle_day_by_day_over_fifty_years(way, start, length, place):
    off = CALENDARS[place].days
    assert count_days(way, start, length, off).ends_on == oracle(way, start, length, off)


@given(ways, days, lengths, st.data())
def test_a_longer_list_of_holidays_never_ends_a_period_earlier(way, start, length, data):
    near = st.frozensets(st.integers(0, 90).map(lambda step: start + DAY * step), max_size=25)
    some, more = data.draw(near), data.draw(near)
    longer = count_days(way, start, length, some | more)
    assert longer.ends_on >= count_days(way, start, length, some).ends_on


@given(ways, days, lengths, places)
def test_the_days_of_a_period_are_consecutive_and_numbered_without_a_gap(way, start, length, place):
    period = count_days(way, start, length, CALENDARS[place])
    shown = [one.day for one in period.count]
    assert shown == [start + DAY * step for step in range(len(shown))]
    assert [one.number for one in period.count if one.number] == list(range(1, length + 1))
    assert (shown[-1], period.days) == (period.ends_on, length)
    assert all(one.working == is_working_day(one.day, CALENDARS[place]) for one in period.count)


def test_thirty_days_beginning_with_a_day_count_that_day_pa_2023_s53_s80():
    period = count_days(Counting.BEGINNING_WITH, date(2026, 3, 2), 30)
    assert (period.starts_from, period.ends_on) == (date(2026, 3, 2), date(2026, 3, 31))
    assert period.count[0].number == 1


def test_a_short_period_holds_at_least_two_working_days_pcr_2015_reg_2():
    # Three days from Thursday 24 March 2016: Good Friday, Saturday, Easter Sunday.
    holidays = bank_holidays("england", [2016])
    period = count_days(Counting.DAY_AFTER_TWO_WORKING, date(2016, 3, 24), 3, holidays)
    assert period.ends_on == date(2016, 3, 30)
    rolled = count_days(Counting.DAY_AFTER_ROLLED, date(2016, 3, 24), 3, holidays)
    assert rolled.ends_on == date(2016, 3, 29)
    assert period.count[-1].why is DayKind.CARRIED_OVER


def test_a_period_of_no_days_is_a_mistake():
    with pytest.raises(ValueError, match="at least one day"):
        count_days(Counting.DAY_AFTER, date(2026, 3, 2), 0)


@pytest.mark.parametrize(
    ("day", "months", "after", "beginning_with"),
    [
        (date(2026, 3, 2), 3, date(2026, 6, 2), date(2026, 6, 1)),
        (date(2026, 8, 31), 6, date(2027, 2, 28), date(2027, 2, 28)),
        (date(2024, 2, 29), 36, date(2027, 2, 28), date(2027, 2, 28)),
        (date(2026, 1, 1), 12, date(2027, 1, 1), date(2026, 12, 31)),
        (date(2026, 3, 1), 6, date(2026, 9, 1), date(2026, 8, 31)),
    ],
)
def test_months_are_kept_as_months(day, months, after, beginning_with):
    assert months_after(day, months) == after
    assert months_beginning_with(day, months) == beginning_with


@given(days, st.integers(1, 40), st.booleans(), places)
def test_the_earliest_decision_is_the_first_with_enough_clear_days(
    notice, wanted, only_working, place
):
    holidays = CALENDARS[place]
    first = earliest_decision(notice, wanted, only_working=only_working, holidays=holidays)
    found = [
        clear_days(notice, day, only_working=only_working, holidays=holidays)
        for day in (first - DAY, first)
    ]
    assert found == [wanted - 1, wanted]

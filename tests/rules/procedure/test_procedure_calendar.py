"""Days: each count against the law's own words, and against a slow count day by day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.errors import BadInputError
from tender_flow.rules.procedure.calendar import (
    DayKind,
    add_working_days,
    award_notice_due,
    clear_days,
    deadline_instant,
    is_working_day,
    local_day,
    next_working_day,
    standstill,
    standstill_days,
    working_days,
)

DAY = timedelta(days=1)
CHRISTMAS_2014 = {
    date(2014, 12, 25): "Christmas Day",
    date(2014, 12, 26): "Boxing Day",
    date(2015, 1, 1): "New Year's Day",
}

days = st.dates(date(2006, 1, 31), date(2030, 12, 31))
holiday_sets = st.frozensets(st.dates(date(2006, 1, 1), date(2031, 3, 1)), max_size=12)


def near(day: date) -> st.SearchStrategy[frozenset[date]]:
    """Holidays close enough to a day to matter."""
    return st.frozensets(st.integers(0, 40).map(lambda step: day + DAY * step), max_size=25)


def test_saturday_sunday_and_holidays_are_no_working_days():
    assert is_working_day(date(2014, 11, 14), ())
    assert not is_working_day(date(2014, 11, 15), ())
    assert not is_working_day(date(2014, 11, 16), ())
    assert not is_working_day(date(2014, 12, 25), CHRISTMAS_2014)


def test_five_working_days_over_christmas_end_in_january():
    assert add_working_days(date(2014, 12, 23), 5, CHRISTMAS_2014) == date(2015, 1, 2)


def test_no_working_days_after_a_day_is_the_day_itself():
    assert add_working_days(date(2014, 11, 15), 0, ()) == date(2014, 11, 15)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2014, 11, 15), -1, ())


@given(days, st.integers(1, 40), holiday_sets)
def test_adding_working_days_agrees_with_counting_them(day, count, holidays):
    end = add_working_days(day, count, holidays)
    assert is_working_day(end, holidays)
    assert working_days(day + DAY, end, holidays) == count


def test_28_clear_days_after_a_notice_of_6_february_2015_allow_7_march():
    # Leeds, interim contracts, February 2015: neither the notice's nor the decision's day counts.
    assert clear_days(date(2015, 2, 6), date(2015, 3, 7), only_working=False) == 28
    assert clear_days(date(2015, 2, 6), date(2015, 3, 6), only_working=False) == 27


def test_clear_days_that_leave_out_weekends_are_fewer():
    assert clear_days(date(2015, 2, 6), date(2015, 3, 7), only_working=True) == 20


def test_there_are_no_clear_days_before_or_on_the_next_day():
    assert clear_days(date(2015, 2, 6), date(2015, 2, 7), only_working=False) == 0
    assert clear_days(date(2015, 2, 6), date(2015, 2, 1), only_working=True) == 0


def test_a_standstill_from_wednesday_12_november_2014_carries_over_the_weekend():
    # Day 10 is Saturday the 22nd: PCR 2006 reg 32A goes on to the end of Monday.
    period = standstill(date(2014, 11, 12), 10, ())
    assert (period.starts_from, period.ends_on) == (date(2014, 11, 13), date(2014, 11, 24))
    assert [(counted.day.day, counted.number) for counted in period.count] == [
        (12, None),
        *((12 + number, number) for number in range(1, 11)),
        (23, None),
        (24, None),
    ]
    kinds = [counted.why for counted in period.count]
    assert kinds == [DayKind.SENT, *[DayKind.COUNTED] * 10, *[DayKind.CARRIED_OVER] * 2]


def test_weekends_and_holidays_inside_a_standstill_count():
    assert standstill(date(2014, 12, 19), 10, CHRISTMAS_2014).ends_on == date(2014, 12, 29)


def test_a_standstill_that_would_end_on_christmas_day_ends_after_the_holidays():
    period = standstill(date(2014, 12, 15), 10, CHRISTMAS_2014)
    assert period.ends_on == date(2014, 12, 29)
    assert [counted.working for counted in period.count[-5:]] == [False, False, False, False, True]


def test_a_standstill_has_at_least_one_day():
    with pytest.raises(ValueError, match="at least one day"):
        standstill(date(2014, 12, 15), 0, ())


@given(st.data(), days, st.integers(1, 20))
def test_a_longer_holiday_list_never_ends_a_standstill_earlier(data, sent, length):
    some, more = data.draw(near(sent)), data.draw(near(sent))
    assert standstill(sent, length, some | more).ends_on >= standstill(sent, length, some).ends_on


@given(st.data(), days, st.integers(1, 20))
def test_a_standstill_agrees_with_a_count_day_by_day(data, sent, length):
    holidays = data.draw(near(sent))
    day, counted = sent, 0
    while counted < length or day.isoweekday() > 5 or day in holidays:
        day += DAY
        counted += 1
    period = standstill(sent, length, holidays)
    assert period.ends_on == day
    assert [item.day for item in period.count] == [sent + DAY * n for n in range(counted + 1)]


@given(days, holiday_sets)
def test_the_next_working_day_is_the_first_one(day, holidays):
    found = next_working_day(day, holidays)
    assert is_working_day(found, holidays)
    assert working_days(day, found, holidays) == 1


def test_the_award_notice_is_due_48_days_after_the_award():
    assert award_notice_due(date(2014, 11, 28)) == date(2015, 1, 15)


def test_a_deadline_at_noon_in_summer_is_eleven_utc():
    assert deadline_instant(date(2014, 9, 26), time(12, 0)) == datetime(2014, 9, 26, 11, tzinfo=UTC)
    assert deadline_instant(date(2014, 11, 26), time(12)) == datetime(2014, 11, 26, 12, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_is_refused():
    with pytest.raises(BadInputError) as refused:
        deadline_instant(date(2014, 3, 30), time(1, 30))
    assert refused.value.findings[0].code == "time-does-not-exist"


def test_an_hour_that_comes_twice_is_refused():
    with pytest.raises(BadInputError) as refused:
        deadline_instant(date(2014, 10, 26), time(1, 30))
    assert refused.value.findings[0].code == "time-comes-twice"
    assert deadline_instant(date(2014, 10, 26), time(2)) == datetime(2014, 10, 26, 2, tzinfo=UTC)


@given(days, st.times())
def test_every_accepted_deadline_reads_back_as_it_was_set(day, hour):
    try:
        instant = deadline_instant(day, hour)
    except BadInputError:
        return
    assert local_day(instant) == day


def test_letters_by_post_have_five_more_days_of_standstill_pcr_2006_reg_32a() -> None:
    assert standstill_days("electronic") == 10
    assert standstill_days("post") == 15
    assert standstill_days("hand", 12) == 17

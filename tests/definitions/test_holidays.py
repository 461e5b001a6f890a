"""England's bank holidays, as gov.uk listed them for 2014 and 2015, and days of one's own."""

from datetime import date

import pytest

from tender_flow.definitions.holidays import around, england
from tender_flow.errors import BadInputError
from tender_flow.rules.procedure.calendar import standstill


def test_england_in_2014_has_its_eight_bank_holidays():
    assert sorted(england([2014]).days) == [
        date(2014, 1, 1),
        date(2014, 4, 18),
        date(2014, 4, 21),
        date(2014, 5, 5),
        date(2014, 5, 26),
        date(2014, 8, 25),
        date(2014, 12, 25),
        date(2014, 12, 26),
    ]


def test_a_holiday_on_a_saturday_has_its_substitute_day():
    assert date(2015, 12, 28) in england([2015])


def test_scotlands_own_holidays_are_no_days_off_in_england():
    assert date(2014, 12, 1) not in england([2014])  # St Andrew's Day
    assert date(2014, 1, 2) not in england([2014])


def test_a_holiday_has_its_name_and_the_calendar_its_version():
    found = england([2014])
    assert found.names[date(2014, 12, 26)] == "Boxing Day"
    assert found.version.startswith("England, holidays 0.")


def test_a_standstill_over_the_new_year_needs_both_years():
    assert standstill(date(2014, 12, 22), 10, around(date(2014, 12, 22))).ends_on == date(
        2015, 1, 2
    )


def test_a_day_announced_late_is_added_by_a_file(tmp_path):
    path = tmp_path / "extra_days.yaml"
    path.write_text("2014-11-24: A day off for everybody\n", encoding="utf-8")
    found = england([2014], path)
    assert found.names[date(2014, 11, 24)] == "A day off for everybody"
    assert "extra days" in found.version
    assert found.version != england([2014]).version
    assert standstill(date(2014, 11, 12), 10, found).ends_on == date(2014, 11, 25)


def test_a_file_with_something_else_than_days_shows_each_wrong_line(tmp_path):
    path = tmp_path / "extra_days.yaml"
    path.write_text("2014-11-24: Off\nsoon: Off\n2014-13-01: Off\n", encoding="utf-8")
    with pytest.raises(BadInputError) as refused:
        england([2014], path)
    assert [(item.code, item.place.line) for item in refused.value.findings] == [
        ("extra-day-unreadable", 2),
        ("extra-day-unreadable", 3),
    ]

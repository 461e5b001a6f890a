"""England's bank holidays, as gov.uk listed them for 2014 and 2015, and days of one's own."""

from datetime import date

import pytest

from tender_flow.definitions.holidays import around, bank_holidays, england, known_years
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


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("scotland", date(2026, 1, 2)),
        ("scotland", date(2026, 11, 30)),
        ("scotland", date(2026, 8, 3)),
        ("wales", date(2026, 8, 31)),
        ("northern_ireland", date(2026, 3, 17)),
        ("northern_ireland", date(2026, 7, 13)),
    ],
)
def test_a_nations_own_holiday_is_in_its_list_and_in_the_union_pa_2023_s123(place, day):
    assert day in bank_holidays(place, [2026])
    assert day in bank_holidays("uk", [2026])


def test_the_union_is_every_holiday_of_every_nation_and_no_other_day():
    years = range(2014, 2028)
    nations = ("england", "wales", "scotland", "northern_ireland")
    together = frozenset().union(*(bank_holidays(nation, years).days for nation in nations))
    assert bank_holidays("uk", years).days == together


def test_a_day_off_in_some_nations_only_says_in_which():
    names = bank_holidays("uk", [2026]).names
    assert names[date(2026, 11, 30)] == "Saint Andrew's Day (Scotland)"
    assert names[date(2026, 12, 25)] == "Christmas Day"
    assert bank_holidays("uk", [2026]).version.startswith("United Kingdom, holidays 0.")


def test_england_and_wales_have_the_same_holidays():
    years = range(2014, 2028)
    assert bank_holidays("england", years).days == bank_holidays("wales", years).days


@pytest.mark.parametrize("year", [1977, 2100])
def test_a_year_whose_holidays_nobody_knows_is_refused(year):
    with pytest.raises(BadInputError) as refused:
        england([2026, year])
    assert refused.value.findings[0].code == "holiday-year-unknown"
    assert refused.value.findings[0].facts["year"] == str(year)


def test_a_year_that_is_not_announced_yet_says_so():
    assert england([known_years().announced_until]).findings == ()
    found = england([known_years().announced_until + 1]).findings
    assert [one.code for one in found] == ["holiday-year-not-announced"]

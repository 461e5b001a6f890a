"""Dates, numbers and money in the locale's form; a format never changes a value."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.i18n import current_locale, formats, use_locale
from tender_flow.i18n.sentences import line, say
from tender_flow.rules.findings import Finding, Place

DECIMALS = st.decimals(-(10**12), 10**12, allow_nan=False, places=6)


@pytest.fixture
def in_german():
    use_locale("de-DE")
    yield
    use_locale("en_GB")


def test_dates_are_written_out():
    assert formats.day(date(2014, 10, 24)) == "24 October 2014"
    assert formats.weekday(date(2014, 10, 24)) == "Friday"


def test_a_month_stays_a_month_and_a_date_a_date():
    assert formats.month("2014-11") == "November 2014"
    assert formats.month("2014-11-03") == "3 November 2014"


def test_instants_are_shown_in_the_time_of_the_place():
    summer, winter = datetime(2014, 10, 24, 16, tzinfo=UTC), datetime(2014, 10, 27, 17, tzinfo=UTC)
    assert formats.instant(summer) == "24 Oct 2014, 17:00"
    assert formats.instant(winter) == "27 Oct 2014, 17:00"
    assert formats.clock(summer) == "17:00"


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("88.46", None, "88.46"),
        ("88.4", 2, "88.40"),
        ("3500000", None, "3,500,000"),
        ("0.125", 2, "0.125"),
        ("1E+3", None, "1,000"),
        ("-2.5", 1, "-2.5"),
    ],
)
def test_numbers_keep_all_their_digits(value, places, shown):
    assert formats.number(Decimal(value), places) == shown


@given(DECIMALS)
def test_no_number_and_no_amount_is_rounded_when_it_is_shown(value):
    for shown in (formats.number(value), formats.money(value)):
        assert Decimal(shown.replace(",", "").replace("£", "")) == value


def test_money_has_its_sign_and_pence():
    assert formats.money(Decimal(1650000)) == "£1,650,000.00"
    assert formats.money(Decimal("-0.5")) == "-£0.50"


def test_another_locale_has_its_own_forms(in_german):
    assert current_locale() == "de_DE"
    assert formats.number(Decimal("1234.5")) == "1.234,5"
    assert formats.day(date(2014, 10, 24)) == "24. Oktober 2014"


def test_a_sentence_shows_its_facts_in_the_locale():
    finding = Finding("file-too-long", {"bytes": 1234567}, place=Place("kent.yaml", 3))
    assert say(finding) == "The file has 1,234,567 bytes; a definition may have 1,000,000."
    assert line(finding).startswith("kent.yaml:3: The file has")

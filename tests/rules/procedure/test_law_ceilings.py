"""The longest terms of frameworks and the least share of social value, each by its rule."""

from datetime import date
from decimal import Decimal

import pytest

from tender_flow.definitions.law_ceilings import load_framework_terms, load_social_value
from tender_flow.rules.procedure.law.ceilings import framework_limit, least_social_value


def framework(kind, awarded_on=date(2026, 3, 2), regime="pa_2023"):
    return framework_limit(
        load_framework_terms(), regime=regime, kind=kind, awarded_on=awarded_on, nation="england"
    )


def share(begun, value=None, authority="central", nation="england"):
    found, findings = least_social_value(
        load_social_value(),
        regime="pa_2023",
        authority=authority,
        begun=begun,
        nation=nation,
        value=None if value is None else Decimal(value),
    )
    return found and found.per_cent, [one.code for one in findings]


@pytest.mark.parametrize(
    ("kind", "ends_on"),
    [("closed", date(2030, 3, 1)), ("defence_or_utilities", date(2034, 3, 1))],
)
def test_a_framework_runs_four_years_or_eight_unless_reasoned_pa_2023_s47(kind, ends_on):
    found, _findings = framework(kind)
    assert (found.ends_on, found.rule.unless_reasoned) == (ends_on, True)
    assert found.reopened_by is None


def test_an_open_framework_is_opened_again_within_three_years_pa_2023_s49():
    found, _findings = framework("open")
    assert (found.reopened_by, found.ends_on) == (date(2029, 3, 1), date(2034, 3, 1))
    assert found.rule.reopening == 5


def test_an_open_framework_with_a_single_supplier_runs_four_years_pa_2023_s49():
    assert framework("open_single_supplier")[0].ends_on == date(2030, 3, 1)


def test_four_years_from_a_leap_day_end_on_the_day_before_pa_2023_s47():
    assert framework("closed", date(2028, 2, 29))[0].ends_on == date(2032, 2, 28)


def test_a_term_that_is_not_on_file_is_a_finding():
    found, (finding,) = framework("closed", regime="pcr_2015")
    assert (found, finding.code) == (None, "framework-term-unknown")


def test_central_bodies_give_social_value_a_tenth_from_1_october_2025_ppn_002():
    assert share(date(2025, 9, 30)) == (None, [])
    assert share(date(2025, 10, 1)) == (10, [])
    assert share(date(2026, 12, 31)) == (10, [])


@pytest.mark.parametrize(
    ("value", "per_cent"),
    [("999999.99", None), ("1000000", 10), ("4999999.99", 10), ("5000000", 20)],
)
def test_from_2027_the_share_goes_by_the_value_ppn_026(value, per_cent):
    found, findings = share(date(2027, 1, 1), value)
    assert (found, findings) == (per_cent, ["law-confirm"] if per_cent else [])


def test_without_a_value_the_share_of_2027_is_asked_and_not_guessed_ppn_026():
    assert share(date(2027, 1, 1)) == (None, ["social-value-needs-value"])


def test_councils_may_follow_either_and_must_follow_none_ppn_002():
    assert share(date(2027, 1, 1), "6000000", authority="council") == (None, [])


def test_in_northern_ireland_every_authority_gives_a_tenth_ppn_01_21():
    said = share(date(2026, 3, 2), authority="council", nation="northern_ireland")
    assert said == (10, ["law-confirm"])

"""Thresholds by day, nation and kind: each figure of the table."""

from datetime import date
from decimal import Decimal

import pytest

from tender_flow.definitions.dated_law import load_thresholds, load_tiers
from tender_flow.rules.procedure.law.thresholds import threshold, tier_of

IN_2025, IN_2026 = date(2025, 12, 31), date(2026, 1, 1)


def amount(regime, begun, tier, what, nation="england"):
    found, findings = threshold(
        load_thresholds(), regime=regime, begun=begun, nation=nation, tier=tier, what=what
    )
    return found and int(found.amount), [one.code for one in findings]


@pytest.mark.parametrize(
    ("what", "tier", "until_2025", "from_2026"),
    [
        ("works", "sub_central", 5_372_609, 5_193_000),
        ("goods", "central", 139_688, 135_018),
        ("services", "sub_central", 214_904, 207_720),
        ("services", "utility", 429_809, 415_440),
        ("light_touch", "sub_central", 663_540, 663_540),
        ("light_touch", "utility", 884_720, 884_720),
        ("concession", "central", 5_372_609, 5_193_000),
        ("light_touch_concession", "sub_central", 5_372_609, 5_372_609),
    ],
)
def test_the_thresholds_of_the_act_of_2023_change_on_1_january_2026(
    what, tier, until_2025, from_2026
):
    assert amount("pa_2023", IN_2025, tier, what) == (until_2025, [])
    assert amount("pa_2023", IN_2026, tier, what) == (from_2026, [])


def test_below_the_threshold_contracts_are_notifiable_from_12_000_or_30_000_pounds():
    assert amount("pa_2023", IN_2026, "central", "notifiable") == (12_000, [])
    assert amount("pa_2023", IN_2026, "sub_central", "notifiable") == (30_000, [])


def test_works_below_the_threshold_may_have_a_suitability_stage_from_a_value_on():
    assert amount("pa_2023", IN_2025, "central", "suitability_works") == (138_760, [])
    assert amount("pa_2023", IN_2025, "sub_central", "suitability_works") == (213_477, [])
    assert amount("pa_2023", IN_2026, "central", "suitability_works") == (135_018, [])
    assert amount("pa_2023", IN_2026, "sub_central", "suitability_works") == (207_720, [])


def test_that_welsh_authorities_may_keep_a_suitability_stage_is_to_be_confirmed():
    found = amount("pa_2023", IN_2026, "sub_central", "suitability_works", "wales")
    assert found == (0, ["law-confirm"])


@pytest.mark.parametrize(
    ("begun", "vat"), [(date(2021, 12, 31), "net"), (date(2022, 1, 1), "gross")]
)
def test_estimates_are_net_of_vat_until_2021_and_gross_from_2022_pcr_2015_reg_5(begun, vat):
    found, _findings = threshold(
        load_thresholds(),
        regime="pcr_2015",
        begun=begun,
        nation="england",
        tier="sub_central",
        what="services",
    )
    assert found is not None
    assert found.vat == vat


def test_the_figures_of_the_older_regulations_are_to_be_confirmed():
    assert amount("pcr_2015", date(2016, 5, 1), "sub_central", "services") == (
        164_176,
        ["law-confirm"],
    )


def test_a_day_without_a_figure_is_a_finding():
    assert amount("pcr_2006", date(2010, 5, 1), "central", "works") == (None, ["threshold-unknown"])


def test_no_two_thresholds_hold_at_once():
    days = [date(year, month, 1) for year in range(2014, 2028) for month in (1, 3, 12)]
    for day in days:
        for nation in ("england", "wales"):
            held = [
                (regime, what, tier)
                for one in load_thresholds()
                if one.terms.hold(day, nation)
                for regime in one.regimes
                for what in one.what
                for tier in one.tiers or ("central", "sub_central", "utility")
            ]
            assert len(held) == len(set(held)), day


def test_a_council_is_sub_central_a_school_is_to_be_confirmed_an_nhs_body_is_asked():
    assert tier_of(load_tiers(), "council") == ("sub_central", ())
    tier, findings = tier_of(load_tiers(), "school")
    assert (tier, [one.code for one in findings]) == ("sub_central", ["law-confirm"])
    assert tier_of(load_tiers(), "nhs")[1][0].code == "authority-tier-unknown"


def test_amounts_are_exact():
    assert all(isinstance(one.amount, Decimal) for one in load_thresholds())

"""How long claims may be brought and records are kept; clear days before council decisions."""

from datetime import date

import pytest

from tender_flow.definitions.dated_law import load_claims, load_clear_days, load_retention
from tender_flow.rules.procedure.calendar import earliest_decision
from tender_flow.rules.procedure.law.limits import claim_limits, retention_until


def limits(regime, known_on, entered_on=None, *so):
    found = claim_limits(
        load_claims(),
        regime=regime,
        nation="england",
        known_on=known_on,
        entered_on=entered_on,
        so=frozenset(so),
    )
    return {one.kind: one for one in found}


def kept_until(regime, **days):
    last, findings = retention_until(
        load_retention(),
        regime=regime,
        nation="england",
        **{"awarded_on": None, **days},
    )
    return last or [one.code for one in findings]


@pytest.mark.parametrize("regime", ["pa_2023", "pcr_2015"])
def test_a_claim_is_brought_within_30_days_beginning_with_knowledge_pa_2023_s106_pcr_2015_reg_92(
    regime,
):
    limit = limits(regime, date(2026, 3, 2))["claim"]
    assert limit.ends_on == date(2026, 3, 31)


def test_the_court_may_extend_a_claim_to_three_months_pa_2023_s106():
    assert limits("pa_2023", date(2026, 3, 2))["claim"].extended_to == date(2026, 6, 1)


def test_set_aside_ends_with_the_30_days_or_6_months_from_the_contract_pa_2023_s106():
    early = limits("pa_2023", date(2026, 3, 2), date(2026, 3, 1))["set_aside"]
    assert (early.ends_on, early.cut_by_contract) == (date(2026, 3, 31), False)
    late = limits("pa_2023", date(2026, 8, 20), date(2026, 3, 1))["set_aside"]
    assert (late.ends_on, late.cut_by_contract) == (date(2026, 8, 31), True)


@pytest.mark.parametrize("so", ["no_details_notice", "change_without_standstill"])
def test_without_a_contract_details_notice_set_aside_has_three_months_pa_2023_s106(so):
    known = limits("pa_2023", date(2026, 3, 2), date(2026, 3, 1), so)["set_aside"]
    assert known.ends_on == date(2026, 6, 1)
    late = limits("pa_2023", date(2026, 8, 20), date(2026, 3, 1), so)["set_aside"]
    assert late.ends_on == date(2026, 8, 31)


def test_ineffectiveness_ends_six_months_after_the_contract_pcr_2015():
    assert limits("pcr_2015", date(2016, 3, 2), date(2016, 8, 31))["set_aside"].ends_on == date(
        2017, 2, 28
    )


def test_a_limit_that_runs_from_the_contract_needs_its_day():
    limit = limits("pcr_2015", date(2016, 3, 2))["set_aside"]
    assert limit.ends_on is None
    assert [one.code for one in limit.findings] == ["claim-needs-contract"]


def test_records_are_kept_three_years_beginning_with_the_contract_pa_2023_s98():
    assert kept_until("pa_2023", entered_on=date(2026, 3, 2)) == date(2029, 3, 1)


def test_records_are_kept_three_years_from_the_award_if_no_contract_is_entered_pa_2023_s98():
    assert kept_until("pa_2023", awarded_on=date(2026, 3, 2)) == date(2029, 3, 1)


def test_the_procurement_termination_notice_ends_the_duty_to_keep_records_pa_2023_s98():
    ended = kept_until("pa_2023", terminated_on=date(2026, 5, 1))
    assert ended == date(2026, 5, 1)


def test_records_are_kept_three_years_from_the_award_pcr_2015_reg_84():
    assert kept_until("pcr_2015", awarded_on=date(2016, 3, 2)) == date(2019, 3, 2)


def test_how_long_records_are_kept_is_not_guessed():
    assert kept_until("pcr_2006", awarded_on=date(2014, 3, 2)) == ["retention-unknown"]
    assert kept_until("pa_2023") == ["retention-unknown"]


def test_a_key_decision_needs_28_clear_days_of_notice_si_2012_2089_reg_9_to_be_confirmed():
    rule = next(one for one in load_clear_days() if one.id == "key_decision")
    assert (rule.days, rule.terms.confirm) == (28, True)
    assert earliest_decision(date(2015, 2, 6), rule.days, only_working=False) == date(2015, 3, 7)


def test_the_general_exception_needs_5_clear_days_si_2012_2089_reg_10():
    rule = next(one for one in load_clear_days() if one.id == "general_exception")
    assert rule.days == 5
    assert earliest_decision(date(2015, 2, 6), 5, only_working=False) == date(2015, 2, 12)
    assert earliest_decision(date(2015, 2, 6), 5, only_working=True) == date(2015, 2, 14)

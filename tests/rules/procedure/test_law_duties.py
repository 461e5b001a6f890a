"""Notices and other duties: each with its day, its nation and the day it came into force."""

from datetime import date
from decimal import Decimal

import pytest

from tender_flow.definitions.dated_law import load_indicators, load_notices
from tender_flow.rules.procedure.law.duties import indicators_owed, notices_due

ENTERED = date(2026, 3, 2)
SMALL, LARGE = Decimal(5_000_000), Decimal("5000000.01")


def owed(*so, nation="england", value=SMALL, on=ENTERED, regime="pa_2023", **events):
    found = notices_due(
        load_notices(),
        regime=regime,
        nation=nation,
        on=on,
        so=frozenset(so),
        value=value,
        events=events,
    )
    return {one.notice.id: one for one in found}


def indicators(value, *so, regime="pa_2023"):
    least, findings = indicators_owed(
        load_indicators(),
        regime=regime,
        nation="england",
        on=ENTERED,
        value=value,
        so=frozenset(so),
    )
    return [one.code for one in findings] or least


def test_contract_details_are_noticed_within_30_days_beginning_with_the_contract_pa_2023_s53():
    found = owed(contract_entered=ENTERED)["contract_details_notice"]
    assert (found.notice.number, found.due_on) == ("UK7", date(2026, 3, 31))


def test_light_touch_contract_details_are_noticed_within_120_days_pa_2023_s53():
    found = owed("light_touch", contract_entered=ENTERED)["contract_details_notice"]
    assert found.due_on == date(2026, 6, 29)


def test_below_the_threshold_contract_details_are_noticed_as_soon_as_practicable_pa_2023_s87():
    found = owed("below_threshold", contract_entered=ENTERED)["contract_details_notice"]
    assert (found.notice.when_due, found.due_on) == ("soon", None)


@pytest.mark.parametrize(
    ("so", "due"), [((), date(2026, 5, 30)), (("light_touch",), date(2026, 8, 28))]
)
def test_a_contract_over_five_million_pounds_is_published_pa_2023_s53(so, due):
    found = owed(*so, value=LARGE, contract_entered=ENTERED)["contract_copy"]
    assert found.due_on == due


def test_exactly_five_million_pounds_is_not_over_five_million():
    assert "contract_copy" not in owed(value=SMALL, contract_entered=ENTERED)


@pytest.mark.parametrize("nation", ["wales", "northern_ireland"])
def test_contracts_are_not_published_in_wales_and_northern_ireland_pa_2023_s53(nation):
    assert "contract_copy" not in owed(nation=nation, value=LARGE, contract_entered=ENTERED)


def test_a_value_that_is_not_known_is_asked_for():
    found = owed(value=None, contract_entered=ENTERED)["contract_copy"]
    assert [one.code for one in found.findings] == ["duty-needs-value"]


def test_three_indicators_are_set_over_five_million_pounds_pa_2023_s52():
    assert indicators(LARGE) == 3
    assert indicators(SMALL) == 0
    assert indicators(None) == ["duty-needs-value"]
    assert indicators(LARGE, regime="pcr_2015") == 0


@pytest.mark.parametrize("so", ["framework", "private_utility", "concession", "light_touch"])
def test_no_indicators_are_owed_for_these_contracts_pa_2023_s52(so):
    assert indicators(LARGE, so) == 0


def test_performance_is_assessed_from_1_january_2026_si_2025_1316():
    before, after = date(2025, 12, 31), date(2026, 1, 1)
    assert "contract_performance_notice" not in owed("kpis_set", performance_year_ends=before)
    found = owed("kpis_set", performance_year_ends=after)
    assert found["contract_performance_notice"].notice.number == "UK9"


def test_a_breach_is_noticed_within_30_days_pa_2023_s71():
    assert owed(breach=ENTERED)["breach_notice"].due_on == date(2026, 3, 31)
    assert "breach_notice" not in owed(breach=date(2025, 12, 31))


def test_payments_compliance_begins_later_in_wales_si_2025_1316():
    march, june = date(2026, 3, 31), date(2026, 6, 30)
    assert "payments_compliance_notice" in owed(half_year_ends=march)
    assert "payments_compliance_notice" not in owed(nation="wales", half_year_ends=march)
    assert "payments_compliance_notice" in owed(nation="wales", half_year_ends=june)


def test_payments_compliance_is_noticed_within_30_days_after_the_half_year_pa_2023_s69():
    found = owed(half_year_ends=date(2026, 3, 31))["payments_compliance_notice"]
    assert (found.notice.number, found.due_on) == ("UK17", date(2026, 4, 30))


def test_single_payments_are_noticed_from_1_april_2026_and_the_number_is_to_be_confirmed():
    assert "contract_payment_notice" not in owed("payment_over_30k", quarter_ends=date(2026, 3, 31))
    found = owed("payment_over_30k", quarter_ends=date(2026, 6, 30))["contract_payment_notice"]
    assert found.notice.number == "UK8"
    assert [one.code for one in found.findings] == ["law-confirm"]
    assert "contract_payment_notice" not in owed(
        "payment_over_30k", nation="wales", quarter_ends=date(2026, 6, 30)
    )


def test_a_contract_change_is_noticed_before_it_is_made_pa_2023_s75():
    found = owed(contract_change=ENTERED)["contract_change_notice"]
    assert (found.notice.when_due, found.due_on) == ("before", ENTERED)
    assert "contract_change_notice" not in owed("light_touch", contract_change=ENTERED)
    assert "contract_change_notice" not in owed("small_change", contract_change=ENTERED)


def test_a_changed_contract_over_five_million_is_published_within_90_days_pa_2023_s77():
    found = owed(value=LARGE, contract_change=ENTERED)["changed_contract_copy"]
    assert found.due_on == date(2026, 5, 30)


def test_the_end_of_a_contract_is_noticed_within_30_days_beginning_with_it_pa_2023_s80():
    found = owed(contract_ended=ENTERED)["contract_termination_notice"]
    assert (found.notice.number, found.due_on) == ("UK11", date(2026, 3, 31))


def test_a_procurement_that_ends_early_is_noticed_as_soon_as_practicable_pa_2023_s55():
    found = owed(procurement_terminated=ENTERED)["procurement_termination_notice"]
    assert (found.notice.number, found.notice.when_due) == ("UK12", "soon")


def test_a_pipeline_is_published_within_56_days_of_1_april_pa_2023_s93():
    begins = date(2026, 4, 1)
    found = owed("spend_over_100m", financial_year_begins=begins)["pipeline_notice"]
    assert (found.notice.number, found.due_on) == ("UK1", date(2026, 5, 26))
    assert "pipeline_notice" not in owed(financial_year_begins=begins)
    assert "pipeline_notice" not in owed(
        "spend_over_100m", "transferred_authority", nation="northern_ireland"
    )


def test_an_invoice_is_paid_within_30_days_pa_2023_s68():
    assert owed(invoice_received=ENTERED)["payment"].due_on == date(2026, 3, 31)


def test_an_exclusion_is_noticed_within_30_days_pa_2023_s59():
    assert owed(supplier_excluded=ENTERED)["exclusion_notice"].due_on == date(2026, 3, 31)


def test_market_engagement_is_noticed_before_the_tender_notice_pa_2023_s17():
    assert owed("engagement")["preliminary_market_engagement_notice"].notice.number == "UK2"
    assert "preliminary_market_engagement_notice" not in owed()


def test_a_planned_notice_may_be_published_and_is_not_owed_pa_2023_s15():
    found = owed()["planned_procurement_notice"]
    assert (found.notice.number, found.notice.optional) == ("UK3", True)


def test_a_direct_award_is_announced_by_a_transparency_notice_pa_2023_s44():
    assert owed("direct_award")["transparency_notice"].notice.number == "UK5"
    assert "tender_notice" not in owed("direct_award")
    assert "transparency_notice" not in owed("direct_award", "user_choice")


def test_a_tender_notice_begins_and_an_award_notice_precedes_the_contract_pa_2023_s21_s50():
    found = owed()
    assert found["tender_notice"].notice.number == "UK4"
    assert found["contract_award_notice"].notice.number == "UK6"


def test_dynamic_markets_have_four_notices_uk13_to_uk16():
    numbers = [one.notice.number for one in owed("establishes_dynamic_market").values()]
    assert [one for one in numbers if one >= "UK13" and one <= "UK16" and len(one) == 4] == [
        "UK13",
        "UK14",
        "UK15",
        "UK16",
    ]


def test_the_award_notice_of_the_regulations_of_2006_is_due_within_48_days_reg_31():
    found = owed(regime="pcr_2006_part_b", on=date(2014, 11, 28), award=date(2014, 11, 28))
    assert found["award_notice"].due_on == date(2015, 1, 15)


def test_a_light_touch_award_notice_is_due_within_30_days_pcr_2015_regs_74_to_76():
    found = owed("light_touch", regime="pcr_2015", on=date(2016, 3, 2), award=date(2016, 3, 2))
    assert found["award_notice"].due_on == date(2016, 4, 1)


def test_all_seventeen_notices_of_the_act_are_there():
    numbers = {one.number for one in load_notices() if one.number}
    assert numbers == {f"UK{number}" for number in range(1, 18)}


def test_an_event_that_has_not_happened_gives_no_day():
    assert owed()["contract_details_notice"].due_on is None

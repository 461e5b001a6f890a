"""Minimum periods: each row of the tables, by itself and with what shortens it."""

from datetime import date

import pytest

from tender_flow.definitions.dated_law import load_periods, load_planned_notices
from tender_flow.definitions.holidays import bank_holidays
from tender_flow.rules.procedure.law.periods import (
    count_period,
    minimum_period,
    qualifying_notice,
)

IN_2026, IN_2016 = date(2026, 3, 2), date(2016, 3, 2)


def least(regime, step, *so, procedure="", begun=None):
    answer = minimum_period(
        load_periods(),
        regime=regime,
        step=step,
        begun=begun or (IN_2026 if regime == "pa_2023" else IN_2016),
        nation="scotland" if regime == "pcsr_2015" else "england",
        procedure=procedure,
        so=frozenset(so),
    )
    return [one.code for one in answer.findings] or answer.days


@pytest.mark.parametrize(
    ("step", "so", "days"),
    [
        ("participation", (), 25),
        ("participation", ("urgency",), 10),
        ("participation", ("light_touch",), 0),
        ("tendering", (), 35),
        ("tendering", ("all_documents",), 30),
        ("tendering", ("electronic",), 30),
        ("tendering", ("electronic", "all_documents"), 25),
        ("tendering", ("dynamic_market",), 10),
        ("tendering", ("urgency",), 10),
        ("tendering", ("planned_notice",), 10),
        ("tendering", ("not_central", "pre_selected"), 10),
        ("tendering", ("not_central", "pre_selected", "negotiated"), 0),
        ("tendering", ("light_touch",), 0),
    ],
)
def test_minimum_periods_of_pa_2023_s54(step, so, days):
    assert least("pa_2023", step, *so) == days


def test_a_central_authority_cannot_agree_a_shorter_period_pa_2023_s54():
    assert least("pa_2023", "tendering", "pre_selected", "negotiated") == 35


def test_the_shortest_period_that_applies_counts_pa_2023_s54():
    assert least("pa_2023", "tendering", "electronic", "all_documents", "urgency") == 10


@pytest.mark.parametrize(
    ("procedure", "step", "so", "days"),
    [
        ("open", "tendering", (), 35),
        ("open", "tendering", ("electronic",), 30),
        ("open", "tendering", ("planned_notice",), 15),
        ("open", "tendering", ("planned_notice", "electronic"), 15),
        ("open", "tendering", ("urgency",), 15),
        ("restricted", "participation", (), 30),
        ("restricted", "participation", ("urgency",), 15),
        ("restricted", "tendering", (), 30),
        ("restricted", "tendering", ("electronic",), 25),
        ("restricted", "tendering", ("planned_notice",), 10),
        ("restricted", "tendering", ("urgency",), 10),
    ],
)
@pytest.mark.parametrize("regime", ["pcr_2015", "pcsr_2015"])
def test_minimum_periods_of_pcr_2015_regs_27_and_28_and_of_scotland(
    regime, procedure, step, so, days
):
    assert least(regime, step, *so, procedure=procedure, begun=date(2016, 5, 3)) == days


@pytest.mark.parametrize(("so", "days"), [((), 10), (("negotiated",), 0)])
def test_sub_central_authorities_may_agree_the_time_for_tenders_pcr_2015_reg_28(so, days):
    assert least("pcr_2015", "tendering", "not_central", *so, procedure="restricted") == days


@pytest.mark.parametrize(
    ("step", "so", "days"),
    [
        ("participation", (), 30),
        ("participation", ("urgency",), 15),
        ("tendering", (), 30),
        ("tendering", ("electronic",), 25),
        ("tendering", ("planned_notice",), 10),
        ("tendering", ("urgency",), 10),
    ],
)
def test_minimum_periods_of_the_negotiated_procedure_pcr_2015_reg_29(step, so, days):
    assert least("pcr_2015", step, *so, procedure="negotiated") == days


@pytest.mark.parametrize("procedure", ["dialogue", "innovation_partnership"])
def test_requests_in_dialogue_and_innovation_partnership_have_30_days_pcr_2015_regs_30_31(
    procedure,
):
    assert least("pcr_2015", "participation", procedure=procedure) == 30
    assert least("pcr_2015", "tendering", procedure=procedure) == ["period-unknown"]


def test_light_touch_periods_are_reasonable_and_proportionate_pcr_2015_regs_74_to_76():
    assert least("pcr_2015", "tendering", procedure="light_touch") == 0


def test_part_b_services_have_no_minimum_period_pcr_2006_reg_5():
    assert least("pcr_2006_part_b", "tendering", begun=date(2014, 6, 2)) == 0


def test_a_regime_without_figures_is_a_finding():
    assert least("psr_2023", "tendering") == ["period-unknown"]


def test_every_row_that_was_considered_says_what_it_lacks():
    answer = minimum_period(
        load_periods(),
        regime="pa_2023",
        step="participation",
        begun=IN_2026,
        nation="england",
    )
    lacking = {one.rule.days: one.lacking for one in answer.considered}
    assert lacking == {25: (), 10: ("urgency",), 0: ("light_touch",)}


def test_tendering_begins_on_the_day_after_and_does_not_roll_over_pa_2023_s54():
    answer = minimum_period(
        load_periods(),
        regime="pa_2023",
        step="tendering",
        begun=IN_2026,
        nation="england",
        so=frozenset({"electronic", "all_documents"}),
    )
    period = count_period(answer.rule, date(2026, 3, 3), ())
    assert period.starts_from == date(2026, 3, 4)
    assert period.ends_on == date(2026, 3, 28)  # a Saturday


def test_a_last_day_off_rolls_over_to_the_next_working_day_pcr_2015_reg_2():
    answer = minimum_period(
        load_periods(),
        regime="pcr_2015",
        step="tendering",
        begun=IN_2016,
        nation="england",
        procedure="open",
        so=frozenset({"electronic"}),
    )
    # 30 days after 24 February 2016 is Friday 25 March, Good Friday.
    period = count_period(answer.rule, date(2016, 2, 24), bank_holidays("england", [2016]))
    assert period.ends_on == date(2016, 3, 29)


def test_without_a_minimum_nothing_is_counted():
    answer = minimum_period(
        load_periods(),
        regime="pcr_2006_part_b",
        step="tendering",
        begun=date(2014, 6, 2),
        nation="england",
    )
    assert count_period(answer.rule, date(2014, 6, 2), ()) is None


@pytest.mark.parametrize(
    ("published_on", "qualifies"),
    [
        (date(2026, 1, 22), False),  # 39 days before
        (date(2026, 1, 21), True),  # 40 days before
        (date(2025, 3, 2), True),  # 12 months before
        (date(2025, 3, 1), False),
    ],
)
def test_a_planned_notice_qualifies_40_days_to_12_months_before_pa_2023_s15(
    published_on, qualifies
):
    found = qualifying_notice(
        load_planned_notices(),
        regime="pa_2023",
        nation="england",
        published_on=published_on,
        tender_notice_on=date(2026, 3, 2),
    )
    assert [one.code for one in found] == ([] if qualifies else ["planned-notice-not-qualifying"])


@pytest.mark.parametrize(("days", "qualifies"), [(34, False), (35, True)])
def test_a_prior_information_notice_is_sent_35_days_before_pcr_2015_reg_27(days, qualifies):
    found = qualifying_notice(
        load_planned_notices(),
        regime="pcr_2015",
        nation="england",
        published_on=date.fromordinal(IN_2016.toordinal() - days),
        tender_notice_on=IN_2016,
    )
    assert (found == ()) is qualifies

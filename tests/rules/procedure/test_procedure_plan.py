"""The plan: months stay months, baselines stay beside each other, delays need a reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from procedure_facts import JANUARY_PLAN, STAGES, at

from tender_flow.errors import BadInputError
from tender_flow.rules.procedure.facts import DelayFact, PlanFact
from tender_flow.rules.procedure.plan import (
    Slip,
    compare_baselines,
    expected_time,
    is_late,
    late_without_reason,
    parse_planned,
    plan_findings,
    planned_day,
    slip,
)

NEW_YEAR = {date(2015, 1, 1)}
APRIL_PLAN = (PlanFact(2, "invite_tenders", "2014-09"), PlanFact(2, "award", "2015-01-01"))
"""What the April paper moves: tendering from September, award on 1 January."""


def test_a_month_stays_a_month():
    planned = parse_planned(" 2014-11 ")
    assert planned.is_month
    assert (planned.text, planned.first, planned.last) == (
        "2014-11",
        date(2014, 11, 1),
        date(2014, 11, 30),
    )


def test_a_day_is_a_day():
    planned = parse_planned("2015-01-01")
    assert not planned.is_month
    assert planned.first == planned.last == date(2015, 1, 1)


@pytest.mark.parametrize("text", ["November 2014", "2014", "2014-13", "2014-06-31", "", "14-11"])
def test_anything_else_is_refused_with_what_was_written(text):
    with pytest.raises(BadInputError) as refused:
        parse_planned(text)
    (finding,) = refused.value.findings
    assert (finding.code, finding.facts["text"]) == ("planned-time-unreadable", text)


def test_a_slip_between_months_is_in_months():
    assert slip(parse_planned("2014-07"), parse_planned("2014-09")) == Slip(2, "months")
    assert slip(parse_planned("2014-11"), parse_planned("2015-01-01")) == Slip(2, "months")


def test_a_slip_between_days_is_in_days():
    assert slip(parse_planned("2014-12-19"), parse_planned("2015-01-02")) == Slip(14, "days")


@given(st.dates(), st.dates())
def test_a_slip_and_its_way_back_cancel_out(one, other):
    there, back = (
        slip(planned_day(one), planned_day(other)),
        slip(planned_day(other), planned_day(one)),
    )
    assert there.amount == -back.amount


def test_a_month_lasts_until_its_end():
    assert not is_late(parse_planned("2014-11"), date(2014, 11, 30))
    assert is_late(parse_planned("2014-11"), date(2014, 12, 1))


def test_both_baselines_and_what_happened_stand_side_by_side():
    begun = {"invite_tenders": date(2014, 9, 15)}
    lines = {
        line.task: line for line in compare_baselines((*APRIL_PLAN, *JANUARY_PLAN), STAGES, begun)
    }
    invite = lines["invite_tenders"]
    assert {number: time.text for number, time in invite.planned.items()} == {
        1: "2014-07",
        2: "2014-09",
    }
    assert (invite.begun_on, invite.slip) == (date(2014, 9, 15), Slip(2, "months"))
    assert lines["award"].slip == Slip(2, "months")
    assert lines["evaluate"].slip == Slip(0, "months")


def test_a_task_that_no_baseline_names_has_no_slip():
    (line,) = compare_baselines((), ("award",), {"award": date(2015, 1, 5)})
    assert (dict(line.planned), line.slip) == ({}, None)


def test_the_last_word_about_a_task_counts():
    delay = DelayFact("award", "Illness of two evaluators", "2015-02", at("2014-12-01 09:00"))
    plan = (*JANUARY_PLAN, *APRIL_PLAN)
    assert expected_time(plan, (), "award").text == "2015-01-01"
    assert expected_time(plan, (delay,), "award").text == "2015-02"
    assert expected_time((), (), "award") is None


def test_a_task_that_nothing_plans_is_never_late():
    assert late_without_reason((), (), "award", date(2030, 1, 1)) is None


def test_a_stage_planned_before_the_one_before_it_is_a_warning():
    wrong = (PlanFact(1, "invite_tenders", "2014-09"), PlanFact(1, "prepare_tenders", "2014-08"))
    (finding,) = plan_findings(wrong, STAGES, ())
    assert finding.code == "plan-out-of-order"
    assert not finding.stops


def test_four_tasks_in_one_month_are_in_order():
    assert plan_findings(JANUARY_PLAN, STAGES, ()) == ()


def test_an_award_on_new_years_day_is_planned_on_a_day_off():
    (finding,) = plan_findings(APRIL_PLAN, STAGES, NEW_YEAR)
    assert (finding.code, finding.facts["day"]) == ("plan-on-a-day-off", date(2015, 1, 1))

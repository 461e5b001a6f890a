"""Terms, options, gaps and last days of contracts, counted to the day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tender_flow.rules.procedure.calendar import add_working_days, is_working_day, months_after
from tender_flow.rules.procedure.plan import parse_planned
from tender_flow.rules.procedure.plan_contracts import (
    contract_findings,
    decide_by,
    ends_with_options,
)
from tender_flow.rules.procedure.plan_facts import (
    Contract,
    DecisionTerms,
    PlannedRow,
    PlanSetting,
)


def contract(ends: date, extensions: tuple[int, ...] = (), notice_months: int = 0) -> Contract:
    return Contract("Contract", "service", None, ends, extensions, notice_months, None, "A paper")


def start(text: str) -> tuple[PlannedRow, ...]:
    return (PlannedRow(1, "New service", "", "service_start", parse_planned(text)),)


def test_two_options_of_six_months_end_where_the_leeds_report_says() -> None:
    assert ends_with_options(contract(date(2016, 3, 31), (6, 6))) == (
        date(2016, 3, 31),
        date(2016, 9, 30),
        date(2017, 3, 31),
    )


def test_an_end_inside_a_month_stays_on_its_day() -> None:
    assert ends_with_options(contract(date(2016, 2, 14), (12,)))[1] == date(2017, 2, 14)


def test_notice_that_the_contract_asks_for_moves_the_last_day_back() -> None:
    asked = contract(date(2016, 3, 31), (6,), notice_months=3)

    assert decide_by(asked, 1, DecisionTerms(), ()) == date(2015, 12, 31)


@given(
    ends=st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    call_in=st.integers(0, 15),
    notice=st.integers(0, 12),
)
def test_a_decision_takes_effect_in_time_on_its_last_day_and_on_no_later_one(
    ends: date, call_in: int, notice: int
) -> None:
    terms = DecisionTerms(call_in_days=call_in)
    one = contract(ends, (6,), notice)

    day = decide_by(one, 1, terms, ())

    def effect(decided: date) -> date:
        over = add_working_days(decided, call_in, ())
        return over + timedelta(days=1) if call_in else decided

    limit = months_after(ends, -notice)
    later = day + timedelta(days=1)
    while not is_working_day(later, ()):
        later += timedelta(days=1)
    assert is_working_day(day, ())
    assert effect(day) <= limit < effect(later)


def test_a_contract_that_ends_the_day_before_the_new_start_leaves_no_gap() -> None:
    setting = PlanSetting(contracts=(contract(date(2016, 9, 30)),))

    assert contract_findings(setting, start("2016-10"), ()) == []


def test_one_day_without_a_contract_is_a_gap() -> None:
    setting = PlanSetting(contracts=(contract(date(2016, 9, 29)),))

    (gap,) = contract_findings(setting, start("2016-10"), ())

    assert (gap.code, gap.facts["days"], gap.stops) == ("contract-gap", 1, True)

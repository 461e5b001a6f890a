"""Key decisions, clear days and call-in as the Leeds paper and SI 2012/2089 have them."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.rules.procedure.decisions import (
    ClearDayRule,
    Contract,
    Notice,
    call_in_end,
    key_test,
    too_early,
    ways,
)
from tender_flow.rules.procedure.rule_book import Body, CallInRule, KeyRule, RuleBook, may_take

APRIL = date(2015, 4, 1)
LEEDS = tuple(
    Contract(title, Decimal(per_year), APRIL, 12, (6, 6))
    for title, per_year in (("CRI", 728_678), ("DISC", 466_629), ("Casmaco", 10_800))
)
OVER_250K = KeyRule(Decimal(250_000), "year", 2, "Leeds report 2015")
ALL_DAYS = ClearDayRule(28, 5, False, frozenset())


def the_way(route: str, *notices: Notice, rule: ClearDayRule = ALL_DAYS):
    return next(way for way in ways(notices, rule) if way.route == route)


def test_linked_contracts_are_added_up_for_the_key_decision_test():
    test = key_test(OVER_250K, LEEDS, wards=0)
    assert (test.value, test.by_value, test.key) == (1_206_107, True, True)
    assert not key_test(OVER_250K, LEEDS[2:], wards=0).key


def test_exactly_the_limit_is_not_in_excess_of_it():
    at_limit = (Contract("x", Decimal(250_000), APRIL, 12, ()),)
    assert not key_test(OVER_250K, at_limit, wards=0).key


def test_effects_in_two_wards_make_a_cheap_decision_key_reg_8():
    test = key_test(OVER_250K, (), wards=2)
    assert (test.by_value, test.by_wards, test.key) == (False, True, True)
    assert not key_test(OVER_250K, (), wards=1).key


def test_the_whole_term_with_two_extensions_is_twice_the_year():
    whole = sum(one.worth("term_with_options") for one in LEEDS)
    assert whole == 2_412_214
    assert LEEDS[0].worth("term") == 728_678


def test_a_term_and_its_extensions_end_on_the_paper_s_days():
    assert LEEDS[0].ends() == (date(2016, 3, 31), date(2016, 9, 30), date(2017, 3, 31))


def test_published_on_6_february_a_key_decision_may_be_taken_on_7_march_2015():
    way = the_way("ordinary", Notice("forward_plan", date(2015, 2, 6)))
    assert way.earliest_on == date(2015, 3, 7)
    (finding,) = too_early(way, date(2015, 3, 6))
    assert (finding.code, finding.source) == ("decision-before-notice-ends", "SI 2012/2089 reg 9")
    assert too_early(way, date(2015, 3, 7)) == []


def test_where_only_working_days_are_clear_days_it_takes_longer():
    rule = ClearDayRule(28, 5, True, frozenset())
    way = the_way("ordinary", Notice("forward_plan", date(2015, 2, 6)), rule=rule)
    assert way.earliest_on == date(2015, 3, 19)


def test_the_general_exception_lets_five_clear_days_elapse_and_publishes_why_reg_10():
    told = Notice("general_exception", date(2015, 2, 16))
    assert the_way("general_exception", told).missing == ("general_exception_reasons",)
    why = Notice("general_exception_reasons", date(2015, 2, 16))
    assert the_way("general_exception", told, why).earliest_on == date(2015, 2, 22)
    late = Notice("general_exception_reasons", date(2015, 2, 25))
    assert the_way("general_exception", told, late).earliest_on == date(2015, 2, 25)


def test_special_urgency_needs_the_agreement_and_the_reasons_and_no_days_reg_11():
    agreed = Notice("special_urgency_agreement", date(2015, 2, 20))
    (missing,) = too_early(the_way("special_urgency", agreed), date(2015, 2, 20))
    assert (missing.code, missing.facts["what"]) == (
        "decision-notice-missing",
        "special urgency reasons",
    )
    why = Notice("special_urgency_reasons", date(2015, 2, 20))
    assert the_way("special_urgency", agreed, why).earliest_on == date(2015, 2, 20)


def test_a_notice_published_again_counts_from_its_first_day():
    again = (Notice("forward_plan", date(2015, 2, 20)), Notice("forward_plan", date(2015, 2, 6)))
    assert the_way("ordinary", *again).earliest_on == date(2015, 3, 7)


def test_call_in_counts_working_days_after_publication():
    rule = CallInRule(5, True, True, "Illustrative")
    assert call_in_end(rule, date(2015, 2, 24), frozenset()) == date(2015, 3, 3)
    over_easter = frozenset({date(2015, 4, 3), date(2015, 4, 6)})
    assert call_in_end(rule, date(2015, 4, 1), over_easter) == date(2015, 4, 10)


def test_call_in_may_count_every_day():
    rule = CallInRule(5, False, True, "Illustrative")
    assert call_in_end(rule, date(2015, 2, 24), frozenset()) == date(2015, 3, 1)


@given(st.integers(0, 6000), st.integers(0, 60))
def test_28_clear_days_leave_out_the_notice_and_the_decision(days, after):
    published = date(2013, 1, 1) + timedelta(days=days)
    way = the_way("ordinary", Notice("forward_plan", published))
    on = published + timedelta(days=after)
    between = sum(published < published + timedelta(days=n) < on for n in range(1, after))
    assert (too_early(way, on) == []) == (between >= 28)


OFFICER = Body("head", "Head", True, True, ("note", "approve"), ("award",), Decimal(100_000), "")
BOARD = Body("board", "Board", False, True, ("endorse", "approve"), ("award", "waiver"), None, "")
BOOK = RuleBook(
    "x", "X", "X Council", "", "Illustrative", False, OVER_250K, CallInRule(5, True, True, ""),
    (OFFICER, BOARD), (),
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "kind", "matter", "value", "said"),
    [
        (OFFICER, "approve", "award", 100_000, []),
        (OFFICER, "approve", "award", 100_001, ["value-above-body"]),
        (OFFICER, "approve", "waiver", 1, ["body-may-not-approve"]),
        (OFFICER, "endorse", "award", 1, ["body-may-not"]),
        (OFFICER, "note", "waiver", 900_000, []),
        (BOARD, "approve", "waiver", 900_000, []),
    ],
)
def test_a_body_does_only_what_the_council_s_book_lets_it_do(body, kind, matter, value, said):
    found = may_take(BOOK, body, kind, matter, Fraction(value))
    assert [finding.code for finding in found] == said
    assert all("Board" in finding.facts["able"] for finding in found)

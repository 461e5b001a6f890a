"""A price that looks too low goes through its steps in order; no step is skipped."""

from datetime import date, timedelta

import pytest

from tender_flow.rules.procedure.bid_checks import NEXT, LowPriceStep, fault_of_step

DAY = date(2014, 11, 5)
BY = date(2014, 11, 12)


def fault(before, outcome, on=DAY, answer_by=None):
    last = LowPriceStep(before, DAY, BY if before == "notified" else None) if before else None
    return [one.code for one in fault_of_step(last, LowPriceStep(outcome, on, answer_by))]


@pytest.mark.parametrize("before", NEXT)
def test_only_what_is_next_may_follow(before):
    late = BY + timedelta(days=1)
    for outcome in ("flagged", "notified", "answered", "accepted", "rejected"):
        faults = fault(before, outcome, late, late + timedelta(days=5))
        assert (faults == []) == (outcome in NEXT[before]), outcome


def test_a_low_price_is_never_rejected_before_the_bidder_was_asked_s19():
    assert fault("", "rejected") == ["low-price-not-asked"]
    assert fault("flagged", "rejected") == ["low-price-not-asked"]


def test_a_bidder_has_time_to_answer_s19():
    assert fault("flagged", "notified") == ["low-price-without-time-to-answer"]
    assert fault("flagged", "notified", answer_by=DAY) == ["low-price-without-time-to-answer"]
    assert fault("flagged", "notified", answer_by=BY) == []
    assert fault("notified", "rejected", BY) == ["low-price-answer-still-due"]
    assert fault("notified", "rejected", BY + timedelta(days=1)) == []


def test_a_price_that_was_answered_for_and_accepted_is_not_rejected_afterwards_s19():
    assert fault("accepted", "rejected") == ["low-price-out-of-order"]


def test_a_step_is_not_before_the_one_that_it_follows():
    assert fault("notified", "answered", DAY - timedelta(days=1)) == ["low-price-step-before-last"]

"""Ways round the award's rules that somebody in a hurry would try; each must be refused."""

from datetime import date, timedelta

import pytest
from award_flow import approved, prices_opened, recommended, told, until_quality_locked

from tender_flow.errors import RefusedError
from tender_flow.services import award, bids, pauses, standstill


@pytest.fixture
def flow(sqlite_url, tmp_path):
    made = until_quality_locked(sqlite_url, tmp_path, mark=by_bidder)
    made.at("2014-11-19T10:00")
    prices_opened(made)
    recommended(made, "east", "Elm Housing")
    return made


def by_bidder(login, question, supplier, lot):
    return 4 if supplier == "Elm Housing" else 3


def codes(caught) -> set[str]:
    return {finding.code for finding in caught.value.findings}


def out(flow, supplier):
    bids.withdraw(flow.later(), flow.ref, supplier, reason="They wrote that they leave.")


@pytest.mark.parametrize("maker", ["jo lowe", "Jo  Lowe", " JO LOWE ", "Jo\u00a0Lowe"])
def test_the_recommender_may_not_decide_under_another_spelling(flow, maker):
    with pytest.raises(RefusedError) as caught:
        approved(flow, "east", maker=maker)
    assert codes(caught) == {"approver-recommended"}


@pytest.mark.parametrize("empty", ["body", "maker", "minute"])
def test_an_approval_names_its_body_maker_and_minute(flow, empty):
    with pytest.raises(RefusedError) as caught:
        approved(flow, "east", **{empty: " "})
    assert codes(caught) == {"approval-incomplete"}


def test_a_recommendation_of_a_bid_that_went_out_since_is_not_approved(flow):
    out(flow, "Elm Housing")
    with pytest.raises(RefusedError) as caught:
        approved(flow, "east")
    assert codes(caught) == {"recommended-bid-out"}


def test_an_approved_bid_that_went_out_since_is_neither_told_nor_concluded(flow):
    approved(flow, "east")
    for supplier in ("Elm Housing", "Medway Refuge"):
        told(flow, "east", supplier)
    out(flow, "Elm Housing")
    flow.at("2014-12-10T10:00")
    with pytest.raises(RefusedError) as caught:
        standstill.conclude(flow.lead, flow.ref, lot="east")
    assert "recommended-bid-out" in codes(caught)


def test_a_rejected_low_price_is_not_recommended_or_approved(flow):
    low = {"lot": "east", "supplier": "Elm Housing", "kind": "low_price", "evidence": "Looked."}
    by = flow.lead.now().date() + timedelta(days=7)
    award.check(flow.later(), flow.ref, outcome="flagged", **low)
    award.check(flow.later(), flow.ref, outcome="notified", answer_by=by, **low)
    award.check(flow.later(), flow.ref, outcome="answered", **low)
    award.check(flow.later(), flow.ref, outcome="rejected", **low)
    with pytest.raises(RefusedError):
        recommended(flow, "east", "Elm Housing")
    with pytest.raises(RefusedError):
        approved(flow, "east")


def test_a_suspended_lot_goes_nowhere_until_it_is_resumed(flow):
    pauses.suspend(flow.later(), flow.ref, scope="lot", subject="east", reason="A claim came.")
    with pytest.raises(RefusedError) as caught:
        approved(flow, "east")
    assert codes(caught) == {"lot-suspended"}
    with pytest.raises(RefusedError) as caught:
        recommended(flow, "east", "Elm Housing")
    assert codes(caught) == {"lot-suspended"}
    recommended(flow, "west", None)
    pauses.resume(flow.later(), flow.ref, scope="lot", subject="east", reason="Settled.")
    approved(flow, "east")


@pytest.mark.parametrize("scope", ["lot", "decision"])
def test_an_award_is_not_concluded_while_its_lot_or_decision_is_suspended(flow, scope):
    decision = approved(flow, "east").decision
    for supplier in ("Elm Housing", "Medway Refuge"):
        told(flow, "east", supplier)
    subject = "east" if scope == "lot" else decision
    pauses.suspend(flow.later(), flow.ref, scope=scope, subject=subject, reason="A claim came.")
    flow.at("2014-12-10T10:00")
    with pytest.raises(RefusedError) as caught:
        standstill.conclude(flow.lead, flow.ref, lot="east")
    assert codes(caught) == {f"{scope}-suspended"}


def test_an_approval_before_its_recommendation_or_of_tomorrow_is_refused(flow):
    for dated, code in (
        (date(2014, 11, 18), "approval-before-recommendation"),
        (date(2015, 1, 1), "decision-in-the-future"),
    ):
        with pytest.raises(RefusedError) as caught:
            approved(flow, "east", dated=dated)
        assert codes(caught) == {code}


def test_once_concluded_nothing_of_the_lot_moves(flow):
    approved(flow, "east")
    for supplier in ("Elm Housing", "Medway Refuge"):
        told(flow, "east", supplier)
    flow.at("2014-12-10T10:00")
    standstill.conclude(flow.lead, flow.ref, lot="east")
    for again in (
        lambda: recommended(flow, "east", "Elm Housing"),
        lambda: approved(flow, "east"),
        lambda: out(flow, "Elm Housing"),
        lambda: standstill.conclude(flow.later(), flow.ref, lot="east"),
    ):
        with pytest.raises(RefusedError):
            again()

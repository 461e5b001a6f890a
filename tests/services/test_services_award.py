"""From locked marks to a concluded award, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from award_flow import approved, prices_opened, recommended, told, until_quality_locked
from panel_flow import PRICES, member_key, until_marks_in

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import award, bids, prices, standstill
from tender_flow.services.history import history
from tender_flow.services.office import open_office


def by_bidder(login, question, supplier, lot):
    """Elm Housing is good, the others are better in nothing."""
    return 4 if supplier == "Elm Housing" else 3


@pytest.fixture
def flow(database_url, tmp_path):
    return until_quality_locked(database_url, tmp_path, mark=by_bidder)


def codes(caught) -> set[str]:
    return {finding.code for finding in caught.value.findings}


def test_prices_stay_sealed_until_the_quality_marks_of_every_round_are_locked(
    database_url, tmp_path
):
    flow = until_marks_in(database_url, tmp_path)
    with pytest.raises(RefusedError) as caught:
        prices_opened(flow)
    assert codes(caught) == {"quality-not-locked"}
    with flow.lead.reading(flow.ref) as reading:
        assert reading.of("price") == []


def test_prices_open_with_both_keys_and_only_once(flow):
    opening = prices_opened(flow)
    read = {(price.supplier, price.lot.lower()): str(price.amount) for price in opening.prices}
    assert read == PRICES
    assert opening.unreadable == ()
    with pytest.raises(RefusedError) as caught:
        prices_opened(flow)
    assert codes(caught) == {"no-sealed-prices"}


def test_one_persons_key_does_not_open_the_prices(flow):
    stranger = member_key("some.stranger")
    with pytest.raises(RefusedError) as caught:
        prices.open_prices(
            flow.later(),
            flow.ref,
            custodian_key=flow.keeper_key("custodian"),
            witness_key=stranger,
        )
    assert codes(caught) == {"price-key-not-theirs"}


def test_the_price_of_an_excluded_bid_stays_sealed(flow):
    bids.exclude(flow.later(), flow.ref, "Medway Refuge", reason="Grounds.")
    opening = prices_opened(flow)
    assert {price.supplier for price in opening.prices} == {"Elm Housing", "Safe Harbour"}
    assert opening.left_sealed == ("Medway Refuge",)


def test_the_ranking_is_the_published_models(flow):
    prices_opened(flow)
    found = award.ranking(flow.lead, flow.ref)
    east = found.lot("east")
    assert [found.suppliers[one.supplier] for one in east.standings] == [
        "Elm Housing",
        "Medway Refuge",
    ]
    # Quality 60% of 4/5 (interview 3/5: a tenth of it), price 40% of the lowest.
    assert east.standings[0].total.shown == "86.80"
    lowest = Decimal(PRICES["Elm Housing", "east"])
    points = 40 * lowest / Decimal(PRICES["Medway Refuge", "east"])
    assert Decimal(east.standings[1].total.shown) == round(36 + points, 2)


def test_a_recommendation_cannot_depart_from_the_published_model(flow):
    prices_opened(flow)
    with pytest.raises(RefusedError) as caught:
        recommended(flow, "east", "Medway Refuge")
    assert codes(caught) == {"recommendation-not-first"}
    done = recommended(flow, "east", "Elm Housing")
    assert (done.supplier, done.total) == ("Elm Housing", "86.80")
    with flow.lead.reading(flow.ref) as reading:
        assert len(reading.of("standing")) == 4
        assert [row["status"] for row in reading.of("decision")] == ["taken"]


def test_a_recommendation_before_the_prices_is_refused(flow):
    with pytest.raises(RefusedError) as caught:
        recommended(flow, "east", "Elm Housing")
    assert "price-missing" in codes(caught)


def test_who_recommends_may_not_approve(flow):
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    with pytest.raises(RefusedError) as caught:
        award.approve(
            flow.later(), flow.ref, lot="east", body="Cabinet", maker="M. Director",
            dated=date(2014, 11, 20), minute="14/1",
        )  # fmt: skip
    assert "approver-recommended" in codes(caught)


def test_a_key_decision_needs_the_end_of_its_call_in(flow):
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    with pytest.raises(RefusedError) as caught:
        approved(flow, "east", key_decision=True)
    assert codes(caught) == {"call-in-end-missing"}


def test_a_low_price_is_asked_about_before_it_may_be_rejected(flow):
    prices_opened(flow)
    facts = {"lot": "east", "supplier": "Elm Housing", "kind": "low_price", "evidence": "Looked."}
    with pytest.raises(RefusedError) as caught:
        award.check(flow.later(), flow.ref, outcome="rejected", **facts)
    assert codes(caught) == {"low-price-not-asked"}
    award.check(flow.later(), flow.ref, outcome="flagged", **facts)
    by = flow.lead.now().date() + timedelta(days=7)
    award.check(flow.later(), flow.ref, outcome="notified", answer_by=by, **facts)
    with pytest.raises(RefusedError) as caught:
        award.check(flow.later(), flow.ref, outcome="rejected", **facts)
    assert codes(caught) == {"low-price-answer-still-due"}
    with pytest.raises(RefusedError) as caught:
        award.check(flow.later(), flow.ref, outcome="answered", on=by, **facts)
    assert codes(caught) == {"day-in-the-future"}
    award.check(flow.later(), flow.ref, outcome="answered", **facts)
    award.check(flow.later(), flow.ref, outcome="rejected", **facts)
    told = [line.text for line in history(flow.lead, flow.ref)]
    assert "A bid for East was checked (low price): answered." in told


def until_approved(flow, **given):
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    return approved(flow, "east", **given)


def test_the_standstill_starts_when_the_lots_last_bidder_was_told(flow):
    flow.at("2014-11-19T10:00")
    until_approved(flow)
    assert told(flow, "east", "Elm Housing").standstill is None
    last = told(flow, "east", "Medway Refuge")
    assert last.waiting == ()
    # Wednesday 19 November 2014 and ten days: Saturday 29th, carried over to Monday.
    assert last.standstill.ends_on == date(2014, 12, 1)


def test_a_letter_by_post_makes_the_standstill_longer(flow):
    flow.at("2014-11-19T10:00")
    until_approved(flow)
    told(flow, "east", "Elm Housing")
    last = told(flow, "east", "Medway Refuge", means="post")
    assert last.standstill.ends_on == date(2014, 12, 4)


def test_an_award_is_refused_before_standstill_and_call_in_have_ended(flow):
    flow.at("2014-11-19T10:00")
    until_approved(flow, key_decision=True, call_in_ends=date(2014, 12, 3))
    for supplier in ("Elm Housing", "Medway Refuge"):
        told(flow, "east", supplier)
    flow.at("2014-12-01T23:00")
    with pytest.raises(RefusedError) as caught:
        standstill.conclude(flow.lead, flow.ref, lot="east")
    assert codes(caught) == {"standstill-running", "call-in-running"}
    flow.at("2014-12-02T09:00")
    with pytest.raises(RefusedError) as caught:
        standstill.conclude(flow.lead, flow.ref, lot="east")
    assert codes(caught) == {"call-in-running"}
    flow.at("2014-12-04T09:00")
    done = standstill.conclude(flow.lead, flow.ref, lot="east")
    assert (done.supplier, done.outcome) == ("Elm Housing", "awarded")
    with pytest.raises(RefusedError) as caught:
        standstill.conclude(flow.later(), flow.ref, lot="east")
    assert codes(caught) == {"lot-settled"}


def test_no_award_with_reasons_needs_no_standstill(flow):
    prices_opened(flow)
    recommended(flow, "west", None)
    approved(flow, "west")
    for supplier in ("Elm Housing", "Safe Harbour"):
        assert told(flow, "west", supplier).standstill is None
    done = standstill.conclude(flow.later(), flow.ref, lot="west")
    assert (done.supplier, done.outcome) == (None, "not_awarded")


def test_a_letter_before_the_approval_is_refused(flow):
    flow.at("2014-11-19T10:00")
    until_approved(flow)
    with pytest.raises(RefusedError) as caught:
        standstill.notify(
            flow.lead, flow.ref, lot="east", supplier="Elm Housing", means="electronic",
            sent_at=datetime(2014, 11, 18, 9, tzinfo=UTC), letter=b"Dear",
        )  # fmt: skip
    assert codes(caught) == {"letter-before-approval"}


def test_an_unknown_lot_or_bidder_lists_the_known_ones(flow):
    prices_opened(flow)
    with pytest.raises(BadInputError) as caught:
        recommended(flow, "north", "Elm Housing")
    assert caught.value.findings[0].facts["known"] == ("east", "west")
    with pytest.raises(BadInputError) as caught:
        recommended(flow, "east", "Nobody")
    assert caught.value.findings[0].facts["known"] == ("Elm Housing", "Medway Refuge")


def test_a_dry_run_leaves_nothing_behind(flow):
    prices_opened(flow)
    with flow.lead.reading(flow.ref) as reading:
        before = reading.rows.of("decision")
    award.recommend(
        flow.lead, flow.ref, lot="east", supplier="Elm Housing", reasons="First.", dry_run=True
    )
    with flow.lead.reading(flow.ref) as reading:
        assert reading.rows.of("decision") == before


def test_an_approval_is_recorded_only_in_the_stage_for_it(demo_record):
    office = open_office(demo_record.url, actor="e.ryde", now=datetime(2026, 12, 1, tzinfo=UTC))
    with office as here, pytest.raises(RefusedError) as caught:
        award.approve(
            here, "kent-da", lot="east_kent", body="Cabinet", maker="E. Ryde",
            dated=date(2014, 12, 3), minute="1",
        )  # fmt: skip
    assert "decided-in-another-stage" in codes(caught)

"""Gates about the award, each with what it says when unmet."""

from dataclasses import replace
from datetime import date

from procedure_facts import GOOD, LOT, ask, at, codes, decision, spoiled, tender

from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.facts import CheckFact, LotFact, StandstillFact

WEST = LotFact("lot-west", "west", "West Kent", "open")
RECOMMENDED, APPROVED = GOOD.decisions


def decided(*decisions):
    return spoiled(decisions=tuple(decisions))


def test_the_report_must_be_made():
    (finding,) = ask("report_made", spoiled(reports=()))
    assert (finding.code, finding.hint) == ("report-missing", Hint("report.evaluation"))


def test_each_open_lot_needs_a_recommendation():
    (finding,) = ask("recommended_per_lot", spoiled(lots=(LOT, WEST)))
    assert finding.code == "lot-not-recommended"
    assert finding.hint == Hint("award.recommend", {"lot": "west"})


def test_a_proposal_of_no_award_is_a_recommendation_too():
    assert ask("recommended_per_lot", decided(decision("no_award", None))) == []


def test_a_withdrawn_lot_and_a_withdrawn_decision_do_not_count():
    gone = replace(WEST, outcome="withdrawn")
    assert ask("recommended_per_lot", spoiled(lots=(LOT, gone))) == []
    undone = replace(RECOMMENDED, status="withdrawn")
    assert codes(ask("recommended_per_lot", decided(undone))) == ["lot-not-recommended"]


def test_the_winner_is_checked_and_accepted():
    assert codes(ask("winner_checked", spoiled(checks=()))) == ["winner-not-checked"]
    rejected = (*GOOD.checks, CheckFact("winner", "lot-east", "t-Beacon", "rejected"))
    assert codes(ask("winner_checked", spoiled(checks=rejected))) == ["winner-not-accepted"]


def test_nobody_is_checked_where_nobody_is_recommended():
    none = replace(decided(decision("no_award", None)), checks=())
    assert ask("winner_checked", none) == []
    assert ask("low_prices_checked", none) == []


def test_the_recommended_price_is_checked_for_being_too_low():
    assert codes(ask("low_prices_checked", spoiled(checks=()))) == ["low-price-not-checked"]
    for outcome, code in (("flagged", "low-price-undecided"), ("rejected", "low-price-rejected")):
        check = CheckFact("low_price", "lot-east", "t-Beacon", outcome)
        assert codes(ask("low_prices_checked", spoiled(checks=(check,)))) == [code]


def test_a_flagged_price_of_another_bidder_must_be_decided():
    flagged = CheckFact("low_price", "lot-east", "t-Elm Housing", "flagged")
    (finding,) = ask("low_prices_checked", spoiled(checks=(*GOOD.checks, flagged)))
    assert (finding.code, finding.facts["supplier"]) == ("low-price-undecided", "Elm Housing")
    answered = replace(flagged, outcome="rejected")
    assert ask("low_prices_checked", spoiled(checks=(*GOOD.checks, flagged, answered))) == []


def test_each_open_lot_needs_its_approval():
    assert codes(ask("approved_per_lot", decided(RECOMMENDED))) == ["lot-not-approved"]
    assert codes(ask("approved_per_lot", decided())) == ["lot-not-recommended"]


def test_approval_of_another_bidder_than_recommended_is_none():
    other = replace(APPROVED, supplier="Elm Housing")
    assert codes(ask("approved_per_lot", decided(RECOMMENDED, other))) == ["approval-differs"]


def test_who_recommends_does_not_approve():
    same = replace(APPROVED, maker=RECOMMENDED.maker)
    assert codes(ask("approved_per_lot", decided(RECOMMENDED, same))) == ["approved-by-recommender"]


def test_each_bidder_is_told_after_the_approval():
    told = GOOD.notifications[0]
    (finding,) = ask("bidders_notified", spoiled(notifications=(told,)))
    assert (finding.code, finding.facts["supplier"]) == ("bidder-not-notified", "Elm Housing")
    early = replace(GOOD.notifications[1], sent_at=at("2014-11-09 23:00"))
    assert codes(ask("bidders_notified", spoiled(notifications=(told, early)))) == [
        "bidder-not-notified"
    ]


def test_a_bidder_for_another_lot_is_not_told_about_this_one():
    other = (*GOOD.tenders, tender("Cedar", lots=("lot-west",)))
    assert ask("bidders_notified", spoiled(tenders=other)) == []


def test_the_standstill_runs_to_its_last_midnight():
    # In November London has UTC: the 24th ends at 24:00.
    (finding,) = ask("standstill_ended", spoiled(now=at("2014-11-24 23:59")))
    assert (finding.code, finding.facts["ends_on"]) == ("standstill-running", date(2014, 11, 24))
    assert ask("standstill_ended", spoiled(now=at("2014-11-25 00:00"))) == []


def test_midnight_is_londons_in_summer():
    summer = StandstillFact("lot-east", "dec-approval", date(2014, 7, 1), date(2014, 7, 10))
    before = spoiled(standstills=(summer,), now=at("2014-07-10 22:59"))
    after = spoiled(standstills=(summer,), now=at("2014-07-10 23:00"))
    assert codes(ask("standstill_ended", before)) == ["standstill-running"]
    assert ask("standstill_ended", after) == []


def test_without_a_standstill_nothing_has_ended():
    assert codes(ask("standstill_ended", spoiled(standstills=()))) == ["standstill-not-begun"]


def test_an_approval_taken_anew_needs_its_own_standstill():
    anew = replace(APPROVED, id="dec-approval-2")
    assert codes(ask("standstill_ended", decided(RECOMMENDED, APPROVED, anew))) == [
        "standstill-not-begun"
    ]


def test_nobody_waits_for_a_lot_without_award():
    none = decided(decision("no_award", None), decision("approval", None))
    assert ask("standstill_ended", replace(none, standstills=())) == []


def test_the_day_on_which_call_in_ends_still_belongs_to_it():
    (finding,) = ask("call_in_ended", spoiled(now=at("2014-11-18 20:00")))
    assert (finding.code, finding.facts["ends_on"]) == ("call-in-running", date(2014, 11, 18))
    assert ask("call_in_ended", spoiled(now=at("2014-11-19 00:00"))) == []


def test_a_key_decision_must_say_when_its_call_in_ends():
    unknown = replace(APPROVED, call_in_ends=None)
    assert codes(ask("call_in_ended", decided(unknown))) == ["call-in-end-unknown"]
    ordinary = replace(unknown, key_decision=False)
    assert ask("call_in_ended", decided(ordinary)) == []


def test_every_lot_has_its_outcome_before_the_end():
    west = replace(WEST, outcome="not_awarded")
    (finding,) = ask("lots_settled", spoiled(lots=(LOT, west)))
    assert (finding.code, finding.facts["lot"]) == ("lot-open", "East Kent")


def test_a_letter_of_the_very_day_of_the_approval_counts():
    sent = tuple(replace(told, sent_at=at("2014-11-10 17:00")) for told in GOOD.notifications)
    assert ask("bidders_notified", spoiled(notifications=sent)) == []


def test_going_on_without_a_contract_is_for_lots_that_nobody_gets():
    (finding,) = ask("nothing_to_award", decided(RECOMMENDED, APPROVED))
    assert (finding.code, finding.facts["supplier"]) == ("lot-to-be-awarded", "Beacon")
    assert ask("nothing_to_award", decided(decision("approval", None))) == []

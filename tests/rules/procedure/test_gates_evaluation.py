"""Gates about marking and moderation, each with what it says when unmet."""

from dataclasses import replace

import pytest
from procedure_facts import QUESTION, ROUND, ask, codes, spoiled, tender

from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.facts import PriceFact, QueryFact
from tender_flow.rules.procedure.facts_shortlists import StageFact


def with_round(**changes):
    return spoiled(rounds=(replace(ROUND, **changes),))


@pytest.mark.parametrize(
    "name", ["all_marks_in", "items_agreed", "meetings_closed", "slips_signed", "quality_locked"]
)
def test_no_gate_about_rounds_is_met_before_a_round_has_begun(name):
    assert codes(ask(name, spoiled(rounds=()))) == ["no-round-begun"]


def test_each_member_who_owes_marks_is_named_with_how_many():
    (finding,) = ask("all_marks_in", with_round(missing_marks=(("m-Khan-evaluator", 3),)))
    assert finding.code == "marks-missing"
    assert (finding.facts["name"], finding.facts["count"]) == ("Khan", 3)


def test_an_interview_round_that_never_began_is_missing():
    interview = replace(QUESTION, id="q-5", round="interview")
    (finding,) = ask("all_marks_in", spoiled(questions=(QUESTION, interview)))
    assert (finding.code, finding.facts["round"]) == ("round-not-begun", "interview")


@pytest.mark.parametrize(
    ("status", "code", "deed"),
    [("open", "query-open", "query.answer"), ("answered", "query-not-closed", "query.close")],
)
def test_queries_are_resolved_before_the_evaluation_ends(status, code, deed):
    query = QueryFact("query-1", "3.1 Beacon", status, "t-Beacon", "q-31")
    (finding,) = ask("queries_closed", spoiled(queries=(query,)))
    assert finding.code == code
    assert finding.hint == Hint(deed, {"query": "query-1"})


def test_items_without_an_agreed_mark_are_counted():
    (finding,) = ask("items_agreed", with_round(agreed=6))
    assert (finding.code, finding.facts["missing"]) == ("items-not-agreed", 2)


def test_an_agreed_mark_needs_each_members_assent_or_dissent():
    assert codes(ask("items_agreed", with_round(without_assent=1))) == ["assent-missing"]


def test_the_meeting_must_be_closed():
    assert codes(ask("meetings_closed", with_round(meeting_closed_at=None))) == [
        "meeting-not-closed"
    ]


def test_each_member_signs_the_outcome():
    (finding,) = ask("slips_signed", with_round(unsigned=("m-Hill-evaluator",)))
    assert (finding.code, finding.facts["name"]) == ("slip-not-signed", "Hill")


def test_quality_is_locked_before_prices_count():
    assert codes(ask("quality_locked", with_round(locked_at=None))) == ["marks-not-locked"]


def test_each_stage_of_the_model_is_decided():
    open_ = StageFact("quality", "Written answers", decided=False)
    (finding,) = ask("shortlist_decided", spoiled(stages=(open_,)))
    assert finding.code == "shortlist-not-decided"
    assert finding.hint == Hint("bids.shortlist", {"stage": "quality"})


def test_a_model_without_stages_has_no_shortlist_to_decide():
    assert ask("shortlist_decided", spoiled(stages=())) == []


def test_a_sealed_price_of_a_bid_still_in_is_missing():
    sealed = PriceFact("b-1", "lot-east", "Beacon", "sealed")
    (finding,) = ask("prices_opened", spoiled(prices=(sealed,)))
    assert (finding.code, finding.facts["lot"]) == ("price-sealed", "East Kent")


@pytest.mark.parametrize("changes", [{"status": "excluded"}, {"failed": ("insurance",)}])
def test_the_price_of_a_bid_that_is_out_stays_sealed(changes):
    sealed = PriceFact("b-1", "lot-east", "Beacon", "sealed")
    out = spoiled(prices=(sealed,), tenders=(tender("Beacon", **changes),))
    assert ask("prices_opened", out) == []

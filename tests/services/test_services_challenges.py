"""Decisions challenged, withdrawn, taken anew; tenders marked again: each walked and told."""

from __future__ import annotations

from datetime import date

import pytest
from award_flow import (
    approved,
    moderated,
    prices_opened,
    recommended,
    told,
    until_quality_locked,
)
from panel_flow import without_scrypt

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.procedure.gates import GATES
from tender_flow.services import challenges, decisions, pauses, reevaluation, standstill
from tender_flow.services.facts import case_facts
from tender_flow.services.history import history
from tender_flow.services.marking import MarkingView
from tender_flow.services.verify import verify

BY = {"body": "Director of Commissioning", "maker": "M. Director", "minute": "14/0002"}


def by_bidder(login, question, supplier, lot):
    """Elm Housing is better than the others."""
    return 4 if supplier == "Elm Housing" else 3


@pytest.fixture
def flow(database_url, tmp_path):
    """East is approved and told on 19 November 2014; its standstill ends on 1 December."""
    flow = until_quality_locked(database_url, tmp_path, mark=by_bidder)
    flow.at("2014-11-19T10:00")
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    approved(flow, "east")
    for supplier in ("Elm Housing", "Medway Refuge"):
        told(flow, "east", supplier)
    return flow


def codes(caught) -> set[str]:
    return {finding.code for finding in caught.value.findings}


def claim(flow, **given):
    values = {
        "lot": "east",
        "challenger": "Medway",
        "bidder": True,
        "grounds": "A mark below the published scale.",
        "claim_on": date(2014, 11, 25),
        "notified_on": date(2014, 11, 26),
        **given,
    }
    return challenges.receive(flow.later(), flow.ref, **values)


def withdrawn(flow, **given):
    values = {
        "lot": "east",
        **BY,
        "dated": flow.lead.now().date(),
        "reason": "A mark was taken from the wrong tender.",
        "told": "All bidders by letter of the same day.",
        **given,
    }
    return decisions.withdraw(flow.later(), flow.ref, **values)


def ended(flow, number=1, **given):
    values = {
        "outcome": "dismissed",
        "ended_on": flow.lead.now().date(),
        "reason": "Judgment of the court.",
        **given,
    }
    return challenges.close(flow.later(), flow.ref, number, **values)


def said(flow):
    return [line.text for line in history(flow.lead, flow.ref)]


def test_a_claim_holds_the_contract_back_until_the_court_dismisses_it(flow, database_url):
    flow.at("2014-11-26T10:00")
    made = claim(flow)
    assert (made.challenger, made.suspends, made.notes) == ("Medway Refuge", True, ())
    assert made.basis.startswith("PCR 2006 reg 47G")
    flow.at("2014-12-10T10:00")
    with pytest.raises(RefusedError) as caught:
        standstill.conclude(flow.lead, flow.ref, lot="east")
    assert codes(caught) == {"decision-suspended"}
    assert ended(flow).suspends is False
    assert standstill.conclude(flow.later(), flow.ref, lot="east").outcome == "awarded"
    texts = said(flow)
    came = "A challenge to the decision on East came on 26 November 2014; "
    assert came + "the contract must wait: yes." in texts
    assert "The challenge to the decision on East ended: dismissed." in texts
    assert verify(database_url).exit_code == 0


def test_our_own_word_does_not_end_what_a_claim_suspended(flow):
    flow.at("2014-11-26T10:00")
    claim(flow)
    with flow.lead.reading(flow.ref) as reading:
        attacked = decisions.numbered(reading)[2]["id"]
    with pytest.raises(RefusedError) as caught:
        pauses.resume(
            flow.later(), flow.ref, scope="decision", subject=attacked, reason="We go on."
        )
    assert codes(caught) == {"suspended-by-challenge"}
    lifted = ended(flow, outcome="suspension_lifted", reason="Order of the court.")
    assert (lifted.suspends, lifted.outcome) == (False, "")
    flow.at("2014-12-10T10:00")
    assert standstill.conclude(flow.lead, flow.ref, lot="east").outcome == "awarded"
    assert ended(flow, outcome="damages").outcome == "damages"


def test_a_letter_is_recorded_and_holds_nothing_back(flow):
    flow.at("2014-11-26T10:00")
    made = claim(flow, claim_on=None, bidder=False, challenger="An association")
    assert (made.suspends, made.challenger) == (False, "An association")
    assert [note.code for note in made.notes] == ["challenge-without-claim"]


def test_a_challenge_to_a_withdrawn_decision_is_refused(flow):
    flow.at("2014-11-26T10:00")
    withdrawn(flow)
    with pytest.raises(RefusedError) as caught:
        claim(flow)
    assert codes(caught) == {"challenge-decision-gone"}
    assert challenges.list_challenges(flow.lead, flow.ref) == ()


def test_days_before_what_they_follow_are_refused_all_at_once(flow):
    flow.at("2014-11-26T10:00")
    with pytest.raises(RefusedError) as caught:
        claim(flow, notified_on=date(2014, 11, 18), grounds=" ")
    assert codes(caught) == {
        "challenge-before-decision", "claim-known-before-begun", "challenge-without-grounds",
    }  # fmt: skip
    claim(flow)
    with pytest.raises(RefusedError) as caught:
        ended(flow, ended_on=date(2014, 11, 20))
    assert codes(caught) == {"challenge-ended-before-it-came"}
    with pytest.raises(RefusedError) as caught:
        withdrawn(flow, dated=date(2014, 11, 18), told="")
    assert codes(caught) == {"withdrawal-before-decision", "withdrawal-not-told"}
    with pytest.raises(BadInputError) as bad:
        ended(flow, 7)
    assert codes(bad) == {"challenge-unknown"}


def test_a_suspension_ends_with_the_decision_and_the_new_one_has_its_own_standstill(
    flow, database_url
):
    flow.at("2014-11-26T10:00")
    claim(flow)
    withdrawn(flow)
    (attack,) = challenges.list_challenges(flow.lead, flow.ref)
    assert (attack.outcome, attack.suspends) == ("decision_withdrawn", False)
    approved(flow, "east", minute="14/0003")
    flow.at("2014-12-10T10:00")
    with pytest.raises(RefusedError) as caught:
        standstill.conclude(flow.lead, flow.ref, lot="east")
    assert codes(caught) == {"bidder-not-notified", "standstill-not-begun"}
    for supplier in ("Elm Housing", "Medway Refuge"):
        last = told(flow, "east", supplier)
    assert last.standstill.ends_on == date(2014, 12, 22)
    flow.at("2014-12-23T10:00")
    standstill.conclude(flow.lead, flow.ref, lot="east")
    states = [(one.kind, one.status) for one in decisions.list_decisions(flow.lead, flow.ref)]
    assert states == [
        ("recommendation", "taken"), ("approval", "withdrawn"), ("approval", "taken"),
        ("award", "taken"),
    ]  # fmt: skip
    went = "The decision on East was withdrawn by Director of Commissioning (approval)."
    assert went in said(flow)
    assert verify(database_url).exit_code == 0


def test_a_decision_that_the_court_sets_aside_stands_no_more(flow):
    flow.at("2014-11-26T10:00")
    claim(flow)
    ended(flow, outcome="set_aside")
    approval = decisions.list_decisions(flow.lead, flow.ref)[1]
    assert (approval.status, approval.withdrawn_reason) == ("withdrawn", "Judgment of the court.")
    with pytest.raises(RefusedError) as caught:
        standstill.conclude(flow.later(), flow.ref, lot="east")
    assert codes(caught) == {"lot-not-approved"}


def test_the_gate_back_to_the_decision_opens_once_it_is_withdrawn(flow):
    def missing():
        gate = GATES["decision_withdrawn"]
        with flow.lead.reading(flow.ref) as reading:
            return [one.code for one in gate.ask(case_facts(reading, gate.needs), {})]

    assert missing() == ["no-decision-withdrawn"]
    withdrawn(flow)
    assert missing() == []
    approved(flow, "east")
    assert missing() == ["no-decision-withdrawn"]


def again(flow, **given):
    values = {"reason": "A mark was wrong.", "approver": "Director of Commissioning"}
    values |= {"dated": flow.lead.now().date(), **given}
    return reevaluation.reevaluate(flow.later(), flow.ref, **values)


def test_tenders_are_marked_again_in_a_round_of_their_own(flow, database_url):
    with pytest.raises(RefusedError) as caught:
        again(flow, dated=date(2014, 12, 24))
    assert codes(caught) == {"reevaluation-decision-stands", "decision-in-the-future"}
    flow.at("2014-11-26T10:00")
    withdrawn(flow, kind="recommendation")
    done = again(flow, rounds=("written",))
    assert done.rounds == ("written:2",)
    assert [note.code for note in done.notes] == ["reevaluation-prices-known"]
    with pytest.raises(RefusedError) as caught:
        recommended(flow, "east", "Elm Housing")
    assert "mark-missing" in codes(caught)

    with without_scrypt():
        for login in flow.evaluators:
            flow.issue(login, reason="Marked again after a challenge",
                       closes_at=flow.lead.now().replace(month=12))  # fmt: skip
        flow.marks_in(lambda login, question, supplier, lot: 4 if supplier[0] == "M" else 3)
        moderated(flow)
        flow.slips_in(reason="Marked again after a challenge")
    with flow.lead.reading(flow.ref) as reading:
        view = MarkingView(reading)
        assert view.round("written")["name"] == "written:2"
        assert len(reading.of("round")) == 3  # the first one stays
    assert recommended(flow, "east", "Medway Refuge").supplier == "Medway Refuge"
    assert "It was decided on 26 November 2014 to mark again: written:2." in said(flow)
    assert verify(database_url).exit_code == 0

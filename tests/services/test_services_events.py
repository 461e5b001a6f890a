"""Events on the way, through the services: each recorded, refused where it can't be, told."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_file, filed
from panel_flow import a_panel_case, without_scrypt

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.procedure.gates import GATES
from tender_flow.services import (
    bids,
    conflicts,
    consortia,
    exclusions,
    irregularities,
    releases,
    visits,
)
from tender_flow.services.facts import case_facts
from tender_flow.services.history import history
from tender_flow.services.verify import verify

TODAY = date(2014, 9, 26)
WEIGHED = {
    "ask": "The papers foresee it.",
    "correct": "No rule says with what.",
    "ignore": "The total can't be compared.",
    "exclude": "Out of proportion to a slip.",
}


@pytest.fixture
def flow(database_url, tmp_path):
    with without_scrypt():
        flow = a_panel_case(database_url, tmp_path)
        flow.tenders_in()
        flow.opened()
    return flow


def codes(caught) -> set[str]:
    return {finding.code for finding in caught.value.findings}


def said(flow):
    return [line.text for line in history(flow.lead, flow.ref)]


def missing(flow, name):
    gate = GATES[name]
    with flow.lead.reading(flow.ref) as reading:
        return [finding.code for finding in gate.ask(case_facts(reading, gate.needs), {})]


# Irregularities


def found(flow, **given):
    values = {"what": "Year 2 is blank.", "obvious": True, "material": True}
    values |= {"told": "ITT, 3.4: blanks may be clarified.", "found_on": TODAY, **given}
    return irregularities.find(flow.later(), flow.ref, "Elm", **values)


def decided(flow, **given):
    values = {"decision": "ask", "weighed": WEIGHED, "effect": "None.", "reason": "Foreseen."}
    return irregularities.decide(flow.later(), flow.ref, 1, **{**values, **given})


def test_an_irregularity_is_found_weighed_and_decided_once(flow, database_url):
    assert missing(flow, "irregularities_decided") == []
    made = found(flow, lot="east")
    assert (made.number, made.supplier, made.lot, made.decision) == (1, "Elm Housing", "East", "")
    assert missing(flow, "irregularities_decided") == ["irregularity-undecided"]
    with pytest.raises(RefusedError) as caught:
        decided(flow, weighed={**WEIGHED, "ignore": " "}, effect="")
    assert codes(caught) == {"irregularity-option-not-weighed", "irregularity-without-effect"}
    done = decided(flow)
    assert (done.decision, done.weighed.count(":"), done.notes) == ("ask", 4, ())
    assert missing(flow, "irregularities_decided") == []
    with pytest.raises(RefusedError) as caught:
        decided(flow, decision="exclude")
    assert codes(caught) == {"irregularity-decided-already"}
    assert "An irregularity in the tender of Elm Housing was decided: ask." in said(flow)
    assert verify(database_url).exit_code == 0


def test_a_decision_that_keeps_a_bid_in_needs_a_second_person_with_a_role(flow):
    found(flow)
    with pytest.raises(RefusedError) as caught:
        decided(flow, fail_to_pass=True)
    assert codes(caught) == {"irregularity-needs-second"}
    with pytest.raises(RefusedError) as caught:
        decided(flow, fail_to_pass=True, second_approver="jo.lowe")
    assert codes(caught) == {"irregularity-second-is-decider"}
    with pytest.raises(RefusedError) as caught:
        decided(flow, fail_to_pass=True, second_approver="nia.notes")
    assert codes(caught) == {"irregularity-second-without-role"}
    done = decided(flow, fail_to_pass=True, second_approver="sam.chair")
    assert done.second_approver == "Sam Chair"


def test_to_correct_what_is_not_obvious_comes_with_a_warning(flow):
    found(flow, obvious=False)
    assert [one.code for one in decided(flow, decision="correct").notes] == [
        "irregularity-not-obvious"
    ]


def test_what_bidders_had_been_told_and_a_day_that_has_come_are_asked_for(flow):
    with pytest.raises(RefusedError) as caught:
        found(flow, told=" ", found_on=date(2014, 9, 30))
    assert codes(caught) == {"irregularity-without-told", "day-in-the-future"}
    assert irregularities.list_irregularities(flow.lead, flow.ref) == ()
    with pytest.raises(BadInputError):
        decided(flow)


# Site visits


def visited(flow, **given):
    values = {"site": "Refuge in Thanet", "held_on": TODAY, "present": "Jo Lowe", **given}
    return visits.record(flow.later(), flow.ref, "Elm Housing", **values)


def test_what_a_bidder_was_told_on_a_visit_goes_to_all_or_has_a_reason(flow):
    visited(flow)
    with pytest.raises(RefusedError) as caught:
        visited(flow, told="The lift is to be renewed.")
    assert codes(caught) == {"visit-not-shared"}
    visited(flow, told="The lift is to be renewed.", shared_on=TODAY)
    visited(flow, told="Where to park.", reason="It concerns the visit alone.")
    with pytest.raises(RefusedError) as caught:
        visited(flow, shared_on=date(2014, 9, 25), present="")
    assert codes(caught) == {"visit-shared-before-it", "visit-incomplete"}
    assert len(visits.list_visits(flow.lead, flow.ref)) == 3
    assert said(flow).count("A bidder visited Refuge in Thanet on 26 September 2014.") == 3


# Releases


def released(flow, supplier, **given):
    values = {"released_on": TODAY, "how": "By the portal", **given}
    return releases.record(flow.later(), flow.ref, supplier, **values)


def test_the_tupe_pack_is_the_same_for_every_bidder(flow, database_url):
    assert missing(flow, "released_alike") == []
    with pytest.raises(RefusedError) as caught:
        released(flow, "Elm Housing")
    assert codes(caught) == {"release-of-no-document"}
    filed(flow.later(), "tupe_information", title="TUPE pack")
    first = released(flow, "Elm Housing")
    assert [note.code for note in first.notes] == ["release-missing", "release-missing"]
    for name in ("Medway Refuge", "Safe Harbour", "A bidder who did not tender"):
        released(flow, name)
    assert missing(flow, "released_alike") == []
    path = a_file("tupe.txt", "The staff who would transfer, corrected.\n")
    filed(flow.later(), "tupe_information", title="TUPE pack, corrected", path=path)
    assert missing(flow, "released_alike") == ["release-of-another-version"] * 4
    for name in ("elm housing", "Medway Refuge", "Safe Harbour", "A bidder who did not tender"):
        released(flow, name)
    assert missing(flow, "released_alike") == []
    text = "A bidder was given the tupe information on 26 September 2014."
    assert said(flow).count(text) == 8
    assert verify(database_url).exit_code == 0


# Consortia


def changed(flow, what, partner, **given):
    values = {"dated": TODAY, "reason": "It can't staff the west.", "allowed_by": "ITT, 4.7"}
    return consortia.change(
        flow.later(), flow.ref, "Elm Housing", partner=partner, what=what, **{**values, **given}
    )


def test_a_changed_consortium_is_checked_again_with_its_new_member(flow, database_url):
    assert missing(flow, "consortium_rechecked") == []
    assert changed(flow, "joins", "Swale Homes").partners == ("Thanet Homes", "Swale Homes")
    assert changed(flow, "leaves", "thanet homes").partners == ("Swale Homes",)
    (elm,) = [one for one in bids.list_bids(flow.lead, flow.ref).tenders if one.partners]
    assert elm.partners == ("Swale Homes",)
    assert missing(flow, "consortium_rechecked") == [
        "partner-not-checked",
        "partner-conflicts-not-reviewed",
        "partner-requirements-not-checked",
        "partner-requirements-not-checked",
    ]
    flow.later()
    flow.requirements_passed()
    review = {"dated": TODAY, "found": "None.", "perceived": "None.", "steps": "None."}
    conflicts.assess(flow.later(), flow.ref, **review)
    assert missing(flow, "consortium_rechecked") == ["partner-not-checked"]
    exclusions.record(
        flow.later(), flow.ref, "Elm Housing", subject="Swale Homes", outcome="clear",
        relation="associated_person", debarment_on=TODAY,
    )  # fmt: skip
    assert missing(flow, "consortium_rechecked") == []
    texts = said(flow)
    begin = "The consortium of Elm Housing changed on 26 September 2014: a member "
    assert [text for text in texts if text.startswith(begin)] == [
        begin + "joins.", begin + "leaves.",
    ]  # fmt: skip
    assert verify(database_url).exit_code == 0


def test_who_left_is_not_asked_about_exclusion_any_more(flow):
    def subjects():
        gate = GATES["exclusions_checked"]
        with flow.lead.reading(flow.ref) as reading:
            return [one.subject for one in case_facts(reading, gate.needs).exclusions or ()]

    assert "Thanet Homes" in subjects()
    changed(flow, "leaves", "Thanet Homes")
    assert "Thanet Homes" not in subjects()


def test_a_change_that_cannot_be_is_refused_with_all_its_reasons(flow):
    with pytest.raises(RefusedError) as caught:
        changed(flow, "joins", "Thanet Homes", dated=date(2014, 9, 25), reason="", allowed_by="")
    assert codes(caught) == {
        "partner-there-already", "partner-change-before-tender", "reason-missing",
        "partner-change-without-rule",
    }  # fmt: skip
    with pytest.raises(RefusedError) as caught:
        changed(flow, "leaves", "Nobody")
    assert codes(caught) == {"partner-not-there"}
    bids.withdraw(flow.later(), flow.ref, "Elm Housing", reason="It wrote so.")
    with pytest.raises(RefusedError) as caught:
        changed(flow, "leaves", "Thanet Homes")
    assert codes(caught) == {"tender-out-already"}

"""Checks for exclusion grounds, recorded through the services on tenders that came in."""

from datetime import date
from pathlib import Path

import pytest
from builders import REF, a_small_procurement, an_office, codes
from panel_flow import a_panel_case, without_scrypt

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.procedure.gates import GATES
from tender_flow.services import bids, exclusions, notices, overview
from tender_flow.services.facts import case_facts
from tender_flow.services.verify import verify

LOOKED = date(2014, 9, 26)
GROUND = {"ground": "insolvency", "reason": "A winding-up petition was read in the Gazette."}


@pytest.fixture
def flow(database_url, tmp_path):
    with without_scrypt():
        flow = a_panel_case(database_url, tmp_path)
        flow.tenders_in()
        flow.opened()
    return flow


def missing(flow):
    gate = GATES["exclusions_checked"]
    with flow.lead.reading(flow.ref) as reading:
        facts = case_facts(reading, gate.needs)
    return [(finding.code, finding.facts["subject"]) for finding in gate.ask(facts, {})]


def check(flow, supplier, outcome="clear", **given):
    return exclusions.record(
        flow.later(), flow.ref, supplier, outcome=outcome, debarment_on=LOOKED, **given
    )


def test_a_partner_is_checked_like_its_bidder(flow):
    everybody = ["Elm Housing", "Thanet Homes", "Medway Refuge", "Safe Harbour"]
    assert missing(flow) == [("exclusion-not-checked", name) for name in everybody]
    check(flow, "Elm Housing")
    check(flow, "Elm Housing", subject="thanet  homes", relation="associated_person")
    check(flow, "Medway Refuge")
    assert missing(flow) == [("exclusion-not-checked", "Safe Harbour")]


def test_a_ground_is_raised_heard_and_carried_out(flow, database_url):
    for name in ("Elm Housing", "Medway Refuge"):
        check(flow, name)
    check(flow, "Elm Housing", subject="Thanet Homes", relation="associated_person")
    with pytest.raises(RefusedError) as caught:
        check(flow, "Safe Harbour", "excluded", heard_on=LOOKED, **GROUND)
    assert codes(caught) == ["exclusion-not-raised"]

    check(flow, "Safe Harbour", "raised", **GROUND)
    assert missing(flow) == [("exclusion-undecided", "Safe Harbour")]
    with pytest.raises(RefusedError) as unheard:
        check(flow, "Safe Harbour", "excluded", ground="insolvency")
    assert codes(unheard) == ["exclusion-not-heard", "exclusion-without-reason"]

    done = check(flow, "Safe Harbour", "excluded", heard_on=LOOKED, **GROUND)
    assert (done.mandatory, done.source) == (False, "Procurement Act 2023 Schedule 7")
    assert missing(flow) == [("exclusion-not-carried-out", "Safe Harbour")]
    bids.exclude(flow.later(), flow.ref, "Safe Harbour", reason="Insolvency, heard")
    assert missing(flow) == []
    assert verify(database_url, flow.ref).exit_code == 0


def test_what_is_not_known_is_said_at_once_and_nothing_is_kept(flow):
    with pytest.raises(BadInputError) as caught:
        check(flow, "Elm Housing", "maybe", ground="colour")
    assert codes(caught) == ["exclusion-outcome-unknown", "exclusion-ground-unknown"]
    with pytest.raises(RefusedError) as future:
        exclusions.record(
            flow.later(), flow.ref, "Elm Housing", outcome="clear", debarment_on=date(2030, 1, 1)
        )
    assert codes(future) == ["day-in-the-future"]
    assert exclusions.list_checks(flow.lead, flow.ref) == ()


def test_where_nobody_tenders_the_supplier_is_whoever_is_named(sqlite_url):
    office = an_office(sqlite_url)
    a_small_procurement(office)
    exclusions.record(office, REF, "Elm Housing", outcome="clear", debarment_on=date(2014, 6, 2))
    with office.reading(REF) as reading:
        (fact,) = case_facts(reading, ("exclusions",)).exclusions
    assert (fact.supplier, fact.subject, fact.outcome) == ("Elm Housing", "Elm Housing", "clear")


def test_an_exclusion_is_notified_within_thirty_days_pa_2023_s_59(sqlite_url):
    office = an_office(sqlite_url)
    a_small_procurement(office, workflow=str(Path(__file__).with_name("pack_workflow.yaml")))
    day = date(2014, 6, 2)
    for outcome in ("raised", "excluded"):
        exclusions.record(
            office, REF, "Safe Harbour", outcome=outcome, debarment_on=day, heard_on=day, **GROUND
        )
    (owed,) = overview.show(office, REF).notices
    assert (owed.kind, owed.due_on) == ("exclusion_notice", date(2014, 7, 1))  # that day counted
    assert "to be confirmed" in owed.source
    notices.notice_published(office, REF, kind=owed.kind, on=day, reference="Letter 1")
    (met,) = overview.show(office, REF).notices
    assert met.published_on == day

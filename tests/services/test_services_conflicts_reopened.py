"""A panel member's declaration reopens the conflicts assessment; no conflict doesn't."""

from datetime import date

import pytest
from panel_flow import a_panel_case, without_scrypt

from tender_flow.rules.procedure.gates import GATES
from tender_flow.services import conflicts
from tender_flow.services.facts import case_facts

TEXTS = {"found": "See the returns.", "perceived": "None.", "steps": "She marks no such bid."}
CONFLICT = {"Elm Housing": ("may", "My sister has worked for them as a manager since last spring.")}


@pytest.fixture
def flow(database_url, tmp_path):
    with without_scrypt():
        flow = a_panel_case(database_url, tmp_path)
        conflicts.assess(flow.later(), flow.ref, dated=date(2014, 5, 30), **TEXTS)
        flow.tenders_in()
        flow.opened()
        yield flow


def reopened_by(flow):
    gate = GATES["conflicts_assessed"]
    with flow.lead.reading(flow.ref) as reading:
        found = gate.ask(case_facts(reading, gate.needs), {"confirmed_in": ""})
    return [(finding.code, finding.facts["name"]) for finding in found]


def test_a_declared_conflict_reopens_the_assessment_until_it_is_reviewed(flow):
    for login, said in (("carys.evans", CONFLICT), ("ben.okafor", None)):
        flow.invite(login)
        flow.declare(login, conflicts=said)
    assert reopened_by(flow) == [("conflicts-not-reviewed", "Carys Evans")]

    office = flow.later()
    conflicts.review(office, flow.ref, dated=date(2014, 9, 25), **TEXTS)
    assert reopened_by(flow) == [("conflicts-not-reviewed", "Carys Evans")]  # of an earlier day
    conflicts.review(office, flow.ref, dated=office.now().date(), **TEXTS)
    assert reopened_by(flow) == []


def test_a_changed_word_reopens_it_again(flow):
    flow.invite("carys.evans")
    flow.declare("carys.evans", conflicts=CONFLICT)
    office = flow.later()
    conflicts.review(office, flow.ref, dated=office.now().date(), **TEXTS)
    flow.invite("carys.evans", reason="Declare again.")
    flow.declare("carys.evans")
    assert reopened_by(flow) == [("conflicts-not-reviewed", "Carys Evans")]

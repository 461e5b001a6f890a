"""Gates about what happened on the way: each speaks for what is missing."""

from dataclasses import replace
from datetime import date

from procedure_facts import GOOD, ask

from tender_flow.rules.procedure.facts_events import (
    IrregularityFact,
    PartnerChangeFact,
    ReleaseFact,
)


def codes(name, **parts):
    return [finding.code for finding in ask(name, replace(GOOD, **parts))]


def test_an_irregularity_that_nobody_decided_holds_the_evaluation_up():
    found = (IrregularityFact(1, "Beacon", True), IrregularityFact(2, "Elm Housing", False))
    assert codes("irregularities_decided", irregularities=found) == ["irregularity-undecided"]
    assert codes("irregularities_decided", irregularities=()) == []


def test_every_bidder_has_the_same_version_of_what_was_released():
    day = date(2014, 8, 4)
    given = (
        ReleaseFact("tupe_information", "Beacon", "doc-1", "doc-2", day),
        ReleaseFact("tupe_information", "Elm Housing", "", "doc-2", None),
        ReleaseFact("floor_plans", "Elm Housing", "doc-3", "doc-4", day),
    )
    assert codes("released_alike", releases=given) == [
        "release-of-another-version",
        "release-missing",
    ]
    assert codes("released_alike", releases=()) == []


def test_a_changed_consortium_is_looked_at_again():
    joins = PartnerChangeFact("Elm Housing", "Swale Homes", True, False, False, False)
    assert codes("consortium_rechecked", partner_changes=(joins,)) == [
        "partner-not-checked",
        "partner-conflicts-not-reviewed",
        "partner-requirements-not-checked",
    ]
    leaves = replace(joins, joins=False)
    assert codes("consortium_rechecked", partner_changes=(leaves,)) == [
        "partner-requirements-not-checked"
    ]


def test_only_a_withdrawn_approval_lets_the_case_go_back_to_decide_anew():
    assert codes("decision_withdrawn") == ["no-decision-withdrawn"]
    gone = tuple(replace(one, status="replaced") for one in GOOD.decisions)
    assert codes("decision_withdrawn", decisions=gone) == ["no-decision-withdrawn"]

"""Gates of decisions by bodies and officers, each with what it says when unmet."""

from datetime import date

from procedure_facts import ask, codes, matter, spoiled

from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.decisions import Way
from tender_flow.rules.procedure.facts_governance import ApprovalFact

TAKEN = date(2014, 11, 10)
OPEN_UNTIL_MARCH = (
    Way("ordinary", (), date(2015, 3, 7)),
    Way("general_exception", (), date(2014, 11, 28)),
    Way("special_urgency", ("special_urgency_agreement", "special_urgency_reasons"), None),
)


def still_open(**changes: object):
    return spoiled(matters=(matter(approval=None, ways=OPEN_UNTIL_MARCH, **changes),))


def test_a_key_decision_waits_for_the_first_day_of_its_way():
    (finding,) = ask("decision_may_be_taken", still_open())
    assert finding.code == "decision-before-notice-ends"
    assert finding.facts["ready_on"] == date(2015, 3, 7)
    assert ask("decision_may_be_taken", still_open(), route="general_exception") == []


def test_what_a_way_lacks_is_named_with_the_deed_that_meets_it():
    first, second = ask("decision_may_be_taken", still_open(), route="special_urgency")
    assert first.hint == Hint("decision.notice", {"kind": "special_urgency_agreement"})
    assert second.facts["what"] == "special urgency reasons"


def test_a_key_decision_can_t_be_taken_as_if_it_were_none():
    assert codes(ask("decision_may_be_taken", still_open(), route="not_key")) == ["matter-is-key"]
    assert ask("decision_may_be_taken", still_open(key=False), route="not_key") == []


def test_only_decisions_of_the_executive_need_notice():
    assert ask("decision_may_be_taken", still_open(executive=False)) == []


def test_nothing_entered_is_nothing_decided():
    assert codes(ask("decision_may_be_taken", spoiled(matters=()))) == ["matter-missing"]
    assert codes(ask("matters_decided", spoiled(matters=()))) == ["matter-missing"]


def test_each_matter_has_to_be_decided():
    (finding,) = ask("matters_decided", still_open())
    assert (finding.code, finding.hint) == ("matter-undecided", Hint("decision.take"))


def test_a_decision_has_no_effect_before_its_call_in_is_over():
    later = matter(approval=ApprovalFact(TAKEN, date(2014, 11, 29)))
    (finding,) = ask("decisions_in_force", spoiled(matters=(later,)))
    assert (finding.code, finding.facts["ready_on"]) == (
        "decision-not-in-force",
        date(2014, 11, 29),
    )


def test_a_decision_that_was_called_in_has_no_effect_until_that_is_settled():
    called = matter(approval=ApprovalFact(TAKEN, None))
    (finding,) = ask("decisions_in_force", spoiled(matters=(called,)))
    assert (finding.code, finding.hint) == ("decision-called-in", Hint("decision.settle"))


def test_a_budget_that_was_entered_has_to_be_approved_and_in_force():
    open_budget = matter(kind="budget", approval=None)
    assert codes(ask("budget_approved", spoiled(matters=(open_budget,)))) == ["matter-undecided"]
    called = matter(kind="budget", approval=ApprovalFact(TAKEN, None))
    assert codes(ask("budget_approved", spoiled(matters=(called,)))) == ["decision-called-in"]
    assert ask("budget_approved", spoiled(matters=(matter(approval=None),))) == []


def test_an_approved_waiver_stands_in_the_register():
    (finding,) = ask("waivers_registered", spoiled(matters=(matter(3, registered=False),)))
    assert (finding.code, finding.hint) == (
        "waiver-not-registered",
        Hint("waiver.record", {"matter": "3"}),
    )

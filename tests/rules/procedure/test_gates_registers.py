"""Gates of the registers, each with what it says when unmet."""

from datetime import date

from procedure_facts import ask, codes, spoiled

from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.facts_registers import CommunicationFact, LessonFact, RiskFact
from tender_flow.rules.procedure.gates import GATES


def test_a_review_is_overdue_from_the_day_after_its_day():
    due = RiskFact(3, date(2014, 11, 27), False)
    (finding,) = ask("risks_reviewed", spoiled(risks=(due,)))
    assert (finding.code, finding.facts["number"]) == ("risk-review-overdue", 3)
    assert finding.hint == Hint("risk.review", {"risk": "3"})
    assert ask("risks_reviewed", spoiled(risks=(RiskFact(3, date(2014, 11, 28), False),))) == []


def test_a_closed_risk_needs_no_review_but_counts():
    assert ask("risks_reviewed", spoiled(risks=(RiskFact(1, date(2014, 1, 1), True),))) == []


def test_a_register_without_a_risk_is_none_unless_the_workflow_allows_it():
    (finding,) = ask("risks_reviewed", spoiled(risks=()))
    assert (finding.code, finding.facts["least"]) == ("risks-too-few", 1)
    assert GATES["risks_reviewed"].ask(spoiled(risks=()), {"least": "0"}) == []


def test_a_communication_strategy_is_developed_and_implemented_hia_6_1():
    assert codes(ask("communication_planned", spoiled(communications=()))) == [
        "communications-too-few"
    ]
    unsent = CommunicationFact(2, date(2014, 11, 27), None)
    (finding,) = ask("communication_planned", spoiled(communications=(unsent,)))
    assert (finding.code, finding.facts["due_on"]) == (
        "communication-not-sent",
        date(2014, 11, 27),
    )
    assert finding.hint == Hint("communication.sent", {"communication": "2"})


def test_future_commissioning_reflects_the_lessons_learnt_hia_recommendation_1():
    left = LessonFact("kent-da.1", "The room has a projector.", met=False, answered=False)
    (finding,) = ask("lessons_answered", spoiled(lessons=(left,)))
    assert (finding.code, finding.facts["lesson"]) == ("lesson-open", "kent-da.1")
    assert finding.hint == Hint("lesson.answer", {"lesson": "kent-da.1"})
    assert ask("lessons_answered", spoiled(lessons=())) == []

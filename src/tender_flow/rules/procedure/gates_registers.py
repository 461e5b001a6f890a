"""Gates for the registers: risks under review, communication carried out, lessons taken up."""

from __future__ import annotations

from collections.abc import Mapping

from tender_flow.rules.findings import Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import CaseFacts
from tender_flow.rules.procedure.gate import Parameter, gate, part


@gate(needs=("risks",), parameters=(Parameter("least", "integer", default="1"),))
def risks_reviewed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The register has at least so many risks, and no open one's review is overdue.

    Kept up "throughout the project" (Kent, 2 April 2014), reviewed all the time (Leeds, February
    2015, 4.6.3).
    """
    risks, least, today = part(facts.risks), int(params["least"]), local_day(facts.now)
    few = Finding("risks-too-few", {"count": len(risks), "least": least}, hint=Hint("risk.add"))
    return ([few] if len(risks) < least else []) + [
        Finding(
            "risk-review-overdue",
            {"number": risk.number, "review_on": risk.review_on},
            hint=Hint("risk.review", {"risk": str(risk.number)}),
        )
        for risk in risks
        if not risk.closed and risk.review_on < today
    ]


@gate(needs=("communications",), parameters=(Parameter("least", "integer", default="1"),))
def communication_planned(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The communication plan has at least so many messages, and what was due has gone out.

    "Develop and implement a communication strategy": Kent's review of the HIA tender, 28 January
    2014, 6(1).
    """
    plan, least, today = part(facts.communications), int(params["least"]), local_day(facts.now)
    about = {"count": len(plan), "least": least}
    few = Finding("communications-too-few", about, hint=Hint("communication.plan"))
    return ([few] if len(plan) < least else []) + [
        Finding(
            "communication-not-sent",
            {"number": message.number, "due_on": message.due_on},
            hint=Hint("communication.sent", {"communication": str(message.number)}),
        )
        for message in plan
        if message.sent_on is None and message.due_on < today
    ]


@gate(needs=("lessons",))
def lessons_answered(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each lesson learnt that binds the procurement is met by a gate, or answered in words.

    "Ensure future commissioning reflects the 'Lessons Learnt'": Kent's review of the HIA tender,
    28 January 2014, recommendation 1.
    """
    return [
        Finding(
            "lesson-open",
            {"lesson": lesson.code, "text": lesson.text},
            hint=Hint("lesson.answer", {"lesson": lesson.code}),
        )
        for lesson in part(facts.lessons)
        if not (lesson.met or lesson.answered)
    ]

"""The gate for least periods: have suppliers the days that the law gives them?

Which days these are is data by date (`definitions/law/periods.yaml`). What shortens them is read
from the record: urgency from the paper that states it, an agreed period from the paper in which
all suppliers agreed, a planned notice from the notice itself, if it was out long enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import CaseFacts
from tender_flow.rules.procedure.facts_course import PeriodLawFact
from tender_flow.rules.procedure.gate import Parameter, gate, listed, part
from tender_flow.rules.procedure.gates_publication import published
from tender_flow.rules.procedure.law.periods import (
    PERIOD_CIRCUMSTANCES,
    PROCEDURES,
    STEPS,
    PeriodAnswer,
    count_period,
    minimum_period,
    qualifying_notice,
)

NATION = "england"
PAPERS = {"state_of_urgency": "urgency", "agreed_tender_period": "negotiated"}
"""Papers on file that say that something is so."""

PLANNED = ("planned_procurement_notice", "prior_information_notice")
"""Notices that shorten the time for tenders if they were out long enough, and not too long."""

_PARAMETERS = (
    Parameter("step", "choice", choices=STEPS),
    Parameter("start", "identifier"),
    Parameter("until", "choice", default="deadline", choices=("deadline", "move")),
    Parameter("procedure", "choice", default="", choices=("", *PROCEDURES)),
    Parameter("so", "identifiers", default="", choices=("", *PERIOD_CIRCUMSTANCES)),
)


@gate(needs=("documents", "published", "period_law"), parameters=_PARAMETERS)
def minimum_period_kept(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Suppliers have at least the days that the law gives them.

    They count from the notice that `start` names, or from the move itself (`move`), until the
    hour at which tenders close, or until the move.
    """
    start = _start(facts, params["start"])
    closing = local_day(facts.now) if params["until"] == "move" else _deadline(facts)
    if start is None or closing is None:
        return []  # the notice and the deadline have conditions of their own
    (law,) = part(facts.period_law)
    answer = _answer(facts, law, params, start)
    if answer.rule is None:
        return list(answer.findings)
    period = count_period(answer.rule, start, law.holidays)
    if period is None or closing >= period.ends_on:
        return []
    about: dict[str, Fact] = {"step": params["step"], "days": answer.days, "start": start}
    about |= {"ends_on": period.ends_on, "closing": closing}
    code = "period-not-over" if params["until"] == "move" else "period-too-short"
    hint = Hint("procurement.deadline") if params["until"] == "deadline" else None
    return [Finding(code, about, source=answer.rule.terms.source, hint=hint)]


def _start(facts: CaseFacts, name: str) -> date | None:
    if name == "move":
        return local_day(facts.now)
    return min((one.first_published_on for one in published(facts, name)), default=None)


def _deadline(facts: CaseFacts) -> date | None:
    return local_day(facts.case.deadline_at) if facts.case.deadline_at is not None else None


def _answer(
    facts: CaseFacts, law: PeriodLawFact, params: Mapping[str, str], start: date
) -> PeriodAnswer:
    return minimum_period(
        law.periods,
        regime=facts.case.regime,
        step=params["step"],
        begun=local_day(facts.case.created_at),
        nation=NATION,
        procedure=params["procedure"],
        so=frozenset(listed(params["so"])) & set(PERIOD_CIRCUMSTANCES)
        | _claimed(facts, law, start),
    )


def _claimed(facts: CaseFacts, law: PeriodLawFact, start: date) -> set[str]:
    """What the record says is so."""
    claimed = {PAPERS[one.kind] for one in part(facts.documents) if one.kind in PAPERS}
    for kind in PLANNED:
        for notice in published(facts, kind):
            against = qualifying_notice(
                law.planned_notices,
                regime=facts.case.regime,
                nation=NATION,
                published_on=notice.first_published_on,
                tender_notice_on=start,
            )
            claimed |= set() if any(one.stops for one in against) else {"planned_notice"}
    return claimed

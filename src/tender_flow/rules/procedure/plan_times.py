"""A plan's dates against each other, the bank holidays and the least periods of the procedure.

Each check is one function over the rows of all baselines. A problem can't work as it is planned;
a warning should be looked at; a note is there to be told. Nothing here changes the plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tender_flow.rules.findings import Fact, Finding, Hint, Severity
from tender_flow.rules.procedure.calendar import is_working_day, working_days
from tender_flow.rules.procedure.facts import DelayFact
from tender_flow.rules.procedure.facts_course import PeriodLawFact
from tender_flow.rules.procedure.least_calendar import LeastStage, least_calendar
from tender_flow.rules.procedure.plan import slip
from tender_flow.rules.procedure.plan_facts import (
    BaselineFact,
    DecisionTerms,
    PlannedRow,
    newest,
)
from tender_flow.rules.procedure.workflow import Workflow

CROWDED = 3
"""So many stages in one month are looked at together."""

_ONE_DAY = timedelta(days=1)
_INVITES = ("invite", "publish", "advertise", "open_participation")
"""How the ids of stages begin that ask the market, in the workflows that are shipped."""
LATER_WITH_REASON = "Review of the HIA tender, 28 January 2014, 6(1), lesson 11"


def days_off(
    rows: Sequence[PlannedRow], baselines: Mapping[int, BaselineFact], holidays: Mapping[date, str]
) -> list[Finding]:
    """Tasks that are planned for a bank holiday, by its name, or for a weekend."""
    found = []
    for row in rows:
        day = row.planned.first
        if row.planned.is_month or is_working_day(day, holidays):
            continue
        facts: dict[str, Fact] = {"baseline": row.baseline, "task": row.title, "day": day}
        facts |= {"holiday": holidays[day]} if day in holidays else {}
        code = "plan-on-bank-holiday" if day in holidays else "plan-on-a-day-off"
        source = baselines[row.baseline].source
        found.append(Finding(code, facts, Severity.WARNING, source=source))
    return found


def slips(
    rows: Sequence[PlannedRow],
    baselines: Sequence[BaselineFact],
    delays: Sequence[DelayFact],
    titles: Mapping[str, str],
) -> list[Finding]:
    """Stages that a later baseline moved back: with the reason, or asking for it.

    A reason is the baseline's own, with whom it was told to, or a recorded delay of that stage
    (review of the HIA tender, Kent, 28 January 2014: "communicate reasons for any delays").
    """
    known = {one.number: one for one in baselines}
    explained = {delay.stage: delay.reason for delay in delays}
    found = []
    for stage, title in titles.items():
        named = sorted((row for row in rows if row.stage == stage), key=lambda row: row.baseline)
        for before, after in pairwise(named):
            moved = slip(before.planned, after.planned)
            if moved.amount <= 0:
                continue
            paper = known[after.baseline]
            facts: dict[str, Fact] = {"task": title, "before": before.planned.text}
            facts |= {"after": after.planned.text, "amount": moved.amount, "unit": moved.unit}
            facts |= {"paper": paper.title, "told": paper.told}
            reason = paper.reason if paper.reason and paper.told else explained.get(stage, "")
            found.append(_slip(stage, facts, reason, paper.source))
    return found


def _slip(stage: str, facts: dict[str, Fact], reason: str, source: str) -> Finding:
    if reason:
        return Finding(
            "plan-slip-explained", {**facts, "reason": reason}, Severity.NOTE, source=source
        )
    hint = Hint("procurement.delay", {"stage": stage})
    about = f"{LATER_WITH_REASON}; {source}"
    return Finding("plan-slip-unexplained", facts, Severity.WARNING, source=about, hint=hint)


def consultation_first(
    rows: Sequence[PlannedRow], baselines: Mapping[int, BaselineFact]
) -> list[Finding]:
    """The market is invited before the consultation on what is bought has ended.

    Each task is taken from the last baseline that names it, so that a paper which plans the
    consultation and an older one which plans the invitation are held against each other.
    """
    last = newest(tuple(rows))
    found = []
    for consultation in (row for row in last if row.kind == "consultation"):
        for row in last:
            invites = row.kind == "invitation" or row.stage.startswith(_INVITES)
            if not invites or row.planned.first > consultation.last:
                continue
            facts: dict[str, Fact] = {"invitation": row.title, "planned": row.planned.text}
            facts |= {"consultation": consultation.title, "ends_on": consultation.last}
            papers = {baselines[one.baseline].source for one in (row, consultation)}
            source = "; ".join(sorted(papers))
            found.append(
                Finding("invited-before-consulted", facts, Severity.WARNING, source=source)
            )
    return found


def from_plan(
    workflow: Workflow, rows: Sequence[PlannedRow], law: PeriodLawFact, terms: DecisionTerms
) -> tuple[LeastStage, ...]:
    """The least calendar from the first stage that the plan has a time for; empty if none."""
    planned = {row.stage: row for row in newest(tuple(rows)) if row.stage}
    path = [stage.id for stage in workflow.path if stage.id in planned]
    if not path:
        return ()
    return least_calendar(workflow, path[0], planned[path[0]].planned.first, law, terms)


def too_early(rows: Sequence[PlannedRow], calendar: Sequence[LeastStage]) -> list[Finding]:
    """Stages planned for a time that is over before they can begin at all."""
    planned = {row.stage: row for row in newest(tuple(rows)) if row.stage}
    found = []
    waits: tuple[str, ...] = ()
    for least in calendar:
        waits += tuple(wait.source for wait in least.waits)
        row = planned.get(least.stage)
        if row is None or row.last >= least.earliest:
            continue
        facts: dict[str, Fact] = {"task": row.title, "planned": row.planned.text}
        facts["earliest"] = least.earliest
        source = "; ".join(dict.fromkeys(waits)) or None
        found.append(Finding("plan-earlier-than-possible", facts, source=source))
    return found


def crowded_months(
    workflow: Workflow,
    rows: Sequence[PlannedRow],
    baselines: Sequence[BaselineFact],
    law: PeriodLawFact,
    terms: DecisionTerms,
) -> list[Finding]:
    """Months into which a baseline puts three stages or more: by when the first must be over.

    "Four tasks, all in November 2014": the waiting alone needs part of the month, so the work
    before it has only the days that are left.
    """
    path = [stage.id for stage in workflow.path]
    found = []
    for baseline in baselines:
        mine = {row.stage: row for row in rows if row.baseline == baseline.number and row.stage}
        months = dict.fromkeys(row.planned.text for row in mine.values() if row.planned.is_month)
        for month in months:
            stages = [one for one in path if one in mine and mine[one].planned.text == month]
            if len(stages) >= CROWDED:
                about = [mine[one] for one in stages]
                found.append(_crowded(workflow, about, baseline, law, terms))
    return found


def _crowded(
    workflow: Workflow,
    rows: list[PlannedRow],
    baseline: BaselineFact,
    law: PeriodLawFact,
    terms: DecisionTerms,
) -> Finding:
    month, first, last = rows[0].planned, rows[0].stage, rows[-1].stage
    facts: dict[str, Fact] = {"baseline": baseline.number, "month": month.text}
    facts |= {"count": len(rows), "tasks": tuple(row.title for row in rows)}

    def reached(day: date) -> date:
        steps = least_calendar(workflow, first, day, law, terms)
        return next(step.earliest for step in steps if step.stage == last)

    earliest = reached(month.first)
    facts["earliest"] = earliest
    if earliest > month.last:
        return Finding("plan-month-impossible", facts, source=baseline.source)
    day = month.last
    while not is_working_day(day, law.holidays) or reached(day) > month.last:
        day -= _ONE_DAY
    facts |= {"latest": day, "working_days": working_days(month.first, day, law.holidays)}
    return Finding("plan-month-crowded", facts, Severity.WARNING, source=baseline.source)

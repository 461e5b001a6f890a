"""The least possible calendar of a workflow: the first day on which each stage can begin.

Only what nobody can shorten counts: the least periods of the law, clear days before a decision,
the call-in, the standstill. Work takes time on top. From the day on which a stage begins, the
move to the next one waits for what its own conditions ask for:

    least_calendar(workflow, "draft_report", date(2014, 11, 3), law, DecisionTerms())
    # draft_report 3 Nov · approve 3 Nov · standstill 3 Nov · award 14 Nov (after the standstill)

The stages are taken in the order of the file. Where several moves lead into one, the one from
the latest stage counts, and of those the first in the file: the regular way, not the urgent one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tender_flow.rules.procedure.calendar import (
    Letter,
    add_working_days,
    count_standstill,
    earliest_decision,
    next_working_day,
)
from tender_flow.rules.procedure.facts_course import PeriodLawFact
from tender_flow.rules.procedure.gate import listed
from tender_flow.rules.procedure.gates_periods import NATION
from tender_flow.rules.procedure.law.periods import count_period, minimum_period
from tender_flow.rules.procedure.plan_facts import DecisionTerms
from tender_flow.rules.procedure.workflow import GateUse, Move, Workflow, standstill_terms

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wait:
    """What a move waits for, the first day on which it is over, and the rule behind it."""

    what: str
    """`period`, `clear_days`, `standstill` or `call_in`."""
    over_on: date
    source: str


@dataclass(frozen=True, slots=True)
class LeastStage:
    """A stage with the first working day on which it can begin, and what had to be waited for."""

    stage: str
    title: str
    earliest: date
    waits: tuple[Wait, ...] = ()


@dataclass(slots=True)
class _State:
    """Where the walk stands: the day, and the clocks that run."""

    day: date
    running: dict[str, Wait] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Now:
    """What a condition is asked about."""

    day: date
    running: dict[str, Wait]
    law: PeriodLawFact
    terms: DecisionTerms


def least_calendar(
    workflow: Workflow, first: str, start: date, law: PeriodLawFact, terms: DecisionTerms
) -> tuple[LeastStage, ...]:
    """Each stage from `first` on, if that one begins on the first working day from `start` on."""
    path = [stage.id for stage in workflow.path]
    begin = next_working_day(start, law.holidays)
    states = {first: _State(begin)}
    found = [LeastStage(first, workflow.stage(first).title, begin)]
    for stage in path[path.index(first) + 1 :]:
        move = _regular_move(workflow, path, set(states), stage)
        if move is None:
            continue
        source = max((one for one in move.sources if one in states), key=path.index)
        state, waits = _moved(workflow, move, states[source], law, terms)
        states[stage] = state
        found.append(LeastStage(stage, workflow.stage(stage).title, state.day, waits))
    return tuple(found)


def _regular_move(workflow: Workflow, path: list[str], reached: set[str], to: str) -> Move | None:
    """The first move into a stage from the latest stage that is reached."""

    def latest(move: Move) -> int:
        return max(path.index(one) for one in reached & set(move.sources))

    moves = [move for move in workflow.moves if move.target == to and reached & set(move.sources)]
    return max(moves, key=latest, default=None)


def _moved(
    workflow: Workflow, move: Move, before: _State, law: PeriodLawFact, terms: DecisionTerms
) -> tuple[_State, tuple[Wait, ...]]:
    running = dict(before.running)
    waits = []
    for use in move.gates:
        wait = _wait_of(workflow, use, _Now(before.day, running, law, terms))
        if wait is not None:
            waits.append(wait)
    day = max([before.day, *(wait.over_on for wait in waits)])
    day = next_working_day(day, law.holidays)
    running |= _started(workflow, move, day, law, terms)
    return _State(day, running), tuple(wait for wait in waits if wait.over_on > before.day)


def _wait_of(workflow: Workflow, use: GateUse, now: _Now) -> Wait | None:
    """What this condition makes the move wait for; None where it only asks for work."""
    if use.name == "minimum_period_kept":
        period = _period(workflow, use, now.day, now.law)
        if use.params.get("until", "deadline") == "deadline" and period is not None:
            now.running["deadline"] = period
            return None
        return period
    if use.name == "document_filed" and "days_before" in use.params:
        over = now.day + timedelta(days=int(use.params["days_before"]))
        return Wait("clear_days", over, use.source)
    days = int(use.params.get("clear_days", "0"))
    if use.name == "decision_may_be_taken" and days:
        over = earliest_decision(now.day, days, only_working=False)
        return Wait("clear_days", over, use.source)
    if use.name == "call_in_ended":
        return now.running.get("call_in") or _call_in(now.day, now.law, now.terms)
    clocks = {"deadline_passed": "deadline", "standstill_ended": "standstill"}
    return now.running.get(clocks.get(use.name, ""))


def _call_in(day: date, law: PeriodLawFact, terms: DecisionTerms) -> Wait | None:
    """The decision takes effect on the day after the last working day of its call-in."""
    if not terms.call_in_days:
        return None
    ends = add_working_days(day, terms.call_in_days, law.holidays)
    return Wait("call_in", ends + _ONE_DAY, terms.source)


def _period(workflow: Workflow, use: GateUse, day: date, law: PeriodLawFact) -> Wait | None:
    """The law's least period; its notice can be out on the day on which the stage begins."""
    answer = minimum_period(
        law.periods,
        regime=workflow.regime,
        step=use.params["step"],
        begun=day,
        nation=NATION,
        procedure=use.params.get("procedure", ""),
        so=frozenset(listed(use.params.get("so", ""))),
    )
    period = count_period(answer.rule, day, law.holidays) if answer.rule is not None else None
    if answer.rule is None or period is None:
        return None
    return Wait("period", period.ends_on, answer.rule.terms.source)


def _started(
    workflow: Workflow, move: Move, day: date, law: PeriodLawFact, terms: DecisionTerms
) -> dict[str, Wait]:
    """The clocks that begin with this move."""
    found = {}
    standstill = standstill_terms(workflow)
    if standstill is not None and any(clock.name == "standstill" for clock in move.starts):
        letters = [Letter("electronic", day)]
        period = count_standstill(standstill.rule, law.holidays, letters=letters, published_on=day)
        found["standstill"] = Wait("standstill", period.ends_on + _ONE_DAY, move.source)
    if any(use.name == "approved_per_lot" for use in move.gates):
        call_in = _call_in(day, law, terms)
        found |= {"call_in": call_in} if call_in is not None else {}
    return found

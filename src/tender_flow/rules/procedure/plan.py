"""The plan: what was promised for when, what happened, and what needs a reason.

A plan's times stay as they were written: "November 2014" is a month (`2014-11`) and never
silently becomes its first day. A task is on time while its planned month lasts. Baselines are
kept side by side: the first promise stays visible after the plan was changed.

    slip(parse_planned("2014-07"), parse_planned("2014-09"))     # Slip(2, "months")
    is_late(parse_planned("2014-11"), date(2014, 12, 1))         # True
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint, Severity
from tender_flow.rules.procedure.calendar import is_working_day
from tender_flow.rules.procedure.facts import DelayFact, PlanFact
from tender_flow.rules.procedure.gate import in_words

_MONTH = re.compile(r"\d{4}-\d{2}\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlannedTime:
    """A month (`2014-11`) or a day (`2014-11-24`), as it was written, from `first` to `last`."""

    text: str
    first: date
    last: date

    @property
    def is_month(self) -> bool:
        """Is only the month known?"""
        return len(self.text) == len("2014-11")

    @property
    def month(self) -> int:
        """Months since year 0, to compare months with."""
        return self.first.year * 12 + self.first.month


@dataclass(frozen=True, slots=True)
class Slip:
    """How much later something is (negative: earlier): months, or days where both are days."""

    amount: int
    unit: Literal["months", "days"]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One task: when each baseline planned it, when it began, and the slip from the first."""

    task: str
    planned: Mapping[int, PlannedTime]
    """By baseline; a baseline that doesn't name the task isn't there."""
    begun_on: date | None
    slip: Slip | None
    """From the first baseline that names it to its beginning, failing that to the last one."""


def parse_planned(text: str) -> PlannedTime:
    """A planned time from `2014-11` or `2014-11-24`.

    Raises:
        BadInputError: the text is neither a month nor a day of the calendar.
    """
    text = text.strip()
    try:
        if _MONTH.match(text):
            first = date.fromisoformat(f"{text}-01")
            return PlannedTime(
                text, first, first.replace(day=monthrange(first.year, first.month)[1])
            )
        if _DAY.match(text):
            day = date.fromisoformat(text)
            return PlannedTime(text, day, day)
    except ValueError:
        pass  # month 13, or 31 June: the same finding as for any other text
    raise BadInputError(Finding("planned-time-unreadable", {"text": text[:40]}))


def planned_day(day: date) -> PlannedTime:
    """A day as a planned time, to compare what happened with what was planned."""
    return PlannedTime(day.isoformat(), day, day)


def slip(planned: PlannedTime, new: PlannedTime) -> Slip:
    """How much later the new time is; in months where either is only known to the month."""
    if planned.is_month or new.is_month:
        return Slip(new.month - planned.month, "months")
    return Slip((new.first - planned.first).days, "days")


def is_late(planned: PlannedTime, begun_on: date) -> bool:
    """Did this begin after its planned day, or after the end of its planned month?"""
    return begun_on > planned.last


def compare_baselines(
    plan: Sequence[PlanFact], tasks: Sequence[str], begun: Mapping[str, date]
) -> tuple[PlanLine, ...]:
    """For each task, in the order given: every baseline's time, its beginning and the slip."""
    return tuple(_plan_line(plan, task, begun.get(task)) for task in tasks)


def _plan_line(plan: Sequence[PlanFact], task: str, begun_on: date | None) -> PlanLine:
    planned = {
        fact.baseline: parse_planned(fact.planned)
        for fact in sorted(plan, key=lambda fact: fact.baseline)
        if fact.stage == task
    }
    if not planned:
        return PlanLine(task, planned, begun_on, None)
    first, last = planned[min(planned)], planned[max(planned)]
    moved = slip(first, planned_day(begun_on) if begun_on is not None else last)
    return PlanLine(task, planned, begun_on, moved)


def expected_time(
    plan: Sequence[PlanFact], delays: Sequence[DelayFact], task: str
) -> PlannedTime | None:
    """When a task is due by what was last said: its last explained delay or its last baseline.

    The later of the two counts; None where nothing plans the task.
    """
    baselines = [fact for fact in plan if fact.stage == task]
    said = (
        [parse_planned(max(baselines, key=lambda fact: fact.baseline).planned)] if baselines else []
    )
    told = [delay for delay in delays if delay.stage == task]
    said += [parse_planned(max(told, key=lambda delay: delay.recorded_at).expected)] if told else []
    return max(said, key=lambda time: time.last) if said else None


def late_without_reason(
    plan: Sequence[PlanFact], delays: Sequence[DelayFact], task: str, begun_on: date
) -> Finding | None:
    """A finding where a task begins after it was due and no recorded delay explains it.

    From the review of the HIA tender (Kent, 28 January 2014): "communicate reasons for any
    delays".
    """
    due = expected_time(plan, delays, task)
    if due is None or not is_late(due, begun_on):
        return None
    facts: dict[str, Fact] = {
        "task": in_words(task),
        "planned": due.text,
        "begun_on": begun_on,
    }
    return Finding("delay-without-reason", facts, hint=Hint("procurement.delay", {"stage": task}))


def plan_findings(
    plan: Sequence[PlanFact], tasks: Sequence[str], holidays: Container[date]
) -> tuple[Finding, ...]:
    """What can't work in each baseline: tasks out of order, planned days that are days off.

    Warnings only: a plan may be a wish. Tasks of one month are in order, whatever the month.
    """
    found: list[Finding] = []
    for baseline, times in _by_baseline(plan).items():
        named = [task for task in tasks if task in times]
        found += _out_of_order(baseline, times, named)
        for task in named:
            if not times[task].is_month and not is_working_day(times[task].first, holidays):
                facts: dict[str, Fact] = {"baseline": baseline, "task": in_words(task)}
                facts["day"] = times[task].first
                found.append(Finding("plan-on-a-day-off", facts, Severity.WARNING))
    return tuple(found)


def out_of_order(plan: Sequence[PlanFact], tasks: Sequence[str]) -> tuple[Finding, ...]:
    """A warning for each task that a baseline plans before the one that comes first."""
    return tuple(
        finding
        for baseline, times in _by_baseline(plan).items()
        for finding in _out_of_order(baseline, times, [task for task in tasks if task in times])
    )


def _by_baseline(plan: Sequence[PlanFact]) -> dict[int, dict[str, PlannedTime]]:
    return {
        baseline: {
            fact.stage: parse_planned(fact.planned) for fact in plan if fact.baseline == baseline
        }
        for baseline in sorted({fact.baseline for fact in plan})
    }


def _out_of_order(
    baseline: int, times: Mapping[str, PlannedTime], named: Sequence[str]
) -> list[Finding]:
    found = []
    for before, after in pairwise(named):
        if times[after].last < times[before].first:
            facts: dict[str, Fact] = {"baseline": baseline, "task": in_words(after)}
            facts["before"] = in_words(before)
            found.append(Finding("plan-out-of-order", facts, Severity.WARNING))
    return found

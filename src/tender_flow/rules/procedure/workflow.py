"""A workflow: the stages of a procurement, the moves between them and what each move needs.

A workflow is read from a YAML file (`tender_flow.definitions.workflows`) into these frozen
values. One move is made in three steps, and the record is written only after the third:

    finding = unmet(workflow, move, facts)        # every condition that is not met, all at once
    new_stage = fire(machine(workflow), facts.case.stage, move.id)

The gates are asked first, because the state machine library says no without saying why; the
library (`transitions`) then makes the move. One machine is compiled for each workflow text and
shared by all cases: it holds no case, a light position is moved through it instead. Suspension
is an interval on the case and no stage; ending a procurement early is a move that needs a
reason, from every stage that isn't final.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple, TypeVar

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import (
    METHODS,
    StandstillRule,
    local_day,
    standstill_days,
)
from tender_flow.rules.procedure.facts import CaseFacts
from tender_flow.rules.procedure.gates import GATES

REGIMES = ("pcr_2006_part_b", "pcr_2006", "pcr_2015", "pa_2023", "pcsr_2015", "psr_2023")
"""The regimes that a workflow may follow; a case keeps the one it began under."""

AWARDS = ("evaluation", "direct")
"""How a procedure may find its winner."""


@dataclass(frozen=True, slots=True)
class GateUse:
    """A gate before a move: its parameters, why it is there and which rule asks for it."""

    name: str
    params: Mapping[str, str]
    source: str
    why: str
    """What must be so, in one plain sentence."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Clock:
    """A period that a move starts, such as the standstill, with its parameters."""

    name: str
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Owed:
    """A document or notice that is owed: within `days` of the move, or of a lot's conclusion.

    Concluding a lot is entering into its contract (`after` is `award`).
    """

    kind: Literal["document", "notice"]
    name: str
    days: int
    after: Literal["move", "award"]
    source: str
    first_counts: bool = False
    """The day itself is day 1: "30 days beginning with" (Procurement Act 2023 s.53, s.80)."""
    prompt: bool = False
    """No number of days but "as soon as reasonably practicable"; it is never called late."""
    once: tuple[str, ...] = ()
    """Owed only where a notice of one of these kinds was published before; empty: always."""

    @property
    def due(self) -> str:
        """When it is due, as the workflow file says it: `48 days after award`."""
        if self.prompt:
            return f"without delay after {self.after}"
        return f"{self.days} days {'beginning with' if self.first_counts else 'after'} {self.after}"

    def due_on(self, day: date) -> date:
        """The last day on which it is in time, where the move or the contract was on this day."""
        return day + timedelta(days=self.days - (1 if self.first_counts else 0))


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the procedure; nothing leaves a final one."""

    id: str
    title: str
    short: str
    """One word for the line of stages."""
    kind: Literal["normal", "final"]
    description: str
    source: str
    planned_task: str
    """The task's name in the buyer's plan; empty where the plan has none."""


@dataclass(frozen=True, slots=True)
class Task:
    """A planned task that is no stage, such as agreeing the evaluation guidance."""

    id: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Move:
    """A move from any of its sources to its target, with who makes it and what it needs."""

    id: str
    title: str
    sources: tuple[str, ...]
    target: str
    role: str
    gates: tuple[GateUse, ...]
    starts: tuple[Clock, ...]
    owes: tuple[Owed, ...]
    source: str
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Workflow:
    """A whole procedure, as its file says it."""

    format: int
    id: str
    title: str
    regime: str
    illustrative: str
    """What is made up, in one sentence for screens and reports; empty if all of it is real."""
    source: str
    initial: str
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    tasks: tuple[Task, ...]
    suspension_allowed: bool
    suspension_source: str
    termination: str
    """The id of the move that ends a procurement early."""
    award: Literal["evaluation", "direct"] = "evaluation"
    """How the winner is found: by evaluating tenders, or by a direct award to one supplier."""
    digest: str = field(default="", compare=False)
    """SHA-256 of the composed text; empty until the loader has composed it."""

    def stage(self, stage_id: str) -> Stage:
        """The stage with this id; `KeyError` if there is none."""
        return _by_id(self.stages, stage_id)

    def move(self, move_id: str) -> Move:
        """The move with this id.

        Raises:
            BadInputError: the workflow has no such move.
        """
        try:
            return _by_id(self.moves, move_id)
        except KeyError:
            known = tuple(move.id for move in self.moves)
            raise BadInputError(
                Finding("move-unknown", {"move": move_id, "known": known})
            ) from None

    def is_final(self, stage_id: str) -> bool:
        """Is this the end?"""
        return self.stage(stage_id).kind == "final"

    @property
    def path(self) -> tuple[Stage, ...]:
        """The stages that aren't final, in order: the line of stages on a screen."""
        return tuple(stage for stage in self.stages if stage.kind == "normal")

    @property
    def plannable(self) -> tuple[str, ...]:
        """Ids that a plan may name: the stages of the line and the further tasks."""
        return tuple(stage.id for stage in self.path) + tuple(task.id for task in self.tasks)


T = TypeVar("T", Stage, Move)


def _by_id(items: tuple[T, ...], wanted: str) -> T:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)


class GateState(NamedTuple):
    """A gate with what it says now; no findings means that it is met."""

    use: GateUse
    findings: tuple[Finding, ...]


class StandstillTerms(NamedTuple):
    """How long the standstill is and how it is counted, as the workflow file says it."""

    days: int
    counted: str
    holidays: str
    voluntary: bool

    @property
    def rule(self) -> StandstillRule:
        """The rule to count by: five more days for letters that aren't electronic."""
        method = METHODS[self.counted]
        return StandstillRule(method, self.days, standstill_days("post", self.days))


def moves_from(workflow: Workflow, stage: str) -> tuple[Move, ...]:
    """The moves out of a stage, in the file's order, early termination included."""
    return tuple(move for move in workflow.moves if stage in move.sources)


def next_moves(workflow: Workflow, stage: str) -> tuple[Move, ...]:
    """The moves out of a stage without early termination: where `advance` may go."""
    return tuple(move for move in moves_from(workflow, stage) if move.id != workflow.termination)


def parts_needed(move: Move) -> frozenset[str]:
    """The parts of the facts that this move's gates ask for; load these and no others."""
    return frozenset(part for use in move.gates for part in GATES[use.name].needs)


def standstill_terms(workflow: Workflow) -> StandstillTerms | None:
    """The terms of the workflow's standstill, or None where no move starts one."""
    for move in workflow.moves:
        for clock in move.starts:
            if clock.name == "standstill":
                given = clock.params
                days, voluntary = int(given["days"]), given["voluntary"] == "true"
                return StandstillTerms(days, given["counted"], given["holidays"], voluntary)
    return None


def gate_states(move: Move, facts: CaseFacts) -> tuple[GateState, ...]:
    """Every gate of a move with what it says, met or not, in the file's order."""
    return tuple(GateState(use, _ask(use, facts)) for use in move.gates)


def _ask(use: GateUse, facts: CaseFacts) -> tuple[Finding, ...]:
    said = GATES[use.name].ask(facts, use.params)
    return tuple(
        finding if finding.source else replace(finding, source=use.source) for finding in said
    )


def unmet(workflow: Workflow, move: Move, facts: CaseFacts) -> tuple[Finding, ...]:
    """Everything that stands between a case and a move, each said once; empty if it may go on.

    A suspended procurement can only be ended, not moved on.
    """
    case = facts.case
    found: list[Finding] = []
    if case.stage not in move.sources:
        found.append(_not_from_here(workflow, case.stage, move.id))
    if case.suspended_since is not None and move.id != workflow.termination:
        since: dict[str, Fact] = {"since": case.suspended_since}
        found.append(
            Finding(
                "procurement-suspended",
                since,
                source=workflow.suspension_source,
                hint=Hint("procurement.resume"),
            )
        )
    found += [finding for state in gate_states(move, facts) for finding in state.findings]
    return _each_once(found)


def first_day(findings: Iterable[Finding]) -> date | None:
    """The first day on which everything that only time can meet is met; None if nothing waits.

    A period runs to the end of its last day (`ends_on`); a waiting time is over on its day
    (`ready_on`), and the hour at which tenders close on its own.
    """
    days: list[date] = []
    for finding in findings:
        ready, ends = finding.facts.get("ready_on"), finding.facts.get("ends_on")
        closes = finding.facts.get("deadline_at")
        if finding.code == "deadline-not-passed" and isinstance(closes, datetime):
            days.append(local_day(closes))
        if isinstance(ready, date):
            days.append(ready)
        if finding.code in RUNNING and isinstance(ends, date):
            days.append(ends + timedelta(days=RUNNING[finding.code]))
    return max(days, default=None)


RUNNING = {"standstill-running": 1, "call-in-running": 1, "period-not-over": 0}
"""Periods that still run, with how many days after their last one the way is free."""


def _each_once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Two gates may miss the same thing: the first that says so is enough."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(f"{finding.code} {dict(finding.facts)}", finding)
    return tuple(first.values())


def _not_from_here(workflow: Workflow, stage: str, move: str) -> Finding:
    possible = tuple(item.id for item in moves_from(workflow, stage))
    return Finding("move-not-from-here", {"move": move, "stage": stage, "possible": possible})


@dataclass(frozen=True, slots=True)
class CompiledWorkflow:
    """A workflow with its shared state machine, which holds no case."""

    workflow: Workflow
    machine: Any


_COMPILED: dict[str, CompiledWorkflow] = {}
"""By digest: the cases of one procedure share one machine for the life of the process."""


def machine(workflow: Workflow) -> CompiledWorkflow:
    """The workflow's shared machine, compiled once for each text."""
    if not workflow.digest:
        return _compile(workflow)
    if workflow.digest not in _COMPILED:
        _COMPILED[workflow.digest] = _compile(workflow)
    return _COMPILED[workflow.digest]


def _compile(workflow: Workflow) -> CompiledWorkflow:
    # Imported here: the library costs 50 ms, and most commands never move anything.
    from transitions import Machine

    built = Machine(
        model=None,
        states=[stage.id for stage in workflow.stages],
        initial=workflow.initial,
        transitions=[
            {"trigger": move.id, "source": list(move.sources), "dest": move.target}
            for move in workflow.moves
        ],
        auto_transitions=False,
    )
    return CompiledWorkflow(workflow, built)


class _Position:
    """Where a case stands while the machine moves it; never added to the machine."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def fire(compiled: CompiledWorkflow, stage: str, move_id: str) -> str:
    """Makes the move and gives the new stage. The gates must have been asked before.

    Raises:
        RefusedError: there is no such move, or it doesn't lead from this stage.
    """
    move = compiled.workflow.move(move_id)
    if stage not in move.sources:
        raise RefusedError(_not_from_here(compiled.workflow, stage, move_id))
    position = _Position(stage)
    if not compiled.machine.events[move_id].trigger(position):
        raise RefusedError(_not_from_here(compiled.workflow, stage, move_id))
    return position.state

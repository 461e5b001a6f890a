"""One procurement to be looked at: where it stands, what was planned and what came, what is owed.

    view = overview.show(office, "kent-da")
    view.dates[3].planned        # {1: "2014-10", 2: ...}: every baseline beside the other
    view.dates[3].begun_on       # the day it began, or None

Reads only. Planned times stay as the papers have them (`2014-11`); front ends put them in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import PlanFact
from tender_flow.rules.procedure.plan import compare_baselines, expected_time
from tender_flow.rules.procedure.workflow import first_day, moves_from, parts_needed, unmet
from tender_flow.services.case_view import (
    BaselineLine,
    CaseLine,
    CaseView,
    DateLine,
    DefinitionLine,
    DelayLine,
    LotLine,
    NextMove,
    Pause,
    PersonLine,
    StageStep,
)
from tender_flow.services.document import documents
from tender_flow.services.facts import case_facts
from tender_flow.services.notice_data import coming
from tender_flow.services.notices import notices

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.rules.procedure.workflow import Move, Workflow
    from tender_flow.services.office import Office, Reading


def procurements(office: Office) -> tuple[CaseLine, ...]:
    """Every procurement of the record, oldest first."""
    with office.database.snapshot() as rows:
        refs = [str(row["ref"]) for row in rows.of("procurement")]
    return tuple(_line(office, ref) for ref in refs)


def _line(office: Office, ref: str) -> CaseLine:
    with office.reading(ref) as reading:
        case = reading.case
        return CaseLine(
            ref,
            case["title"],
            case["stage"],
            reading.workflow().stage(case["stage"]).title,
            case["deadline_at"],
            reading.suspended_since,
            case["rehearsal"],
            case["ended_at"],
        )


def show(office: Office, ref: str) -> CaseView:
    """One procurement as it is now."""
    with office.reading(ref) as reading:
        return view_of(reading)


def view_of(reading: Reading) -> CaseView:
    """A procurement that is being read, whole."""
    case, workflow = reading.case, reading.workflow()
    head = reading.rows.one("chain_head", chain=reading.id)
    return CaseView(
        ref=reading.ref,
        title=case["title"],
        description=case["description"],
        authority=case["authority"],
        regime=case["regime"],
        rehearsal=case["rehearsal"],
        illustrative=case["illustrative"],
        stage=case["stage"],
        stage_title=workflow.stage(case["stage"]).title,
        version=case["version"],
        stages=steps(workflow, case["stage"]),
        created_at=case["created_at"],
        ended_at=case["ended_at"],
        ceiling=case["ceiling"],
        ceiling_period=case["ceiling_period"],
        deadline_local=case["deadline_local"],
        deadline_zone=case["deadline_zone"],
        deadline_at=case["deadline_at"],
        lots=_lots(reading),
        pauses=pauses(reading),
        baselines=baseline_lines(reading),
        dates=dates(reading),
        delays=delay_lines(reading),
        moves=next_moves(reading),
        notices=notices(reading),
        coming=coming(reading),
        documents=documents(reading),
        people=_people(reading),
        definitions=_definitions(reading),
        fingerprint=case["authority_fingerprint"],
        entries=head["sequence"],
        head=head["digest"],
    )


def steps(workflow: Workflow, present: str) -> tuple[StageStep, ...]:
    """The line of stages; an early end leaves the rest ahead for ever."""
    order = [stage.id for stage in workflow.path]
    ended = present not in order
    at = order.index(present) if not ended else len(order)
    states = [
        "done" if place < at else "now" if place == at else "ahead" for place in range(at + 1)
    ]
    states += ["ahead"] * len(order)
    if ended and present == workflow.move(workflow.termination).target:
        states = ["ahead"] * len(order)
    return tuple(
        StageStep(stage.id, stage.title, stage.short, state)
        for stage, state in zip(workflow.path, states, strict=False)
    )


def _lots(reading: Reading) -> tuple[LotLine, ...]:
    paused = {
        row["subject"]: row["began_at"]
        for row in reading.of("suspension", scope="lot", ended_at=None)
    }
    lots = sorted(reading.of("lot"), key=lambda row: int(row["position"]))
    return tuple(
        LotLine(row["code"], row["title"], row["outcome"], paused.get(row["id"])) for row in lots
    )


def pauses(reading: Reading) -> tuple[Pause, ...]:
    """The suspensions that last."""
    lots: dict[str, str] = {row["id"]: row["title"] for row in reading.of("lot")}
    return tuple(
        Pause(
            row["scope"],
            lots.get(row["subject"], str(row["subject"])),
            row["reason"],
            row["began_at"],
        )
        for row in reading.of("suspension", ended_at=None)
    )


def baseline_lines(reading: Reading) -> tuple[BaselineLine, ...]:
    """Every baseline, the first one first."""
    return tuple(
        BaselineLine(row["number"], row["title"], row["source"], row["dated"])
        for row in reading.of("plan_baseline")
    )


def begun(reading: Reading) -> dict[str, date]:
    """The day on which each stage first began."""
    found = {reading.workflow().initial: local_day(reading.case["created_at"])}
    for move in reading.of("move"):
        found.setdefault(move["target"], local_day(move["moved_at"]))
    return found


def dates(reading: Reading) -> tuple[DateLine, ...]:
    """Every stage and task with its planned times of all baselines, then a plan's other rows."""
    workflow = reading.workflow()
    tasks = reading.of("plan_task")
    facts = [PlanFact(row["baseline"], row["stage"], row["planned"]) for row in tasks]
    titles = {stage.id: stage.title for stage in workflow.path}
    titles |= {task.id: task.title for task in workflow.tasks}
    ranges = {
        (row["stage"], row["baseline"]): _range(row["planned"], row["planned_end"])
        for row in tasks
        if row["stage"]
    }
    lines = [
        DateLine(
            line.task,
            titles[line.task],
            {number: ranges[line.task, number] for number in line.planned},
            line.begun_on,
            line.slip,
        )
        for line in compare_baselines(facts, list(titles), begun(reading))
    ]
    others = [
        DateLine(
            "",
            row["title"],
            {row["baseline"]: _range(row["planned"], row["planned_end"])},
            None,
            None,
        )
        for row in tasks
        if not row["stage"]
    ]
    return (*lines, *others)


def _range(planned: str, end: str) -> str:
    return f"{planned}/{end}" if end else planned


def delay_lines(reading: Reading) -> tuple[DelayLine, ...]:
    """Every recorded delay, with its reason and who was told."""
    workflow = reading.workflow()
    titles = {stage.id: stage.title for stage in workflow.stages}
    titles |= {task.id: task.title for task in workflow.tasks}
    return tuple(
        DelayLine(
            row["stage"],
            titles.get(row["stage"], str(row["stage"])),
            row["expected"],
            row["reason"],
            row["told"],
            row["recorded_at"],
        )
        for row in reading.of("delay")
    )


def next_moves(reading: Reading) -> tuple[NextMove, ...]:
    """The moves from the present stage, early termination included."""
    workflow = reading.workflow()
    possible = moves_from(workflow, reading.case["stage"])
    return tuple(_next_move(reading, workflow, move) for move in possible)


def _next_move(reading: Reading, workflow: Workflow, move: Move) -> NextMove:
    facts = case_facts(reading, {*parts_needed(move), "plan", "delays"})
    missing = unmet(workflow, move, facts)
    planned = expected_time(facts.plan or (), facts.delays or (), move.target)
    return NextMove(
        move.id,
        move.title,
        workflow.stage(move.target).title,
        move.role,
        move.id == workflow.termination,
        len(missing),
        planned.text if planned is not None else "",
        first_day(missing),
    )


def _people(reading: Reading) -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine(
            reading.person_name(row["person"]), row["role"], row["organisation"], row["status"]
        )
        for row in reading.of("member")
    )


def _definitions(reading: Reading) -> tuple[DefinitionLine, ...]:
    return tuple(
        DefinitionLine(
            row["kind"],
            row["version"],
            row["digest"],
            row["reason"],
            row["approver"],
            row["dated"],
            row["told"],
            row["published_at"],
            row["version"] == reading.case[f"{row['kind']}_version"],
        )
        for row in reading.of("definition")
    )

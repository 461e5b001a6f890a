"""The plan in the record: baselines beside each other, delays with their reasons.

A baseline is never changed; a later plan is a further one. Rows of a plan file that bear a later
date than the deed are left for when that day has come: a plan of April can't be known in January.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tender_flow.definitions.plans import Baseline, PlannedTask, load_plan
from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Place, Severity
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import PlanFact
from tender_flow.rules.procedure.plan import parse_planned, plan_findings
from tender_flow.services.lesson_rows import open_lessons

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from tender_flow.rules.procedure.workflow import Workflow
    from tender_flow.services.office import Deed, Office


@dataclass(frozen=True, slots=True)
class Planned:
    """The baselines that a deed recorded, by number and title, and what was noticed."""

    recorded: tuple[tuple[int, str], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Delayed:
    """A delay as recorded."""

    stage: str
    expected: str


def plan(
    office: Office,
    ref: str,
    *,
    path: Path | None = None,
    baseline: Baseline | None = None,
    dry_run: bool = False,
) -> Planned:
    """Adds a baseline, or those of a plan file that the record doesn't have yet.

    What the file says beside them (contracts, funding, people …) takes the place of what an
    earlier file said. Refused: a task that names an unknown stage, a plan with nothing new. A plan
    whose tasks are out of order or fall on a day off is recorded with a warning.
    """
    with office.deed("procurement.plan", ref, roles=("lead",), dry_run=dry_run) as deed:
        given, file = _given(path, baseline)
        new, later = new_baselines(deed, given)
        deed.refuse(unknown_stages(deed.workflow(), new, file))
        fresh = path is not None and keep_paper(deed, path)
        if not new and not fresh:
            deed.refuse([*later, Finding("plan-nothing-new", {"ref": deed.ref})])
        recorded = record_baselines(deed, new)
        findings = (*later, *plan_warnings(deed), *open_lessons(deed))
        deed.note(baselines=[str(number) for number, _title in recorded])
        return Planned(tuple(recorded), findings)


def keep_paper(deed: Deed, path: Path | str) -> bool:
    """Keeps a plan file's exact text; False where it is the one that counts already."""
    digest = deed.keep("plan", Path(path).read_bytes())
    last = deed.last("plan_paper")
    if last is not None and last["digest"] == digest:
        return False
    deed.insert("plan_paper", {"digest": digest, "recorded_at": deed.now})
    return True


def _given(path: Path | None, baseline: Baseline | None) -> tuple[tuple[Baseline, ...], str]:
    if path is not None:
        plan_file = load_plan(path)
        return plan_file.baselines, plan_file.file
    return ((baseline,) if baseline is not None else ()), ""


def baseline_of(tasks: Iterable[str], *, title: str, source: str, dated: date) -> Baseline:
    """A baseline from texts such as `evaluate=2014-10` or `award=2014-11/2014-12`.

    Raises:
        BadInputError: no task, one that can't be read, or no title or source.
    """
    found = [Finding("plan-without-tasks")] if not tasks else []
    if not title.strip() or not source.strip():
        found.append(Finding("plan-without-source"))
    planned = []
    for text in tasks:
        stage, equals, when = text.partition("=")
        start, _slash, end = when.partition("/")
        if not equals or not stage.strip():
            found.append(Finding("plan-task-unreadable", {"text": text[:60]}))
            continue
        last = parse_planned(end).text if end else ""
        planned.append(PlannedTask("", stage.strip(), parse_planned(start).text, last))
    if found:
        raise BadInputError(*found)
    return Baseline(title.strip(), source.strip(), dated, tuple(planned))


def new_baselines(
    deed: Deed, given: Iterable[Baseline]
) -> tuple[tuple[Baseline, ...], tuple[Finding, ...]]:
    """Those that aren't recorded and whose day has come; notes about those that are dated later."""
    known = {(row["title"], row["dated"]) for row in deed.of("plan_baseline")}
    fresh = [item for item in given if (item.title, item.dated) not in known]
    return due(fresh, deed.now)


def due(
    baselines: Iterable[Baseline], now: datetime
) -> tuple[tuple[Baseline, ...], tuple[Finding, ...]]:
    """The baselines whose day has come, and a note about each that is dated later."""
    today = local_day(now)
    come, notes = [], []
    for item in baselines:
        if item.dated <= today:
            come.append(item)
        else:
            facts: dict[str, Fact] = {"title": item.title, "dated": item.dated}
            notes.append(Finding("plan-dated-later", facts, Severity.NOTE))
    return tuple(come), tuple(notes)


def unknown_stages(
    workflow: Workflow, baselines: Iterable[Baseline], file: str
) -> tuple[Finding, ...]:
    """A finding for each task that names neither a stage nor a further task of the workflow."""
    known = workflow.plannable
    return tuple(
        Finding(
            "plan-stage-unknown",
            {"stage": task.stage, "known": known},
            place=Place(file, task.line) if file else None,
        )
        for item in baselines
        for task in item.tasks
        if task.stage and task.stage not in known
    )


def record_baselines(deed: Deed, baselines: Iterable[Baseline]) -> list[tuple[int, str]]:
    """Writes baselines with their tasks; gives their numbers and titles."""
    number = len(deed.of("plan_baseline"))
    workflow = deed.workflow()
    titles = {stage.id: stage.title for stage in workflow.stages}
    titles |= {task.id: task.title for task in workflow.tasks}
    recorded = []
    for item in baselines:
        number += 1
        values = {"title": item.title, "source": item.source, "dated": item.dated}
        deed.insert("plan_baseline", {**values, "number": number, "recorded_at": deed.now})
        for position, task in enumerate(item.tasks, 1):
            deed.insert(
                "plan_task",
                {
                    "baseline": number,
                    "position": position,
                    "title": task.title or titles[task.stage],
                    "stage": task.stage,
                    "planned": task.planned,
                    "planned_end": task.planned_end,
                },
            )
        recorded.append((number, item.title))
    return recorded


def plan_warnings(deed: Deed) -> tuple[Finding, ...]:
    """What can't work in the plan as recorded: tasks out of order, days off."""
    from tender_flow.definitions.holidays import england

    facts = [
        PlanFact(row["baseline"], row["stage"], row["planned"])
        for row in deed.of("plan_task")
        if row["stage"]
    ]
    times = [parse_planned(fact.planned) for fact in facts]
    if not times:
        return ()
    years = range(min(time.first.year for time in times), max(time.last.year for time in times) + 1)
    order = [stage.id for stage in deed.workflow().path]
    return plan_findings(facts, order, england(years))


def delay(
    office: Office,
    ref: str,
    *,
    stage: str,
    expected: str,
    reason: str,
    told: str,
    dry_run: bool = False,
) -> Delayed:
    """Records that a stage comes later than planned: when it is now expected, why, who was told.

    From the review of the HIA tender (Kent, 28 January 2014): "communicate reasons for any
    delays". `expected` is a month (2014-12) or a day.
    """
    with office.deed(
        "procurement.delay", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        time = parse_planned(expected)
        known = deed.workflow().plannable
        if stage not in known:
            raise BadInputError(Finding("plan-stage-unknown", {"stage": stage, "known": known}))
        deed.refuse(_delay_faults(reason, told))
        values = {"stage": stage, "expected": time.text, "reason": reason, "told": told}
        deed.insert("delay", {**values, "recorded_at": deed.now})
        deed.note(stage=stage, expected=time.text)
        return Delayed(stage, time.text)


def _delay_faults(reason: str, told: str) -> list[Finding]:
    found = []
    if not reason.strip():
        found.append(Finding("reason-missing"))
    if not told.strip():
        found.append(Finding("told-missing"))
    return found

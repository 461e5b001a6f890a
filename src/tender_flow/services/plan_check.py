"""Can this plan work? Every finding about a plan, from the record or from a file alone.

    check(office, "kent-da")                       # the plan on record, with delays and beginnings
    check_file(Path("plan.yaml"), "pcr_2006_part_b")    # before there is a record

A check changes nothing. Each finding names the paper or the rule that it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from itertools import chain
from typing import TYPE_CHECKING, Any

from tender_flow.definitions.plans import PlanFile, load_plan, parse_plan
from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.findings import Finding, Severity
from tender_flow.rules.procedure import plan_contracts, plan_papers, plan_times
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import (
    CaseFact,
    CaseFacts,
    DelayFact,
    DocumentFact,
    PlanFact,
)
from tender_flow.rules.procedure.facts_course import PeriodLawFact
from tender_flow.rules.procedure.plan import (
    PlanLine,
    compare_baselines,
    late_without_reason,
    out_of_order,
    parse_planned,
)
from tender_flow.rules.procedure.plan_facts import (
    BaselineFact,
    Funding,
    PlannedRow,
    PlanSetting,
    newest,
)
from tender_flow.rules.procedure.workflow import gate_states
from tender_flow.services.baselines import unknown_stages
from tender_flow.services.facts import case_facts
from tender_flow.services.lesson_rows import open_lessons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from tender_flow.definitions.plans import Baseline
    from tender_flow.rules.procedure.least_calendar import LeastStage
    from tender_flow.rules.procedure.workflow import Workflow
    from tender_flow.services.office import Office, Reading

PLAN_GATES = ("plan_has_baseline", "guidance_time_planned")
"""Conditions of a workflow that a plan alone can meet."""


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """A plan with its baselines beside each other, the least calendar and what was found."""

    title: str
    workflow: str
    baselines: tuple[BaselineFact, ...]
    lines: tuple[PlanLine, ...]
    titles: Mapping[str, str]
    """Of the stages and tasks of the lines."""
    calendar: tuple[LeastStage, ...]
    findings: tuple[Finding, ...]

    @property
    def works(self) -> bool:
        """Was nothing found that can't work?"""
        return not any(finding.stops for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is checked, wherever it comes from."""

    title: str
    workflow: Workflow
    baselines: tuple[BaselineFact, ...]
    rows: tuple[PlannedRow, ...]
    setting: PlanSetting
    blank: tuple[str, ...]
    ceiling: tuple[Decimal | None, str, str]
    """Amount, period and source."""
    now: datetime
    case: CaseFact
    announced: Mapping[date, str] = field(default_factory=dict)
    """Days off that were announced late."""
    delays: tuple[DelayFact, ...] = ()
    begun: Mapping[str, date] | None = None
    today: date | None = None
    """None for a file without a record: nothing is late, and every paper is known."""


def check(office: Office, ref: str) -> PlanCheck:
    """The plan on record, with what has begun and the delays that were explained."""
    from tender_flow.services.overview import begun

    with office.reading(ref) as reading:
        return check_reading(reading, begun(reading))


def check_reading(reading: Reading, begun: Mapping[str, date]) -> PlanCheck:
    """The same of a procurement that is being read, also as it was on a day long past."""
    checked = _checked(_of_record(reading, begun))
    return replace(checked, findings=(*checked.findings, *open_lessons(reading)))


def check_file(path: Path, workflow: str) -> PlanCheck:
    """A plan file against a workflow, without any record.

    Raises:
        BadInputError: the file can't be used, or names stages that the workflow doesn't have.
        RefusedError: plan and workflow follow two regimes.
    """
    from tender_flow.definitions.shipped import find_definition
    from tender_flow.definitions.workflows import load_workflow

    plan = load_plan(path)
    loaded = load_workflow(find_definition("workflows", workflow)).workflow
    if plan.regime != loaded.regime:
        facts = {"plan": plan.regime, "workflow": loaded.regime}
        raise RefusedError(Finding("regime-differs", facts))
    if unknown := unknown_stages(loaded, plan.baselines, plan.file):
        raise BadInputError(*unknown)
    return _checked(_of_file(plan, loaded))


def _of_file(plan: PlanFile, workflow: Workflow) -> _Plan:
    numbered = list(enumerate(plan.baselines, 1))
    now = datetime.combine(plan.baselines[-1].dated, time(), UTC)
    return _Plan(
        title=plan.title,
        workflow=workflow,
        baselines=tuple(_baseline(number, one) for number, one in numbered),
        rows=tuple(row for number, one in numbered for row in _rows(number, one)),
        setting=plan.setting,
        blank=plan.blank,
        ceiling=(plan.ceiling, plan.ceiling_period, plan.ceiling_source),
        now=now,
        case=CaseFact(
            id="",
            ref="",
            title=plan.title,
            stage=workflow.initial,
            regime=plan.regime,
            rehearsal=False,
            created_at=now,
            deadline_at=None,
            ceiling=plan.ceiling,
            suspended_since=None,
        ),
    )


def _baseline(number: int, one: Baseline) -> BaselineFact:
    return BaselineFact(number, one.title, one.source, one.dated, one.reason, one.told)


def _rows(number: int, baseline: Baseline) -> Iterable[PlannedRow]:
    for task in baseline.tasks:
        end, other = task.planned_end, task.other
        yield PlannedRow(
            number,
            task.title,
            task.stage,
            task.kind,
            parse_planned(task.planned),
            parse_planned(end) if end else None,
            parse_planned(other) if other else None,
        )


def _of_record(reading: Reading, begun: Mapping[str, date]) -> _Plan:
    paper = last_paper(reading)
    known = {(one.title, one.dated): one for one in paper.baselines} if paper else {}
    baselines: list[BaselineFact] = []
    rows: list[PlannedRow] = []
    for stored in reading.of("plan_baseline"):
        number, one = int(stored["number"]), known.get((stored["title"], stored["dated"]))
        if one is not None:
            baselines.append(_baseline(number, one))
            rows += _rows(number, one)
        else:
            about = (stored["title"], stored["source"], stored["dated"])
            baselines.append(BaselineFact(number, *about))
            rows += _stored_rows(reading, number)
    case = reading.case
    source = paper.ceiling_source if paper is not None else ""
    facts = case_facts(reading, ("delays", "documents"))
    setting = paper.setting if paper is not None else PlanSetting()
    return _Plan(
        title=case["title"],
        workflow=reading.workflow(),
        baselines=tuple(baselines),
        rows=tuple(rows),
        setting=_with_filed_money(setting, facts.documents or (), case["ceiling_period"]),
        blank=paper.blank if paper is not None else (),
        ceiling=(case["ceiling"], case["ceiling_period"], source),
        now=reading.now,
        case=facts.case,
        announced={row["day"]: row["name"] for row in reading.of("announced_holiday")},
        delays=facts.delays or (),
        begun=begun,
        today=local_day(reading.now),
    )


def _with_filed_money(
    setting: PlanSetting, documents: Iterable[DocumentFact], period: str
) -> PlanSetting:
    """Funding statements on file count instead of the plan's own funding: they came later."""
    filed = tuple(
        Funding(one.title, one.amount, period, None, f"{one.title}, {one.dated or '–'}")
        for one in documents
        if one.kind == "funding_statement" and one.amount is not None
    )
    if not filed:
        return setting
    lasting = (replace(one, amount=None) for one in setting.funding)
    return replace(setting, funding=(*lasting, *filed))


def last_paper(reading: Reading) -> PlanFile | None:
    """The plan file that counts, read from its kept text; None where none was taken in."""
    row = reading.last("plan_paper")
    if row is None:
        return None
    text = reading.rows.artefact(row["digest"]).decode("utf-8-sig")
    return parse_plan(text, reading.ref)


def _stored_rows(reading: Reading, number: int) -> Iterable[PlannedRow]:
    for row in reading.of("plan_task", baseline=number):
        end = row["planned_end"]
        planned, last = parse_planned(row["planned"]), parse_planned(end) if end else None
        yield PlannedRow(number, row["title"], row["stage"], "", planned, last)


def _checked(plan: _Plan) -> PlanCheck:
    titles = {stage.id: stage.title for stage in plan.workflow.path}
    titles |= {task.id: task.title for task in plan.workflow.tasks}
    facts = _plan_facts(plan)
    law = _law(plan)
    calendar = plan_times.from_plan(plan.workflow, plan.rows, law, plan.setting.decision)
    found = [*_times(plan, titles, law, calendar), *_papers(plan, law)]
    order = list(Severity)
    return PlanCheck(
        title=plan.title,
        workflow=plan.workflow.title,
        baselines=plan.baselines,
        lines=compare_baselines(facts, list(titles), plan.begun or {}),
        titles=titles,
        calendar=calendar,
        findings=tuple(sorted(found, key=lambda finding: order.index(finding.severity))),
    )


def _plan_facts(plan: _Plan) -> list[PlanFact]:
    return [PlanFact(row.baseline, row.stage, row.planned.text) for row in plan.rows if row.stage]


def _law(plan: _Plan) -> PeriodLawFact:
    """The least periods, and England's bank holidays of all years that the plan speaks of."""
    from tender_flow.definitions.dated_law import load_periods, load_planned_notices
    from tender_flow.definitions.holidays import england

    days = [row.planned.first for row in plan.rows] + [row.last for row in plan.rows]
    days += [day for one in plan.setting.contracts for day in plan_contracts.ends_with_options(one)]
    days += [one.dated for one in plan.baselines]
    years = sorted({day.year for day in days})
    known = england(range(years[0] - 1, years[-1] + 2)) if years else england(())
    names = {**known.names, **plan.announced}
    return PeriodLawFact(load_periods(), load_planned_notices(), names)


def _times(
    plan: _Plan,
    titles: Mapping[str, str],
    law: PeriodLawFact,
    calendar: tuple[LeastStage, ...],
) -> Iterable[Finding]:
    numbered = {one.number: one for one in plan.baselines}
    holidays: Any = law.holidays
    terms = plan.setting.decision
    return chain(
        _plan_gates(plan),
        plan_times.too_early(plan.rows, calendar),
        plan_times.crowded_months(plan.workflow, plan.rows, plan.baselines, law, terms),
        plan_times.consultation_first(plan.rows, numbered),
        out_of_order(_plan_facts(plan), [stage.id for stage in plan.workflow.path]),
        plan_times.days_off(plan.rows, numbered, holidays),
        plan_times.slips(plan.rows, plan.baselines, plan.delays, titles),
        _late(plan),
    )


def _plan_gates(plan: _Plan) -> Iterable[Finding]:
    """What the workflow asks of a plan, said once, before anybody tries the move."""
    facts = CaseFacts(plan.now, plan.case, plan=tuple(_plan_facts(plan)))
    said: dict[str, Finding] = {}
    for move in plan.workflow.moves:
        asked = [use for use in move.gates if use.name in PLAN_GATES]
        for state in gate_states(replace(move, gates=tuple(asked)), facts):
            for finding in state.findings:
                said.setdefault(f"{finding.code} {dict(finding.facts)}", finding)
    return said.values()


def _late(plan: _Plan) -> Iterable[Finding]:
    """Stages that began late, or should have begun by now, without a reason on record."""
    if plan.today is None or plan.begun is None:
        return
    for stage in plan.workflow.path:
        began = plan.begun.get(stage.id, plan.today)
        late = late_without_reason(_plan_facts(plan), plan.delays, stage.id, began)
        if late is not None:
            yield late


def _papers(plan: _Plan, law: PeriodLawFact) -> Iterable[Finding]:
    setting, last = plan.setting, newest(plan.rows)
    source = plan.baselines[-1].source if plan.baselines else ""
    first = plan.baselines[0].source if plan.baselines else ""
    return chain(
        plan_papers.funding_gap(*plan.ceiling, setting.funding),
        plan_contracts.contract_findings(setting, plan.rows, law.holidays),
        plan_papers.disagreements(setting.claims, plan.today),
        plan_papers.left_blank(plan.blank, first),
        plan_papers.duties_missing(plan.workflow, setting.duties, source),
        plan_papers.diary_clashes(last, setting.diaries),
    )

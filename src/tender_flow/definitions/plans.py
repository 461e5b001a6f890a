"""A procurement plan as a file: what is bought, for how much, and what was promised for when.

    format: 1
    title: Kent Integrated Domestic Abuse Service
    authority: Kent County Council
    regime: pcr_2006_part_b
    ceiling: {amount: "3500000", period: year, source: …}
    blank: [reference, procurement lead]         # what the paper itself leaves open
    baselines:
      - title: Draft procurement plan, January 2014
        source: …
        dated: 2014-01-28
        tasks:
          - {title: Invite tenders, stage: invite_tenders, planned: 2014-07}
          - {title: Consultation, kind: consultation, planned: 2014-07, end: 2014-08}

Contracts, money, people and what the papers claim stand beside them (`plan_setting`). Times stay
as the paper has them: a month is a month, a range is a range. A task that is no stage of the
workflow names none; whether a named stage exists is asked when the plan meets its workflow
(`tender_flow.services.baselines`). Every baseline stays beside the later ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tender_flow.definitions.plan_setting import KEYS, planned_time, read_setting
from tender_flow.definitions.reader import Fields, Node, read_file, read_text
from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, problems
from tender_flow.rules.procedure.plan import parse_planned
from tender_flow.rules.procedure.plan_facts import KINDS, PlanSetting
from tender_flow.rules.procedure.workflow import REGIMES

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One row of a plan; `planned` and `planned_end` are months or days, the end may be empty."""

    title: str
    stage: str
    """A stage or further task of the workflow; empty for what is neither."""
    planned: str
    planned_end: str = ""
    kind: str = ""
    """What it is for the checks of a plan, such as a consultation; empty for most."""
    other: str = ""
    """The other time that the paper allows for it; empty for most."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A plan as it was agreed once, with the paper that it comes from and that paper's date."""

    title: str
    source: str
    dated: date
    tasks: tuple[PlannedTask, ...]
    reason: str = ""
    """Why it differs from the one before; empty where the paper doesn't say."""
    told: str = ""
    """Who was told of the difference."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A whole plan file."""

    title: str
    description: str
    authority: str
    regime: str
    ceiling: Decimal | None
    """The most that may be spent in one period over all lots, in pounds."""
    ceiling_period: str
    ceiling_source: str
    illustrative: str
    """What in the file is made up; empty if all of it is real."""
    blank: tuple[str, ...]
    """What the paper leaves open, in its own words."""
    baselines: tuple[Baseline, ...]
    setting: PlanSetting = field(default_factory=PlanSetting)
    """What it says beside the baselines."""
    file: str = field(default="", compare=False)


_FIELDS = (
    "format",
    "title",
    "description",
    "authority",
    "regime",
    "ceiling",
    "illustrative",
    "blank",
    "baselines",
    *KEYS,
)


def load_plan(path: Path) -> PlanFile:
    """The plan in a file.

    Raises:
        BadInputError: the file can't be read, with every problem at its line.
    """
    root, found = read_file(path)
    return _whole(root, found, str(path))


def parse_plan(text: str, file: str) -> PlanFile:
    """The plan in a text; `file` is only named in findings.

    Raises:
        BadInputError: the text isn't a plan, with every problem at its line.
    """
    root, found = read_text(text, file)
    return _whole(root, found, file)


def _whole(root: Node | None, found: list[Finding], file: str) -> PlanFile:
    plan = _plan(root.fields(*_FIELDS), file) if root is not None else None
    # The node's own findings are this same list: reading goes on after each one.
    stopping = problems(found)
    if plan is None or stopping:
        raise BadInputError(*stopping)
    return plan


def _plan(fields: Fields, file: str) -> PlanFile:
    if fields.text("format") not in {"1", ""}:
        fields.entries["format"].problem("plan-format-unknown", format=fields.text("format"))
    amount, period, source = _ceiling(fields.optional("ceiling"))
    return PlanFile(
        title=fields.text("title"),
        description=fields.text("description", default=""),
        authority=fields.text("authority"),
        regime=fields.choice("regime", REGIMES),
        ceiling=amount,
        ceiling_period=period,
        ceiling_source=source,
        illustrative=fields.text("illustrative", default=""),
        blank=tuple(node.as_text() for node in fields.items("blank", required=False)),
        baselines=tuple(_baseline(node) for node in fields.items("baselines")),
        setting=read_setting(fields),
        file=file,
    )


def _ceiling(node: Node | None) -> tuple[Decimal | None, str, str]:
    if node is None:
        return None, "", ""
    fields = node.fields("amount", "period", "source")
    return fields.decimal("amount"), fields.text("period"), fields.text("source")


def _baseline(node: Node) -> Baseline:
    fields = node.fields("title", "source", "dated", "tasks", "reason", "told")
    dated_node = fields.node_of("dated")
    dated = dated_node.as_date() if dated_node is not None else None
    tasks = tuple(_task(item) for item in fields.items("tasks"))
    # A missing date is a finding already, so that this plan is never used.
    return Baseline(
        fields.text("title"),
        fields.text("source"),
        dated if dated is not None else _NO_DAY,
        tasks,
        fields.text("reason", default=""),
        fields.text("told", default=""),
    )


_NO_DAY = parse_planned("1900-01").first


def _task(node: Node) -> PlannedTask:
    fields = node.fields("title", "stage", "planned", "end", "kind", "or")
    planned, end = planned_time(fields.node_of("planned")), planned_time(fields.optional("end"))
    other = planned_time(fields.optional("or"))
    if planned and end and end.last < planned.first:
        node.problem("plan-ends-before-it-begins", planned=planned.text, end=end.text)
    stage = fields.optional("stage")
    return PlannedTask(
        title=fields.text("title"),
        stage=stage.as_identifier() if stage is not None and stage.kind != "empty" else "",
        planned=planned.text if planned else "",
        planned_end=end.text if end else "",
        kind=fields.choice("kind", KINDS, default=""),
        other=other.text if other else "",
        line=node.line,
    )

"""What a plan says beside its dates: contracts, money, people, and what its papers claim.

A plan is more than a list of months. A contract that runs now ends on a day, perhaps with options
to go on; money is promised until a day; somebody owns each stage; and two papers may say two
different things. These are the values that `plan_times`, `plan_contracts` and `plan_papers` look
at. They come from a plan file (`tender_flow.definitions.plans`) and hold no rule themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tender_flow.rules.procedure.plan import PlannedTime

KINDS = ("consultation", "invitation", "mobilisation", "service_start")
"""What a task may be besides a stage: what the checks of order and continuity look for."""


@dataclass(frozen=True, slots=True)
class BaselineFact:
    """A plan as it was agreed once; why it differs from the one before, and who was told."""

    number: int
    title: str
    source: str
    dated: date
    reason: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One task of one baseline, from its first day to its last."""

    baseline: int
    title: str
    stage: str
    """A stage or task of the workflow; empty for what is neither."""
    kind: str
    """One of `KINDS`, or empty."""
    planned: PlannedTime
    end: PlannedTime | None = None
    other: PlannedTime | None = None
    """The other time that the paper allows: six months of mobilisation instead of three."""

    @property
    def last(self) -> date:
        """The last day of the task as planned."""
        return (self.end or self.planned).last


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that carries a service until the new one starts."""

    title: str
    service: str
    """What it delivers; contracts of one service may follow each other."""
    begins: date | None
    ends: date
    extensions: tuple[int, ...]
    """Options to extend, each in months, in their order."""
    notice_months: int
    """How long before its end the supplier must be told of an extension; 0 if nothing is said."""
    per_year: Decimal | None
    """Pounds a year."""
    source: str


@dataclass(frozen=True, slots=True)
class Funding:
    """Money that is found: how much in a period, and until when it is promised."""

    title: str
    amount: Decimal | None
    period: str
    until: PlannedTime | None
    source: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one paper says about a thing; two papers may differ."""

    about: str
    says: str
    source: str
    dated: date


@dataclass(frozen=True, slots=True)
class StageDuty:
    """Who is there for which stages: its owner, or somebody who helps."""

    who: str
    role: str
    """`owner` or `resource`."""
    stages: tuple[str, ...]
    """Empty where the paper doesn't say for what."""


@dataclass(frozen=True, slots=True)
class Diary:
    """An evaluator who was asked for their diary; `away` is None for somebody who is there."""

    who: str
    stage: str
    away: PlannedTime | None
    until: PlannedTime | None


@dataclass(frozen=True, slots=True)
class DecisionTerms:
    """What a decision of this council takes: clear days of notice, working days of call-in."""

    clear_days: int = 0
    call_in_days: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlanSetting:
    """Everything that a plan file says beside its baselines; empty where it says nothing."""

    contracts: tuple[Contract, ...] = ()
    funding: tuple[Funding, ...] = ()
    claims: tuple[Claim, ...] = ()
    duties: tuple[StageDuty, ...] = ()
    diaries: tuple[Diary, ...] = ()
    decision: DecisionTerms = field(default_factory=DecisionTerms)


def newest(rows: tuple[PlannedRow, ...]) -> tuple[PlannedRow, ...]:
    """For each stage, and for each kind of task, its row in the last baseline that names it.

    Rows that are neither a stage nor of a kind are left out: nothing is asked of them.
    """
    found: dict[tuple[str, str], PlannedRow] = {}
    for row in sorted(rows, key=lambda row: row.baseline):
        if row.stage or row.kind:
            found[row.stage, row.kind] = row
    return tuple(found.values())

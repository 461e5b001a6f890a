"""The frozen facts of one procurement that gates are asked about.

Gates see facts, not ticks: every value here follows from a deed in the record (a declaration
that came back, a document that was filed, a decision that was taken). A gate names the parts
that it needs, and only those are loaded; asking for another part is a mistake in the gate.
Ids are the record's ids; titles are for sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tender_flow.rules.procedure.facts_course import EntryFact, PeriodLawFact
from tender_flow.rules.procedure.facts_events import (
    IrregularityFact,
    PartnerChangeFact,
    ReleaseFact,
)
from tender_flow.rules.procedure.facts_governance import MatterFact
from tender_flow.rules.procedure.facts_premarket import (
    ChecklistFact,
    CommentFact,
    ConsiderationFact,
    EngagementFact,
    EngagementItemFact,
    IndicatorsFact,
)
from tender_flow.rules.procedure.facts_registers import CommunicationFact, LessonFact, RiskFact
from tender_flow.rules.procedure.facts_shortlists import StageFact
from tender_flow.rules.procedure.facts_statutory import (
    ConflictsReviewFact,
    DeclarationFact,
    ExclusionFact,
    PublishedFact,
)

ROLES = (
    "lead",
    "evaluator",
    "chair",
    "deputy_chair",
    "note_taker",
    "custodian",
    "witness",
    "commissioner",
    "assurance",
)
"""What a person may be on a case; assurance sees everything and changes nothing."""


@dataclass(frozen=True, slots=True)
class CaseFact:
    """The procurement itself."""

    id: str
    ref: str
    title: str
    stage: str
    regime: str
    rehearsal: bool
    created_at: datetime
    deadline_at: datetime | None
    """The hour at which tenders close, as an instant; None until it is set."""
    ceiling: Decimal | None
    """Highest value for one period over all lots; None where the plan names none."""
    suspended_since: datetime | None


@dataclass(frozen=True, slots=True)
class LotFact:
    """A lot and its outcome: open, awarded, not_awarded or withdrawn."""

    id: str
    code: str
    title: str
    outcome: str


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A document that was filed."""

    id: str
    kind: str
    title: str
    dated: date | None
    amount: Decimal | None
    """Money that a funding statement names, for the same period as the ceiling."""
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class DefinitionFact:
    """The workflow's or the model's frozen text: its version, digest and publication."""

    kind: str
    version: int
    digest: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanFact:
    """One planned task of one baseline; `planned` is a month (2014-11) or a day.

    `stage` is a stage's id, or that of one of the workflow's further tasks.
    """

    baseline: int
    stage: str
    planned: str


@dataclass(frozen=True, slots=True)
class DelayFact:
    """A recorded delay of one planned task: why, and when it is now expected."""

    stage: str
    reason: str
    expected: str
    """A month (2014-12) or a day."""
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MemberFact:
    """A person on the case with one role, and what they have signed."""

    id: str
    person: str
    name: str
    role: str
    status: str
    """active, withdrawn or replaced."""
    organisation: str
    specialisms: tuple[str, ...]
    agreement_signed_at: datetime | None
    guidance_acknowledged_at: datetime | None
    cleared_at: datetime | None
    undeclared: tuple[str, ...]
    """Tenders still in for which this evaluator has neither declared nor denied a conflict."""
    conflicts: tuple[str, ...]
    """Tenders that this evaluator doesn't mark because of a conflict."""
    login: str = ""
    """What a command calls the person."""


@dataclass(frozen=True, slots=True)
class QuestionFact:
    """A question of the frozen model with its cover by the panel."""

    id: str
    number: str
    title: str
    round: str
    specialism: str | None
    evaluators: tuple[str, ...]
    """Members assigned to it and still active."""
    specialists: tuple[str, ...]
    """Those of them who have the specialism that the question asks for."""


@dataclass(frozen=True, slots=True)
class TenderFact:
    """A supplier's tender.

    Status: received, late, refused, admitted, opened, withdrawn or excluded.
    """

    id: str
    supplier: str
    status: str
    received_at: datetime
    late: bool
    lots: tuple[str, ...]
    unchecked: tuple[str, ...]
    """Pass/fail requirements on which nobody has decided yet, for the whole tender or a lot."""
    failed: tuple[str, ...]
    """Requirements of the whole tender that it fails; a fail for one lot takes that bid out."""


@dataclass(frozen=True, slots=True)
class QueryFact:
    """A question to or from a bidder: open, answered or closed."""

    id: str
    subject: str
    status: str
    tender: str | None
    question: str | None
    number: int = 0
    """What a command calls it: the first question is 1."""


@dataclass(frozen=True, slots=True)
class RoundFact:
    """A round of marking: what is missing before it can end."""

    id: str
    name: str
    missing_marks: tuple[tuple[str, int], ...]
    """Members who still owe marks, with how many."""
    items: int
    agreed: int
    without_assent: int
    """Agreed marks on which a member who was there has neither agreed nor disagreed."""
    meeting_closed_at: datetime | None
    unsigned: tuple[str, ...]
    """Members who took part and whose slip has not come back."""
    locked_at: datetime | None


@dataclass(frozen=True, slots=True)
class PriceFact:
    """A bid's price: sealed, opened or none."""

    bid: str
    lot: str
    supplier: str
    state: str


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """A decision about a lot.

    Kind: recommendation, no_award, approval or award. Status: taken, withdrawn or replaced.
    """

    id: str
    kind: str
    lot: str
    status: str
    supplier: str | None
    body: str
    maker: str
    dated: date
    minute: str
    key_decision: bool
    call_in_ends: date | None


@dataclass(frozen=True, slots=True)
class NotificationFact:
    """What a bidder was told about a lot, when and by what means."""

    lot: str
    tender: str
    sent_at: datetime
    means: str


@dataclass(frozen=True, slots=True)
class StandstillFact:
    """A standstill period of one lot; it ends at midnight at the end of `ends_on`.

    `decision` is the approval whose letters began it: an approval taken anew needs its own.
    """

    lot: str
    decision: str
    starts_from: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class NoticeFact:
    """A notice owed to the public, due on a day, published or not."""

    id: str
    kind: str
    lot: str
    due_on: date
    published_on: date | None


@dataclass(frozen=True, slots=True)
class ReportFact:
    """An evaluation report that was made: its version and the digest of its file."""

    version: int
    digest: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CheckFact:
    """A recorded check of a bid: winner or low_price, with its outcome.

    Checks stand in the order in which they were recorded: the last one counts.
    """

    kind: str
    lot: str
    tender: str
    outcome: str
    """One of `bid_checks.OUTCOMES`."""


PARTS = (
    "case",
    "lots",
    "documents",
    "definitions",
    "plan",
    "members",
    "questions",
    "tenders",
    "queries",
    "rounds",
    "prices",
    "stages",
    "decisions",
    "notifications",
    "standstills",
    "notices",
    "reports",
    "checks",
    "delays",
    "published",
    "conflicts_reviews",
    "declarations",
    "exclusions",
    "engagement",
    "engagement_items",
    "comments",
    "considerations",
    "indicators",
    "checklist",
    "entries",
    "period_law",
    "risks",
    "communications",
    "lessons",
    "matters",
    "irregularities",
    "releases",
    "partner_changes",
)
"""The parts that a gate may ask for; `case` is always there."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a procurement at one instant; parts that nobody asked for are None."""

    now: datetime
    case: CaseFact
    lots: tuple[LotFact, ...] | None = None
    documents: tuple[DocumentFact, ...] | None = None
    definitions: tuple[DefinitionFact, ...] | None = None
    plan: tuple[PlanFact, ...] | None = None
    members: tuple[MemberFact, ...] | None = None
    questions: tuple[QuestionFact, ...] | None = None
    tenders: tuple[TenderFact, ...] | None = None
    queries: tuple[QueryFact, ...] | None = None
    rounds: tuple[RoundFact, ...] | None = None
    prices: tuple[PriceFact, ...] | None = None
    stages: tuple[StageFact, ...] | None = None
    decisions: tuple[DecisionFact, ...] | None = None
    notifications: tuple[NotificationFact, ...] | None = None
    standstills: tuple[StandstillFact, ...] | None = None
    notices: tuple[NoticeFact, ...] | None = None
    reports: tuple[ReportFact, ...] | None = None
    checks: tuple[CheckFact, ...] | None = None
    delays: tuple[DelayFact, ...] | None = None
    published: tuple[PublishedFact, ...] | None = None
    conflicts_reviews: tuple[ConflictsReviewFact, ...] | None = None
    declarations: tuple[DeclarationFact, ...] | None = None
    exclusions: tuple[ExclusionFact, ...] | None = None
    engagement: tuple[EngagementFact, ...] | None = None
    engagement_items: tuple[EngagementItemFact, ...] | None = None
    comments: tuple[CommentFact, ...] | None = None
    considerations: tuple[ConsiderationFact, ...] | None = None
    indicators: tuple[IndicatorsFact, ...] | None = None
    checklist: tuple[ChecklistFact, ...] | None = None
    entries: tuple[EntryFact, ...] | None = None
    period_law: tuple[PeriodLawFact, ...] | None = None
    risks: tuple[RiskFact, ...] | None = None
    communications: tuple[CommunicationFact, ...] | None = None
    lessons: tuple[LessonFact, ...] | None = None
    matters: tuple[MatterFact, ...] | None = None
    irregularities: tuple[IrregularityFact, ...] | None = None
    releases: tuple[ReleaseFact, ...] | None = None
    partner_changes: tuple[PartnerChangeFact, ...] | None = None

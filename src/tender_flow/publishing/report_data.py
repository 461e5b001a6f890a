"""What the evaluation report says, as values: everything that the renderer needs and no more.

Names instead of ids, so that nothing here leads back into the record. Numbers and results are
those of the rules; the texts are what people wrote. Who fills this in is
`tender_flow.services.report_data`; who prints it is `tender_flow.publishing.evaluation_report`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tender_flow.publishing.report_lot_data import (
    BidCheckLine,
    DecisionLine,
    LetterLine,
    LotPart,
    StandstillLines,
)
from tender_flow.publishing.report_marks_data import (
    AgreedLine,
    GivenMark,
    MarkedAnswer,
    MarkedQuestion,
    MeetingLine,
    Said,
)
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.sensitivity import LotSensitivity

__all__ = [
    "AgreedLine",
    "BaselineLine",
    "BidCheckLine",
    "CaseLines",
    "ChangeLine",
    "CheckLine",
    "CoverageLine",
    "DecidedLine",
    "DecisionLine",
    "DeclaredLine",
    "DelayLine",
    "GivenMark",
    "InterviewLine",
    "Issue",
    "KeptLine",
    "LetterLine",
    "LotPart",
    "MarkedAnswer",
    "MarkedQuestion",
    "MeetingLine",
    "MemberLine",
    "NoticeLine",
    "Panel",
    "PauseLine",
    "PlannedLine",
    "Procedure",
    "QueryLine",
    "ReportData",
    "RiskLine",
    "Said",
    "StandstillLines",
    "TenderLine",
    "Tenders",
]


@dataclass(frozen=True, slots=True)
class Issue:
    """Which report this is: its version, when it was made, and the journal's head before it."""

    version: int
    made_at: datetime
    head: str
    entries: int


@dataclass(frozen=True, slots=True)
class CaseLines:
    """The procurement as the cover names it."""

    ref: str
    title: str
    description: str
    authority: str
    regime: str
    stage: str
    draft: bool
    """Not every lot's award has been agreed: the report is no decision."""
    notes: tuple[str, ...]
    """A rehearsal, illustrative in part: for every page."""
    fingerprint: str
    """Of the authority's key."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A stage or task: the time of each baseline (`2014-10`; empty: not in it), and the day."""

    title: str
    planned: tuple[str, ...]
    begun_on: date | None


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """A plan as agreed once."""

    number: int
    title: str
    source: str
    dated: date


@dataclass(frozen=True, slots=True)
class DelayLine:
    """A delay with its reason and who was told."""

    stage: str
    expected: str
    reason: str
    told: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Something owed to the public."""

    kind: str
    lot: str
    due_on: date
    source: str
    published_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class PauseLine:
    """A suspension, over or not."""

    subject: str
    reason: str
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A workflow or model that was amended: a later version, with why, by whom, who was told."""

    kind: str
    version: int
    reason: str
    approver: str
    dated: date | None
    told: str


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk as it stood when the report was made."""

    number: int
    risk: str
    control: str
    owner: str
    review_on: date
    closed_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Procedure:
    """How and when: plan, what came, delays, notices, the deadline."""

    baselines: tuple[BaselineLine, ...]
    dates: tuple[PlannedLine, ...]
    delays: tuple[DelayLine, ...]
    pauses: tuple[PauseLine, ...]
    notices: tuple[NoticeLine, ...]
    changes: tuple[ChangeLine, ...]
    deadline_local: str
    deadline_zone: str
    ceiling: Decimal | None
    ceiling_period: str
    risks: tuple[RiskLine, ...] = ()
    """Empty where no register is kept: the report then has no such part."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person on the case, with what an evaluator signed."""

    name: str
    role: str
    organisation: str
    specialisms: str
    status: str
    signed_at: datetime | None
    acknowledged_at: datetime | None
    cleared_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """A declaration about one bidder, and the decision on it; never the private explanation."""

    member: str
    bidder: str
    about: str
    """The partner or lot it names; empty: the bidder as a whole."""
    choice: str
    """none, may or ask."""
    declared_at: datetime
    decision: str
    """clear, conflict, or empty where none was needed or taken."""
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """Who marks a question, and who of them has the knowledge that it needs."""

    question: str
    specialism: str
    members: tuple[str, ...]
    specialists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The people, what they signed and declared, and what they cover."""

    members: tuple[MemberLine, ...]
    declared: tuple[DeclaredLine, ...]
    coverage: tuple[CoverageLine, ...]


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """Who decided on a tender or on its bid for one lot, when and why."""

    lot: str
    """Empty: the whole tender."""
    status: str
    decided_by: str
    decided_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TenderLine:
    """A tender as it came in."""

    supplier: str
    partners: tuple[str, ...]
    lots: tuple[str, ...]
    received_at: datetime
    late: bool
    status: str
    opened_at: datetime | None
    opened_by: tuple[str, ...]
    decided: tuple[DecidedLine, ...]
    """On a late, excluded or withdrawn tender, or on its bid for one lot."""
    capacity: int | None = None
    """How many of its lots the bidder can serve, where it says so."""
    preference: tuple[str, ...] = ()
    """Titles of its lots in its own order."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Pass or fail of one requirement; `revision` above 1 changed an earlier decision."""

    supplier: str
    requirement: str
    lot: str
    """The lot it was decided for; empty: the whole tender."""
    outcome: str
    evidence: str
    reason: str
    decided_by: str
    second: str
    revision: int


@dataclass(frozen=True, slots=True)
class QueryLine:
    """A question to or from a bidder, with its answer."""

    number: int
    direction: str
    supplier: str
    question: str
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    to_all: bool
    not_to_all_reason: str
    status: str


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """An interview: the bidder and question, the day, who heard it, who recorded it."""

    supplier: str
    question: str
    lot: str
    held_on: date
    present: tuple[str, ...]
    recorded_by: str
    recorded_at: datetime
    reason: str
    """Why an earlier record was replaced; empty: there was none."""


@dataclass(frozen=True, slots=True)
class Tenders:
    """What came in, how it was checked, what was asked, and who was heard."""

    received: tuple[TenderLine, ...]
    checks: tuple[CheckLine, ...]
    queries: tuple[QueryLine, ...]
    interviews: tuple[InterviewLine, ...]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """An artefact or document that the record names by digest."""

    what: str
    digest: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """The whole report."""

    issue: Issue
    case: CaseLines
    procedure: Procedure
    panel: Panel
    tenders: Tenders
    model: Model
    model_version: int
    model_published_at: datetime | None
    engine: str
    """The version of the rules that computed the result."""
    prices_opened_at: datetime | None
    price_keepers: tuple[str, ...]
    """Custodian and witness."""
    meetings: tuple[MeetingLine, ...]
    questions: tuple[MarkedQuestion, ...]
    lots: tuple[LotPart, ...]
    kept: tuple[KeptLine, ...]
    robustness: tuple[LotSensitivity, ...] = ()
    """What would change each lot's winner; empty before the prices are open, or with too many
    bids and questions to try them all while a report is made."""

"""The marks of the report as values: each evaluator's own, the panel's, and the meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tender_flow.rules.evaluation.marks import PanelMark


@dataclass(frozen=True, slots=True)
class GivenMark:
    """One evaluator's own mark. State: marked, cannot, missing, conflict."""

    member: str
    state: str
    mark: Decimal | None
    strengths: str
    weaknesses: str
    why: str
    cannot_reason: str
    left_panel: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one evaluator said to the agreed mark: agrees, disagrees, not_present or nothing."""

    member: str
    choice: str
    reason: str


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """The panel's mark, with the panel's reason and how it came about."""

    mark: PanelMark
    level: str
    """The mark's name on the scale."""
    reason: str
    reason_from: str
    route: str
    rule: str
    agreed_at: datetime
    said: tuple[Said, ...]
    earlier: tuple[tuple[PanelMark, str], ...]
    """Agreed marks before this one, with why each was reopened."""
    overridden_by: tuple[str, ...] = ()
    """Where the panel's mark was overridden: by whom, and who approved it."""


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """One bidder's answer to one question, as it was marked."""

    bidder: str
    marks: tuple[GivenMark, ...]
    agreed: AgreedLine | None


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """A question (in one lot, or shared) with the answers of all bidders."""

    question: str
    """Number and title."""
    lot: str
    round: str
    answers: tuple[MarkedAnswer, ...]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A moderation meeting."""

    round: str
    chair: str
    note_taker: str
    quorum: int
    opened_at: datetime
    closed_at: datetime | None
    present: tuple[str, ...]
    signed: tuple[str, ...]
    """Who signed the outcome on their own machine."""

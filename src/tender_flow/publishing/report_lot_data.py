"""What the evaluation report says about one lot: its ranking, decisions, letters, standstill.

Names instead of ids, as in the rest of the report's values (`report_data`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tender_flow.rules.evaluation.results import LotResult
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.calendar import Period


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision about a lot; no supplier means no award."""

    supplier: str | None
    total: str
    body: str
    maker: str
    dated: date
    minute: str
    reasons: str
    key_decision: bool
    call_in_ends: date | None


@dataclass(frozen=True, slots=True)
class BidCheckLine:
    """A recorded check of a bid."""

    supplier: str
    kind: str
    outcome: str
    evidence: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class LetterLine:
    """What a bidder was sent; `digest` is of the text as sent."""

    supplier: str
    means: str
    sent_at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class StandstillLines:
    """A standstill day by day."""

    period: Period
    basis: str
    calendar: str
    ended: bool


@dataclass(frozen=True, slots=True)
class DrawLine:
    """Equal bids drawn by lot; one that doesn't count is void, because the ranking changed."""

    order: tuple[str, ...]
    witnesses: tuple[str, ...]
    how: str
    drawn_at: datetime
    counts: bool


@dataclass(frozen=True, slots=True)
class LotPart:
    """A lot: its ranking, and what was decided and done about it."""

    code: str
    title: str
    description: str
    outcome: str
    result: LotResult
    """Names in place of ids."""
    proposed: tuple[str, ...]
    proposal_findings: tuple[Finding, ...]
    recommendation: DecisionLine | None
    checks: tuple[BidCheckLine, ...]
    approval: DecisionLine | None
    letters: tuple[LetterLine, ...]
    standstill: StandstillLines | None
    conclusion: DecisionLine | None
    draws: tuple[DrawLine, ...] = ()
    together: tuple[str, ...] = ()
    """Where allocations are compared as wholes: the best and the next best, in words."""

"""From prices to award: results, checks, decisions, notifications, standstills, reports."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from tender_flow.records import columns as c


class EvaluationResult(SQLModel, table=True):
    """A computed result: the model and inputs it came from, and the rules' version."""

    __tablename__ = "evaluation_result"
    __table_args__ = (UniqueConstraint("procurement", "number", name="one_result_per_number"),)
    id: str = c.identity()
    procurement: str = c.case()
    number: int = c.whole()
    model_version: int = c.whole()
    model_digest: str = c.text()
    engine: str = c.text()
    """The version of the rules that computed it."""
    digest: str = c.text()
    """Digest of the artefact with the whole result."""
    computed_at: datetime = c.instant()


class Standing(SQLModel, table=True):
    """One bid's place in a result; `rank` is None where it is excluded, with the reason."""

    __tablename__ = "standing"
    __table_args__ = (UniqueConstraint("result", "bid", name="one_standing_per_bid"),)
    id: str = c.identity()
    procurement: str = c.case()
    result: str = c.text()
    lot: str = c.text()
    bid: str = c.text()
    rank: int | None = c.whole(null=True, sealed=True)
    total: str | None = c.text(null=True, sealed=True)
    """Exact, as a fraction: 1150/13."""
    shown: str | None = c.text(null=True, sealed=True)
    excluded: str = c.text(sealed=True)


class BidCheck(SQLModel, table=True):
    """A recorded check. Kind: winner or low_price; what was recorded last counts."""

    __tablename__ = "bid_check"
    id: str = c.identity()
    procurement: str = c.case()
    lot: str = c.text()
    bid: str = c.text()
    kind: str = c.text()
    outcome: str = c.text()
    evidence: str = c.text(sealed=True)
    decided_by: str = c.text()
    decided_at: datetime = c.instant()


class Decision(SQLModel, table=True):
    """A decision about a lot. Kind: recommendation, approval, award; `bid` None is no award."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint(
            "kind in ('recommendation', 'approval', 'award')", name="decision_has_kind"
        ),
        CheckConstraint("status in ('taken', 'withdrawn', 'replaced')", name="decision_has_status"),
    )
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    lot: str = c.text()
    bid: str | None = c.text(null=True)
    result: str | None = c.text(null=True)
    follows: str | None = c.text(null=True)
    """The decision that this one rests on: an approval on its recommendation."""
    status: str = c.text()
    body: str = c.text()
    maker: str = c.text(sealed=True)
    person: str = c.text()
    """The person on the case who recommends; who recommends may not approve."""
    dated: date = c.day()
    minute: str = c.text()
    reasons: str = c.text(sealed=True)
    key_decision: bool = c.flag()
    call_in_ends: date | None = c.day(null=True)
    recorded_at: datetime = c.instant()


class Notification(SQLModel, table=True):
    """What a bidder was told about a lot, when, and by what means."""

    __tablename__ = "notification"
    id: str = c.identity()
    procurement: str = c.case()
    decision: str = c.text()
    lot: str = c.text()
    tender: str = c.text()
    means: str = c.text()
    """electronic, post or hand."""
    sent_at: datetime = c.instant()
    letter: str = c.text()
    """Digest of the artefact with the text as sent."""


class Standstill(SQLModel, table=True):
    """A standstill of one lot, counted from the last sending; ends at midnight of `ends_on`."""

    __tablename__ = "standstill"
    id: str = c.identity()
    procurement: str = c.case()
    lot: str = c.text()
    decision: str = c.text()
    starts_from: date = c.day()
    ends_on: date = c.day()
    days: int = c.whole()
    basis: str = c.text()
    calendar: str = c.text()
    """The version of the holiday calendar that it was counted with."""
    recorded_at: datetime = c.instant()


class Report(SQLModel, table=True):
    """A report that was made from the record at a given head of the journal."""

    __tablename__ = "report"
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    version: int = c.whole()
    digest: str = c.text()
    head: str = c.text()
    """Digest of the journal's head that the report shows."""
    made_at: datetime = c.instant()

"""What happens to a decision after it was taken: challenged, withdrawn, marked again."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class Challenge(SQLModel, table=True):
    """A challenge to a decision; `suspension` is what it holds back by itself, if it does."""

    __tablename__ = "challenge"
    id: str = c.identity()
    procurement: str = c.case()
    lot: str = c.text()
    decision: str = c.text()
    tender: str | None = c.text(null=True)
    """None where the challenger has no tender here."""
    challenger: str = c.text(sealed=True)
    grounds: str = c.text(sealed=True)
    claim_on: date | None = c.day(null=True)
    """The day on which a claim was begun; None for a letter."""
    notified_on: date = c.day()
    """The day on which the council knew of it."""
    regime: str = c.text()
    basis: str = c.text()
    """The rule that was asked whether it holds the contract back."""
    suspension: str | None = c.text(null=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()
    lifted_on: date | None = c.day(null=True)
    """The day on which a court ended the suspension while the challenge went on."""
    outcome: str | None = c.text(null=True)
    ended_on: date | None = c.day(null=True)
    ended_reason: str | None = c.text(null=True, sealed=True)
    ended_by: str | None = c.text(null=True)


class DecisionWithdrawal(SQLModel, table=True):
    """Who withdrew a decision, when and why; the decision itself stays in the record."""

    __tablename__ = "decision_withdrawal"
    id: str = c.identity()
    procurement: str = c.case()
    decision: str = c.text()
    body: str = c.text()
    maker: str = c.text(sealed=True)
    minute: str = c.text()
    dated: date = c.day()
    reason: str = c.text(sealed=True)
    told: str = c.text(sealed=True)
    """What the bidders were told of it, and how; empty where nobody had been told of it."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class Reevaluation(SQLModel, table=True):
    """Why tenders are marked again; the rounds before stay and count no more."""

    __tablename__ = "reevaluation"
    id: str = c.identity()
    procurement: str = c.case()
    rounds: str = c.text()
    """The names of the rounds that were opened, with commas between."""
    reason: str = c.text(sealed=True)
    approver: str = c.text(sealed=True)
    dated: date = c.day()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()

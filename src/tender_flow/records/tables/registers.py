"""The registers that are kept all the way: risks, communication, and what lessons ask for.

A lesson itself belongs to no procurement: it stands in the portfolio, where the next one finds
it. What binds a procurement, and how it answers, is its own.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class Risk(SQLModel, table=True):
    """A risk with its control, its owner and the day of its next review, as they now are."""

    __tablename__ = "risk"
    id: str = c.identity()
    procurement: str = c.case()
    risk: str = c.text(sealed=True)
    control: str = c.text(sealed=True)
    owner: str = c.text(sealed=True)
    raised_on: date = c.day()
    review_on: date = c.day()
    closed_on: date | None = c.day(null=True)
    closed_reason: str | None = c.text(null=True, sealed=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class RiskReview(SQLModel, table=True):
    """A look at a risk: what was found, and what was laid down for the time after it."""

    __tablename__ = "risk_review"
    id: str = c.identity()
    procurement: str = c.case()
    risk: str = c.text()
    dated: date = c.day()
    found: str = c.text(sealed=True)
    control: str = c.text(sealed=True)
    owner: str = c.text(sealed=True)
    review_on: date = c.day()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class Communication(SQLModel, table=True):
    """A message of the communication plan: for whom, by when, and when it went out."""

    __tablename__ = "communication"
    id: str = c.identity()
    procurement: str = c.case()
    audience: str = c.text()
    message: str = c.text(sealed=True)
    due_on: date = c.day()
    planned_by: str = c.text()
    planned_at: datetime = c.instant()
    sent_on: date | None = c.day(null=True)
    how: str | None = c.text(null=True)
    sent_by: str | None = c.text(null=True)
    sent_at: datetime | None = c.instant(null=True)

"""Before the market is asked: engagement with suppliers, and the public consultation."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class EngagementEvent(SQLModel, table=True):
    """A meeting, open day or call with suppliers before the tender notice."""

    __tablename__ = "engagement_event"
    id: str = c.identity()
    procurement: str = c.case()
    held_on: date = c.day()
    title: str = c.text()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class EngagementAttendance(SQLModel, table=True):
    """A supplier that was at an event."""

    __tablename__ = "engagement_attendance"
    id: str = c.identity()
    procurement: str = c.case()
    event: str = c.text()
    supplier: str = c.text(sealed=True)


class EngagementItem(SQLModel, table=True):
    """Something that was told at an event, and when it went to everybody."""

    __tablename__ = "engagement_item"
    id: str = c.identity()
    procurement: str = c.case()
    event: str = c.text()
    supplier: str = c.text(sealed=True)
    """Whom it was told; empty for all who were there."""
    question: str = c.text(sealed=True)
    """What was asked; empty where the council spoke by itself."""
    told: str = c.text(sealed=True)
    shared_on: date | None = c.day(null=True)
    shared_how: str | None = c.text(null=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class ConsultationComment(SQLModel, table=True):
    """A comment in the consultation, with its answer and what it changed."""

    __tablename__ = "consultation_comment"
    id: str = c.identity()
    procurement: str = c.case()
    received_on: date = c.day()
    name: str = c.text(sealed=True)
    """Who made it; empty where nobody is named."""
    speaks_for: str = c.text()
    """Whom they speak for, in a word that a report may print: provider, resident."""
    text: str = c.text(sealed=True)
    answer: str | None = c.text(null=True, sealed=True)
    change: str | None = c.text(null=True, sealed=True)
    """What it changed in the specification; empty where nothing."""
    answered_on: date | None = c.day(null=True)
    answered_by: str | None = c.text(null=True)

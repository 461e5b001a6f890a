"""What the law asks a buyer to publish, assess, hear and share before and around an award."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class PublishedNotice(SQLModel, table=True):
    """A notice as it was published; a correction is a row of its own that names the earlier."""

    __tablename__ = "published_notice"
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    lot: str = c.text()
    """The lot's id; empty where it is about the whole procurement."""
    published_on: date = c.day()
    reference: str = c.text()
    corrects: str | None = c.text(null=True)
    """The notice that this one stands in for."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class NoticeStatement(SQLModel, table=True):
    """One thing that a published notice says, such as the last day of the standstill."""

    __tablename__ = "notice_statement"
    id: str = c.identity()
    procurement: str = c.case()
    notice: str = c.text()
    name: str = c.text()
    value: str = c.text()
    """A day as 2025-06-12, money in plain digits, anything else as written."""


class ExclusionCheck(SQLModel, table=True):
    """A check for exclusion grounds; the last one about the same person of a tender counts."""

    __tablename__ = "exclusion_check"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str | None = c.text(null=True)
    """None where the procedure has no tenders, such as a direct award."""
    supplier: str = c.text(sealed=True)
    relation: str = c.text()
    """supplier, associated_person or sub_contractor."""
    subject: str = c.text(sealed=True)
    ground: str = c.text(sealed=True)
    outcome: str = c.text(sealed=True)
    debarment_on: date = c.day()
    heard_on: date | None = c.day(null=True)
    """When the supplier answered, or the last day it had for that."""
    reason: str = c.text(sealed=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class ConflictsReview(SQLModel, table=True):
    """An entry of the conflicts assessment. Kind: assessment (the first) or review."""

    __tablename__ = "conflicts_review"
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    dated: date = c.day()
    found: str = c.text(sealed=True)
    """Actual and potential conflicts, or that there are none."""
    perceived: str = c.text(sealed=True)
    """What a reasonable person might wrongly take for one, and how that was answered."""
    steps: str = c.text(sealed=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()

"""What was considered with reasons, the tender pack's checklist, and the providers to be told."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class Consideration(SQLModel, table=True):
    """Something that the law asks to be considered; the newest of a kind counts."""

    __tablename__ = "consideration"
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    choice: str = c.text()
    reason: str = c.text(sealed=True)
    dated: date = c.day()
    amount: Decimal | None = c.exact(null=True)
    until: date | None = c.day(null=True)
    items: str = c.text()
    """One on each line."""
    document: str | None = c.text(null=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class ChecklistAnswer(SQLModel, table=True):
    """An item of the tender pack that another document or a reason answers."""

    __tablename__ = "checklist_answer"
    id: str = c.identity()
    procurement: str = c.case()
    item: str = c.text()
    document: str | None = c.text(null=True)
    reason: str = c.text()
    answered_by: str = c.text()
    answered_at: datetime = c.instant()


class Provider(SQLModel, table=True):
    """A provider on the contact list, with the consent to be written to."""

    __tablename__ = "provider"
    id: str = c.identity()
    procurement: str = c.case()
    name: str = c.text(sealed=True)
    email: str = c.text(sealed=True)
    consent_on: date = c.day()
    consent_how: str = c.text(sealed=True)
    withdrawn_on: date | None = c.day(null=True)
    """When the consent was taken back."""


class Dispatch(SQLModel, table=True):
    """Something that was sent to providers of the list."""

    __tablename__ = "dispatch"
    id: str = c.identity()
    procurement: str = c.case()
    what: str = c.text()
    sent_on: date = c.day()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class DispatchRecipient(SQLModel, table=True):
    """One provider that something was sent to."""

    __tablename__ = "dispatch_recipient"
    id: str = c.identity()
    procurement: str = c.case()
    dispatch: str = c.text()
    provider: str = c.text()

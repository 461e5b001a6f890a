"""Days off that were announced after a procurement's dates had been counted."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class AnnouncedHoliday(SQLModel, table=True):
    """A bank holiday that no calendar knew yet; every later count of the procurement has it."""

    __tablename__ = "announced_holiday"
    id: str = c.identity()
    procurement: str = c.case()
    day: date = c.day()
    name: str = c.text()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()

"""Awards without a competition: to whom, on what ground, for how long."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class DirectAward(SQLModel, table=True):
    """A lot proposed to one supplier without a competition; the newest of a lot counts."""

    __tablename__ = "direct_award"
    id: str = c.identity()
    procurement: str = c.case()
    lot: str = c.text()
    bid: str = c.text()
    decision: str = c.text()
    """The recommendation that it became."""
    ground: str = c.text()
    """The paragraph of the Act, or the council's rules that are waived."""
    starts_on: date = c.day()
    ends_on: date = c.day()
    options: str = c.text()
    """How it may be extended, in words; empty where it can't be."""
    recorded_at: datetime = c.instant()

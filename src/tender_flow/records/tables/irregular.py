"""Bids that need a second look: prices that seem too low, errors and irregularities."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class LowPriceDay(SQLModel, table=True):
    """When a step of a low price happened, and by when the bidder has to answer."""

    __tablename__ = "low_price_day"
    id: str = c.identity()
    procurement: str = c.case()
    bid_check: str = c.text()
    happened_on: date = c.day()
    answer_by: date | None = c.day(null=True)


class Irregularity(SQLModel, table=True):
    """An error or irregularity in a tender, and how it was decided."""

    __tablename__ = "irregularity"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    lot: str | None = c.text(null=True)
    what: str = c.text(sealed=True)
    obvious: bool = c.flag()
    material: bool = c.flag()
    told: str = c.text(sealed=True)
    """What bidders had been told about such cases, and in which version of the papers."""
    found_on: date = c.day()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()
    decision: str | None = c.text(null=True)
    """ask, correct, ignore or exclude; None while nobody has decided."""
    weighed: str | None = c.text(null=True, sealed=True)
    effect: str | None = c.text(null=True, sealed=True)
    reason: str | None = c.text(null=True, sealed=True)
    second_approver: str | None = c.text(null=True)
    decided_by: str | None = c.text(null=True)
    decided_at: datetime | None = c.instant(null=True)

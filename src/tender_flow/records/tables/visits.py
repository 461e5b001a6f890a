"""What bidders saw and were given, and how a consortium changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class SiteVisit(SQLModel, table=True):
    """A visit of one bidder to a site; what it was told there went to all, or why not."""

    __tablename__ = "site_visit"
    id: str = c.identity()
    procurement: str = c.case()
    supplier: str = c.text(sealed=True)
    site: str = c.text()
    held_on: date = c.day()
    present: str = c.text(sealed=True)
    told: str = c.text(sealed=True)
    """Empty where nothing was said that isn't in the papers."""
    shared_on: date | None = c.day(null=True)
    not_shared_reason: str = c.text(sealed=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class PackRelease(SQLModel, table=True):
    """Information that was released to one bidder, such as the TUPE pack, in its exact version."""

    __tablename__ = "pack_release"
    id: str = c.identity()
    procurement: str = c.case()
    kind: str = c.text()
    document: str = c.text()
    supplier: str = c.text(sealed=True)
    released_on: date = c.day()
    how: str = c.text()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class PartnerChange(SQLModel, table=True):
    """A member that joined a consortium, or left it, after its tender came."""

    __tablename__ = "partner_change"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    partner: str = c.text()
    change: str = c.text()
    """joins or leaves."""
    dated: date = c.day()
    reason: str = c.text(sealed=True)
    allowed_by: str = c.text(sealed=True)
    """The paragraph of the papers or of the law that allows it."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()

"""What a price consists of: items and totals as the bidder wrote them, corrections it accepted.

Nothing here is overwritten: a correction stands beside the figure that was read.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from tender_flow.records import columns as c


class PriceOffer(SQLModel, table=True):
    """A price that is more than one figure, as read at the opening."""

    __tablename__ = "price_offer"
    __table_args__ = (UniqueConstraint("bid", name="one_price_offer_per_bid"),)
    id: str = c.identity()
    procurement: str = c.case()
    bid: str = c.text()
    total: Decimal | None = c.exact(null=True, sealed=True)
    """The sum as the bidder wrote it, where it did."""
    weeks_late: int = c.whole(sealed=True)


class PriceLine(SQLModel, table=True):
    """An item of a price, as read at the opening."""

    __tablename__ = "price_line"
    __table_args__ = (UniqueConstraint("bid", "item", name="one_line_per_bid_and_item"),)
    id: str = c.identity()
    procurement: str = c.case()
    bid: str = c.text()
    item: str = c.text(sealed=True)
    unit: Decimal = c.exact(sealed=True)
    total: Decimal | None = c.exact(null=True, sealed=True)
    """The line's total, where the bidder gave one."""


class PriceCorrection(SQLModel, table=True):
    """An amount put right by the published rule, which the bidder accepted on a day."""

    __tablename__ = "price_correction"
    id: str = c.identity()
    procurement: str = c.case()
    bid: str = c.text()
    item: str = c.text(sealed=True)
    """The item, or `total`."""
    amount_read: Decimal = c.exact(sealed=True)
    amount: Decimal = c.exact(sealed=True)
    basis: str = c.text()
    """unit_price, decimal_point or sum."""
    accepted_on: date = c.day()
    evidence: str = c.text(sealed=True)
    """How the bidder accepted."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()

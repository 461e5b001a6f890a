"""What bidders offer over several lots: how many they can serve, which they prefer, discounts.

Capacity and preference come from the cover sheet. Discounts are prices: nothing of them is here
before the prices are opened.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from tender_flow.records import columns as c


class TenderScope(SQLModel, table=True):
    """How much of what it bids for a bidder can serve, and in which order it wants it."""

    __tablename__ = "tender_scope"
    __table_args__ = (UniqueConstraint("tender", name="one_scope_per_tender"),)
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    capacity: int | None = c.whole(null=True, sealed=True)
    """Lots; None where the bidder names no limit."""
    preference: str = c.text(sealed=True)
    """Codes of lots with blanks between, first the one it wants most; empty where it has none."""


class DiscountOffer(SQLModel, table=True):
    """A discount that holds if the bidder wins at least so many of certain lots."""

    __tablename__ = "discount_offer"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    place: int = c.whole()
    """From 1, in the bidder's order: of those whose condition is met the first counts."""
    at_least: int = c.whole(sealed=True)
    per_cent: Decimal | None = c.exact(null=True, sealed=True)
    """Off each of the lots; None where other prices are given."""


class DiscountLot(SQLModel, table=True):
    """A lot of a discount's condition, and its price while the discount holds."""

    __tablename__ = "discount_lot"
    __table_args__ = (UniqueConstraint("discount", "lot", name="one_place_per_discount_and_lot"),)
    id: str = c.identity()
    procurement: str = c.case()
    discount: str = c.text()
    lot: str = c.text()
    price: Decimal | None = c.exact(null=True, sealed=True)
    """None where a per cent is given, or the price stays."""

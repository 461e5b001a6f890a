"""Draws by lot between equal bids: what was drawn, before whom, and on which ranking."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from tender_flow.records import columns as c


class TieDraw(SQLModel, table=True):
    """A draw in a lot; it counts as long as the lot's ranking without it is the same."""

    __tablename__ = "tie_draw"
    id: str = c.identity()
    procurement: str = c.case()
    lot: str = c.text()
    ranking: str = c.text()
    """Digest of the lot's ranking, without any draw, on which it was drawn."""
    how: str = c.text(sealed=True)
    drawn_at: datetime = c.instant()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class TieDrawPlace(SQLModel, table=True):
    """Which bid was drawn at which place, from 1."""

    __tablename__ = "tie_draw_place"
    __table_args__ = (UniqueConstraint("draw", "bid", name="one_place_per_draw_and_bid"),)
    id: str = c.identity()
    procurement: str = c.case()
    draw: str = c.text()
    bid: str = c.text()
    place: int | None = c.whole(null=True, sealed=True)


class TieDrawWitness(SQLModel, table=True):
    """A person on the case who saw the draw."""

    __tablename__ = "tie_draw_witness"
    __table_args__ = (UniqueConstraint("draw", "person", name="one_witness_per_draw_and_person"),)
    id: str = c.identity()
    procurement: str = c.case()
    draw: str = c.text()
    person: str = c.text()

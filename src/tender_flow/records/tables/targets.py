"""The figures that bidders promise, as their tenders gave them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class TargetFigure(SQLModel, table=True):
    """A bidder's figure for one target; `lot` is None where it is asked once for the tender."""

    __tablename__ = "target_figure"
    id: str = c.identity()
    procurement: str = c.case()
    tender: str = c.text()
    criterion: str = c.text()
    lot: str | None = c.text(null=True)
    value: Decimal = c.exact(sealed=True)
    recorded_at: datetime = c.instant()

"""Shortlists: who went on from a stage of the evaluation, as it was decided."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class StagePlace(SQLModel, table=True):
    """One bid in one decided stage of a lot; a stage that is decided again gets new rows."""

    __tablename__ = "stage_place"
    id: str = c.identity()
    procurement: str = c.case()
    stage: str = c.text()
    """Its id in the model."""
    lot: str = c.text()
    bid: str = c.text()
    goes_on: bool = c.flag()
    rank: int | None = c.whole(null=True, sealed=True)
    """None where it fell out below a minimum of the stage."""
    reached: str | None = c.text(null=True, sealed=True)
    """The per cent of the stage's points, exact: 80, 1150/13."""
    reasons: str = c.text(sealed=True)
    """Codes of why it doesn't go on, with commas between; empty where it does."""
    decided_by: str = c.text()
    decided_at: datetime = c.instant()

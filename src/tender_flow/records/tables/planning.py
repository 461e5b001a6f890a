"""Plan files as they were taken in: what a plan says beside its baselines stays with them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class PlanPaper(SQLModel, table=True):
    """One plan file; its exact text is kept under its digest. The last one counts."""

    __tablename__ = "plan_paper"
    id: str = c.identity()
    procurement: str = c.case()
    digest: str = c.text()
    recorded_at: datetime = c.instant()

"""Facts of a procurement's own course: when it came where, and the least days that bind it.

They stand in `CaseFacts` beside the others; this module only keeps `facts` short.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from tender_flow.rules.procedure.law.periods import MinimumPeriod, PlannedNotice


@dataclass(frozen=True, slots=True)
class EntryFact:
    """A move into a stage; a stage that was left and entered again has several."""

    stage: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class PeriodLawFact:
    """The least days that the law sets, with the days off that they are counted by."""

    periods: tuple[MinimumPeriod, ...]
    planned_notices: tuple[PlannedNotice, ...]
    holidays: Container[date]
    """Bank holidays of England."""

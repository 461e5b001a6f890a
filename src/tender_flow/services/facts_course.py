"""Rows to facts: the course of a procurement from stage to stage.

One function for each part; `tender_flow.services.facts` loads those that the gates need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts_course import EntryFact, PeriodLawFact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tender_flow.services.facts import Source


def _entries(source: Source) -> list[EntryFact]:
    moves = source.reading.of("move")
    return [EntryFact(row["target"], row["moved_at"]) for row in moves]


def _period_law(source: Source) -> list[PeriodLawFact]:
    """The dated law is read from its files once in a process, and only where a gate asks."""
    from tender_flow.definitions.dated_law import load_periods, load_planned_notices
    from tender_flow.definitions.holidays import bank_holidays

    year = local_day(source.reading.now).year
    holidays = bank_holidays("england", (year - 1, year, year + 1))
    return [PeriodLawFact(load_periods(), load_planned_notices(), holidays)]


PARTS: dict[str, Callable[[Source], Iterable[Any]]] = {
    "entries": _entries,
    "period_law": _period_law,
}

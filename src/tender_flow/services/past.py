"""A procurement as it was: its rows rebuilt from the journal up to an entry.

    then, last = as_it_was(reading, date(2014, 9, 1))     # a reading like any other

Whatever shows the present shows the past as well, when it is given these rows.
"""

from __future__ import annotations

from datetime import time, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.records.journal import read_entries
from tender_flow.records.replay import MemoryRows
from tender_flow.records.shapes import PORTFOLIO_TABLES
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.calendar import deadline_instant, local_day
from tender_flow.services.office import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from tender_flow.records.journal import Entry
    from tender_flow.records.rows import Row, Rows


class RowsThen:
    """A case's rows rebuilt up to an entry; persons are those of today."""

    def __init__(self, case: Rows, today: Rows) -> None:
        self.case = case
        self.today = today

    def _of(self, table: str) -> Rows:
        return self.today if table in PORTFOLIO_TABLES else self.case

    def of(self, table: str, **equals: object) -> list[Row]:
        """The rows with these values."""
        return self._of(table).of(table, **equals)

    def any_of(self, table: str, column: str, values: Iterable[str]) -> list[Row]:
        """The rows whose column holds one of these texts."""
        return self._of(table).any_of(table, column, values)

    def first(self, table: str, **equals: object) -> Row | None:
        """The first such row, or None."""
        return self._of(table).first(table, **equals)

    def one(self, table: str, **equals: object) -> Row:
        """The only such row."""
        return self._of(table).one(table, **equals)

    def artefact(self, digest: str) -> bytes:
        """The bytes kept under a digest."""
        return self.today.artefact(digest)


def as_it_was(reading: Reading, day: date) -> tuple[Reading, Entry]:
    """The procurement at the end of a past day, or now if it is today; and its last entry then.

    Raises:
        BadInputError: the day is still to come, or lies before the procurement was made.
    """
    today = local_day(reading.now)
    if day > today:
        raise BadInputError(Finding("day-to-come", {"day": day, "today": today}))
    rows: Any = reading.rows
    memory, last = MemoryRows(reading.rows.artefact), None
    for entry in takewhile(lambda one: local_day(one.at) <= day, read_entries(rows, reading.id)):
        memory.apply(entry)
        last = entry
    if last is None:
        made = local_day(reading.case["created_at"])
        raise BadInputError(Finding("day-before-the-record", {"day": day, "made": made}))
    case = memory.one("procurement", id=reading.id)
    now = reading.now if day == today else _end_of(day)
    return Reading(RowsThen(memory, reading.rows), case, now, reading.person), last


def _end_of(day: date) -> datetime:
    """The last microsecond of a day in London, where no clock is changed at midnight."""
    return deadline_instant(day + timedelta(days=1), time()) - timedelta(microseconds=1)

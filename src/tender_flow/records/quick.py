"""The quick list: what `procurement list` shows, without loading any database package.

Importing SQLAlchemy and the tables costs more time than the whole command. This one question is
therefore asked through the standard library's sqlite3, read-only, with its SQL written by hand;
a test holds it against the statement compiled from the tables. PostgreSQL goes the normal way.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.records.addresses import Address, address_of
from tender_flow.records.connections import Connection
from tender_flow.records.faults import spoken
from tender_flow.records.versions import demand_current, demand_file, version_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SQL = """\
SELECT procurement.ref, procurement.title, procurement.stage, procurement.deadline_local, \
procurement.deadline_zone, EXISTS (SELECT suspension.id FROM suspension \
WHERE suspension.procurement = procurement.id AND suspension.scope = 'procurement' \
AND suspension.ended_at IS NULL) AS suspended, procurement.rehearsal, procurement.ended_at \
FROM procurement ORDER BY procurement.ref"""


@dataclass(frozen=True, slots=True)
class ListedProcurement:
    """One line of the list."""

    ref: str
    title: str
    stage: str
    deadline: str | None
    """Local date and hour as written, 2014-09-26T12:00; None before it is set."""
    deadline_zone: str | None
    suspended: bool
    rehearsal: bool
    ended: bool


def list_procurements(url: str) -> list[ListedProcurement]:
    """Every procurement of a record by its short name; the errors of `open_database`."""
    address = address_of(url)
    rows = _read_sqlite(address) if address.dialect == "sqlite" else _read_postgresql(url)
    return [_listed(*row) for row in rows]


def _listed(
    ref: str,
    title: str,
    stage: str,
    deadline: str | None,
    zone: str | None,
    suspended: int,
    rehearsal: int,
    ended_at: str | None,
) -> ListedProcurement:
    ended = ended_at is not None
    return ListedProcurement(
        ref, title, stage, deadline, zone, bool(suspended), bool(rehearsal), ended
    )


def _read_sqlite(address: Address) -> list[Sequence[Any]]:
    demand_file(address)
    uri = f"{address.path.absolute().as_uri()}?mode=ro"
    with spoken(address), closing(sqlite3.connect(uri, uri=True)) as driver:
        connection = Connection("sqlite", driver)
        demand_current(version_of(connection, address), address)
        return list(connection.run(SQL))


def _read_postgresql(url: str) -> list[Sequence[Any]]:
    from tender_flow.records.database import open_database

    database = open_database(url)
    try:
        with database.snapshot() as rows:
            return list(rows.connection.run(SQL))
    finally:
        database.close()

"""Is the database itself in order? Version, file, guards and tables; not what the rows say.

What the rows say is `verify`'s matter: this looks at the vessel, that at the contents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import SQLModel

from tender_flow.records.addresses import Address, address_of
from tender_flow.records.connections import Connection, connect
from tender_flow.records.faults import spoken
from tender_flow.records.guards import missing_guards
from tender_flow.records.shapes import shape
from tender_flow.records.versions import demand_current, demand_file, version_of
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = {
    "sqlite": "select name from pragma_table_info(?)",
    "postgresql": "select column_name from information_schema.columns"
    " where table_schema = current_schema() and table_name = %s",
}


def check(url: str) -> list[Finding]:
    """What is wrong with a database of the current version; empty if it is in order.

    A missing, older, newer, foreign or locked one is a `BadInputError`, as when it is opened.
    """
    address = address_of(url)
    demand_file(address)
    with spoken(address):
        connection = connect(address)
        try:
            demand_current(version_of(connection, address), address)
            return [
                *_file(connection, address),
                *_guards(connection, address),
                *_tables(connection),
            ]
        finally:
            connection.close()


def _file(connection: Connection, address: Address) -> Iterator[Finding]:
    """SQLite's own look at its pages; PostgreSQL does this when it reads them."""
    if connection.dialect == "sqlite":
        said = [row[0] for row in connection.run("pragma integrity_check").fetchall()]
        if said != ["ok"]:
            yield Finding("database-damaged", {"database": address.shown, "reason": said[0]})


def _guards(connection: Connection, address: Address) -> Iterator[Finding]:
    missing = missing_guards(connection)
    if missing:
        yield Finding("guards-missing", {"database": address.shown, "guards": tuple(missing)})


def _tables(connection: Connection) -> Iterator[Finding]:
    for table in sorted(SQLModel.metadata.tables):
        there = {row[0] for row in connection.run(_COLUMNS[connection.dialect], [table]).fetchall()}
        differing = there ^ set(shape(table).columns)
        if differing:
            yield Finding("table-differs", {"table": table, "columns": tuple(sorted(differing))})

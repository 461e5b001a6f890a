"""Which version a database has, and what to say when it is not the one this program writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, Hint

if TYPE_CHECKING:
    from tender_flow.records.addresses import Address
    from tender_flow.records.connections import Connection

VERSIONS = ("0001", "0002")
"""Every version a record can have, oldest first; a test compares this with the migrations."""
CURRENT = VERSIONS[-1]

EMPTY = ""
"""What `version_of` gives for a database without any table."""

_TABLES = {
    "sqlite": "select name from sqlite_master where type = 'table'",
    "postgresql": "select tablename from pg_tables where schemaname = current_schema()",
}


def version_of(connection: Connection, address: Address) -> str:
    """The version of the database, or `EMPTY`; one of another program is `database-foreign`."""
    tables = {row[0] for row in connection.run(_TABLES[connection.dialect]).fetchall()}
    if not tables:
        return EMPTY
    if not {"alembic_version", "chain_head", "journal_entry"} <= tables:
        raise BadInputError(Finding("database-foreign", {"database": address.shown}))
    found = connection.run("select version_num from alembic_version").fetchall()
    return str(found[0][0]) if found else EMPTY


def demand_file(address: Address) -> None:
    """Refuses an SQLite file that isn't there: connecting must not make one."""
    if address.dialect == "sqlite" and not address.path.exists():
        raise BadInputError(Finding("database-missing", {"database": address.shown}))


def demand_current(version: str, address: Address) -> None:
    """Refuses a database that isn't there yet, is older or newer, naming what helps."""
    facts = {"database": address.shown, "version": version, "current": CURRENT}
    if version == CURRENT:
        return
    if version == EMPTY:
        raise BadInputError(Finding("database-missing", facts))
    if version in VERSIONS:
        hint = Hint("database.upgrade")
        raise BadInputError(Finding("database-older", facts, hint=hint))
    raise BadInputError(Finding("database-newer", facts))

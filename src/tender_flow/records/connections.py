"""One connection to either database, on the driver itself and without a pool.

Transactions are begun and ended in words (`begin immediate`, `commit`), so both drivers are
set to leave that to us. SQLite: WAL, synchronous=FULL, foreign keys on: what a command said
was done is on the disk.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tender_flow.records.addresses import Address
    from tender_flow.records.statements import DialectName

WAIT_SECONDS = 10
"""How long a deed waits for another one that holds the database or the case."""

BEGIN_WRITING: dict[DialectName, str] = {"sqlite": "begin immediate", "postgresql": "begin"}
BEGIN_READING: dict[DialectName, str] = {
    "sqlite": "begin",
    "postgresql": "begin isolation level repeatable read read only",
}

_IDLE = 0
"""libpq's PQTRANS_IDLE."""


class Connection:
    """A driver's connection with one way to run a statement."""

    __slots__ = ("_cursor", "dialect", "driver", "run")

    def __init__(self, dialect: DialectName, driver: Any) -> None:
        self.dialect = dialect
        self.driver = driver
        self._cursor = driver.cursor()
        self.run = self._cursor.execute
        """Runs a statement's text with its values; gives the cursor."""

    def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Runs one statement for many rows of values."""
        self._cursor.executemany(sql, rows)

    @property
    def in_transaction(self) -> bool:
        """Is a transaction open? Not after the connection broke or the database undid it."""
        if self.dialect == "sqlite":
            return bool(self.driver.in_transaction)
        return not self.driver.closed and self.driver.info.transaction_status != _IDLE

    def close(self) -> None:
        """Gives the connection back; an open transaction is undone."""
        self.driver.close()


def connect(address: Address, wait_seconds: int = WAIT_SECONDS) -> Connection:
    """A connection to the database that is there; it makes none."""
    if address.dialect == "sqlite":
        return Connection("sqlite", _sqlite(address, wait_seconds))
    return Connection("postgresql", _postgresql(address, wait_seconds))


def _sqlite(address: Address, wait_seconds: int) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{address.path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=wait_seconds,
        isolation_level=None,
        cached_statements=512,
        check_same_thread=False,  # a screen's worker may use it; never two threads at once
    )
    connection.execute("pragma synchronous=full")
    connection.execute("pragma foreign_keys=on")
    return connection


def _postgresql(address: Address, wait_seconds: int) -> Any:
    try:
        import psycopg
    except ImportError:
        raise BadInputError(Finding("database-driver-missing", {})) from None
    connection = psycopg.connect(address.target, autocommit=True, prepare_threshold=2)
    connection.execute(f"set lock_timeout = '{wait_seconds}s'")
    connection.execute("set client_min_messages = warning")
    return connection

"""The record's door: open it, write one deed in a transaction, read in a snapshot.

    database = open_database("sqlite:///tender-flow.db", create=True)
    with database.transaction(case, now=now) as deed: ...
    with database.snapshot() as rows: ...

One `Database` is used by one thread at a time. A transaction is committed on a clean exit and
undone on any exception or with `dry_run`; while one is on, others on the same case wait.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tender_flow.records.addresses import Address, address_of
from tender_flow.records.connections import (
    BEGIN_READING,
    BEGIN_WRITING,
    WAIT_SECONDS,
    Connection,
    connect,
)
from tender_flow.records.faults import spoken
from tender_flow.records.rows import StoredRows
from tender_flow.records.transaction import Transaction
from tender_flow.records.versions import demand_current, demand_file, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from tender_flow.records.statements import DialectName


class Database:
    """An open record of the current version."""

    def __init__(self, address: Address, writer: Connection, wait_seconds: int) -> None:
        self.address = address
        self._writer = writer
        self._reader: Connection | None = None
        self._wait_seconds = wait_seconds

    @property
    def dialect(self) -> DialectName:
        """`sqlite` or `postgresql`."""
        return self._writer.dialect

    @contextmanager
    def transaction(
        self, chain: str, *, now: datetime | Callable[[], datetime], dry_run: bool = False
    ) -> Iterator[Transaction]:
        """A deed on one chain (a procurement's id, or `portfolio`) at `now`.

        Refused: `clock-went-back` before the case's last entry, `row-not-unique`; bad input:
        `database-locked` when another deed doesn't end within the waiting time.
        """
        connection = self._writer
        if connection.in_transaction:
            raise RuntimeError("one deed at a time")
        with spoken(self.address):
            connection.run(BEGIN_WRITING[connection.dialect])
            try:
                deed = Transaction(connection, chain, now)
                yield deed
                deed.finish()
                connection.run("rollback" if dry_run else "commit")
            except BaseException:
                self._undo(connection)
                raise

    @contextmanager
    def snapshot(self) -> Iterator[StoredRows]:
        """The rows as they are at one moment, whatever is written meanwhile.

        A snapshot within a snapshot is the same moment.
        """
        with spoken(self.address):
            connection = self._reader or connect(self.address, self._wait_seconds)
            self._reader = connection
            if connection.in_transaction:
                yield StoredRows(connection)
                return
            connection.run(BEGIN_READING[connection.dialect])
            try:
                connection.run("select 1 from chain_head").fetchone()  # the moment is now
                yield StoredRows(connection)
            finally:
                self._undo(connection)

    def close(self) -> None:
        """Closes the record."""
        self._writer.close()
        if self._reader is not None:
            self._reader.close()

    def _undo(self, connection: Connection) -> None:
        """Rolls back; a connection that broke, or was undone by the database, has nothing left."""
        if connection.in_transaction:
            connection.run("rollback")


def open_database(
    url: str,
    *,
    create: bool = False,
    now: datetime | None = None,
    wait_seconds: int = WAIT_SECONDS,
) -> Database:
    """Opens a record; with `create` one is made where there is none.

    `BadInputError`: `database-missing`, `database-older` (naming `database upgrade`),
    `database-newer`, `database-foreign`, `database-locked`, `database-unreachable`,
    `database-url-unknown`, `database-driver-missing`. `now` dates the first entry of a new
    record; it is the machine's clock where it isn't given.
    """
    address = address_of(url)
    if create:
        from tender_flow.records.upgrade import create as create_record

        create_record(address, now=now)
    demand_file(address)
    with spoken(address):
        connection = connect(address, wait_seconds)
        try:
            demand_current(version_of(connection, address), address)
        except BaseException:
            connection.close()
            raise
    return Database(address, connection, wait_seconds)

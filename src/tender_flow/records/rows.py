"""Rows as plain dicts of plain values: what services read, whatever holds them.

The same three questions are answered by the database (`StoredRows`), by a transaction that sees
its own writes, and by the rows rebuilt from the journal (`replay.MemoryRows`), so that a gate
can be asked today and "as it was then" by the same code.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from tender_flow.errors import BrokenRecordError
from tender_flow.records import statements
from tender_flow.records.shapes import TableShape, decoder, encode, shape
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tender_flow.records.connections import Connection

Row = dict[str, Any]
"""A row by column: text, int, bool, Decimal, date, datetime (UTC) or None."""


class Rows(Protocol):
    """What can be asked of rows. An unknown table or column is a mistake in the code (KeyError)."""

    def of(self, table: str, **equals: object) -> list[Row]:
        """The rows with these values (None: empty), in the order in which they were written."""

    def first(self, table: str, **equals: object) -> Row | None:
        """The first such row, or None."""

    def one(self, table: str, **equals: object) -> Row:
        """The row that must be there, once; a `BrokenRecordError` otherwise."""

    def artefact(self, digest: str) -> bytes:
        """The bytes kept under a SHA-256; a `BrokenRecordError` if they aren't there."""


def single(table: str, found: list[Row]) -> Row:
    """The only row of a list."""
    if len(found) != 1:
        raise BrokenRecordError(Finding("row-not-single", {"table": table, "count": len(found)}))
    return found[0]


class StoredRows:
    """The rows of a database, over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of(self, table: str, **equals: object) -> list[Row]:
        """The rows with these values, in the order of their key."""
        found = shape(table)
        values = {name: encode_equal(found, name, value) for name, value in equals.items()}
        given = tuple(name for name, value in values.items() if value is not None)
        empty = tuple(name for name, value in values.items() if value is None)
        query = statements.select_rows(self.connection.dialect, table, given, empty)
        cursor = self.connection.run(query.sql, [values[name] for name in query.order])
        return _rows(found, cursor.fetchall())

    def first(self, table: str, **equals: object) -> Row | None:
        """The first such row, or None."""
        found = self.of(table, **equals)
        return found[0] if found else None

    def one(self, table: str, **equals: object) -> Row:
        """The only such row."""
        return single(table, self.of(table, **equals))

    def artefact(self, digest: str) -> bytes:
        """The bytes kept under a digest."""
        found = self.first("artefact", digest=digest)
        if found is None:
            raise BrokenRecordError(Finding("artefact-missing", {"digest": digest}))
        body: bytes = found["body"]
        return body

    def query(self, prepared: statements.Prepared, **values: object) -> Iterator[tuple[Any, ...]]:
        """A prepared statement's rows as the database gives them, for streaming and totals."""
        cursor = self.connection.run(prepared.sql, [values[name] for name in prepared.order])
        return iter(cursor.fetchall())


def encode_equal(table: TableShape, name: str, value: object) -> Any:
    """A value to compare a column with; None asks for empty, also where nothing can be."""
    return None if value is None else encode(table.columns[name], value)


def _rows(table: TableShape, found: list[tuple[Any, ...]]) -> list[Row]:
    names = tuple(table.columns)
    converters = _converters(table.name)
    rows = [dict(zip(names, values, strict=True)) for values in found]
    for row in rows:
        for name, convert in converters:
            if row[name] is not None:
                row[name] = convert(row[name])
    return rows


@cache
def _converters(table: str) -> list[tuple[str, Callable[[Any], Any]]]:
    pairs = ((column.name, decoder(column)) for column in shape(table).columns.values())
    return [(name, convert) for name, convert in pairs if convert is not None]

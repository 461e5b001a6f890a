"""Rows as plain dicts of plain values: what services read, whatever holds them.

The same three questions are answered by the database (`StoredRows`), by a transaction that sees
its own writes, and by the rows rebuilt from the journal (`replay.MemoryRows`), so that a gate
can be asked today and "as it was then" by the same code.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from tender_flow.errors import BrokenRecordError
from tender_flow.records import statements
from tender_flow.records.shapes import (
    ColumnShape,
    TableShape,
    decoder,
    encode,
    plain_text,
    shape,
)
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tender_flow.records.connections import Connection

Row = dict[str, Any]
"""A row by column: text, int, bool, Decimal, date, datetime (UTC) or None."""


class Rows(Protocol):
    """What can be asked of rows. An unknown table or column is a mistake in the code (KeyError)."""

    def of(self, table: str, **equals: object) -> list[Row]:
        """The rows with these values (None: empty), in the order in which they were written."""

    def any_of(self, table: str, column: str, values: Iterable[str]) -> list[Row]:
        """The rows whose column holds one of these texts (some hundred at most), by key."""

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
        empty = tuple(name for name, value in equals.items() if value is None)
        query = _selection(self.connection.dialect, table, tuple(equals), empty)
        values = [encode(column, equals[column.name]) for column in query.order]
        return _rows(table, self.connection.run(query.sql, values).fetchall())

    def any_of(self, table: str, column: str, values: Iterable[str]) -> list[Row]:
        """The rows whose column holds one of these texts: one question to the database."""
        wanted = [plain_text(value) for value in dict.fromkeys(values)]
        query = statements.select_any(self.connection.dialect, table, column, len(wanted))
        return _rows(table, self.connection.run(query.sql, wanted).fetchall())

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


class _Selection(NamedTuple):
    """A query's text and the columns of its values, in the order the driver wants them."""

    sql: str
    order: tuple[ColumnShape, ...]


@cache
def _selection(
    dialect: statements.DialectName, table: str, names: tuple[str, ...], empty: tuple[str, ...]
) -> _Selection:
    given = tuple(name for name in names if name not in empty)
    query = statements.select_rows(dialect, table, given, empty)
    columns = shape(table).columns
    return _Selection(query.sql, tuple(columns[name] for name in query.order))


def _rows(table: str, found: list[tuple[Any, ...]]) -> list[Row]:
    names, converters = _reading(table)
    rows = [dict(zip(names, values, strict=True)) for values in found]
    row: Row = {}
    name = ""
    try:
        for row in rows:
            for name, convert in converters:
                if row[name] is not None:
                    row[name] = convert(row[name])
    except (ValueError, TypeError, ArithmeticError) as error:  # written by somebody else's tools
        facts = {"table": table, "id": str(row.get("id", "")), "column": name}
        raise BrokenRecordError(Finding("row-unreadable", facts)) from error
    return rows


@cache
def _reading(table: str) -> tuple[tuple[str, ...], list[tuple[str, Callable[[Any], Any]]]]:
    """The columns of a table in order, and what turns a stored value into ours where it must."""
    columns = shape(table).columns
    pairs = ((column.name, decoder(column)) for column in columns.values())
    converters = [(name, convert) for name, convert in pairs if convert is not None]
    return tuple(columns), converters

"""What each table looks like to the code that moves values: columns, kinds, sealed or not.

The tables in `records.tables` are the one description; this reads it once per table. Every
value goes in and out through the converters here, the same for SQLite and PostgreSQL and for
the journal, where numbers are written as text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import index
from typing import Any, Literal

from sqlalchemy import Boolean, Integer, LargeBinary, Table
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from tender_flow.errors import BadInputError
from tender_flow.records import tables as _tables  # noqa: F401 (declares the tables)
from tender_flow.records.columns import Day, Exact, Instant, instant_of, instant_text
from tender_flow.rules.findings import Finding

Kind = Literal["text", "whole", "flag", "instant", "day", "exact", "bytes"]

PORTFOLIO = "portfolio"
"""The chain of what all cases share: persons, keys, lessons, upgrades, each case's first entry."""
PORTFOLIO_TABLES = frozenset({"person", "authority_key", "lesson", "lesson_survey"})
JOURNAL_TABLES = frozenset({"journal_entry", "sealed_value", "artefact", "chain_head"})

_LARGEST_WHOLE = 2**31
"""Both databases hold the same: PostgreSQL's INTEGER has 32 bits."""


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """One column: its kind, whether it may be empty, whether its values are sealed."""

    name: str
    kind: Kind
    null: bool
    sealed: bool


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table: its columns in order, its key, and the column that says whose case it is."""

    name: str
    columns: Mapping[str, ColumnShape]
    key: tuple[str, ...]
    case_column: str | None
    """`procurement`; `id` for the procurement itself; None for what belongs to no case."""


@cache
def shape(table: str) -> TableShape:
    """The shape of a table; an unknown name is a KeyError."""
    found = metadata_table(table)
    return TableShape(
        name=table,
        columns={column.name: _column_shape(column) for column in found.columns},
        key=tuple(column.name for column in found.primary_key.columns),
        case_column=_case_column(table),
    )


def metadata_table(table: str) -> Table:
    """SQLAlchemy's own table."""
    return SQLModel.metadata.tables[table]


@cache
def case_tables() -> tuple[str, ...]:
    """The tables whose rows belong to a case, by name."""
    return tuple(sorted(set(SQLModel.metadata.tables) - PORTFOLIO_TABLES - JOURNAL_TABLES))


def projections(chain: str) -> tuple[str, ...]:
    """The tables that follow from the entries of a chain."""
    return tuple(sorted(PORTFOLIO_TABLES)) if chain == PORTFOLIO else case_tables()


def _case_column(table: str) -> str | None:
    if table in PORTFOLIO_TABLES or table in JOURNAL_TABLES:
        return None
    return "id" if table == "procurement" else "procurement"


def _column_shape(column: Any) -> ColumnShape:
    return ColumnShape(
        name=column.name,
        kind=_kind(column.type),
        null=bool(column.nullable),
        sealed=bool(column.info.get("sealed")),
    )


def _kind(of: TypeEngine[Any]) -> Kind:
    kinds: tuple[tuple[type, Kind], ...] = (
        (Instant, "instant"),
        (Day, "day"),
        (Exact, "exact"),
        (Boolean, "flag"),
        (Integer, "whole"),
        (LargeBinary, "bytes"),
    )
    return next((kind for type_, kind in kinds if isinstance(of, type_)), "text")


def plain_text(value: str) -> str:
    """The text as the record keeps it: NFC. A NUL or half a character can't be kept."""
    if value.isascii():
        if "\0" not in value:
            return value
        raise BadInputError(Finding("text-unstorable", {"text": value.replace("\0", "␀")[:60]}))
    try:
        value.encode()
    except UnicodeEncodeError:
        shown = value.encode(errors="replace").decode()[:60]
        raise BadInputError(Finding("text-unstorable", {"text": shown})) from None
    if "\0" in value:
        raise BadInputError(Finding("text-unstorable", {"text": value.replace("\0", "␀")[:60]}))
    return unicodedata.normalize("NFC", value)


def _whole(value: int) -> int:
    if not -_LARGEST_WHOLE <= value < _LARGEST_WHOLE:
        message = f"{value} is too large for the record"
        raise ValueError(message)
    return value


def _digits(value: Decimal) -> str:
    if not value.is_finite():
        message = f"{value} is no amount"
        raise ValueError(message)
    return format(value, "f")


_ENCODERS: dict[Kind, tuple[type, Callable[[Any], Any]]] = {
    "text": (str, plain_text),
    "whole": (int, _whole),
    "flag": (bool, bool),
    "instant": (datetime, instant_text),
    "day": (date, date.isoformat),
    "exact": (Decimal, _digits),
    "bytes": (bytes, bytes),
}

_DECODERS: dict[Kind, Callable[[Any], Any]] = {
    "whole": index,  # SQLite takes text in an integer column, where its own tools write it
    "flag": bool,
    "instant": instant_of,
    "day": date.fromisoformat,
    "exact": Decimal,
    "bytes": bytes,
}


def encode(column: ColumnShape, value: object) -> Any:
    """The value as the database takes it; a value of another type is a mistake in the code."""
    if value is None:
        if not column.null:
            message = f"{column.name} must not be empty"
            raise ValueError(message)
        return None
    wanted, convert = _ENCODERS[column.kind]
    if type(value) is not wanted and not (column.kind == "text" and isinstance(value, str)):
        message = f"{column.name} takes {wanted.__name__}, not {type(value).__name__}"
        raise TypeError(message)
    return convert(value)


def decoder(column: ColumnShape) -> Callable[[Any], Any] | None:
    """What turns the database's value (never None) into ours; None where it is ours already."""
    return _DECODERS.get(column.kind)


def from_journal(column: ColumnShape, value: str | bool | None) -> Any:
    """A value of a journal entry as ours."""
    if value is None:
        return None
    if column.kind == "whole":
        return int(value)
    convert = _DECODERS.get(column.kind)
    return value if convert is None else convert(value)


def journal_value(value: object) -> Any:
    """A fact or a database's value as the journal writes it: numbers and times as text."""
    match value:
        case None | bool():
            return value
        case str():
            return plain_text(value)
        case int():
            return str(value)
        case Decimal():
            return _digits(value)
        case datetime():
            return instant_text(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): journal_value(part) for key, part in value.items()}
        case list() | tuple():
            return [journal_value(part) for part in value]
    message = f"a journal entry can't hold {type(value).__name__}"
    raise TypeError(message)

"""The column types of the record: everything is stored as text, whole numbers or yes/no.

Databases differ in what they do to decimals, times and JSON; text and integers come back as
they went in. A *sealed* column holds what not every role on the case may see (names, marks,
reasons, prices): the journal entry carries only a salted digest of it.

* `Instant`: UTC, `2014-10-24T16:00:00.000000Z`; a time without zone is refused.
* `Day`: a local date, `2014-10-24`.
* `Exact`: a decimal number in plain digits (money, amounts).
* marks are INTEGER ten-thousandths of a mark (`MARK_UNIT`).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

MARK_UNIT = 10_000
"""Ten-thousandths: a mark of 3.5 is stored as 35000."""


class Instant(TypeDecorator[datetime]):
    """An instant as UTC text that sorts as time does."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The instant as text; a time without zone is a mistake of ours, not of the user."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The text as an instant in UTC."""
        return None if value is None else instant_of(str(value))


class Day(TypeDecorator[date]):
    """A local date as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """The date as text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """The text as a date."""
        return None if value is None else date.fromisoformat(str(value))


class Exact(TypeDecorator[Decimal]):
    """A decimal number as its plain digits; SQLite would turn it into a binary float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """The number's digits."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The digits as a number."""
        return None if value is None else Decimal(str(value))


def instant_text(value: datetime) -> str:
    """An instant as the record writes it."""
    if value.tzinfo is None:
        message = "a time without zone can't be recorded"
        raise ValueError(message)
    return value.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def instant_of(text: str) -> datetime:
    """The instant that the record wrote. Raises ValueError for other text, also without a zone."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        message = f"{text} has no zone"
        raise ValueError(message)
    return value


def _column(kind: Any, *, null: bool, sealed: bool, unique: bool = False) -> Any:
    info = {"sealed": True} if sealed else {}
    return Field(
        default=None if null else ...,
        sa_column=Column(kind, nullable=null, info=info, unique=unique),
    )


def identity() -> Any:
    """The row's id: a UUIDv7 as text."""
    return Field(sa_column=Column(Text, primary_key=True))


def case() -> Any:
    """The procurement that the row belongs to; each case table has it."""
    return Field(sa_column=Column(Text, nullable=False, index=True))


def text(*, null: bool = False, sealed: bool = False, unique: bool = False) -> Any:
    """A text column."""
    return _column(Text, null=null, sealed=sealed, unique=unique)


def whole(*, null: bool = False, sealed: bool = False) -> Any:
    """A whole number column."""
    return _column(Integer, null=null, sealed=sealed)


def flag() -> Any:
    """A yes/no column."""
    return _column(Boolean, null=False, sealed=False)


def instant(*, null: bool = False) -> Any:
    """An instant column (UTC)."""
    return _column(Instant, null=null, sealed=False)


def day(*, null: bool = False) -> Any:
    """A local date column."""
    return _column(Day, null=null, sealed=False)


def exact(*, null: bool = False, sealed: bool = False) -> Any:
    """A decimal number column, such as money."""
    return _column(Exact, null=null, sealed=sealed)

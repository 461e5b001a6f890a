"""How a migration writes tables down: in words, so that a version can be read at a glance.

A column's name alone is a text that must be there; `?` says that it may be empty, `:integer`,
`:boolean` or `:bytes` another type. Each table with `procurement` has an index on it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_TYPES = {"": sa.Text, "integer": sa.Integer, "boolean": sa.Boolean, "bytes": sa.LargeBinary}


def table(name: str, columns: str, *constraints: sa.Constraint) -> None:
    """A new table with these columns."""
    op.create_table(name, *map(column, columns.split()), *constraints)
    if "procurement" in columns.split():
        op.create_index(f"ix_{name}_procurement", name, ["procurement"])


def index(name: str, table: str, columns: list[str], sqlite: str, postgresql: str) -> None:
    """An index over a part of the rows."""
    where = (sa.text(sqlite), sa.text(postgresql))
    op.create_index(name, table, columns, sqlite_where=where[0], postgresql_where=where[1])


def column(text: str) -> sa.Column[object]:
    """A column from its word, such as `dated?` or `size:integer`."""
    name, _, kind = text.partition(":")
    return sa.Column(name.rstrip("?"), _TYPES[kind](), nullable=name.endswith("?"))


def identity() -> sa.Constraint:
    """The key `id`."""
    return sa.PrimaryKeyConstraint("id")


def key(name: str | None, *columns: str) -> sa.Constraint:
    """A key of other columns."""
    return sa.PrimaryKeyConstraint(*columns, name=name)


def unique(name: str | None, *columns: str) -> sa.Constraint:
    """No two rows with the same values in these columns."""
    return sa.UniqueConstraint(*columns, name=name)


def check(name: str, condition: str) -> sa.Constraint:
    """A condition that each row meets."""
    return sa.CheckConstraint(condition, name=name)


def add(name: str, columns: str) -> None:
    """Further columns of a table; each may be empty, because earlier rows have none."""
    for word in columns.split():
        assert "?" in word, f"{name}.{word} must be allowed to be empty"
        op.add_column(name, column(word))

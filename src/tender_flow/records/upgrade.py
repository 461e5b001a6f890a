"""Makes a record and brings an older one up to date: migration, guards and entry in one go.

An upgrade is a deed like any other: it leaves an entry in the `portfolio` chain, written in the
same transaction as the change itself. Interrupted half-way, nothing has changed.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tender_flow import __version__
from tender_flow.errors import BadInputError
from tender_flow.records.addresses import Address, address_of
from tender_flow.records.connections import BEGIN_WRITING, Connection, connect
from tender_flow.records.faults import spoken
from tender_flow.records.guards import missing_guards
from tender_flow.records.shapes import PORTFOLIO
from tender_flow.records.transaction import Transaction
from tender_flow.records.versions import (
    CURRENT,
    EMPTY,
    VERSIONS,
    demand_current,
    demand_file,
    version_of,
)
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = "tender-flow"
"""The actor of an upgrade's entry where nobody else is named."""

_MIGRATION_LOCK = 0x7E4D3  # any number, the same for every program that migrates a record


def upgrade(url: str, *, now: datetime | None = None, actor: str = PROGRAM) -> tuple[str, str]:
    """Brings a database to the current version and gives (version before, version now).

    Nothing happens to a current one, unless guards are missing: they are put back, and that is
    journaled. A missing, foreign or newer one is a `BadInputError`.
    `now` is the machine's clock where it isn't given.
    """
    address = address_of(url)
    with spoken(address), _connected(address) as connection:
        before = version_of(connection, address)
        if before not in VERSIONS:
            demand_current(before, address)
        if before != CURRENT or missing_guards(connection):
            migrate(connection, address, now or datetime.now(UTC), actor)
        return before, CURRENT


def create(address: Address, *, now: datetime | None = None, actor: str = PROGRAM) -> None:
    """Makes a record where there is none; one that is there already stays as it is."""
    made = _make_file(address) if address.dialect == "sqlite" else False
    try:
        with spoken(address), _connected(address) as connection:
            if version_of(connection, address) == EMPTY:
                migrate(connection, address, now or datetime.now(UTC), actor)
    except BaseException:
        if made:
            address.path.unlink(missing_ok=True)
        raise


def migrate(
    connection: Connection, address: Address, now: datetime, actor: str, target: str = CURRENT
) -> None:
    """Migrates to a version, puts the guards back and journals it, in one transaction."""
    if connection.dialect == "sqlite":
        connection.run("pragma journal_mode=wal").fetchall()
    with _alembic_connection(connection) as bound:
        connection.run(BEGIN_WRITING[connection.dialect])
        try:
            _lock(connection)
            before = version_of(connection, address)  # another program may have been quicker
            missing = missing_guards(connection)
            if before != target or missing:
                _run_migrations(bound, connection, target)
                entry = Transaction(connection, PORTFOLIO, now)
                entry.append(
                    deed=_deed(before, target),
                    actor=actor,
                    on_behalf_of=None,
                    facts=_facts(before, target, missing),
                )
            connection.run("commit")
        except BaseException:
            connection.run("rollback")
            raise


def _lock(connection: Connection) -> None:
    """Two programs never migrate at once; SQLite's `begin immediate` has seen to it already."""
    if connection.dialect == "postgresql":
        connection.run(f"select pg_advisory_xact_lock({_MIGRATION_LOCK})")


def _deed(before: str, target: str) -> str:
    if before == EMPTY:
        return "database.create"
    return "database.upgrade" if before != target else "database.guard"


def _facts(before: str, target: str, missing: list[str]) -> dict[str, object]:
    facts: dict[str, object] = {"from": before or None, "to": target, "software": __version__}
    return facts | {"guards_missing": missing} if before else facts


def _run_migrations(bound: Any, connection: Connection, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "tender_flow.records:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = bound
    config.attributes["record"] = connection
    command.upgrade(config, target)


@contextmanager
def _alembic_connection(connection: Connection) -> Iterator[Any]:
    """SQLAlchemy's view of our connection; it begins and ends no transaction of its own."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    url = "sqlite://" if connection.dialect == "sqlite" else "postgresql+psycopg://"
    engine = create_engine(url, creator=lambda: connection.driver, poolclass=StaticPool)
    bound = engine.connect()
    try:
        bound.begin()
        yield bound
    finally:
        bound.close()


@contextmanager
def _connected(address: Address) -> Iterator[Connection]:
    demand_file(address)
    connection = connect(address)
    try:
        yield connection
    finally:
        connection.close()


def _make_file(address: Address) -> bool:
    """An empty file that only its owner may read: the record holds marks and names."""
    try:
        os.close(os.open(address.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return False
    except OSError as error:
        facts = {"database": address.shown, "reason": error.strerror or "unreachable"}
        raise BadInputError(Finding("database-unreachable", facts)) from None
    return True

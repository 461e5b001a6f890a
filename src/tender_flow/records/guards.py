"""Guards in the database itself: the journal can be added to and never changed.

A program with a fault, or a person with a database browser, is told so by the database:

* entries and artefacts: no update, no delete, no replacing, no truncating;
* an entry or a sealed value comes only as the next one of its chain, and a chain's head moves
  only forward by one, onto an entry that is there;
* a sealed value changes in one way: it is erased (salt and text gone, the ground noted).

SQLite lets `INSERT OR REPLACE` pass triggers on update and delete, so a key that exists is
refused before the insert; PostgreSQL lets TRUNCATE pass row triggers, so it gets one per
statement. Dropping a table or a trigger can't be refused; `verify` and `--head` are for that.

`install_guards` runs at the end of every migration: rebuilding a table drops its triggers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tender_flow.records.connections import Connection

_HEAD = "coalesce((select h.sequence from chain_head h where h.chain = new.chain), 0)"
_NEXT_OF_CHAIN = f"new.sequence <> {_HEAD} + 1"
_ENTRY_OF_HEAD = (
    "not exists (select 1 from journal_entry e where e.chain = new.chain"
    " and e.sequence = new.sequence and e.digest = new.digest)"
)
_ENTRY_EXISTS = (
    "exists (select 1 from journal_entry e where e.chain = new.chain and e.sequence = new.sequence)"
)
_SEALED_EXISTS = (
    "exists (select 1 from sealed_value s where s.chain = new.chain"
    " and s.sequence = new.sequence and s.ordinal = new.ordinal)"
)
_SEALED_NOT_WHOLE = "new.salt is null or new.body is null or new.erased_under is not null"
_ARTEFACT_EXISTS = "exists (select 1 from artefact a where a.digest = new.digest)"
_HEAD_EXISTS = "exists (select 1 from chain_head h where h.chain = new.chain)"
_NOT_AN_ERASURE = (
    "old.erased_under is not null or new.erased_under is null or new.erased_under = ''"
    " or new.salt is not null or new.body is not null or new.chain <> old.chain"
    " or new.sequence <> old.sequence or new.ordinal <> old.ordinal"
)
_NOT_FORWARD = f"new.chain <> old.chain or new.sequence <> old.sequence + 1 or {_ENTRY_OF_HEAD}"
_ALWAYS = "1 = 1"

GUARDS: tuple[tuple[str, str, str, str], ...] = (
    ("journal_entry", "insert", f"{_ENTRY_EXISTS} or {_NEXT_OF_CHAIN}", "is not the next entry"),
    ("journal_entry", "update", _ALWAYS, "never changes"),
    ("journal_entry", "delete", _ALWAYS, "is never deleted"),
    (
        "sealed_value",
        "insert",
        f"{_SEALED_EXISTS} or {_NEXT_OF_CHAIN} or {_SEALED_NOT_WHOLE}",
        "belongs to no new entry",
    ),
    ("sealed_value", "update", _NOT_AN_ERASURE, "can only be erased"),
    ("sealed_value", "delete", _ALWAYS, "is never deleted"),
    ("artefact", "insert", _ARTEFACT_EXISTS, "is there already"),
    ("artefact", "update", _ALWAYS, "never changes"),
    ("artefact", "delete", _ALWAYS, "is never deleted"),
    (
        "chain_head",
        "insert",
        f"{_HEAD_EXISTS} or new.sequence <> 1 or {_ENTRY_OF_HEAD}",
        "is not on a first entry",
    ),
    ("chain_head", "update", _NOT_FORWARD, "moves only to the next entry"),
    ("chain_head", "delete", _ALWAYS, "is never deleted"),
)
"""Table, event, when it is refused, and what the refusal says."""

GUARDED_TABLES = tuple(dict.fromkeys(table for table, *_ in GUARDS))


def install_guards(connection: Connection) -> None:
    """Puts every guard in place, anew where it is there already, in the open transaction."""
    for table, event, refused, why in GUARDS:
        if connection.dialect == "sqlite":
            _install_sqlite(connection, table, event, refused, why)
        else:
            _install_postgresql(connection, table, event, refused, why)
    if connection.dialect == "postgresql":
        for table in GUARDED_TABLES:
            _install_truncate(connection, table)


def missing_guards(connection: Connection) -> list[str]:
    """The guards that should be in the database and are not, or are switched off, by name."""
    if connection.dialect == "sqlite":
        query = "select name from sqlite_master where type = 'trigger'"
    else:
        query = "select tgname from pg_trigger where not tgisinternal and tgenabled in ('O', 'A')"
    there = {row[0] for row in connection.run(query).fetchall()}
    return [name for name in guard_names(connection.dialect) if name not in there]


def guard_names(dialect: str) -> list[str]:
    """The names of all guards in a database."""
    names = [_name(table, event) for table, event, *_ in GUARDS]
    if dialect == "postgresql":
        names += [_name(table, "truncate") for table in GUARDED_TABLES]
    return names


def _name(table: str, event: str) -> str:
    return f"guard_{table}_{event}"


def _install_sqlite(connection: Connection, table: str, event: str, refused: str, why: str) -> None:
    name = _name(table, event)
    connection.run(f"drop trigger if exists {name}")
    connection.run(
        f"create trigger {name} before {event} on {table} when {refused}"
        f" begin select raise(abort, 'tender-flow guard: {table} {why}'); end"
    )


def _install_postgresql(
    connection: Connection, table: str, event: str, refused: str, why: str
) -> None:
    name = _name(table, event)
    _create_function(connection, name, f"if {refused} then {_raise(table, why)} end if;", event)
    connection.run(f"drop trigger if exists {name} on {table}")
    connection.run(
        f"create trigger {name} before {event} on {table} for each row execute function {name}()"
    )


def _install_truncate(connection: Connection, table: str) -> None:
    name = _name(table, "truncate")
    _create_function(connection, name, _raise(table, "is never emptied"), "truncate")
    connection.run(f"drop trigger if exists {name} on {table}")
    connection.run(
        f"create trigger {name} before truncate on {table}"
        f" for each statement execute function {name}()"
    )


def _create_function(connection: Connection, name: str, body: str, event: str) -> None:
    result = {"delete": "old", "truncate": "null"}.get(event, "new")
    connection.run(
        f"create or replace function {name}() returns trigger language plpgsql as"
        f" $guard$ begin {body} return {result}; end $guard$"
    )


def _raise(table: str, why: str) -> str:
    return f"raise exception 'tender-flow guard: {table} {why}';"

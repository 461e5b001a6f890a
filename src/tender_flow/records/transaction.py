"""One deed on the record: rows written, one journal entry that says so, all or nothing.

Every row goes through here, and whatever goes through here stands in the entry's `writes`. The
journal is thereby complete: each table can be rebuilt from it and compared (`records.replay`).

    with database.transaction(case, now=now) as deed:
        lot = deed.insert("lot", {"code": "east", ...})
        deed.update("procurement", case, {"version": 2})
        deed.append(deed="lot.add", actor=person, on_behalf_of=None, facts={"lot": lot})

Persons and keys belong to the chain `portfolio`: a deed on a case that writes them also leaves
an entry there, and so does the first deed of a case. That entry names the case's entry by its
digest. Locks are always taken in one order, the case first, so two deeds can't block each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BrokenRecordError, RefusedError
from tender_flow.records import statements
from tender_flow.records.columns import instant_of, instant_text
from tender_flow.records.ids import row_id
from tender_flow.records.journal import Head, Sealed, digest_of, entry_body, seal
from tender_flow.records.rows import StoredRows
from tender_flow.records.shapes import (
    JOURNAL_TABLES,
    PORTFOLIO,
    PORTFOLIO_TABLES,
    TableShape,
    encode,
    plain_text,
    shape,
)
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from tender_flow.records.connections import Connection


@dataclass(slots=True)
class _Chain:
    """What this transaction has written on one chain."""

    head: Head
    writes: list[dict[str, object]] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)


class Transaction(StoredRows):
    """A deed in the making; it also answers `of`, `first`, `one`, `artefact` with its own writes.

    `RefusedError("clock-went-back")` if `now` lies before the case's last entry. A clock is read
    once the chain is locked: a deed that waited for another one comes after it.
    """

    def __init__(
        self, connection: Connection, chain: str, now: datetime | Callable[[], datetime]
    ) -> None:
        super().__init__(connection)
        self.appended: Head | None = None
        self._chains: dict[str, _Chain] = {}
        self._artefacts: list[str] = []
        self._main = self._lock(chain)
        self.now = now() if callable(now) else now
        last = self._main.head.at
        if chain != PORTFOLIO and last is not None and self.now < last:
            raise RefusedError(Finding("clock-went-back", {"now": self.now, "last": last}))

    @property
    def head(self) -> Head:
        """The last entry of the transaction's chain, before its own entry is appended."""
        return self._main.head

    @property
    def chain(self) -> str:
        """The procurement's id, or `portfolio`."""
        return self._main.head.chain

    def insert(self, table: str, values: Mapping[str, object], id: str | None = None) -> str:
        """Writes a new row and gives its id; columns that aren't given stay empty.

        In a case's tables `procurement` is filled in. Values of the wrong type, an unknown
        column or an empty one that must not be is a mistake in the code (TypeError, KeyError,
        ValueError); a row that is there already is refused (`row-not-unique`).
        """
        found, chain = self._chain_of(table)
        id = id or row_id(self.now, chain.head.sequence + 1, len(chain.writes))
        values = self._owned(found, {**values, "id": id})
        complete = {name: values.get(name) for name in found.columns}
        encoded = _encoded(found, complete)
        if unknown := set(values) - set(complete):
            raise KeyError(f"{table} has no {', '.join(sorted(unknown))}")
        statement = statements.insert_row(self.connection.dialect, table)
        self.connection.run(statement.sql, [encoded[name] for name in statement.order])
        given = {name: encoded[name] for name in values if name != "id"}
        self._note(chain, "insert", found, id, given)
        return id

    def update(self, table: str, id: str, values: Mapping[str, object]) -> None:
        """Writes columns of a row of this case; a `BrokenRecordError` if there is no such row."""
        found, chain = self._chain_of(table)
        encoded = _encoded(found, values)
        statement = statements.update_row(self.connection.dialect, table, tuple(sorted(values)))
        bound = {**encoded, "_id": id, "_case": self.chain}
        cursor = self.connection.run(statement.sql, [bound[name] for name in statement.order])
        if cursor.rowcount != 1:
            raise BrokenRecordError(
                Finding("row-not-single", {"table": table, "count": cursor.rowcount})
            )
        self._note(chain, "update", found, id, encoded)

    def keep(self, kind: str, data: bytes) -> str:
        """Keeps exact bytes and gives their SHA-256; the entry names it. Keeping twice is once."""
        digest = sha256(data).hexdigest()
        dialect = self.connection.dialect
        if not self.connection.run(statements.has_artefact(dialect).sql, [digest]).fetchall():
            values = {"digest": digest, "kind": plain_text(kind), "body": data}
            statement = statements.insert_new(dialect, "artefact")
            self.connection.run(statement.sql, [values[name] for name in statement.order])
        if digest not in self._artefacts:
            self._artefacts.append(digest)
        return digest

    def append(
        self, *, deed: str, actor: str, on_behalf_of: str | None, facts: Mapping[str, object]
    ) -> Head:
        """Writes the deed's entry, once and last, and gives the chain's new head.

        `actor` typed, `on_behalf_of` is whose act it was. `facts` are what every role on the
        case may see: ids, counts and dates, never names, marks or prices.
        """
        if self.appended is not None:
            raise RuntimeError("a transaction appends one entry")
        new_case = self._main.head.sequence == 0 and self.chain != PORTFOLIO
        if new_case and not any(write["id"] == self.chain for write in self._main.writes):
            raise RuntimeError("the first entry of a case writes its procurement")
        by = {"actor": actor, "on_behalf_of": on_behalf_of, "deed": deed}
        self.appended = self._write_entry(self._main, by, facts)
        if self.chain != PORTFOLIO and (new_case or PORTFOLIO in self._chains):
            mirror = {"case": self.chain, "sequence": self.appended.sequence}
            mirror |= {"digest": self.appended.digest}
            self._write_entry(self._lock(PORTFOLIO), by, mirror)
        return self.appended

    def finish(self) -> None:
        """Called at the end: rows or artefacts without an entry are a mistake in the code."""
        written = self._artefacts or any(chain.writes for chain in self._chains.values())
        if written and self.appended is None:
            raise RuntimeError("rows were written without a journal entry")

    def _lock(self, chain: str) -> _Chain:
        if chain not in self._chains:
            statement = statements.select_head(self.connection.dialect, True)
            found = self.connection.run(statement.sql, [chain]).fetchone()
            head = (
                Head(chain, 0, "", None)
                if found is None
                else Head(chain, found[0], found[1], instant_of(found[2]))
            )
            self._chains[chain] = _Chain(head)
        return self._chains[chain]

    def _chain_of(self, table: str) -> tuple[TableShape, _Chain]:
        if table in JOURNAL_TABLES or self.appended is not None:
            raise RuntimeError(f"{table} can't be written now")
        if table in PORTFOLIO_TABLES:
            return shape(table), self._lock(PORTFOLIO)
        if self.chain == PORTFOLIO:
            raise RuntimeError(f"{table} belongs to a case")
        return shape(table), self._main

    def _owned(self, table: TableShape, values: dict[str, object]) -> dict[str, object]:
        owner = table.case_column
        if owner is not None and values.setdefault(owner, self.chain) != self.chain:
            raise ValueError(f"a row of {table.name} belongs to another case")
        return values

    def _note(
        self, chain: _Chain, op: str, table: TableShape, id: str, values: Mapping[str, Any]
    ) -> None:
        columns = table.columns
        public: dict[str, Any] = {}
        secret: dict[str, Any] = {}
        for name, value in values.items():
            text = str(value) if columns[name].kind == "whole" and value is not None else value
            (secret if columns[name].sealed else public)[name] = text
        ordinal = None
        if secret:
            ordinal = str(len(chain.sealed))
            chain.sealed.append(seal(secret))
        chain.writes.append(
            {"op": op, "table": table.name, "id": id, "set": public, "sealed": ordinal}
        )

    def _write_entry(
        self, chain: _Chain, by: Mapping[str, Any], facts: Mapping[str, object]
    ) -> Head:
        head, sequence = chain.head, chain.head.sequence + 1
        body = entry_body(
            head,
            at=self.now,
            facts=facts,
            writes=chain.writes,
            sealed=[value.digest for value in chain.sealed],
            artefacts=self._artefacts if chain is self._main else [],
            **by,
        )
        new = Head(head.chain, sequence, digest_of(body), self.now)
        self._store(new, body, chain.sealed)
        return new

    def _store(self, new: Head, body: str, sealed: list[Sealed]) -> None:
        """The order matters to the guards: entry and sealed values first, then the head."""
        connection, dialect = self.connection, self.connection.dialect
        connection.run(
            statements.insert_row(dialect, "journal_entry").sql,
            [new.chain, new.sequence, body, new.digest],
        )
        if sealed:
            connection.run_many(
                statements.insert_row(dialect, "sealed_value").sql,
                [
                    (new.chain, new.sequence, ordinal, value.salt, value.body, None)
                    for ordinal, value in enumerate(sealed)
                ],
            )
        at = instant_text(self.now)
        if new.sequence == 1:
            insert = statements.insert_row(dialect, "chain_head").sql
            connection.run(insert, [new.chain, new.sequence, new.digest, at])
        else:
            move = statements.move_head(dialect).sql
            connection.run(move, [new.sequence, new.digest, at, new.chain])


def _encoded(table: TableShape, values: Mapping[str, object]) -> dict[str, Any]:
    return {name: encode(table.columns[name], value) for name, value in values.items()}

"""The record as the journal tells it: every table rebuilt from the entries, then compared.

`replay` gives the rows after each entry, so a caller can ask "was this gate met then?" with the
same code that asks it today. `compare` holds the rebuilt rows against the tables: what is
missing, extra or different is a finding that names table, row and column, never the values.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BrokenRecordError
from tender_flow.records.rows import Row, StoredRows, encode_equal, single
from tender_flow.records.shapes import PORTFOLIO, from_journal, projections, shape
from tender_flow.rules.findings import Fact, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tender_flow.records.journal import Entry


class MemoryRows:
    """Rows rebuilt from a journal; asked like those of the database.

    Erased values are None here, and `erased` names them (table, id, column).
    """

    def __init__(self, artefact: Callable[[str], bytes] | None = None) -> None:
        self._tables: dict[str, dict[str, Row]] = {}
        self._artefact = artefact
        self.erased: set[tuple[str, str, str]] = set()

    def of(self, table: str, **equals: object) -> list[Row]:
        """The rows with these values, in order of id."""
        found = shape(table)
        for name, value in equals.items():
            encode_equal(found, name, value)  # the database would refuse a wrong type as well
        wanted = equals.items()
        rows = self._tables.get(table, {})
        if "id" in equals:
            row = rows.get(str(equals["id"]))
            candidates = [] if row is None else [row]
        else:
            candidates = [rows[id] for id in sorted(rows)]
        return [dict(row) for row in candidates if all(row[n] == v for n, v in wanted)]

    def any_of(self, table: str, column: str, values: Iterable[str]) -> list[Row]:
        """The rows whose column holds one of these texts, in order of id."""
        wanted = set(values)
        return [row for row in self.of(table) if row[column] in wanted]

    def first(self, table: str, **equals: object) -> Row | None:
        """The first such row, or None."""
        found = self.of(table, **equals)
        return found[0] if found else None

    def one(self, table: str, **equals: object) -> Row:
        """The only such row."""
        return single(table, self.of(table, **equals))

    def artefact(self, digest: str) -> bytes:
        """The bytes kept under a digest, from where the journal was read."""
        if self._artefact is None:
            raise BrokenRecordError(Finding("artefact-missing", {"digest": digest}))
        return self._artefact(digest)

    def apply(self, entry: Entry) -> None:
        """Takes over what an entry wrote; a write that can't be is a `BrokenRecordError`."""
        for write in entry.writes:
            try:
                self._apply(entry, write)
            except (KeyError, ValueError, TypeError) as error:
                facts: dict[str, Fact] = {"chain": entry.chain, "sequence": entry.sequence}
                raise BrokenRecordError(Finding("journal-unreadable", facts)) from error

    def _apply(self, entry: Entry, write: Mapping[str, Any]) -> None:
        table, id = shape(write["table"]), str(write["id"])
        rows = self._tables.setdefault(table.name, {})
        if (write["op"] == "insert") == (id in rows):
            raise ValueError(f"{write['op']} of {table.name} {id}")
        row = rows.setdefault(id, dict.fromkeys(table.columns) | {"id": id})
        for name, text in write["set"].items():
            row[name] = from_journal(table.columns[name], text)
        if write["sealed"] is None:
            return
        secret = entry.secrets[int(write["sealed"])]
        if secret is None:
            self._mark_erased(row, table.name)
            return
        for name, text in json.loads(secret).items():
            row[name] = from_journal(table.columns[name], text)
            self.erased.discard((table.name, id, name))

    def _mark_erased(self, row: Row, table: str) -> None:
        """Which of the sealed columns were written can't be known any more: all are marked."""
        for column in shape(table).columns.values():
            if column.sealed:
                row[column.name] = None
                self.erased.add((table, row["id"], column.name))


def replay(
    entries: Iterable[Entry], artefact: Callable[[str], bytes] | None = None
) -> Iterator[tuple[Entry, MemoryRows]]:
    """Each entry with the rows as they were right after it; the same rows object each time."""
    rows = MemoryRows(artefact)
    for entry in entries:
        rows.apply(entry)
        yield entry, rows


def rebuilt(entries: Iterable[Entry], artefact: Callable[[str], bytes] | None = None) -> MemoryRows:
    """The rows after the last entry."""
    rows = MemoryRows(artefact)
    for _, rows in replay(entries, artefact):  # noqa: B007 (the last one is wanted)
        pass
    return rows


def compare(memory: MemoryRows, rows: StoredRows, chain: str) -> list[Finding]:
    """Where the tables of a chain differ from what its journal says, table by table."""
    findings: list[Finding] = []
    for table in projections(chain):
        try:
            findings += _compare_table(memory, rows, chain, table)
        except BrokenRecordError as error:  # a row that can't even be read; look at the others
            findings += error.findings
    return findings


def _compare_table(
    memory: MemoryRows, rows: StoredRows, chain: str, table: str
) -> Iterator[Finding]:
    owner = shape(table).case_column
    mine: dict[str, object] = {} if chain == PORTFOLIO or owner is None else {owner: chain}
    told = {row["id"]: row for row in memory.of(table, **mine)}
    stored = {row["id"]: row for row in rows.of(table, **mine)}
    for id in sorted(told.keys() | stored.keys()):
        facts = {"table": table, "id": id}
        if id not in stored:
            yield Finding("row-missing", facts)
        elif id not in told:
            yield Finding("row-extra", facts)
        else:
            for name in _differing(told[id], stored[id]):
                if (table, id, name) not in memory.erased:
                    yield Finding("row-differs", facts | {"column": name})


def _differing(one: Row, other: Row) -> list[str]:
    """Columns with different values; amounts also differ by their digits (1.0 and 1.00)."""
    return [name for name, value in one.items() if _plain(value) != _plain(other[name])]


def _plain(value: object) -> object:
    return None if value is None else (type(value), str(value))

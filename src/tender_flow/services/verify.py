"""Checks the record against itself: journal, sealed values and kept files, nothing else.

    report = verify("sqlite:///tender-flow.db", "kent-da", head="7f3a…")
    report.exit_code      # 0 in order · 1 the rules now say something else · 3 broken

The case is rebuilt in memory from its journal; then, step by step:

1. the chain: each entry follows the one before it, no text, sealed value or kept file is altered;
2. the rows: each table says what the journal says;
3. the signatures of every accepted return;
4. the stages: each move was made by its role; its gates are asked again, as things were then;
5. the marks of each accepted return are those in its signed bytes, and where the model publishes
   an average, the panel's marks are that average;
6. the results: totals, ranks and awards are computed again from the stored model, and who
   approved isn't who recommended;
7. the standstills end no earlier than their letters give.

A broken chain, row, signature or mark is a problem (3). A gate or a result about which the
rules of today say something else is a warning (1). Erased values are a note: that is lawful.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError, BrokenRecordError
from tender_flow.records.chains import chain_names, check_chain, check_portfolio
from tender_flow.records.database import open_database
from tender_flow.records.journal import read_entries
from tender_flow.records.replay import MemoryRows, compare
from tender_flow.records.shapes import PORTFOLIO, PORTFOLIO_TABLES, case_tables
from tender_flow.rules.findings import Finding, Hint, Severity
from tender_flow.services.verify_case import CHECKS, CaseCheck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tender_flow.records.rows import StoredRows


UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
"""What reading raises where a database's own tools put a value of another kind."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the check: what was looked at, how much of it, and what was found."""

    number: int
    name: str
    """chain, portfolio, rows, signatures, stages, marks, results or standstills."""
    subject: str
    """The procurement's short name, or `portfolio`."""
    checked: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """All steps, and the heads of the chains to be compared with printed papers."""

    steps: tuple[Step, ...]
    heads: tuple[tuple[str, str], ...]
    """Short name and digest of the last entry."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, in order."""
        return tuple(finding for step in self.steps for finding in step.findings)

    @property
    def exit_code(self) -> int:
        """3 where something is broken, 1 where the rules now differ, otherwise 0."""
        found = {finding.severity for finding in self.findings}
        return 3 if Severity.PROBLEM in found else 1 if Severity.WARNING in found else 0


def verify(url: str, ref: str | None = None, *, head: str | None = None) -> VerifyReport:
    """Checks one procurement, or the whole record; `head` is a digest from a printed paper.

    Raises:
        BadInputError: there is no such record or procurement.
    """
    database = open_database(url)
    try:
        with database.snapshot() as rows:
            return verify_rows(rows, ref, head=head)
    finally:
        database.close()


def verify_rows(
    rows: StoredRows, ref: str | None = None, *, head: str | None = None
) -> VerifyReport:
    """The same for a record that is open."""
    chains = _chains(rows)
    if ref is not None and ref not in chains.values():
        chains |= _without_journal(rows, ref)
    chosen = _chosen(chains, ref)
    report = _Report(rows)
    report.whole(PORTFOLIO, report.portfolio)
    for chain in chosen:
        wanted = head if len(chosen) == 1 else None
        report.whole(chains[chain], partial(report.case, chain, chains[chain], wanted))
    if head is not None and len(chosen) != 1:
        report.head_somewhere(head)
    return VerifyReport(tuple(report.steps), tuple(report.heads))


def _chains(rows: StoredRows) -> dict[str, str]:
    """Short name by chain, as the first entry of each says it; the tables are not asked."""
    found = {}
    for chain in chain_names(rows):
        if chain != PORTFOLIO:
            found[chain] = _ref_of(rows, chain)
    return found


def _without_journal(rows: StoredRows, ref: str) -> dict[str, str]:
    """A procurement that only the tables know: somebody took its journal, or the first entry."""
    row = rows.first("procurement", ref=ref)
    return {} if row is None else {row["id"]: ref}


def _ref_of(rows: StoredRows, chain: str) -> str:
    try:
        first = next(read_entries(rows, chain))
        writes = [write for write in first.writes if write["table"] == "procurement"]
        return str(writes[0]["set"]["ref"])
    except (StopIteration, *UNREADABLE):
        return chain  # the chain's own check will say what is wrong


def _chosen(chains: dict[str, str], ref: str | None) -> list[str]:
    if ref is None:
        return list(chains)
    chosen = [chain for chain, name in chains.items() if ref in {name, chain}]
    if not chosen:
        hint = Hint("procurement.list")
        raise BadInputError(Finding("procurement-unknown", {"ref": ref}, hint=hint))
    return chosen


class _Report:
    """The steps as they are made."""

    def __init__(self, rows: StoredRows) -> None:
        self.rows = rows
        self.steps: list[Step] = []
        self.heads: list[tuple[str, str]] = []
        self._shared = MemoryRows(rows.artefact)

    def step(self, name: str, subject: str, checked: int, findings: Iterable[Finding]) -> bool:
        """Adds a step; is everything in order?"""
        found = tuple(findings)
        self.steps.append(Step(len(self.steps) + 1, name, subject, checked, found))
        return not any(finding.stops for finding in found)

    def whole(self, subject: str, check: Callable[[], None]) -> None:
        """Makes a check; what can't be read at all is a finding too, never the end of verify."""
        try:
            check()
        except BrokenRecordError as error:
            self.step("rows", subject, 0, error.findings)
        except UNREADABLE as error:
            facts = {"subject": subject, "reason": f"{type(error).__name__}: {error}"}
            self.step("rows", subject, 0, [Finding("record-unreadable", facts)])

    def portfolio(self) -> None:
        """The chain of persons and keys, which also names each case by its first entry."""
        entries = self._head(PORTFOLIO)
        findings = [*check_chain(self.rows, PORTFOLIO), *check_portfolio(self.rows)]
        in_order = self.step("chain", PORTFOLIO, entries, findings)
        broken = _apply(self._shared, self.rows, PORTFOLIO) if in_order else []
        if in_order and not broken:
            broken = compare(self._shared, self.rows, PORTFOLIO)
        rows = sum(len(self._shared.of(table)) for table in PORTFOLIO_TABLES)
        self.step("rows", PORTFOLIO, rows, broken)

    def case(self, chain: str, ref: str, head: str | None) -> None:
        """Every step of one procurement; after a broken chain nothing can be rebuilt."""
        entries = self._head(chain, ref)
        if not self.step("chain", ref, entries, check_chain(self.rows, chain, head)):
            return
        check = CaseCheck(self.rows, chain)
        try:
            check.replay()
        except BrokenRecordError as error:
            self.step("rows", ref, 0, error.findings)
            return
        count = sum(len(check.memory.of(table)) for table in case_tables())
        self.step("rows", ref, count, compare(check.memory, self.rows, chain))
        for name, look in CHECKS.items():
            checked, findings = look(check)
            self.step(name, ref, checked, findings)

    def head_somewhere(self, head: str) -> None:
        """A digest that was given without a procurement must be an entry of some chain."""
        found = self.rows.first("journal_entry", digest=head)
        missing = [] if found is not None else [Finding("head-nowhere", {"digest": head})]
        self.step("head", PORTFOLIO, 1, missing)

    def _head(self, chain: str, name: str = PORTFOLIO) -> int:
        row = self.rows.first("chain_head", chain=chain)
        if row is None:
            return 0
        self.heads.append((name, row["digest"]))
        return int(row["sequence"])


def _apply(memory: MemoryRows, rows: StoredRows, chain: str) -> list[Finding]:
    """Rebuilds a chain into memory; what can't be rebuilt comes back as findings."""
    try:
        for entry in read_entries(rows, chain):
            memory.apply(entry)
    except BrokenRecordError as error:
        return list(error.findings)
    return []

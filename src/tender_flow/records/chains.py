"""Does the journal hold? Checks a chain link by link, without looking at any other table.

Broken links, altered texts, sealed values or kept files, gaps and a cut end are findings.
Erased values are a note with their number and ground: erasing is lawful, and the chain holds.
Entries are read in batches, so a long chain never stands in memory.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tender_flow.records import statements
from tender_flow.records.journal import (
    Stored,
    digest_of,
    read_entries,
    sealed_digest,
    stored_entries,
)
from tender_flow.records.shapes import PORTFOLIO, case_tables, shape
from tender_flow.rules.findings import Fact, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tender_flow.records.rows import StoredRows


def chain_names(rows: StoredRows) -> list[str]:
    """Every chain that the journal holds, `portfolio` last."""
    found = rows.query(statements.journal_chains(rows.connection.dialect))
    return sorted((row[0] for row in found), key=lambda chain: (chain == PORTFOLIO, chain))


def check_chain(rows: StoredRows, chain: str, head: str | None = None) -> list[Finding]:
    """What is wrong with a chain; `head` is a digest from a printed paper that it must contain."""
    check = _Check(rows, chain)
    for stored in stored_entries(rows, chain):
        check.entry(stored)
    check.end(head)
    return check.findings


def check_portfolio(rows: StoredRows) -> list[Finding]:
    """What is wrong between the chains: cases without journal, journals that aren't named.

    Each case's entries that the portfolio names must be there with the same digest; each chain
    must be named; each row of a case's tables must belong to a chain.
    """
    chains = set(chain_names(rows)) - {PORTFOLIO}
    findings = []
    named = set()
    for facts in _mirrors(rows):
        case, sequence = facts["case"], int(facts["sequence"])
        named.add(case)
        entry = rows.first("journal_entry", chain=case, sequence=sequence)
        if case in chains and (entry is None or entry["digest"] != facts["digest"]):
            findings.append(Finding("chain-unmirrored", {"chain": case, "sequence": sequence}))
    findings += [
        Finding("chain-unmirrored", {"chain": case, "sequence": 1}) for case in chains - named
    ]
    unknown = (named | _owners(rows)) - chains
    findings += [Finding("chain-unknown", {"chain": case}) for case in sorted(unknown)]
    return findings


def _mirrors(rows: StoredRows) -> Iterator[Mapping[str, Any]]:
    for entry in read_entries(rows, PORTFOLIO):
        if {"case", "sequence", "digest"} <= entry.facts.keys():
            yield entry.facts


def _owners(rows: StoredRows) -> set[str]:
    dialect = rows.connection.dialect
    return {
        row[0]
        for table in case_tables()
        for row in rows.query(statements.owners(dialect, table, shape(table).case_column or ""))
    }


class _Check:
    """One walk along a chain."""

    def __init__(self, rows: StoredRows, chain: str) -> None:
        self.rows = rows
        self.chain = chain
        self.findings: list[Finding] = []
        self._sequence = 0
        self._digest: str | None = None
        self._at = ""
        self._digests: set[str] = set()
        self._artefacts: set[str] = set()
        self._erased: Counter[str] = Counter()

    def entry(self, stored: Stored) -> None:
        """Checks the next entry against the one before it."""
        if stored.sequence != self._sequence + 1:
            self._find("journal-gap", expected=self._sequence + 1, found=stored.sequence)
        if digest_of(stored.body) != stored.digest:
            self._find("journal-altered", sequence=stored.sequence)
        try:
            self._content(stored, json.loads(stored.body))
        except (ValueError, KeyError, TypeError, AttributeError):
            self._find("journal-unreadable", sequence=stored.sequence)
        self._sequence, self._digest = stored.sequence, stored.digest
        self._digests.add(stored.digest)

    def end(self, head: str | None) -> None:
        """Checks the head row, and the digest from a paper where one is given."""
        row = self.rows.first("chain_head", chain=self.chain)
        there = None if row is None else (row["sequence"], row["digest"], row["at"])
        if there != (self._sequence, self._digest, self._at):
            told = 0 if row is None else row["sequence"]
            self._find("head-differs", head=told, last=self._sequence)
        if head is not None and head not in self._digests:
            self._find("head-unknown", digest=head)
        for ground, count in sorted(self._erased.items()):
            facts: dict[str, Fact] = {"chain": self.chain, "ground": ground, "count": count}
            self.findings.append(Finding("sealed-erased", facts, Severity.NOTE))

    def _content(self, stored: Stored, entry: Mapping[str, Any]) -> None:
        unlinked = entry["previous"] != self._digest or entry["chain"] != self.chain
        if unlinked or entry["sequence"] != str(stored.sequence):
            self._find("journal-unlinked", sequence=stored.sequence)
        if self.chain != PORTFOLIO and entry["at"] < self._at:
            self._find("journal-clock-went-back", sequence=stored.sequence)
        self._at = entry["at"]
        self._sealed(stored, entry["sealed"])
        for digest in entry["artefacts"]:
            self._artefact(digest)

    def _sealed(self, stored: Stored, digests: list[str]) -> None:
        for ordinal in range(max(len(digests), *(n + 1 for n in stored.sealed), 0)):
            value = stored.sealed.get(ordinal)
            if ordinal >= len(digests):
                code = "sealed-unknown" if value is not None else None
            elif value is None:
                code = "sealed-missing"
            else:
                code = self._sealed_fault(digests[ordinal], *value)
            if code is not None:
                self._find(code, sequence=stored.sequence, ordinal=ordinal)

    def _sealed_fault(
        self, digest: str, salt: str | None, body: str | None, ground: str | None
    ) -> str | None:
        if salt is None or body is None:
            if ground and salt is None and body is None:
                self._erased[ground] += 1
                return None
            return "sealed-missing"
        try:
            same = sealed_digest(bytes.fromhex(salt), body) == digest
        except ValueError:
            same = False
        return None if same else "sealed-altered"

    def _artefact(self, digest: str) -> None:
        if digest in self._artefacts:
            return
        self._artefacts.add(digest)
        found = self.rows.first("artefact", digest=digest)
        if found is None:
            self._find("artefact-missing", digest=digest)
        elif sha256(found["body"]).hexdigest() != digest:
            self._find("artefact-altered", digest=digest)

    def _find(self, code: str, **facts: Fact) -> None:
        about: dict[str, Fact] = {} if code.startswith("artefact-") else {"chain": self.chain}
        self.findings.append(Finding(code, about | facts))

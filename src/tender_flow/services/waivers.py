"""The register of waivers: which contract rules weren't followed, why, and who agreed to it.

    record(office, "leeds", 1, rules=("9.1", "9.2"), reason="…", report="waiver_request")
    register(office)          # every procurement's, as an audit committee reads it

An entry rests on the decision that approved the waiver, so that value, term, extensions and
approver can't be written differently there. A waiver of the council's rules never waives the law.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.services.governance_reading import Governance, Row

if TYPE_CHECKING:
    from datetime import date, datetime

    from tender_flow.rules.procedure.decisions import Contract
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class WaiverEntry:
    """One entry of the register, as the record stands."""

    ref: str
    number: int
    """Within its procurement, from 1."""
    title: str
    rules: tuple[str, ...]
    """The rules by their names in the council's book."""
    reason: str
    contracts: tuple[Contract, ...]
    """Value, term and extensions of each."""
    rejected: str
    """The options that the decision rejected."""
    approver: str
    maker: str
    dated: date
    key_decision: bool
    report: str
    """Title of the report that asked for it."""
    recorded_at: datetime


def record(
    office: Office,
    ref: str,
    matter: int,
    *,
    rules: tuple[str, ...],
    reason: str,
    report: str,
    dry_run: bool = False,
) -> WaiverEntry:
    """Enters an approved waiver into the register; `report` is the kind of a paper on file.

    Refused: no reason, no approval, a rule that the council's book doesn't let anybody waive, an
    approver who may not waive it.
    """
    with office.deed("waiver.record", ref, roles=("lead",), dry_run=dry_run) as deed:
        here = Governance(deed)
        about = here.matter(matter)
        decision = here.approval(about)
        paper = deed.last("document", kind=report)
        named = tuple(dict.fromkeys(rule.strip() for rule in rules if rule.strip()))
        deed.refuse(
            [
                *_entry_faults(deed, about, decision, reason),
                *_rule_faults(here, decision, named),
                *_no_report(report, paper),
            ]
        )
        assert decision is not None
        assert paper is not None
        values = {"matter": about["id"], "decision": decision["id"], "rules": "\n".join(named)}
        recorded = {"recorded_by": deed.person_id, "recorded_at": deed.now}
        written = {**values, "reason": reason.strip(), "report": paper["id"], **recorded}
        deed.insert("waiver", written)
        deed.note(number=str(matter), rules=list(named), decision=decision["id"])
        return _entry(deed, here, len(deed.of("waiver")), written)


def register(office: Office, ref: str = "") -> tuple[WaiverEntry, ...]:
    """The waivers of one procurement, or of all where none is named; oldest first."""
    if ref:
        return _of_case(office, ref)
    with office.database.snapshot() as rows:
        ids = list(dict.fromkeys(str(row["procurement"]) for row in rows.of("waiver")))
    entries = (entry for one in ids for entry in _of_case(office, one))
    return tuple(sorted(entries, key=lambda entry: entry.recorded_at))


def _of_case(office: Office, ref: str) -> tuple[WaiverEntry, ...]:
    with office.reading(ref) as reading:
        here = Governance(reading)
        rows = reading.of("waiver")
        return tuple(_entry(reading, here, number, row) for number, row in enumerate(rows, 1))


def _entry_faults(deed: Deed, about: Row, decision: Row | None, reason: str) -> list[Finding]:
    found = [] if reason.strip() else [Finding("waiver-without-reason")]
    title: dict[str, Fact] = {"title": about["title"]}
    if about["kind"] != "waiver":
        found.append(Finding("matter-not-a-waiver", title))
    if decision is None:
        found.append(Finding("waiver-without-approver", title, hint=Hint("decision.take")))
    elif deed.of("waiver", decision=decision["id"]):
        found.append(Finding("waiver-recorded", title))
    return found


def _rule_faults(here: Governance, decision: Row | None, named: tuple[str, ...]) -> list[Finding]:
    """Each rule is one of the book's, and this approver may waive it."""
    if not named:
        return [Finding("waiver-without-rule")]
    known = tuple(rule.id for rule in here.book.rules)
    found = []
    for name in named:
        rule = here.book.rule(name)
        if rule is None:
            found.append(Finding("waiver-rule-unknown", {"rule": name, "known": known}))
        elif decision is not None and decision["body"] not in rule.approvers:
            facts: dict[str, Fact] = {"rule": rule.title, "body": here.body(decision["body"]).title}
            facts["able"] = tuple(here.body(one).title for one in rule.approvers)
            found.append(Finding("waiver-by-another", facts, source=rule.source))
    return found


def _no_report(report: str, paper: Row | None) -> list[Finding]:
    if paper is not None:
        return []
    about: dict[str, Fact] = {"kind": report, "what": report.replace("_", " ")}
    return [Finding("document-missing", about, hint=Hint("document.add", {"kind": report}))]


def _entry(reading: Reading, here: Governance, number: int, row: Row) -> WaiverEntry:
    decision = reading.of("body_decision", id=row["decision"])[0]
    about = reading.of("decision_matter", id=row["matter"])[0]
    rules = (here.book.rule(name) or name for name in row["rules"].splitlines())
    return WaiverEntry(
        ref=reading.ref,
        number=number,
        title=about["title"],
        rules=tuple(rule if isinstance(rule, str) else rule.title for rule in rules),
        reason=row["reason"],
        contracts=here.contracts(about),
        rejected=decision["rejected"],
        approver=here.body(decision["body"]).title,
        maker=decision["maker"],
        dated=decision["dated"],
        key_decision=decision["key_decision"],
        report=reading.of("document", id=row["report"])[0]["title"],
        recorded_at=row["recorded_at"],
    )

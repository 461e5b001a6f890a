"""Errors and irregularities in a bid: found, weighed, decided, each a deed with its reasons.

Asking the bidder, correcting, excluding are deeds of their own (`query`, `prices correct`,
`bids exclude`); this register says why that way was taken and not another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.irregularities import (
    OPTIONS,
    faults_of_decision,
    faults_of_second,
)
from tender_flow.services.bids import tender_of
from tender_flow.services.members import person_of, roles_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class IrregularityView:
    """An irregularity as recorded; `number` is how commands name it."""

    number: int
    supplier: str
    lot: str
    """Empty: the whole tender."""
    what: str
    obvious: bool
    material: bool
    told: str
    found_on: date
    decision: str
    """Empty while nobody has decided."""
    weighed: str
    effect: str
    reason: str
    decided_by: str
    second_approver: str
    notes: tuple[Finding, ...] = ()


def find(
    office: Office,
    ref: str,
    supplier: str,
    *,
    what: str,
    obvious: bool,
    material: bool,
    told: str,
    found_on: date,
    lot: str | None = None,
    dry_run: bool = False,
) -> IrregularityView:
    """Records an error or irregularity in a tender, or in its bid for one lot.

    `told` is what bidders had been told about such cases; "nothing" is an answer.
    """
    roles = ("lead", "chair")
    with office.deed("irregularity.find", ref, roles=roles, dry_run=dry_run) as deed:
        tender = tender_of(deed, supplier)
        deed.refuse(_find_faults(deed, what, told, found_on))
        made = deed.insert(
            "irregularity",
            {
                "tender": tender["id"],
                "lot": deed.lot(lot)["id"] if lot else None,
                "what": what.strip(),
                "obvious": obvious,
                "material": material,
                "told": told.strip(),
                "found_on": found_on,
                "recorded_by": deed.person_id,
                "recorded_at": deed.now,
            },
        )
        deed.note(irregularity=made, tender=tender["id"], found_on=found_on.isoformat())
        return _views(deed)[-1]


def decide(
    office: Office,
    ref: str,
    number: int,
    *,
    decision: str,
    weighed: Mapping[str, str],
    effect: str,
    reason: str,
    fail_to_pass: bool = False,
    second_approver: str | None = None,
    dry_run: bool = False,
) -> IrregularityView:
    """Decides on an irregularity, once: `weighed` says of each option what speaks for or against.

    `fail_to_pass`: the bid would be out without this decision; then a second person (login) is
    needed who isn't the decider and is lead, chair or assurance.
    """
    if decision not in OPTIONS:
        facts: dict[str, Fact] = {"decision": decision, "known": OPTIONS}
        raise BadInputError(Finding("irregularity-decision-unknown", facts))
    roles = ("lead", "chair")
    with office.deed("irregularity.decide", ref, roles=roles, dry_run=dry_run) as deed:
        row = _row_of(deed, number)
        second = person_of(deed, second_approver) if second_approver else None
        found = faults_of_decision(
            decision, weighed, obvious=row["obvious"], effect=effect, reason=reason
        )
        if row["decision"] is not None:
            found.append(Finding("irregularity-decided-already", {"number": number}))
        if fail_to_pass:
            has = roles_of(deed, second["id"]) if second else frozenset()
            found += faults_of_second(deed.person_id, second["id"] if second else None, has)
        deed.refuse(found)
        deed.update(
            "irregularity",
            row["id"],
            decision=decision,
            weighed="; ".join(f"{one}: {weighed[one].strip()}" for one in OPTIONS),
            effect=effect.strip(),
            reason=reason.strip(),
            second_approver=second["id"] if second else None,
            decided_by=deed.person_id,
            decided_at=deed.now,
        )
        deed.note(irregularity=row["id"], tender=row["tender"], decision=decision)
        return _views(deed, tuple(deed.findings))[number - 1]


def list_irregularities(office: Office, ref: str) -> tuple[IrregularityView, ...]:
    """Every irregularity, oldest first."""
    with office.reading(ref) as reading:
        return tuple(_views(reading))


def _find_faults(deed: Deed, what: str, told: str, found_on: date) -> list[Finding]:
    found = [] if what.strip() else [Finding("irregularity-without-words")]
    if not told.strip():
        found.append(Finding("irregularity-without-told"))
    if found_on > local_day(deed.now):
        found.append(Finding("day-in-the-future", {"what": "--on", "on": found_on}))
    return found


def _row_of(deed: Deed, number: int) -> Row:
    rows = deed.of("irregularity")
    if not 1 <= number <= len(rows):
        facts: dict[str, Fact] = {"number": number, "count": len(rows)}
        raise BadInputError(Finding("irregularity-unknown", facts, hint=Hint("irregularity.list")))
    return rows[number - 1]


def _views(reading: Reading, notes: tuple[Finding, ...] = ()) -> list[IrregularityView]:
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    tenders = {row["id"]: names[row["supplier"]] for row in reading.of("tender")}
    lots = {row["id"]: row["title"] for row in reading.of("lot")}
    person = reading.person_name
    return [
        IrregularityView(
            number=number,
            supplier=tenders[row["tender"]],
            lot=lots.get(row["lot"] or "", ""),
            what=row["what"] or "–",
            obvious=row["obvious"],
            material=row["material"],
            told=row["told"] or "–",
            found_on=row["found_on"],
            decision=row["decision"] or "",
            weighed=row["weighed"] or "",
            effect=row["effect"] or "",
            reason=row["reason"] or "",
            decided_by=person(row["decided_by"]) if row["decided_by"] else "",
            second_approver=person(row["second_approver"]) if row["second_approver"] else "",
            notes=notes,
        )
        for number, row in enumerate(reading.of("irregularity"), 1)
    ]

"""Checks of suppliers for exclusion grounds and debarment, with those that they rely on.

Procurement Act 2023 s.26 to 28 and 57 to 59: an excluded supplier's tender is disregarded, an
excludable one's may be; before that the supplier is heard, and may replace an associated person
or a sub-contractor. So a ground is first *raised*, then the supplier is heard, and only then
is somebody kept, replaced or excluded. A check stays as it was recorded; the last one counts.
To take the tender itself out is a deed of its own (`tender_flow.services.bids.exclude`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.exclusion_grounds import (
    GROUNDS,
    MANDATORY,
    OUTCOMES,
    fault_of,
)
from tender_flow.services.bids import tender_of
from tender_flow.services.facts_statutory import last_checks, supplier_key
from tender_flow.services.law import duties_after

if TYPE_CHECKING:
    from datetime import date, datetime

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class ExclusionCheck:
    """A check as recorded, oldest first in lists."""

    supplier: str
    subject: str
    relation: str
    """supplier, associated_person or sub_contractor."""
    ground: str
    """Empty for a clear check."""
    mandatory: bool
    source: str
    """Schedule or section of the ground; empty for a clear check."""
    outcome: str
    debarment_on: date
    heard_on: date | None
    reason: str
    recorded_by: str
    recorded_at: datetime


def record(
    office: Office,
    ref: str,
    supplier: str,
    *,
    outcome: str,
    debarment_on: date,
    subject: str = "",
    relation: str = "supplier",
    ground: str = "",
    heard_on: date | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> ExclusionCheck:
    """Records a check of a supplier, or of a person (`subject`, `relation`) that it relies on.

    `debarment_on` is the day on which the debarment list was looked at. Where the procedure has
    no tenders, the supplier is whoever is named. An exclusion writes down that it must be
    notified, where the law asks for that (Procurement Act 2023 s.59).

    Raises:
        BadInputError: an unknown outcome, ground or tender.
        RefusedError: no ground or reason where one is needed, or the supplier wasn't heard.
    """
    _known(outcome, ground)
    with office.deed("exclusions.record", ref, roles=("lead",), dry_run=dry_run) as deed:
        tender, name = _tender(deed, supplier)
        values = {
            "tender": tender,
            "supplier": name,
            "relation": relation,
            "subject": subject.strip() or name,
            "ground": ground,
            "outcome": outcome,
            "debarment_on": debarment_on,
            "heard_on": heard_on,
            "reason": reason.strip(),
            "recorded_by": deed.person_id,
            "recorded_at": deed.now,
        }
        deed.refuse([*_faults(deed, values), *_in_the_future(deed, debarment_on, heard_on)])
        deed.insert("exclusion_check", values)
        if outcome == "excluded":
            _owe_notification(deed)
        deed.note(tender=tender)
        return _view(deed, values)


def list_checks(office: Office, ref: str) -> tuple[ExclusionCheck, ...]:
    """Every check, oldest first."""
    with office.reading(ref) as reading:
        return tuple(_view(reading, row) for row in reading.of("exclusion_check"))


def _known(outcome: str, ground: str) -> None:
    found = []
    if outcome not in OUTCOMES:
        found.append(Finding("exclusion-outcome-unknown", {"outcome": outcome, "known": OUTCOMES}))
    if ground and ground not in GROUNDS:
        facts: dict[str, Fact] = {"ground": ground, "known": tuple(GROUNDS)}
        found.append(Finding("exclusion-ground-unknown", facts))
    if found:
        raise BadInputError(*found)


def _tender(deed: Deed, supplier: str) -> tuple[str | None, str]:
    """The tender's id with the supplier's full name; no id where nobody tenders."""
    if not deed.of("tender"):
        return None, supplier.strip()
    row = tender_of(deed, supplier)
    return row["id"], str(deed.rows.one("supplier", id=row["supplier"])["name"])


def _faults(deed: Deed, check: Row) -> list[Finding]:
    outcome, facts = check["outcome"], {"subject": check["subject"], "outcome": check["outcome"]}
    last = last_checks(deed).get((check["tender"] or "", supplier_key(check["subject"])))
    before = last["outcome"] if last is not None else ""
    heard = check["heard_on"] is not None
    code = fault_of(outcome, before, check["relation"], check["ground"], heard=heard)
    found = [Finding(code, facts)] if code else []
    if outcome != "clear" and not check["reason"]:
        found.append(Finding("exclusion-without-reason", facts))
    return found


def _in_the_future(deed: Deed, debarment_on: date, heard_on: date | None) -> list[Finding]:
    today = local_day(deed.now)
    dates = (("--debarment-checked", debarment_on), ("--heard", heard_on))
    return [
        Finding("day-in-the-future", {"what": what, "on": on})
        for what, on in dates
        if on is not None and on > today
    ]


def _owe_notification(deed: Deed) -> None:
    for duty in duties_after(deed.case, "supplier_excluded", local_day(deed.now)):
        values = {"kind": duty.kind, "source": duty.source, "due_on": duty.due_on}
        deed.insert("notice", {"lot": "", "reference": "", **values})


def _view(reading: Reading, row: Row) -> ExclusionCheck:
    return ExclusionCheck(
        supplier=row["supplier"],
        subject=row["subject"],
        relation=row["relation"],
        ground=row["ground"],
        mandatory=row["ground"] in MANDATORY,
        source=GROUNDS.get(row["ground"], ""),
        outcome=row["outcome"],
        debarment_on=row["debarment_on"],
        heard_on=row["heard_on"],
        reason=row["reason"],
        recorded_by=reading.person_name(row["recorded_by"]),
        recorded_at=row["recorded_at"],
    )

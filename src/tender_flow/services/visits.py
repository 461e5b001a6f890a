"""Site visits: who saw what when, and that nobody learnt there what the others don't know.

What one bidder is told and another isn't must have a reason (equal treatment: Procurement Act
2023 s.12(2); before it, the Treaty's principle that bound Part B services too).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import local_day

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.services.office import Deed, Office


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as recorded."""

    supplier: str
    site: str
    held_on: date
    present: str
    told: str
    """Empty where nothing was said that isn't in the papers."""
    shared_on: date | None
    not_shared_reason: str


def record(
    office: Office,
    ref: str,
    supplier: str,
    *,
    site: str,
    held_on: date,
    present: str,
    told: str = "",
    shared_on: date | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> Visit:
    """Records a visit of one bidder, who may have no tender yet.

    What it was `told` beyond the papers went to all on a day (`shared_on`), or has a `reason`
    why it didn't.
    """
    with office.deed("visit.record", ref, roles=("lead",), dry_run=dry_run) as deed:
        made = Visit(
            supplier.strip(), site.strip(), held_on, present.strip(), told.strip(), shared_on,
            reason.strip(),
        )  # fmt: skip
        deed.refuse(_faults(deed, made))
        values = {"supplier": made.supplier, "site": made.site, "present": made.present}
        values |= {"told": made.told, "not_shared_reason": made.not_shared_reason}
        days = {"held_on": held_on, "shared_on": shared_on, "recorded_at": deed.now}
        visit = deed.insert("site_visit", {**values, **days, "recorded_by": deed.person_id})
        deed.note(visit=visit, site=made.site, held_on=held_on.isoformat())
        return made


def list_visits(office: Office, ref: str) -> tuple[Visit, ...]:
    """Every visit, oldest first."""
    names = ("supplier", "site", "held_on", "present", "told", "shared_on", "not_shared_reason")
    with office.reading(ref) as reading:
        return tuple(Visit(*(row[name] for name in names)) for row in reading.of("site_visit"))


def _faults(deed: Deed, visit: Visit) -> list[Finding]:
    about: dict[str, Fact] = {"supplier": visit.supplier, "site": visit.site}
    found = []
    if not (visit.supplier and visit.site and visit.present):
        found.append(Finding("visit-incomplete"))
    today = local_day(deed.now)
    for what, on in (("--on", visit.held_on), ("--shared-on", visit.shared_on)):
        if on is not None and on > today:
            found.append(Finding("day-in-the-future", {"what": what, "on": on}))
    if visit.shared_on is not None and visit.shared_on < visit.held_on:
        days: dict[str, Fact] = {"held_on": visit.held_on, "shared_on": visit.shared_on}
        found.append(Finding("visit-shared-before-it", days))
    if visit.told and visit.shared_on is None and not visit.not_shared_reason:
        found.append(Finding("visit-not-shared", about))
    return found

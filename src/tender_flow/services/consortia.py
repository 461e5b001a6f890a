"""Changes of a consortium after its tender came: who joins, who leaves, what that reopens.

A tender is judged with those who stand behind it. So after a change the new member is checked
for exclusion grounds and conflicts, and every pass/fail requirement is decided again on what is
left (gate `consortium_rechecked`). Whoever left stays in the record and is asked of no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.bid_files import supplier_key
from tender_flow.services.bids import tender_of
from tender_flow.services.partners import partners_of

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.services.office import Deed, Office

Row = dict[str, Any]

CHANGES = ("joins", "leaves")


@dataclass(frozen=True, slots=True)
class Changed:
    """A consortium after a change: its lead and the members it has now."""

    supplier: str
    partner: str
    change: str
    partners: tuple[str, ...]


def change(
    office: Office,
    ref: str,
    supplier: str,
    *,
    partner: str,
    what: str,
    dated: date,
    reason: str,
    allowed_by: str,
    dry_run: bool = False,
) -> Changed:
    """Records that a member joins a tender's consortium or leaves it (`what`).

    Raises:
        RefusedError: the tender is out, the member is there already or isn't there, the day is
            before the tender's or hasn't come, or reason or rule are missing.
    """
    if what not in CHANGES:
        raise BadInputError(Finding("partner-change-unknown", {"change": what, "known": CHANGES}))
    with office.deed("bids.consortium", ref, roles=("lead",), dry_run=dry_run) as deed:
        tender = tender_of(deed, supplier)
        known = {supplier_key(row["name"]): row for row in partners_of(deed, tender["id"])}
        found = known.get(supplier_key(partner))
        about: dict[str, Fact] = {"supplier": _name(deed, tender), "partner": partner.strip()}
        deed.refuse(
            [
                *_faults(deed, tender, about, dated, reason, allowed_by),
                *_wrong_member(about, what, present=found is not None),
            ]
        )
        row_id = _carry_out(deed, tender, found, partner)
        values = {"tender": tender["id"], "partner": row_id, "change": what, "dated": dated}
        why = {"reason": reason.strip(), "allowed_by": allowed_by.strip()}
        by = {"recorded_by": deed.person_id, "recorded_at": deed.now}
        deed.insert("partner_change", {**values, **why, **by})
        deed.note(tender=tender["id"], change=what, dated=dated.isoformat())
        now = tuple(row["name"] for row in partners_of(deed, tender["id"]))
        return Changed(_name(deed, tender), partner.strip(), what, now)


def _carry_out(deed: Deed, tender: Row, found: Row | None, partner: str) -> str:
    """Writes the new member down, or marks the one that leaves; gives its id."""
    if found is None:
        return deed.insert("partner", {"tender": tender["id"], "name": partner.strip()})
    deed.update("partner", found["id"], left_at=deed.now)
    return str(found["id"])


def _wrong_member(about: dict[str, Fact], what: str, *, present: bool) -> list[Finding]:
    if what == "joins" and present:
        return [Finding("partner-there-already", about)]
    if what == "leaves" and not present:
        return [Finding("partner-not-there", about)]
    return [] if str(about["partner"]) else [Finding("partner-without-name")]


def _faults(
    deed: Deed, tender: Row, about: dict[str, Fact], dated: date, reason: str, allowed_by: str
) -> list[Finding]:
    found = [] if reason.strip() else [Finding("reason-missing")]
    if not allowed_by.strip():
        found.append(Finding("partner-change-without-rule", about))
    if tender["status"] not in {"received", "opened"}:
        facts = {"supplier": about["supplier"], "status": tender["status"]}
        found.append(Finding("tender-out-already", facts))
    came = local_day(tender["received_at"])
    if dated < came:
        found.append(Finding("partner-change-before-tender", {**about, "on": dated, "came": came}))
    if dated > local_day(deed.now):
        found.append(Finding("day-in-the-future", {"what": "--on", "on": dated}))
    return found


def _name(deed: Deed, tender: Row) -> str:
    return str(deed.rows.one("supplier", id=tender["supplier"])["name"])

"""Tenders after their import: late ones, withdrawal, exclusion; the door to the other deeds.

A tender's way: received → opened, or late → admitted (received) or refused; withdrawn and
excluded end it. Until two named people have opened the tenders after the deadline, nobody can
read an answer: it is sealed to both of them. Prices stay sealed until the quality marks are
locked (`tender_flow.services.prices`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.services.bid_files import supplier_key
from tender_flow.services.bid_import import import_folder
from tender_flow.services.bid_list import BidList, TenderView, list_bids, notes_on_lots
from tender_flow.services.bid_opening import OpenedTenders, open_tenders

if TYPE_CHECKING:
    from tender_flow.services.office import Deed, Office, Reading

__all__ = [
    "BidList",
    "OpenedTenders",
    "TenderView",
    "decide_late",
    "exclude",
    "import_folder",
    "list_bids",
    "open_tenders",
    "supplier_name",
    "tender_of",
    "withdraw",
]

Row = dict[str, Any]


def decide_late(
    office: Office, ref: str, supplier: str, *, admit: bool, reason: str, dry_run: bool = False
) -> str:
    """Admits or refuses a late tender, with the reason; gives its new status.

    An admitted tender's contents are read by the next import, which compares their digests.
    """
    with office.deed("bids.decide_late", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = tender_of(deed, supplier)
        deed.refuse(_not_late(row, supplier) + _without_reason(reason))
        status = "received" if admit else "refused"
        _decide(deed, "tender", row["id"], status=status, reason=reason)
        deed.note(tender=row["id"], status=status)
        return status


def withdraw(
    office: Office,
    ref: str,
    supplier: str,
    *,
    lot: str | None = None,
    reason: str,
    dry_run: bool = False,
) -> tuple[Finding, ...]:
    """Records that a supplier withdrew its tender, or one lot's bid; gives the lots' notes."""
    return _take_out(office, ref, supplier, lot, "withdrawn", reason, dry_run=dry_run)


def exclude(
    office: Office,
    ref: str,
    supplier: str,
    *,
    lot: str | None = None,
    reason: str,
    dry_run: bool = False,
) -> tuple[Finding, ...]:
    """Excludes a tender, or its bid for one lot, on the grounds given; gives the lots' notes."""
    return _take_out(office, ref, supplier, lot, "excluded", reason, dry_run=dry_run)


def supplier_name(office: Office, ref: str, supplier: str) -> str:
    """The whole name of a supplier that was named by its beginning or by its tender's id."""
    with office.reading(ref) as reading:
        row = tender_of(reading, supplier)
        return str(reading.rows.one("supplier", id=row["supplier"])["name"])


def tender_of(reading: Reading, supplier: str) -> Row:
    """A supplier's tender, by name (or the beginning of one) or by id."""
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    rows = reading.of("tender")
    for row in rows:
        if supplier == row["id"] or supplier_key(supplier) == supplier_key(names[row["supplier"]]):
            return row
    begins = [
        row
        for row in rows
        if supplier_key(names[row["supplier"]]).startswith(supplier_key(supplier))
    ]
    if len(begins) == 1 and supplier.strip():
        return begins[0]
    facts: dict[str, Fact] = {
        "supplier": supplier,
        "known": tuple(names[row["supplier"]] for row in rows),
    }
    raise BadInputError(Finding("tender-unknown", facts, hint=Hint("bids.list")))


def _not_late(row: Row, supplier: str) -> list[Finding]:
    if row["status"] == "late":
        return []
    return [Finding("tender-not-late", {"supplier": supplier, "status": row["status"]})]


def _without_reason(reason: str) -> list[Finding]:
    return [] if reason.strip() else [Finding("decision-without-reason")]


def _decide(deed: Deed, table: str, row_id: str, *, status: str, reason: str) -> None:
    deed.update(
        table,
        row_id,
        status=status,
        decided_by=deed.person_id,
        decided_at=deed.now,
        decided_reason=reason.strip(),
    )


def _take_out(
    office: Office,
    ref: str,
    supplier: str,
    lot: str | None,
    status: str,
    reason: str,
    *,
    dry_run: bool,
) -> tuple[Finding, ...]:
    deed_name = "bids.withdraw" if status == "withdrawn" else "bids.exclude"
    with office.deed(deed_name, ref, roles=("lead",), dry_run=dry_run) as deed:
        row = tender_of(deed, supplier)
        deed.refuse(_without_reason(reason) + _is_out(row, supplier))
        bids = deed.of("bid", tender=row["id"], status="in")
        deed.refuse(_settled(deed, bids, lot))
        if lot is None:
            _decide(deed, "tender", row["id"], status=status, reason=reason)
            for bid in bids:
                deed.update("bid", bid["id"], status=status)
            deed.note(tender=row["id"], status=status)
        else:
            lot_id = deed.lot(lot)["id"]
            bids = [bid for bid in bids if bid["lot"] == lot_id]
            deed.refuse([] if bids else [Finding("no-bid-for-lot", {"lot": lot})])
            _decide(deed, "bid", bids[0]["id"], status=status, reason=reason)
            deed.note(tender=row["id"], status=status, lot=lot_id)
        return notes_on_lots(deed)


def _settled(deed: Deed, bids: list[Row], lot: str | None) -> list[Finding]:
    """Lots of these bids that have their outcome: what was decided there stays."""
    lots = {row["id"]: row for row in deed.of("lot") if lot in {None, row["code"]}}
    return [
        Finding("lot-settled", {"lot": lots[bid["lot"]]["title"], "outcome": outcome})
        for bid in bids
        if bid["lot"] in lots and (outcome := lots[bid["lot"]]["outcome"]) != "open"
    ]


def _is_out(row: Row, supplier: str) -> list[Finding]:
    if row["status"] in {"withdrawn", "excluded", "refused"}:
        return [Finding("tender-out-already", {"supplier": supplier, "status": row["status"]})]
    return []

"""The list of tenders: what everybody on the case may see of them; no answer and no price."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.receipt import lot_notes
from tender_flow.services.bid_import import files_by_tender, received_count
from tender_flow.services.lot_offers import LotOffers
from tender_flow.services.marking import MarkingView
from tender_flow.services.partners import partners_of

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.services.office import Office, Reading

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decided:
    """Who admitted, refused, excluded or accepted a withdrawal, when and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class LotBidView:
    """A bid of a tender: the lot's code and title, and whether it is in."""

    code: str
    title: str
    status: str
    decided: Decided | None
    """What was decided about this bid alone."""


@dataclass(frozen=True, slots=True)
class RequirementView:
    """The latest outcome of a pass/fail requirement; `outcome` is empty while undecided."""

    requirement: str
    title: str
    lot: str
    """The code of the lot it is decided for; empty: the whole tender."""
    lot_title: str
    outcome: str
    decided_by: str
    second_approver: str


@dataclass(frozen=True, slots=True)
class TenderView:
    """A tender as everybody on the case may see it: no answer, no price."""

    id: str
    supplier: str
    partners: tuple[str, ...]
    lots: tuple[LotBidView, ...]
    status: str
    late: bool
    received_at: datetime
    opened_at: datetime | None
    files: int
    price: str
    """`sealed`, `opened`, `unreadable`, `kept` (never opened) or `none`."""
    requirements: tuple[RequirementView, ...]
    decided: Decided | None
    """Why it was admitted, refused, withdrawn or excluded as a whole."""
    capacity: int | None = None
    """How many of its lots the bidder can serve, where it says so."""
    preference: tuple[str, ...] = ()
    """Titles of its lots in its own order, first the one that it wants most."""


@dataclass(frozen=True, slots=True)
class BidList:
    """All tenders of a case, with a note for each lot with one valid bid or none."""

    tenders: tuple[TenderView, ...]
    notes: tuple[Finding, ...]
    rehearsal: bool
    illustrative: str


def list_bids(office: Office, ref: str) -> BidList:
    """Every tender with its bids, checks and state; no answer and no price."""
    with office.reading(ref) as reading:
        view = MarkingView(reading)
        names = {row["id"]: row["name"] for row in reading.of("supplier")}
        files, offers = files_by_tender(reading), LotOffers(reading)
        tenders = tuple(
            _tender_view(
                reading,
                view,
                row,
                names[row["supplier"]],
                received_count(files.get(row["id"], [])),
                offers.scope(row["id"]),
            )
            for row in reading.of("tender")
        )
        case = reading.case
        return BidList(tenders, notes_on_lots(reading), case["rehearsal"], case["illustrative"])


def notes_on_lots(reading: Reading) -> tuple[Finding, ...]:
    """Lots with one valid bid or none, once the tenders are open."""
    view = MarkingView(reading)
    if not any(tender["status"] == "opened" for tender in view.tenders.values()):
        return ()
    counts = Counter(lot for _tender, lot in view.bids_in)
    return lot_notes({row["title"]: counts[row["id"]] for row in reading.of("lot")})


def _tender_view(
    reading: Reading,
    view: MarkingView,
    row: Row,
    supplier: str,
    files: int,
    scope: tuple[int | None, tuple[str, ...]],
) -> TenderView:
    envelope = reading.first("price_envelope", tender=row["id"])
    return TenderView(
        id=row["id"],
        supplier=supplier,
        partners=tuple(p["name"] for p in partners_of(reading, row["id"])),
        lots=tuple(_lots_of(reading, row["id"])),
        status=row["status"],
        late=row["late"],
        received_at=row["received_at"],
        opened_at=row["opened_at"],
        files=files,
        price=envelope["state"] if envelope else "none",
        requirements=tuple(_requirements(reading, view, row["id"])),
        decided=_decided(reading, row),
        capacity=scope[0],
        preference=scope[1],
    )


def _lots_of(reading: Reading, tender: str) -> list[LotBidView]:
    bids = {bid["lot"]: bid for bid in reading.of("bid", tender=tender)}
    lots = sorted(reading.of("lot"), key=lambda row: int(row["position"]))
    return [
        LotBidView(lot["code"], lot["title"], bid["status"], _decided(reading, bid))
        for lot in lots
        if (bid := bids.get(lot["id"]))
    ]


def _decided(reading: Reading, row: Row) -> Decided | None:
    """What was decided about a tender or a bid; an erased reason is a dash."""
    if not row["decided_by"]:
        return None
    name = reading.person_name(row["decided_by"])
    return Decided(name, row["decided_at"], row["decided_reason"] or "–")


def _requirements(reading: Reading, view: MarkingView, tender: str) -> list[RequirementView]:
    found = []
    for leaf, lot in view.requirements_due(tender):
        check = view.requirement_outcomes.get((tender, leaf.id, lot["id"] if lot else None))
        decider = reading.person_name(check["decided_by"]) if check else ""
        second = check["second_approver"] if check else None
        found.append(
            RequirementView(
                leaf.id,
                leaf.title,
                lot["code"] if lot else "",
                lot["title"] if lot else "",
                check["outcome"] if check else "",
                decider,
                reading.person_name(second) if second else "",
            )
        )
    return found

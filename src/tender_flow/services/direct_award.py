"""Giving a lot to one supplier without a competition: a waiver, or a direct award by the Act.

    propose(office, "leeds-dip", lot="cri", supplier="CRI", price=Decimal(728_678),
            ground="Contracts Procedure Rules 9.1 and 9.2", reasons="…",
            starts_on=date(2015, 4, 1), ends_on=date(2016, 3, 31), options="twice six months")

There are no tenders, no panel and no ranking; what the supplier offered becomes its bid, and the
proposal a recommendation, so that approval by somebody else, letters, standstill and conclusion
are those of any other award. Only a workflow with `award: direct` allows it: nobody can leave
out the evaluation of a procedure that has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.rules.evaluation.criteria import ALL_LOTS
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.award import decision_values, replace_decisions
from tender_flow.services.award_holds import suspended
from tender_flow.services.bid_files import supplier_key

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tender_flow.services.office import Deed, Office

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A direct award as proposed; somebody else has to approve it."""

    lot: str
    supplier: str
    price: Decimal
    ground: str
    starts_on: date
    ends_on: date
    options: str
    decision: str


def propose(
    office: Office,
    ref: str,
    *,
    lot: str,
    supplier: str,
    price: Decimal,
    ground: str,
    reasons: str,
    starts_on: date,
    ends_on: date,
    options: str = "",
    minute: str = "",
    dry_run: bool = False,
) -> Proposed:
    """Proposes one supplier for a lot, at a price for the model's period, for a term.

    A proposal made again replaces the earlier one and any approval of it.
    """
    with office.deed("award.direct", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = deed.lot(lot)
        deed.refuse(
            [
                *_not_here(deed, row),
                *_incomplete(supplier, ground, reasons),
                *_price_faults(deed, row, price),
                *_term_faults(starts_on, ends_on),
            ]
        )
        bid = _offer(deed, row, supplier.strip(), price)
        replace_decisions(deed, row["id"], "recommendation", "approval")
        decision = deed.insert(
            "decision",
            {
                **decision_values(
                    deed, "recommendation", row, bid=bid, reasons=reasons, minute=minute
                ),
                "result": None,
                "body": "lead",
                "maker": deed.person_name(deed.person_id),
                "dated": local_day(deed.now),
            },
        )
        deed.insert(
            "direct_award",
            {
                "lot": row["id"],
                "bid": bid,
                "decision": decision,
                "ground": ground,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "options": options,
                "recorded_at": deed.now,
            },
        )
        deed.note(lot=row["id"], bid=bid, decision=decision)
        return Proposed(
            row["title"], supplier.strip(), price, ground, starts_on, ends_on, options, decision
        )


def _not_here(deed: Deed, lot: Row) -> list[Finding]:
    found = suspended(deed, lot)
    if deed.workflow().award != "direct":
        found.append(Finding("award-by-evaluation", hint=Hint("award.recommend")))
    if lot["outcome"] != "open":
        found.append(Finding("lot-settled", {"lot": lot["title"], "outcome": lot["outcome"]}))
    return found


def _incomplete(supplier: str, ground: str, reasons: str) -> list[Finding]:
    found = []
    if not supplier.strip():
        found.append(Finding("direct-award-without-supplier"))
    if not ground.strip():
        found.append(Finding("direct-award-without-ground"))
    if not reasons.strip():
        found.append(Finding("decision-without-reasons"))
    return found


def _price_faults(deed: Deed, lot: Row, price: Decimal) -> list[Finding]:
    """A price is positive and not above the lot's ceiling, nor all of them above that of all."""
    if not price.is_finite() or price <= 0:
        return [Finding("direct-price-unusable")]
    terms = deed.model().price()
    ceilings = terms.price.ceilings if terms is not None and terms.price is not None else {}
    others = {row["bid"]: row["amount"] for row in deed.of("price") if row["lot"] != lot["id"]}
    sums = {lot["code"]: price, ALL_LOTS: sum(others.values(), price)}
    return [
        Finding("direct-price-above-ceiling", {"price": sums[code], "ceiling": ceilings[code]})
        for code in sums
        if code in ceilings and sums[code] > ceilings[code]
    ]


def _term_faults(starts_on: date, ends_on: date) -> list[Finding]:
    if ends_on >= starts_on:
        return []
    days: dict[str, Fact] = {"starts_on": starts_on, "ends_on": ends_on}
    return [Finding("term-ends-before-it-starts", days)]


def _offer(deed: Deed, lot: Row, supplier: str, price: Decimal) -> str:
    """What the supplier offered, as a bid with its price; an earlier one for the lot goes."""
    tender = _tender_of(deed, supplier)
    mine = ""
    for bid in deed.of("bid", lot=lot["id"]):
        if bid["tender"] == tender:
            mine = bid["id"]
        elif bid["status"] == "in":
            deed.update("bid", bid["id"], status="withdrawn")
    values = {"tender": tender, "lot": lot["id"]}
    if not mine:
        mine = deed.insert("bid", {**values, "status": "in"})
        deed.insert("price", {**values, "bid": mine, "amount": price, "opened_at": deed.now})
        return mine
    deed.update("bid", mine, status="in")
    deed.update("price", deed.of("price", bid=mine)[0]["id"], amount=price, opened_at=deed.now)
    return mine


def _tender_of(deed: Deed, supplier: str) -> str:
    """The supplier's tender, which stands for its offer; made if there is none."""
    names = {supplier_key(row["name"]): row["id"] for row in deed.of("supplier")}
    known = names.get(supplier_key(supplier))
    if known is not None:
        return str(deed.of("tender", supplier=known)[0]["id"])
    row = deed.insert("supplier", {"name": supplier})
    offer = {"folder": "", "received_at": deed.now, "late": False, "status": "opened"}
    opened = {"opened_at": deed.now, "imported_at": deed.now}
    return deed.insert("tender", {"supplier": row, **offer, **opened})

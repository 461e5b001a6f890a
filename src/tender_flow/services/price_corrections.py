"""Putting a price right by the published rule, once the bidder has accepted it.

Only what the model published may be corrected, only where the bidder's own figures contradict
each other, and only to the amount that the rule gives (World Bank, SPD Request for Bids, Works,
September 2025, ITB 31). A bidder that doesn't accept keeps its price without a total: people
then decide about the bid. What was read stays in the record beside every correction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.i18n.outcomes import currency
from tender_flow.rules.evaluation.offers import Difference, Offered, differences
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.award import bid_of, supplier_of
from tender_flow.services.offers import offers_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tender_flow.rules.evaluation.criterion import PriceTerms
    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as recorded."""

    supplier: str
    lot: str
    item: str
    """An item, or `total`."""
    read: Decimal
    to: Decimal
    basis: str
    accepted_on: date
    evidence: str
    currency: str


def correct(
    office: Office,
    ref: str,
    *,
    lot: str,
    supplier: str,
    item: str,
    to: Decimal,
    basis: str,
    accepted_on: date,
    evidence: str,
    dry_run: bool = False,
) -> Corrected:
    """Records that a bidder accepted the amount that the published rule gives.

    `item` may be `total`; `basis` says by which part of the rule: `unit_price`, `decimal_point`
    or `sum`. Refused where nothing contradicts, or the model publishes no correction.
    """
    with office.deed("prices.correct", ref, roles=("lead", "chair"), dry_run=dry_run) as deed:
        row = deed.lot(lot)
        bid = bid_of(deed, row, supplier)
        name = supplier_of(deed, bid["id"]) or supplier
        found = _difference(deed, bid, item)
        deed.refuse(
            [
                *_not_now(deed, row, bid, accepted_on, evidence),
                *_not_by_rule(deed, name, bid, item, to, basis, found),
            ]
        )
        assert found is not None
        deed.insert(
            "price_correction",
            {
                "bid": bid["id"],
                "item": item,
                "amount_read": found.read,
                "amount": to,
                "basis": basis,
                "accepted_on": accepted_on,
                "evidence": evidence.strip(),
                "recorded_by": deed.person_id,
                "recorded_at": deed.now,
            },
        )
        deed.note(bid=bid["id"], lot=row["id"], basis=basis, accepted_on=accepted_on.isoformat())
        return Corrected(
            name,
            row["title"],
            item,
            found.read,
            to,
            basis,
            accepted_on,
            evidence.strip(),
            currency(deed.model()),
        )


def corrections(reading: Reading) -> tuple[Corrected, ...]:
    """Every correction, oldest first."""
    lots = {row["id"]: row["title"] for row in reading.of("lot")}
    bids = {row["id"]: row for row in reading.of("bid")}
    return tuple(
        Corrected(
            supplier_of(reading, row["bid"]) or "",
            lots[bids[row["bid"]]["lot"]],
            row["item"],
            row["amount_read"],
            row["amount"],
            row["basis"],
            row["accepted_on"],
            row["evidence"],
            currency(reading.model()),
        )
        for row in reading.of("price_correction")
    )


def _terms(reading: Reading) -> PriceTerms | None:
    price = reading.model().price()
    return price.price if price is not None else None


def _difference(reading: Reading, bid: Row, item: str) -> Difference | None:
    """Which figures of a bid's price contradict each other at this item."""
    terms, offered = _terms(reading), _offered(reading, bid)
    if terms is None or offered is None:
        return None
    return next((one for one in differences(terms, offered) if one.item == item), None)


def _offered(reading: Reading, bid: Row) -> Offered | None:
    return offers_of(reading).get(bid["id"])


def _not_now(deed: Deed, lot: Row, bid: Row, accepted_on: date, evidence: str) -> list[Finding]:
    """Why nothing may be corrected at this time."""
    found = []
    if lot["outcome"] != "open":
        found.append(Finding("lot-settled", {"lot": lot["title"], "outcome": lot["outcome"]}))
    if not evidence.strip():
        found.append(Finding("correction-without-evidence"))
    price = deed.first("price", bid=bid["id"])
    if price is None:
        hint = Hint("prices.open")
        found.append(Finding("prices-not-opened", {"ref": deed.ref}, hint=hint))
    elif accepted_on < local_day(price["opened_at"]):
        facts: dict[str, Fact] = {"day": accepted_on, "opened": local_day(price["opened_at"])}
        found.append(Finding("correction-accepted-too-early", facts))
    if accepted_on > local_day(deed.now):
        found.append(Finding("decision-in-the-future", {"dated": accepted_on}))
    return found


def _not_by_rule(
    deed: Deed,
    supplier: str,
    bid: Row,
    item: str,
    to: Decimal,
    basis: str,
    found: Difference | None,
) -> list[Finding]:
    """Why the published rule doesn't give this correction."""
    terms = _terms(deed)
    if terms is None or not terms.corrections.arithmetic:
        return [Finding("corrections-not-published", {"supplier": supplier, "item": item})]
    if found is None:
        return [Finding("correction-of-nothing", {"supplier": supplier, "item": item})]
    offered = _offered(deed, bid)
    if offered is not None and offered.accepted(item) is not None:
        return [Finding("correction-recorded-already", {"supplier": supplier, "item": item})]
    if (found.to, found.basis) != (to, basis):
        facts: dict[str, Fact] = {"supplier": supplier, "item": item, "to": to}
        hint = Hint("prices.correct", {"item": item, "to": f"{found.to:f}", "basis": found.basis})
        return [Finding("correction-not-by-rule", {**facts, "by_rule": found.to}, hint=hint)]
    return []

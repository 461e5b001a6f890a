"""What bidders offer over several lots, in the record.

How many lots a bidder can serve and which it prefers stand in its cover sheet, and are written
when its tender is taken in. Conditional discounts are prices: they are sealed with them, and
written when the prices are opened, for the lots in which the bid is still in.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from tender_flow.definitions.lot_offers import Offers
from tender_flow.rules.evaluation.bids import Discount
from tender_flow.rules.findings import Fact, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tender_flow.definitions.tender_files import TenderSheet
    from tender_flow.services.office import Deed, Reading

Row = dict[str, Any]


def keep_scope(deed: Deed, tender: str, sheet: TenderSheet) -> None:
    """Writes what the cover sheet says of capacity and preference, in place of what it said."""
    values = {"capacity": sheet.capacity, "preference": " ".join(sheet.preference)}
    known = deed.first("tender_scope", tender=tender)
    if known is not None:
        deed.update("tender_scope", known["id"], **values)
    elif sheet.capacity is not None or sheet.preference:
        deed.insert("tender_scope", {"tender": tender, **values})


def keep_discounts(
    deed: Deed, tender: str, discounts: Sequence[Discount], opened: Collection[str]
) -> None:
    """Writes the discounts as read; of lots whose price stays sealed no price.

    `opened` are the codes of the lots in which the bid is still in.
    """
    lots = {row["code"]: row["id"] for row in deed.of("lot")}
    for place, one in enumerate(discounts, start=1):
        values = {"tender": tender, "place": place, "at_least": one.at_least}
        discount = deed.insert("discount_offer", {**values, "per_cent": one.per_cent})
        for code in one.lots:
            price = one.prices.get(code) if code in opened else None
            deed.insert("discount_lot", {"discount": discount, "lot": lots[code], "price": price})


def discount_note(
    supplier: str, discounts: Sequence[Discount], *, invited: bool
) -> tuple[Finding, ...]:
    """That a bidder offers discounts, and whether they count."""
    if not discounts:
        return ()
    if not invited:
        return (Finding("discount-not-invited", {"supplier": supplier}, Severity.WARNING),)
    facts: dict[str, Fact] = {"supplier": supplier, "count": len(discounts)}
    return (Finding("discounts-read", facts, Severity.NOTE),)


class LotOffers:
    """What every tender of a case offers over its lots, read once."""

    def __init__(self, reading: Reading) -> None:
        self.codes = {row["id"]: str(row["code"]) for row in reading.of("lot")}
        self.titles = {row["code"]: str(row["title"]) for row in reading.of("lot")}
        self.scopes = {row["tender"]: row for row in reading.of("tender_scope")}
        self.lots: dict[str, list[Row]] = defaultdict(list)
        for row in reading.of("discount_lot"):
            self.lots[row["discount"]].append(row)
        self.discounts: dict[str, list[Discount]] = defaultdict(list)
        for row in sorted(reading.of("discount_offer"), key=lambda row: int(row["place"])):
            self.discounts[row["tender"]].append(self._discount(row))

    def of(self, tender: str) -> Offers:
        """The fields of a bid for the evaluation."""
        scope = self.scopes.get(tender, {})
        return Offers(
            capacity=scope.get("capacity"),
            preference=tuple((scope.get("preference") or "").split()),
            discounts=tuple(self.discounts[tender]),
        )

    def scope(self, tender: str) -> tuple[int | None, tuple[str, ...]]:
        """How many lots the bidder can serve, and the titles of its lots in its own order."""
        found = self.of(tender)
        return found["capacity"], tuple(self.titles[code] for code in found["preference"])

    def _discount(self, row: Row) -> Discount:
        lots = self.lots[row["id"]]
        prices = {self.codes[one["lot"]]: one["price"] for one in lots if one["price"] is not None}
        named = tuple(self.codes[one["lot"]] for one in lots)
        return Discount(named, row["at_least"], row["per_cent"], prices)

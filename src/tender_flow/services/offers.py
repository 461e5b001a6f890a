"""Prices made of items, in the record: written at the opening, read for every ranking."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from tender_flow.rules.evaluation.offers import Correction, Line, Offered

if TYPE_CHECKING:
    from tender_flow.services.office import Deed, Reading

Row = dict[str, Any]


def keep_offer(deed: Deed, bid: str, offered: Offered) -> None:
    """Writes what a price consists of, as it was read."""
    deed.insert(
        "price_offer", {"bid": bid, "total": offered.total, "weeks_late": offered.weeks_late}
    )
    for item, line in offered.items.items():
        values = {"bid": bid, "item": item, "unit": line.unit, "total": line.total}
        deed.insert("price_line", values)


def offers_of(reading: Reading) -> dict[str, Offered]:
    """By bid: what its price consists of, with every correction that the bidder accepted."""
    lines: dict[str, dict[str, Line]] = defaultdict(dict)
    for row in reading.of("price_line"):
        lines[row["bid"]][row["item"]] = Line(row["unit"], row["total"])
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for row in reading.of("price_correction"):
        corrections[row["bid"]].append(
            Correction(row["item"], row["amount"], row["basis"], row["accepted_on"])
        )
    return {
        row["bid"]: Offered(
            lines[row["bid"]], row["total"], row["weeks_late"], tuple(corrections[row["bid"]])
        )
        for row in reading.of("price_offer")
    }

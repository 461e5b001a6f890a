"""What a bidder says over several lots: how many it can serve, which it prefers, discounts.

    capacity: 2
    preference: [west, north, east]
    discounts:
      - {if_wins: [east, west], per_cent: 5}                              # all of them
      - {if_wins: [north, east, west], at_least: 2, prices: {east: "90"}}  # two of them or more

Of several discounts whose condition is met, the one that stands first counts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict

from tender_flow.definitions.reader import Fields, Node
from tender_flow.rules.evaluation.bids import Discount

SCOPE = ("capacity", "preference")
"""What a bid says of its lots that is no price."""

OFFERS = (*SCOPE, "discounts")
"""The keys of a bid about several lots."""

HUNDRED = 100


class Offers(TypedDict):
    """The fields of a bid that this module reads."""

    capacity: int | None
    preference: tuple[str, ...]
    discounts: tuple[Discount, ...]


def read_offers(fields: Fields, lots: tuple[str, ...]) -> Offers:
    """Capacity, preference and discounts; what can't be used is a finding and left out."""
    return Offers(
        capacity=read_capacity(fields),
        preference=read_preference(fields, lots),
        discounts=read_discounts(fields, lots),
    )


def read_preference(fields: Fields, lots: tuple[str, ...]) -> tuple[str, ...]:
    """The lots in the bidder's own order, first the one that it wants most."""
    return _lots(fields.optional("preference"), lots)


def read_discounts(fields: Fields, lots: tuple[str, ...]) -> tuple[Discount, ...]:
    """The conditional discounts in their order."""
    found = (_discount(node, lots) for node in fields.items("discounts", required=False))
    return tuple(one for one in found if one is not None)


def read_capacity(fields: Fields) -> int | None:
    """How many lots the bidder can serve: 1 or more."""
    node = fields.optional("capacity")
    found = node.as_integer() if node is not None else None
    if node is not None and found is not None and found < 1:
        node.problem("count-below-one", field="capacity")
        return None
    return found


def _lots(node: Node | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """Lots of the model, each once."""
    if node is None:
        return ()
    found = tuple(item.as_text() for item in node.items())
    if len(set(found)) != len(found) or not set(found) <= set(known):
        node.problem("offer-lots-unusable", lots=found, known=known)
        return ()
    return found


def _discount(node: Node, known: tuple[str, ...]) -> Discount | None:
    fields = node.fields("if_wins", "at_least", "per_cent", "prices")
    lots = _lots(fields.node_of("if_wins"), known)
    least = fields.integer("at_least") if "at_least" in fields else len(lots)
    rate = fields.decimal("per_cent") if "per_cent" in fields else None
    prices = _prices(fields, lots)
    one_way = (rate is None) != (not prices)
    possible = least is not None and 1 <= least <= len(lots)
    if not one_way or not possible or not (rate is None or 0 < rate < HUNDRED):
        node.problem("discount-unusable")
        return None
    assert least is not None
    return Discount(lots, least, rate, prices)


def _prices(fields: Fields, lots: tuple[str, ...]) -> dict[str, Decimal]:
    node = fields.optional("prices")
    if node is None:
        return {}
    found = {}
    for lot, below in node.fields(*lots):
        amount = below.as_decimal()
        if amount is not None and amount <= 0:
            below.problem("price-must-be-above-zero", lot=lot)
        elif amount is not None and lot in lots:
            found[lot] = amount
    return found

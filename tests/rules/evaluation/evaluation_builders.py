"""Small models from text, so that a test shows its input."""

from decimal import Decimal

from tender_flow.definitions.models import parse_model
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.ranking import BidInput, LotBid

HEAD = """
format: 1
id: small
title: Small model
combine: weighted_sum
scales:
  zero_to_five:
    0: "Unacceptable: nothing."
    1: "Poor: little."
    2: "Limited: part."
    3: "Good: most."
    4: "Very good: all."
    5: "Excellent: more."
"""

TAIL = """
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
award: {per_lot: 1}
"""

PRICE = "price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year}"

QUALITY_60_PRICE_40 = f"""
criteria:
  - {{id: quality, title: Quality, weight: 60, scale: zero_to_five}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""


def model_from(criteria: str = QUALITY_60_PRICE_40, *, head: str = HEAD, tail: str = TAIL) -> Model:
    model, findings = parse_model(head + criteria + tail, "small.yaml")
    assert model is not None, "\n".join(line(finding) for finding in findings)
    return model


def bid(supplier: str, price: object = None, lot: str = "whole", **marks: object) -> BidInput:
    """A bid for one lot; a mark is a number or a tuple of numbers, True or False a requirement."""
    decided = {name: mark for name, mark in marks.items() if isinstance(mark, bool)}
    given = {
        name: tuple(Decimal(one) for one in mark) if isinstance(mark, tuple) else Decimal(str(mark))
        for name, mark in marks.items()
        if not isinstance(mark, bool)
    }
    amount = Decimal(str(price)) if price is not None else None
    return BidInput(supplier, {lot: LotBid(amount, given, decided)})

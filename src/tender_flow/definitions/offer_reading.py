"""A price made of items, as bidders and bids files write it, and what a model publishes about it.

In a bids file and in a bidder's price file alike, under each lot:

    items: {nights: "85.00", cleaning: {unit_price: "12.50", total: "1250.00"}}
    price: "103250.00"          # the sum as the bidder wrote it; may be left out
    weeks_late: 2               # only where the model publishes what a week costs

and in a bids file alone what was put right and accepted by the bidder:

    corrections: [{item: cleaning, to: "1200.00", basis: unit_price, accepted_on: 2026-05-04}]

Whether it adds up is for `rules.evaluation.offers`, so that the record asks the same questions.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tender_flow.definitions.reader import Fields, Node
from tender_flow.rules.evaluation.corrections import Corrections, LateCompletion, RunningCosts
from tender_flow.rules.evaluation.criterion import PriceTerms
from tender_flow.rules.evaluation.offers import BASES, Correction, Line, Offered

KEYS = ("items", "price", "weeks_late", "corrections")
"""The keys of an offer in a bids file; a bidder's own file has no corrections."""

LONGEST = 50
"""Years of running costs, and weeks of delay, that a model may count at most."""


def asks_for_items(terms: PriceTerms | None) -> bool:
    """Is a price more than one figure here?"""
    return terms is not None and (bool(terms.basket) or terms.corrections.any)


def read_offer(fields: Fields, terms: PriceTerms) -> Offered | None:
    """What a price consists of; None where nothing is there, or a figure can't be read."""
    lines = _lines(fields)
    total = _decimal(fields.optional("price"))
    if not lines and total is None:
        return None
    return Offered(lines, total, _weeks(fields, terms), _corrections(fields))


def _lines(fields: Fields) -> dict[str, Line]:
    node = fields.optional("items")
    if node is None or node.kind == "empty":
        return {}
    found = {}
    for name, below in node.fields():
        line = _line(below)
        if line is not None:
            found[name] = line
    return found


def _line(node: Node) -> Line | None:
    """A unit price, or a unit price with the line's total; an empty one is missing."""
    if node.kind == "empty":
        return None
    if node.kind != "map":
        unit = node.as_decimal()
        return Line(unit) if unit is not None else None
    fields = node.fields("unit_price", "total")
    unit = fields.decimal("unit_price")
    return Line(unit, _decimal(fields.optional("total"))) if unit is not None else None


def _decimal(node: Node | None) -> Decimal | None:
    return node.as_decimal() if node is not None and node.kind != "empty" else None


def _weeks(fields: Fields, terms: PriceTerms) -> int:
    if "weeks_late" not in fields:
        return 0
    if terms.corrections.late_completion is None:
        fields.entries["weeks_late"].problem("weeks-late-not-asked")
        return 0
    weeks = fields.integer("weeks_late") or 0
    if weeks < 0:
        fields.entries["weeks_late"].problem("weeks-late-below-zero", weeks=weeks)
    return max(weeks, 0)


def _corrections(fields: Fields) -> tuple[Correction, ...]:
    found = []
    for node in fields.items("corrections", required=False):
        one = node.fields("item", "to", "basis", "accepted_on")
        to, day = one.decimal("to"), _day(one)
        basis, item = one.choice("basis", BASES), one.text("item")
        if to is not None and day is not None:
            found.append(Correction(item, to, basis, day))
    return tuple(found)


def _day(fields: Fields) -> date | None:
    node = fields.node_of("accepted_on")
    if node is None:
        return None
    try:
        return date.fromisoformat(node.as_text())
    except ValueError:
        node.problem("day-not-a-date", text=node.as_text()[:40])
        return None


def read_corrections(fields: Fields) -> Corrections:
    """What a model publishes under `price: {corrections: …}`; nothing has a default."""
    node = fields.optional("corrections")
    if node is None:
        return Corrections()
    keys = ("missing_item", "estimates", "arithmetic", "late_completion", "running_costs")
    found = node.fields(*keys)
    published = Corrections(
        missing_item=_stated(found, "missing_item", "average_of_responsive"),
        estimates=amounts(found, "estimates"),
        arithmetic=_stated(found, "arithmetic", "unit_price"),
        late_completion=_late(found),
        running_costs=_running(found),
    )
    if published.estimates and not published.missing_item:
        found.entries["estimates"].problem("estimates-without-rule")
    return published


def _stated(fields: Fields, key: str, rule: str) -> bool:
    return key in fields and fields.choice(key, (rule,)) == rule


def amounts(fields: Fields, key: str) -> dict[str, Decimal]:
    """Numbers above zero by name."""
    node = fields.optional(key)
    found = {}
    for name, amount in node.fields() if node is not None else ():
        number = amount.as_decimal()
        if number is not None and number <= 0:
            amount.problem("number-not-above-zero", field=amount.path, number=number)
        elif number is not None:
            found[name] = number
    return found


def _late(fields: Fields) -> LateCompletion | None:
    node = fields.optional("late_completion")
    if node is None:
        return None
    found = node.fields("per_week", "per_week_per_cent", "most_weeks")
    money, share = (_above_zero(found, key) for key in ("per_week", "per_week_per_cent"))
    if ("per_week" in found) == ("per_week_per_cent" in found):
        node.problem("late-rate-one-of-two")
        return None
    return LateCompletion(money, share, _count(found, "most_weeks"))


def _running(fields: Fields) -> RunningCosts | None:
    node = fields.optional("running_costs")
    if node is None:
        return None
    found = node.fields("rate", "years", "paid", "items")
    rate = _above_zero(found, "rate") or Decimal(0)
    if "rate" not in found:
        found.decimal("rate")
    items = amounts(found, "items")
    if "items" not in found:
        found.node_of("items")
    paid = found.choice("paid", ("end_of_year", "start_of_year"))
    return RunningCosts(rate, _count(found, "years"), paid, items)


def _above_zero(fields: Fields, key: str) -> Decimal | None:
    node = fields.optional(key)
    number = node.as_decimal() if node is not None else None
    if node is not None and number is not None and number <= 0:
        node.problem("number-not-above-zero", field=node.path, number=number)
    return number


def _count(fields: Fields, key: str) -> int:
    """A whole number from 1 to `LONGEST`; another one is a finding."""
    count = fields.integer(key)
    if count is not None and not 1 <= count <= LONGEST:
        fields.entries[key].problem("count-out-of-bounds", field=key, count=count, most=LONGEST)
        return 1
    return count or 1

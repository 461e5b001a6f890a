"""From the price as read to the price that is compared, one named step after the other.

    price as read                                          £101,000.00
    cleaning: average of 2 responsive bidders × 12         + £4,980.00
    2 weeks late at £1,200.00 a week                       + £2,400.00
    energy: net present cost of 10 years at 4%            + £32,443.58
    compared                                              £140,823.58

The adjustments serve the comparison only: what is paid, and what a ceiling limits, is the price
as read. A missing item costs the average of the *other* responsive bidders' prices, so that a
bid never prices its own gap; where nobody priced it, the buyer's published estimate. Where there
is none either, the bid can't be compared, and people decide (World Bank, SPD Request for Bids,
Works, September 2025, ITB 34.1 and 35.1; Procurement Regulations, annex X).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.bids import LotBid
from tender_flow.rules.evaluation.criteria import Criterion, Model, Rounding
from tender_flow.rules.evaluation.criterion import PriceTerms
from tender_flow.rules.evaluation.offers import (
    ARITHMETIC,
    TOTAL,
    Offered,
    counted,
    differences,
    missing_items,
    running,
    unit_counted,
)
from tender_flow.rules.evaluation.results import Number, Step
from tender_flow.rules.evaluation.rounding import exact_text, shown
from tender_flow.rules.findings import Fact, Finding

COMPARISON = "World Bank, SPD Request for Bids, Works, September 2025, ITB 34 and 35"
PENCE = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """A price as it is compared, with the steps from the price as read."""

    read: Decimal | None
    price: Decimal | Fraction | None
    steps: tuple[Step, ...] = ()

    @property
    def adjusted(self) -> Decimal | Fraction | None:
        """The compared price where an adjustment was made; None where it is the price as read."""
        return self.price if any(step.what == "compared" for step in self.steps) else None


@dataclass(slots=True)
class _Adding:
    """A price while it is made comparable."""

    leaf: Criterion
    mode: str
    price: Fraction
    steps: list[Step] = field(default_factory=list)

    def number(self, amount: Fraction) -> Number:
        """An amount, shown to the penny."""
        return Number(amount, shown(amount, Rounding(PENCE, self.mode, "total", "exact")))

    def note(self, what: str, amount: Fraction, **inputs: Fact) -> None:
        """A step that says how an amount came about and changes nothing."""
        step = Step(self.leaf.id, "item", {"what": what, **inputs}, self.number(amount))
        self.steps.append(step)

    def add(self, what: str, amount: Fraction, source: str, **inputs: Fact) -> None:
        """A step that changes the compared price."""
        self.price += amount
        facts: dict[str, Fact] = {"what": what, **inputs, "added": _plain(amount)}
        step = Step(self.leaf.id, "compared", {**facts, "basis": source}, self.number(self.price))
        self.steps.append(step)


def compare(
    model: Model, bids: Mapping[str, LotBid]
) -> tuple[dict[str, Compared], dict[str, tuple[Finding, ...]]]:
    """By supplier the compared price, or why there is none; `bids` are the responsive ones.

    A bid without items, or a model that publishes no rule, is compared at its price as read.
    """
    leaf = model.price()
    found: dict[str, Compared] = {}
    without: dict[str, tuple[Finding, ...]] = {}
    for supplier, bid in bids.items():
        if leaf is None or leaf.price is None or bid.offered is None or bid.price is None:
            found[supplier] = Compared(bid.price, bid.price)
            continue
        gaps = _without_any_price(leaf.price, supplier, bid.offered, bids)
        if gaps:
            without[supplier] = gaps
        else:
            found[supplier] = _compared(model, leaf, supplier, bids)
    return found, without


def _compared(model: Model, leaf: Criterion, supplier: str, bids: Mapping[str, LotBid]) -> Compared:
    bid = bids[supplier]
    assert leaf.price is not None
    assert bid.offered is not None
    assert bid.price is not None
    terms, offered = leaf.price, bid.offered
    adding = _Adding(leaf, model.rounding.mode, Fraction(bid.price))
    _as_read(adding, terms, offered)
    for item in missing_items(terms, offered):
        _missing(adding, terms, item, supplier, bids)
    _late(adding, terms, offered, Fraction(bid.price))
    for item, quantity in running(terms).items():
        if item in offered.items:
            _running(adding, terms, item, quantity, Fraction(offered.items[item].unit))
    return Compared(bid.price, _plain(adding.price), tuple(adding.steps))


def _as_read(adding: _Adding, terms: PriceTerms, offered: Offered) -> None:
    """Each item's line, each correction that was accepted, and the price that they make."""
    for item, quantity in terms.basket.items():
        if item in offered.items:
            line = offered.items[item]
            amount = Fraction(counted(item, quantity, line))
            unit = _plain(unit_counted(item, quantity, line))
            adding.note("line", amount, item=item, quantity=quantity, unit=unit)
    for one in differences(terms, offered):
        accepted = offered.accepted(one.item)
        day = accepted.accepted_on if accepted is not None else None
        facts: dict[str, Fact] = {"item": "" if one.item == TOTAL else one.item, "read": one.read}
        adding.note(f"corrected_{one.basis}", Fraction(one.to), **facts, on=day, basis=ARITHMETIC)
    if terms.basket:
        adding.note("as_read", adding.price)


def _missing(
    adding: _Adding, terms: PriceTerms, item: str, supplier: str, bids: Mapping[str, LotBid]
) -> None:
    quantity = Fraction(terms.basket.get(item) or running(terms)[item])
    others = _prices_of(terms, item, supplier, bids)
    price = sum(others, Fraction(0)) / len(others) if others else _estimate(terms, item)
    facts: dict[str, Fact] = {"item": item, "quantity": _plain(quantity), "unit": _plain(price)}
    if item in running(terms):
        _running(adding, terms, item, _plain(quantity), price, len(others))
        return
    what = "missing_average" if others else "missing_estimate"
    adding.add(what, price * quantity, COMPARISON, **facts, bidders=len(others))


def _late(adding: _Adding, terms: PriceTerms, offered: Offered, read: Fraction) -> None:
    rule, weeks = terms.corrections.late_completion, offered.weeks_late
    if rule is None or weeks <= 0:
        return
    rate = rule.per_week if rule.per_week is not None else rule.per_week_per_cent
    what = "late_money" if rule.per_week is not None else "late_per_cent"
    adding.add(what, rule.cost(read, weeks), COMPARISON, weeks=weeks, rate=rate)


def _running(
    adding: _Adding,
    terms: PriceTerms,
    item: str,
    quantity: Decimal | Fraction,
    unit: Fraction,
    bidders: int | None = None,
) -> None:
    """A yearly cost as its present cost; `bidders` have the average, where the bid has no price."""
    rule = terms.corrections.running_costs
    assert rule is not None
    yearly = Fraction(quantity) * unit
    facts: dict[str, Fact] = {"item": item, "yearly": _plain(yearly), "years": rule.years}
    facts |= {"rate": rule.rate, "paid": rule.paid, "bidders": bidders}
    what = "running_costs"
    if bidders is not None:
        what += "_average" if bidders else "_estimate"
    adding.add(what, yearly * rule.factor, COMPARISON, **facts)


def _without_any_price(
    terms: PriceTerms, supplier: str, offered: Offered, bids: Mapping[str, LotBid]
) -> tuple[Finding, ...]:
    """Items that this bid leaves out, that nobody else priced and the buyer didn't estimate."""
    gaps = tuple(
        item
        for item in missing_items(terms, offered)
        if not _prices_of(terms, item, supplier, bids) and item not in terms.corrections.estimates
    )
    facts: dict[str, Fact] = {"supplier": supplier, "missing": gaps}
    return (Finding("item-priced-by-nobody", facts, source=COMPARISON),) if gaps else ()


def _estimate(terms: PriceTerms, item: str) -> Fraction:
    return Fraction(terms.corrections.estimates[item])


def _prices_of(
    terms: PriceTerms, item: str, without: str, bids: Mapping[str, LotBid]
) -> Sequence[Fraction]:
    """The other responsive bidders' unit prices of an item."""
    lines = [
        bid.offered.items[item]
        for supplier, bid in bids.items()
        if supplier != without and bid.offered is not None and item in bid.offered.items
    ]
    quantity = terms.basket.get(item)
    if quantity is None:  # a yearly cost has no line total
        return [Fraction(line.unit) for line in lines]
    return [unit_counted(item, quantity, line) for line in lines]


def _plain(value: Fraction) -> Decimal | Fraction:
    text = exact_text(value)
    return value if "/" in text else Decimal(text)

"""A price as the bidder wrote it: items, line totals, a total; and whether it adds up.

A bidder's figures may contradict themselves. The World Bank's rule for that, where a model
publishes it (`corrections: {arithmetic: unit_price}`), says which figure counts:

    unit price × quantity ≠ line total    the unit price counts,
                                          unless its decimal point is plainly misplaced
    sum of the lines ≠ total              the lines count (subtotals beat totals)

Nothing is corrected in silence: what differs is a problem until a correction is recorded that
the bidder accepted, with the amount that the rule gives (World Bank, SPD Request for Bids,
Works, September 2025, ITB 31; Optima v DWP [2024] EWHC 766 (TCC) on pricing errors).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.criterion import PriceTerms
from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.rules.findings import Fact, Finding, Severity

ARITHMETIC = "World Bank, SPD Request for Bids, Works, September 2025, ITB 31"

TOTAL = "total"
"""Names the whole price among corrections; no item may have this name."""

BASES = ("unit_price", "decimal_point", "sum")
"""By which part of the rule an amount is corrected."""

MISPLACED = (10, 100, 1000)
"""A unit price that is off by exactly one of these, either way, has its point misplaced."""


About = Mapping[str, Fact]
"""Whose price in which lot: facts for every finding about it."""

_UNPUBLISHED = ("price-line-differs-unpublished", "price-total-differs-unpublished")
"""For a line, and for the total: contradicting figures that no published rule decides."""


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the bidder priced it."""

    unit: Decimal
    total: Decimal | None = None
    """The line's total where the bidder gave one."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An amount that was put right by the published rule, and that the bidder accepted."""

    item: str
    """The item whose line it is, or `TOTAL`."""
    to: Decimal
    basis: str
    """One of `BASES`."""
    accepted_on: date


@dataclass(frozen=True, slots=True)
class Offered:
    """What a bidder's price consists of in one lot."""

    items: Mapping[str, Line]
    total: Decimal | None = None
    """The sum as the bidder wrote it, where it did."""
    weeks_late: int = 0
    """Weeks by which the offered completion is later than the one asked for."""
    corrections: tuple[Correction, ...] = ()

    def accepted(self, item: str) -> Correction | None:
        """The latest accepted correction of an item or of the total."""
        return next((one for one in reversed(self.corrections) if one.item == item), None)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two figures that don't agree, and the amount that the published rule gives."""

    item: str
    read: Decimal
    """The line's total, or the total, as the bidder wrote it."""
    to: Decimal
    basis: str


def unit_counted(item: str, quantity: Decimal, line: Line) -> Fraction:
    """The unit price that counts: the one read, or the line's where the point was misplaced."""
    return Fraction(counted(item, quantity, line)) / Fraction(quantity)


def line_amount(quantity: Decimal, line: Line) -> Decimal:
    """Quantity × unit price, exact."""
    return Decimal(exact_text(Fraction(quantity) * Fraction(line.unit)))


def line_difference(item: str, quantity: Decimal, line: Line) -> Difference | None:
    """Where a line's total isn't quantity × unit price: which of the two counts by the rule."""
    amount = line_amount(quantity, line)
    if line.total is None or line.total == amount:
        return None
    for factor in MISPLACED if amount else ():
        if line.total in {amount * factor, amount / factor}:
            return Difference(item, line.total, line.total, "decimal_point")
    return Difference(item, line.total, amount, "unit_price")


def differences(terms: PriceTerms, offered: Offered) -> tuple[Difference, ...]:
    """Every contradiction in a price; the total is compared with the lines as they count."""
    found = [
        one
        for item, quantity in terms.basket.items()
        if item in offered.items
        and (one := line_difference(item, quantity, offered.items[item])) is not None
    ]
    total = items_sum(terms, offered)
    if terms.basket and offered.total is not None and offered.total != total:
        found.append(Difference(TOTAL, offered.total, total, "sum"))
    return tuple(found)


def counted(item: str, quantity: Decimal, line: Line) -> Decimal:
    """The amount of a line that counts by the rule."""
    found = line_difference(item, quantity, line)
    return found.to if found is not None else line_amount(quantity, line)


def items_sum(terms: PriceTerms, offered: Offered) -> Decimal:
    """The lines as they count, added up; items without a price are left out."""
    amounts = (
        Fraction(counted(item, quantity, offered.items[item]))
        for item, quantity in terms.basket.items()
        if item in offered.items
    )
    return Decimal(exact_text(sum(amounts, Fraction(0))))


def price_as_read(terms: PriceTerms, offered: Offered) -> Decimal | None:
    """What the bidder asks: the lines as they count, or the one price where no items are asked."""
    return items_sum(terms, offered) if terms.basket else offered.total


def missing_items(terms: PriceTerms, offered: Offered) -> tuple[str, ...]:
    """The items of the basket, and the running costs asked for, that have no price."""
    return tuple(item for item in (*terms.basket, *running(terms)) if item not in offered.items)


def running(terms: PriceTerms) -> Mapping[str, Decimal]:
    """The yearly costs that the model asks for, with their quantities."""
    costs = terms.corrections.running_costs
    return costs.items if costs is not None else {}


def offer_problems(terms: PriceTerms, offered: Offered, about: About) -> Iterator[Finding]:
    """What people must decide before this price can be compared; `about` names bidder and lot."""
    published = terms.corrections
    yield from _items(terms, offered, about)
    for one in differences(terms, offered):
        if (accepted := offered.accepted(one.item)) is None:
            yield _differs(terms, offered, one, about)
        elif accepted.to != one.to:
            facts = {**about, "item": one.item, "to": accepted.to, "by_rule": one.to}
            yield Finding("correction-not-by-rule", facts, source=ARITHMETIC)
    known = {one.item for one in differences(terms, offered)}
    for correction in offered.corrections:
        if not published.arithmetic:
            yield Finding("corrections-not-published", {**about, "item": correction.item})
        elif correction.item not in known:
            yield Finding("correction-of-nothing", {**about, "item": correction.item})


def offer_notes(terms: PriceTerms, offered: Offered, about: About) -> Iterator[Finding]:
    """What people should look at, though it stops nothing: an item at no price."""
    for item in (*terms.basket, *running(terms)):
        if item in offered.items and offered.items[item].unit == 0:
            yield Finding("item-without-charge", {**about, "item": item}, Severity.WARNING)


def _items(terms: PriceTerms, offered: Offered, about: About) -> Iterator[Finding]:
    known = (*terms.basket, *running(terms))
    unknown = tuple(item for item in offered.items if item not in known)
    if unknown:
        yield Finding("items-unknown", {**about, "unknown": unknown, "known": known})
    missing = missing_items(terms, offered)
    if missing and not terms.corrections.missing_item:
        yield Finding("items-missing", {**about, "missing": missing})
    for item, line in offered.items.items():
        if line.unit < 0:
            yield Finding("item-below-zero", {**about, "item": item, "price": line.unit})


def _differs(terms: PriceTerms, offered: Offered, one: Difference, about: About) -> Finding:
    facts: dict[str, Fact] = {**about, "item": one.item, "read": one.read, "to": one.to}
    if one.item != TOTAL:
        line = offered.items[one.item]
        facts |= {"quantity": terms.basket[one.item], "unit": line.unit}
    if not terms.corrections.arithmetic:
        return Finding(_UNPUBLISHED[one.item == TOTAL], facts, source=ARITHMETIC)
    code = "price-total-differs" if one.item == TOTAL else "price-line-differs"
    return Finding(code, {**facts, "basis": one.basis}, source=ARITHMETIC)

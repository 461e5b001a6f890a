"""A bid as the evaluation sees it, and what must be there before it can have a total.

Blank is not zero: a missing mark, a missing price or an undecided requirement is a problem,
and the bid has no total until it is mended. `check_*` name what is missing; whether a complete
bid then passes is for `scoring`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, localcontext
from fractions import Fraction

from tender_flow.rules.evaluation.criteria import Criterion, Model, Scale
from tender_flow.rules.evaluation.marks import BROMCOM, PanelMark, off_scale
from tender_flow.rules.evaluation.moderation import adoption
from tender_flow.rules.evaluation.offers import Offered, offer_notes, offer_problems
from tender_flow.rules.findings import Fact, Finding

Given = tuple[Decimal | None, ...] | PanelMark
"""The agreed mark, or one mark per evaluator (None: cannot mark) where a rule gives the mark."""

Marks = Mapping[str, Given]
"""What was given, by leaf."""


MOST_DIGITS = 200
"""More than any product of two numbers that can be read from a file."""


@dataclass(frozen=True, slots=True)
class LotBid:
    """What one supplier offers in one lot, and how it was judged."""

    price: Decimal | None = None
    """In the model's currency, period and VAT; None where it isn't known (yet)."""
    marks: Marks = field(default_factory=dict)
    """Shared questions too: their mark stands in each lot."""
    pass_fail: Mapping[str, bool] = field(default_factory=dict)
    targets: Mapping[str, Decimal] = field(default_factory=dict)
    """The figures that the bidder promises; a shared one stands in each lot."""
    offered: Offered | None = None
    """Where bidders price items, or a price is made comparable: what the price consists of."""
    shortlisted: Mapping[str, bool] = field(default_factory=dict)
    """By stage: whether it was decided that the bid goes on. What was decided stands."""


@dataclass(frozen=True, slots=True)
class Discount:
    """A lower price in some lots, if the supplier wins at least so many of them together."""

    lots: tuple[str, ...]
    at_least: int
    per_cent: Decimal | None = None
    """Off the price of each of these lots …"""
    prices: Mapping[str, Decimal] = field(default_factory=dict)
    """… or another price, by lot."""

    def is_met(self, won: Collection[str]) -> bool:
        """Does the supplier win enough of these lots?"""
        return len(set(self.lots) & set(won)) >= self.at_least

    def price(self, lot: str, price: Decimal) -> Decimal:
        """The price of a lot while the discount holds; exact, nothing is rounded."""
        if lot not in self.lots:
            return price
        if self.per_cent is None:
            return self.prices.get(lot, price)
        with localcontext(prec=MOST_DIGITS):
            return price * (100 - self.per_cent) / 100


@dataclass(frozen=True, slots=True)
class BidInput:
    """A supplier's bids, by lot; the supplier's id or name is only echoed."""

    supplier: str
    lots: Mapping[str, LotBid]
    received: datetime | None = None
    """When the tender came in, with its zone; only the tie rule `earliest` asks for it."""
    capacity: int | None = None
    """How many lots the supplier can serve, where it bids for more."""
    preference: tuple[str, ...] = ()
    """The lots in the supplier's own order, first the one that it wants most."""
    discounts: tuple[Discount, ...] = ()
    """Prices that hold only if it wins certain lots; of those met the first one counts."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw by lot between equal bids of a lot, as it was recorded."""

    lot: str
    order: tuple[str, ...]
    """The suppliers drawn between, first drawn first; nobody else was equal with them."""


def requirement_problems(model: Model, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    """The requirements of the lot on which nothing was decided."""
    return tuple(
        problem("requirement-undecided", supplier, lot, leaf)
        for leaf in model.leaves_for(lot)
        if leaf.kind == "pass_fail" and leaf.id not in bid.pass_fail
    )


def mark_problems(model: Model, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    """Marks that are missing, off the scale, not agreed, or for no question of the lot."""
    found: list[Finding] = []
    questions = [leaf for leaf in model.leaves_for(lot) if leaf.kind == "scored"]
    for leaf in questions:
        found += _leaf_problems(model, lot, supplier, leaf, bid.marks.get(leaf.id))
    known = {leaf.id for leaf in questions}
    found += [
        Finding("mark-for-no-question", {"supplier": supplier, "lot": lot, "criterion": other})
        for other in bid.marks
        if other not in known
    ]
    return tuple(found)


def target_problems(model: Model, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    """Promised figures that are missing, below 0, or more than can be meant."""
    found: list[Finding] = []
    for leaf in model.leaves_for(lot):
        if leaf.target is not None:
            found += _figure_problems(lot, supplier, leaf, bid.targets.get(leaf.id))
    return tuple(found)


def _figure_problems(
    lot: str, supplier: str, leaf: Criterion, figure: Decimal | None
) -> Iterator[Finding]:
    assert leaf.target is not None
    terms = leaf.target
    if figure is None:
        yield problem("target-missing", supplier, lot, leaf, unit=terms.unit)
    elif figure < 0:
        yield problem("target-below-zero", supplier, lot, leaf, target=figure)
    elif terms.most is not None and figure > terms.most:
        yield problem("target-beyond-most", supplier, lot, leaf, target=figure, most=terms.most)


def price_problems(model: Model, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    """A price that is missing, or not above zero (its ratio to the lowest has no value)."""
    leaf = model.price()
    if leaf is None:
        return ()
    if bid.price is None:
        return (problem("price-missing", supplier, lot, leaf),)
    if found := _offer_problems(leaf, lot, supplier, bid):
        return found
    if bid.price <= 0:
        return (problem("price-not-above-zero", supplier, lot, leaf, price=bid.price),)
    return ()


def _offer_problems(leaf: Criterion, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    """Items and totals that people must decide about, each with its bidder and lot."""
    if leaf.price is None or bid.offered is None:
        return ()
    return tuple(offer_problems(leaf.price, bid.offered, _about(supplier, lot, leaf)))


def offer_warnings(model: Model, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    """What stops nothing but should be looked at: an item without a charge."""
    leaf = model.price()
    if leaf is None or leaf.price is None or bid.offered is None:
        return ()
    return tuple(offer_notes(leaf.price, bid.offered, _about(supplier, lot, leaf)))


def panel_mark(model: Model, leaf: Criterion, given: Given) -> PanelMark:
    """The mark that counts: the agreed one, or the one that the model's rule gives."""
    if not isinstance(given, tuple):
        return given
    mark = adoption(model, leaf, given).mark
    assert mark is not None, f"{leaf.id}: the marks were not checked"
    return mark


def problem(
    code: str,
    supplier: str,
    lot: str,
    leaf: Criterion,
    source: str | None = None,
    /,
    **facts: Fact,
) -> Finding:
    """A problem with one bid at one leaf; the facts name supplier, lot, criterion and title."""
    return Finding(code, {**_about(supplier, lot, leaf), **facts}, source=source)


def _about(supplier: str, lot: str, leaf: Criterion) -> dict[str, Fact]:
    return {"supplier": supplier, "lot": lot, "criterion": leaf.id, "question": leaf.label}


def _leaf_problems(
    model: Model, lot: str, supplier: str, leaf: Criterion, given: Given | None
) -> Iterator[Finding]:
    if given is None or given == ():
        yield problem("mark-missing", supplier, lot, leaf)
        return
    scale = model.scale_of(leaf)
    wrong = _not_on_the_scale(model, scale, given)
    for mark in wrong:
        facts: dict[str, Fact] = {"mark": mark, "allowed": scale.allowed}
        yield problem("mark-off-scale", supplier, lot, leaf, BROMCOM, **facts)
    if isinstance(given, tuple) and not wrong:
        yield from _not_agreed(model, lot, supplier, leaf, given)


def _not_on_the_scale(model: Model, scale: Scale, given: Given) -> tuple[PanelMark, ...]:
    """Marks that the scale doesn't have; an agreed average may lie between two of its marks."""
    if isinstance(given, tuple):
        return off_scale([mark for mark in given if mark is not None], scale)
    between = scale.lowest.mark <= given <= scale.highest.mark
    if model.moderation is not None and model.moderation.may_leave_the_scale and between:
        return ()
    return (given,) if isinstance(given, Fraction) else off_scale([given], scale)


def _not_agreed(
    model: Model, lot: str, supplier: str, leaf: Criterion, given: tuple[Decimal | None, ...]
) -> Iterator[Finding]:
    """Individual marks to which the model's rule gives no mark; the reasons follow as notes."""
    found = adoption(model, leaf, given)
    if found.to_table and not found.settled:
        marks = tuple("x" if mark is None else f"{mark:f}" for mark in given)
        yield problem("marks-not-agreed", supplier, lot, leaf, BROMCOM, marks=marks)
        yield from found.to_table

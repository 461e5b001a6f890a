"""Invented bids for a rehearsal, from a seed: the same seed gives the same bids.

Marks come from the upper half of each scale (and not below a question's minimum), all alike;
prices lie between 70 and 100 per cent of the lot's ceiling, of the price that the formula names,
or of a million; every requirement is met; promised figures lie where the target's rule tells them
apart. They are as even as chance makes them and say
nothing of any market: a rehearsal on last time's real bids says more.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

from tender_flow.rules.evaluation.bids import BidInput, LotBid
from tender_flow.rules.evaluation.criteria import ALL_LOTS, Criterion, Model
from tender_flow.rules.evaluation.settings import levels
from tender_flow.rules.evaluation.targets import accepted

MILLION = Decimal(1_000_000)
"""The price around which bids are invented where the model names none."""

NAMED_PRICES = ("reference", "upper", "optimum")
"""Settings of price formulas that are an amount of money."""


def invent_bids(model: Model, seed: int, sets: int, bids: int) -> list[list[BidInput]]:
    """So many sets of so many bids, each for every lot."""
    random = Random(seed)  # noqa: S311 (a rehearsal must come again, not be secret)
    names = [f"Bidder {at}" for at in range(1, bids + 1)]
    return [[_bid(model, name, random) for name in names] for _ in range(sets)]


def usual_price(model: Model, lot: str) -> Decimal:
    """The amount around which a lot's prices are invented."""
    leaf = model.price()
    ceiling = model.ceiling(lot)
    together = model.ceiling(ALL_LOTS)
    if ceiling is not None:
        return ceiling
    if together is not None:
        return together / len(model.lots)
    settings = leaf.price.settings if leaf is not None and leaf.price is not None else {}
    named = [settings[name] for name in NAMED_PRICES if name in settings]
    amounts = [one for one in named if isinstance(one, Fraction) and one > 0]
    return Decimal(int(amounts[0])) if amounts and amounts[0] >= 1 else MILLION


def _bid(model: Model, name: str, random: Random) -> BidInput:
    shared = {leaf.id: _mark(model, leaf, random) for leaf in model.questions() if leaf.shared}
    figures = {leaf.id: _figure(leaf, random) for leaf in model.targets() if leaf.shared}
    lots = {lot.id: _lot_bid(model, lot.id, shared, figures, random) for lot in model.lots}
    return BidInput(name, lots)


def _lot_bid(
    model: Model,
    lot: str,
    shared: dict[str, Decimal],
    figures: dict[str, Decimal],
    random: Random,
) -> LotBid:
    leaves = model.leaves_for(lot)
    marks = {
        leaf.id: shared[leaf.id] if leaf.id in shared else _mark(model, leaf, random)
        for leaf in leaves
        if leaf.kind == "scored"
    }
    met = {leaf.id: True for leaf in leaves if leaf.kind == "pass_fail"}
    promised = {
        leaf.id: figures[leaf.id] if leaf.id in figures else _figure(leaf, random)
        for leaf in leaves
        if leaf.kind == "target"
    }
    if model.price() is None:
        return LotBid(None, marks, met, promised)
    price = usual_price(model, lot) * random.randint(700, 1000) / 1000
    return LotBid(price, marks, met, promised)


def _figure(leaf: Criterion, random: Random) -> Decimal:
    """A figure between those that the rule names; from 50 to 100 where it names none."""
    assert leaf.target is not None
    settings = leaf.target.settings
    if leaf.target.rule == "bands":
        edges = [edge for edge in levels(settings, "bands") if accepted(leaf, edge)]
        return _decimal(random.choice(edges)) if edges else Decimal(leaf.minimum or 0)
    ends = sorted(
        value for key in ("from", "to") if isinstance(value := settings.get(key), Fraction)
    )
    low, high = ends if ends else [Fraction(50), Fraction(leaf.target.most or 100)]
    drawn = low + (high - low) * random.randint(0, 20) / 20
    if accepted(leaf, drawn):
        return _decimal(drawn)
    return Decimal(leaf.minimum or 0)


def _decimal(value: Fraction) -> Decimal:
    """The figure as people write one: to two places."""
    return Decimal(int(value * 100)) / 100


def _mark(model: Model, leaf: Criterion, random: Random) -> Decimal:
    scale = model.scale_of(leaf)
    least = scale.place_of(leaf.minimum) if leaf.minimum is not None else 0
    return random.choice(scale.levels[max(len(scale.levels) // 2, least) :]).mark

"""The same model with another price formula, for "would another formula have chosen another?".

A formula that must be told something is tried with the figures that buyers usually publish for
it, stated in `USUAL`. Formulas that need a published amount of money (a reference price, fixed
bounds, an optimum) are not tried: an amount that nobody published can't be guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from tender_flow.rules.evaluation.criteria import Criterion, Model
from tender_flow.rules.evaluation.prices import AS_PRICE
from tender_flow.rules.evaluation.settings import Settings

USUAL: Mapping[str, Settings] = {
    "lowest_over_price": {},
    "linear_from_lowest": {"below_zero": "floor"},
    "price_span": {"span": Fraction(50)},
    "times_lowest": {"times": Fraction(3), "below_zero": "floor"},
    "full_range": {"all_equal": "full"},
    "power_of_ratio": {"exponent": Fraction(2)},
    "deviation_from_mean": {
        "at_mean": Fraction(50),
        "each_per_cent": Fraction(1),
        "below_zero": "floor",
        "above_full": "cap",
    },
    "logarithmic": {"base": Fraction(2), "below_zero": "floor"},
}
"""By formula, the figures with which it is tried."""


def other_formulas(model: Model) -> Iterator[tuple[str, Model]]:
    """The model with each other formula of `USUAL`; none where price has no points."""
    leaf = model.price()
    if leaf is None or leaf.price is None or leaf.price.formula == AS_PRICE:
        return
    for name, settings in USUAL.items():
        if name != leaf.price.formula:
            priced = replace(leaf, price=replace(leaf.price, formula=name, settings=settings))
            yield name, with_leaf(model, priced)


def with_leaf(model: Model, leaf: Criterion) -> Model:
    """The model with one leaf in the place of that of the same id."""
    return replace(model, criteria=tuple(_with_leaf(one, leaf) for one in model.criteria))


def _with_leaf(criterion: Criterion, leaf: Criterion) -> Criterion:
    if criterion.id == leaf.id:
        return leaf
    return replace(criterion, criteria=tuple(_with_leaf(one, leaf) for one in criterion.criteria))

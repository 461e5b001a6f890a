"""Named price formulas: the points of a price, given the prices of the bids still in.

A model names its formula; adding one is a function and a line in `FORMULAS`. Prices are the
*valid* ones only: a bid that failed a requirement or a minimum never sets the lowest price
(World Bank, Selection and Employment of Consultants, quality- and cost-based selection).
A price of zero or below has no ratio and is refused before it gets here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class PriceFormula:
    """A formula that buyers publish, with its words and its source."""

    points: Callable[[Fraction, Fraction, Sequence[Fraction]], Fraction]
    """(full points, this price, all valid prices) to points, exact."""
    text: str
    """The formula as published: letters only, the same in every language."""
    source: str


def lowest_over_price(weight: Fraction, price: Fraction, prices: Sequence[Fraction]) -> Fraction:
    """The full points times lowest valid price over price; the lowest price gets all of them.

    Convex: dear bids lose little more. Relative: another bid's leaving may change points.
    """
    return weight * min(prices) / price


FORMULAS: dict[str, PriceFormula] = {
    "lowest_over_price": PriceFormula(
        lowest_over_price,
        "W × Pmin / P",
        "gov.uk, How to score Digital Outcomes and Specialists suppliers",
    ),
}
"""Every formula that a model may name."""

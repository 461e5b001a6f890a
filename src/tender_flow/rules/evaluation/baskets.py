"""A basket: bidders price items, the buyer states quantities, and the sum is the price compared.

Life-cycle cost is the same sum: the purchase and each cost answer with its quantity (Prozorro:
P + Σ costs; a quantity may be the published present-value factor of yearly costs). Every item
needs its price: a bid never prices its own gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.rounding import exact_text


def basket_price(basket: Mapping[str, Decimal], items: Mapping[str, Decimal]) -> Decimal:
    """The sum of price times quantity, exact; every item of the basket has its price."""
    total = sum(
        (Fraction(quantity) * Fraction(items[item]) for item, quantity in basket.items()),
        Fraction(0),
    )
    return Decimal(exact_text(total))

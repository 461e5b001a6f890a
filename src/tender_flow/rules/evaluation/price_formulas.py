"""Price formulas as pure functions: the share of the full points that a price earns.

Each takes this price, the valid prices (its own among them) and the model's settings, and gives
a share of 1: the points are weight × share. A share may be below 0 or above 1; what happens then
(`below_zero`, `above_full`) is a published choice and applied in `prices`. Prices are above 0.

`prices.FORMULAS` says for each which settings it asks for, its words and its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tender_flow.rules.evaluation.irrational import Near, logarithm, power
from tender_flow.rules.evaluation.settings import Settings, number, word

ONE = Fraction(1)
ZERO = Fraction(0)


def lowest_over_price(price: Fraction, prices: Sequence[Fraction], _: Settings) -> Near:
    """Pmin / P. Convex: dear bids lose little more, and no price has no points."""
    return Near(min(prices) / price)


def reference_over_price(price: Fraction, _: Sequence[Fraction], settings: Settings) -> Near:
    """Pref / P with a published reference price: no other bid moves it. Above 1 below Pref."""
    return Near(number(settings, "reference") / price)


def linear_from_lowest(price: Fraction, prices: Sequence[Fraction], _: Settings) -> Near:
    """(2·Pmin − P) / Pmin: one per cent dearer costs one per cent. 0 at twice the lowest."""
    lowest = min(prices)
    return Near((2 * lowest - price) / lowest)


def price_span(price: Fraction, prices: Sequence[Fraction], settings: Settings) -> Near:
    """(Pmin·(1+s) − P) / (Pmin·s), 0 from Pmin·(1+s) on: `span` is s in per cent.

    The span is a hidden weight: at half the span, price counts about twice as much.
    """
    lowest, span = min(prices), number(settings, "span") / 100
    return Near(max(ZERO, (lowest * (1 + span) - price) / (lowest * span)))


def times_lowest(price: Fraction, prices: Sequence[Fraction], settings: Settings) -> Near:
    """(n·Pmin − P) / ((n−1)·Pmin): 0 at n times the lowest price (`times`)."""
    lowest, times = min(prices), number(settings, "times")
    return Near((times * lowest - price) / ((times - 1) * lowest))


def full_range(price: Fraction, prices: Sequence[Fraction], settings: Settings) -> Near:
    """(Pmax − P) / (Pmax − Pmin): the dearest gets 0 however close. Equal: as published."""
    lowest, highest = min(prices), max(prices)
    if lowest == highest:
        return Near(ONE if word(settings, "all_equal") == "full" else ZERO)
    return Near((highest - price) / (highest - lowest))


def fixed_bounds(price: Fraction, _: Sequence[Fraction], settings: Settings) -> Near:
    """(U − P) / (U − L) with published bounds: no other bid moves it."""
    lower, upper = number(settings, "lower"), number(settings, "upper")
    return Near((upper - price) / (upper - lower))


def power_of_ratio(price: Fraction, prices: Sequence[Fraction], settings: Settings) -> Near:
    """(Pmin / P) to the power of `exponent`: like the ratio, steeper."""
    return power(min(prices) / price, number(settings, "exponent"))


def deviation_from_mean(price: Fraction, prices: Sequence[Fraction], settings: Settings) -> Near:
    """`at_mean` per cent of the points at the mean, `each_per_cent` more or less for each per cent.

    A high outlier lifts the mean and with it everybody's points.
    """
    mean = sum(prices, ZERO) / len(prices)
    below = (mean - price) / mean * 100
    return Near((number(settings, "at_mean") + below * number(settings, "each_per_cent")) / 100)


def logarithmic(price: Fraction, prices: Sequence[Fraction], settings: Settings) -> Near:
    """1 − log(P/Pmin)/log A: equal price ratios lose equal points. 0 at A times the lowest."""
    share = logarithm(price / min(prices), number(settings, "base"))
    return share.times(-ONE).plus(ONE)


def optimal_price(price: Fraction, prices: Sequence[Fraction], settings: Settings) -> Near:
    """(Pmax − P) / (Pmax − Popt) with a published optimum; full points at the optimum itself."""
    highest, optimum = max(prices), number(settings, "optimum")
    if price == optimum or highest <= optimum:
        return Near(ONE + (optimum - price) / optimum)  # at or below the optimum: 1 or more
    return Near((highest - price) / (highest - optimum))


def ratio_to_highest(price: Fraction, prices: Sequence[Fraction], _: Settings) -> Near:
    """X / Xmax, for figures where more is better: a discount, a share, income to the buyer."""
    return Near(price / max(prices))


def superformula(price: Fraction, _: Sequence[Fraction], settings: Settings) -> Near:
    """(P/Pref) to the power of −n, with a published reference and exponent: the price half."""
    return power(number(settings, "reference") / price, number(settings, "exponent"))

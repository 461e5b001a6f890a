"""Tests for abnormally low tenders: a flag with its rule named, never an exclusion.

United Kingdom law has no percentage: a bidder whose price looks too low is told so and has a
reasonable opportunity to show that it can perform (Procurement Act 2023 s.19). Every test here is
one that a buyer publishes; what comes out asks for that conversation and changes no rank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tender_flow.rules.evaluation.irrational import power
from tender_flow.rules.evaluation.settings import Asked, Settings, number, word

ZERO = Fraction(0)

Flagged = Mapping[Fraction, Fraction]
"""By flagged price: the price where the test begins to flag, to print beside it."""


@dataclass(frozen=True, slots=True)
class ScreenRule:
    """A published test: which of these prices are abnormally low."""

    low: Callable[[Sequence[Fraction], Settings], Flagged | None]
    """(all prices, settings) to those that are flagged, each with the limit that it is held to;
    None: too few bids for the test."""
    source: str
    asks: tuple[Asked, ...] = ()


def house(prices: Sequence[Fraction], settings: Settings) -> Flagged | None:
    """A buyer's own test: `per_cent` or more below the estimate or the mean of the others."""
    share = 1 - number(settings, "per_cent") / 100
    if word(settings, "below") == "estimate":
        return _up_to(share * number(settings, "estimate"), prices)
    if len(prices) < 2:
        return None
    total, others = sum(prices, ZERO), len(prices) - 1
    limits = {price: share * (total - price) / others for price in prices}
    return {price: limit for price, limit in limits.items() if price <= limit}


def italy(prices: Sequence[Fraction], settings: Settings) -> Flagged | None:
    """Discounts from the base at or above mean + mean excess, the ends set aside (`cut` per cent).

    The number set aside at each end is rounded up. Equal discounts count as one (`one_block`:
    Adunanza Plenaria 5/2017 on the code of 2006) or each for itself, and those equal to the last
    one set aside go with it (`each_counts`: the text since 2019, kept in 2023). With `decrement:
    digits` the excess is lowered by d1 × d2 per cent, the first two decimals of the sum of the
    discounts that are left: M + S × (1 − d1 × d2 / 100), as the ministry reads it.
    """
    if len(prices) < number(settings, "least_bids"):
        return None
    base = number(settings, "base")
    discount = {price: (base - price) / base * 100 for price in prices}
    every = sorted(discount[price] for price in prices)
    aside = int(-(-len(prices) * number(settings, "cut") // 100))
    left = _between_the_ends(every, aside, word(settings, "equal"))
    if not left:
        return None
    mean = sum(left, ZERO) / len(left)
    above = [value - mean for value in left if value > mean]
    excess = sum(above, ZERO) / len(above) if above else ZERO
    if word(settings, "decrement") == "digits":
        digits = abs(sum(left, ZERO)) * 100 // 1 % 100
        excess -= excess * (digits // 10) * (digits % 10) / 100
    return _up_to(base * (1 - (mean + excess) / 100), prices)


def _between_the_ends(ordered: list[Fraction], aside: int, equal: str) -> list[Fraction]:
    """The discounts without so many at each end, by how equal ones are counted."""
    counted = sorted(set(ordered)) if equal == "one_block" else ordered
    if 2 * aside >= len(counted):
        return []
    low, high = counted[:aside], counted[len(counted) - aside :]
    return [one for one in ordered if one not in {*low, *high}]


def spain(prices: Sequence[Fraction], settings: Settings) -> Flagged | None:
    """RGLCAP article 85, by the number of bids; `units` says what a percentage unit is."""
    budget = number(settings, "budget")
    per_cent = budget / 100

    def below(mean: Fraction, units: int) -> Fraction:
        step = per_cent if word(settings, "units") == "points_of_discount" else mean / 100
        return mean - units * step

    if len(prices) == 1:
        return _under(below(budget, 25), prices)
    if len(prices) == 2:
        return _under(below(max(prices), 20), prices)
    mean = sum(prices, ZERO) / len(prices)
    highest = 2 * mean - below(mean, 10)
    left = sorted(price for price in prices if price <= highest)
    if len(prices) == 3:
        return _under(max(below(_mean(left), 10), below(budget, 25)), prices)
    left = left if len(left) >= 3 else sorted(prices)[:3]
    return _under(below(_mean(left), 10), prices)


def india_road_works(prices: Sequence[Fraction], _: Settings) -> Flagged | None:
    """25 per cent or more below the average of the bids."""
    return _up_to(_mean(prices) * 3 / 4, prices)


def world_bank(prices: Sequence[Fraction], settings: Settings) -> Flagged | None:
    """Fewer than five bids: 20% or more below the estimate. Else by the standard deviation.

    More than one (of the population) below the mean, compared as squares: nothing is rounded.
    The limit, which may have no fraction, is for print only.
    """
    if len(prices) < 5:
        return _up_to(number(settings, "estimate") * 4 / 5, prices)
    mean = _mean(prices)
    variance = _mean([(price - mean) ** 2 for price in prices])
    limit = mean - (power(variance, Fraction(1, 2)).value if variance else ZERO)
    return {one: limit for one in prices if one < mean and (mean - one) ** 2 > variance}


def box_plot(prices: Sequence[Fraction], settings: Settings) -> Flagged | None:
    """Below Q1 − 1.5 × (Q3 − Q1) of the prices; the quartile definition is stated."""
    if len(prices) < 4:
        return None
    low, _high = fences(prices, word(settings, "quartiles"))
    return _under(low, prices)


def fences(prices: Sequence[Fraction], quartiles: str) -> tuple[Fraction, Fraction]:
    """The fences of a box plot; quartiles by Hyndman and Fan's `type_7` or `type_8`."""
    first, third = (_quantile(sorted(prices), Fraction(part, 4), quartiles) for part in (1, 3))
    reach = (third - first) * 3 / 2
    return first - reach, third + reach


def _quantile(ordered: Sequence[Fraction], share: Fraction, kind: str) -> Fraction:
    count = len(ordered)
    place = (count - 1) * share + 1
    if kind == "type_8":
        place = (count + Fraction(1, 3)) * share + Fraction(1, 3)
    place = min(max(place, Fraction(1)), Fraction(count))
    whole = int(place)
    if whole == count:
        return ordered[-1]
    return ordered[whole - 1] + (place - whole) * (ordered[whole] - ordered[whole - 1])


def _up_to(limit: Fraction, prices: Sequence[Fraction]) -> Flagged:
    return {price: limit for price in prices if price <= limit}


def _under(limit: Fraction, prices: Sequence[Fraction]) -> Flagged:
    return {price: limit for price in prices if price < limit}


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, ZERO) / len(values)


_HUNDRED = Fraction(100)

SCREENS: Mapping[str, ScreenRule] = {
    "house": ScreenRule(
        house,
        "The buyer's own published flag; Procurement Act 2023 s.19 has no percentage",
        (
            Asked("per_cent", above=ZERO, at_most=_HUNDRED),
            Asked("below", ("mean_of_others", "estimate")),
            Asked("estimate", above=ZERO, only_with=("below", "estimate")),
        ),
    ),
    "italy": ScreenRule(
        italy,
        "D.Lgs. 163/2006 art. 86; D.Lgs. 50/2016 art. 97; D.Lgs. 36/2023, annex II.2, method A; "
        "Adunanza Plenaria 5/2017",
        (
            Asked("base", above=ZERO),
            Asked("cut", above=ZERO, at_most=Fraction(40)),
            Asked("decrement", ("none", "digits")),
            Asked("equal", ("one_block", "each_counts")),
            Asked("least_bids", above=ZERO),
        ),
    ),
    "spain": ScreenRule(
        spain,
        "Spain, RGLCAP (RD 1098/2001) art. 85",
        (
            Asked("budget", above=ZERO),
            Asked("units", ("points_of_discount", "per_cent_of_mean")),
        ),
    ),
    "india_road_works": ScreenRule(
        india_road_works, "Ministry of Road Transport and Highways of India, 2024"
    ),
    "world_bank": ScreenRule(
        world_bank,
        "World Bank, Abnormally Low Bids and Proposals, 2nd edition, July 2016, annex I",
        (Asked("estimate", above=ZERO),),
    ),
    "box_plot": ScreenRule(
        box_plot,
        "Open Contracting Partnership, Cardinal; Hyndman and Fan 1996",
        (Asked("quartiles", ("type_7", "type_8")),),
    ),
}
"""Every test that a model may name under `abnormally_low`."""

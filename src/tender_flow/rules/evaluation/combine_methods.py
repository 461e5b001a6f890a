"""Ways to one result from quality and price, as pure functions; `combining` names and sources them.

Each takes one offer and the field that it stands in (all offers still in, the weights and the
model's settings). `Q` is the offer's quality points, out of `full` that can be reached; `P` its
price, above 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tender_flow.rules.evaluation.irrational import Near, power
from tender_flow.rules.evaluation.settings import Settings, amounts, levels, number, table, word

ONE = Fraction(1)
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Offer:
    """A bid with its quality points, its price and that price's points, before the result."""

    quality: Fraction
    price: Fraction
    price_points: Near
    marks: Mapping[str, Fraction]
    """By question: the panel's mark."""


@dataclass(frozen=True, slots=True)
class Field:
    """What stands beside one offer: the others, the weights, the settings."""

    offers: Sequence[Offer]
    full: Fraction
    """The quality points that can be reached."""
    price_weight: Fraction
    settings: Settings
    best_mark: Mapping[str, Fraction]
    """By question: the top mark of its scale."""


def weighted_sum(offer: Offer, _: Field) -> Near:
    """Q + price points: weights were multiplied down the tree."""
    return offer.price_points.plus(offer.quality)


def price_per_quality_point(offer: Offer, _: Field) -> Near:
    """P / Q: money for each point. Absolute: no other bid moves it."""
    return Near(offer.price / offer.quality)


def value_for_money(offer: Offer, field: Field) -> Near:
    """Q × f / P with a published factor that only makes the figure readable."""
    return Near(offer.quality * number(field.settings, "factor") / offer.price)


def utility_index(offer: Offer, field: Field) -> Near:
    """(1 − (Qbest − Q)·N) / P · Pmin with Q as a share of what can be reached, N = Wq / Wp."""
    lost = (best_quality(field) - offer.quality) / field.price_weight  # shares of Q, times N
    return Near((1 - lost) / offer.price * min(one.price for one in field.offers))


def monetised_quality(offer: Offer, field: Field) -> Near:
    """P − k·Q: k is what the buyer would pay for one quality point. Absolute."""
    return Near(offer.price - number(field.settings, "per_point") * offer.quality)


def gunnen_op_waarde(offer: Offer, field: Field) -> Near:
    """P − the value of each question × the per cent of its mark; below 0 per cent a penalty."""
    shares = levels(field.settings, "per_cent")
    values = amounts(field.settings, "values")
    worth = (values[name] * shares[mark] / 100 for name, mark in offer.marks.items())
    return Near(offer.price - sum(worth, ZERO))


def monetary_deduction(offer: Offer, field: Field) -> Near:
    """P − the published amount of each question's mark. No floor: price cuts always count."""
    found = table(field.settings, "deductions")
    worth = (found[name][mark] for name, mark in offer.marks.items())
    return Near(offer.price - sum(worth, ZERO))


def price_uplift(offer: Offer, field: Field) -> Near:
    """P·(1 + (Qmax − Q)/Qmax·k), k = Wq / Wp; Qmax of the best bid or the scale, as published."""
    best = field.full if word(field.settings, "best") == "full_points" else best_quality(field)
    missing = (best - offer.quality) / best if best else ZERO
    return Near(offer.price * (1 + missing * field.full / field.price_weight))


def quality_premium(offer: Offer, field: Field) -> Near:
    """P − estimate·(Q − Qlowest) / Wp: money for the points above the weakest offer."""
    lowest = lowest_quality(field)
    margin = (offer.quality - lowest) / field.price_weight
    return Near(offer.price - number(field.settings, "estimate") * margin)


def quality_rescaled(offer: Offer, field: Field) -> Near:
    """Wq·Q/Qbest + price points: the best offer gets all quality points."""
    best = best_quality(field)
    return offer.price_points.plus(field.full * offer.quality / best if best else ZERO)


def rvc(offer: Offer, field: Field) -> Near:
    """P / SI, SI = (Q + full) / (Qlowest + full): relative value cost."""
    lowest = lowest_quality(field)
    return Near(offer.price * (lowest + field.full) / (offer.quality + field.full))


def quality_only(offer: Offer, _: Field) -> Near:
    """Q alone; the price is negotiated, fixed or below a budget."""
    return Near(offer.quality)


def price_only(offer: Offer, _: Field) -> Near:
    """P alone, among the offers that meet requirements and minimums."""
    return Near(offer.price)


def ufab_weighted(offer: Offer, field: Field) -> Near:
    """GL·L/Lref − GP·P/Pref, references by mean, median or published value."""
    quality, price = ufab_references(field)
    gained = field.full * offer.quality / quality if quality else ZERO
    return Near(gained - field.price_weight * offer.price / price)


def prozorro_features(offer: Offer, field: Field) -> Near:
    """P / (1 + vn/(1 − vmax)): what the chosen options are worth lowers the compared price."""
    return Near(offer.price / _coefficient(offer, field))


def prozorro_features_income(offer: Offer, field: Field) -> Near:
    """P × (1 + vn/(1 − vmax)), where the figure is income or savings to the buyer."""
    return Near(offer.price * _coefficient(offer, field))


def preference_margin(offer: Offer, field: Field) -> Near:
    """P, plus the margin in per cent for an offer without the preference (below the top mark)."""
    return Near(offer.price * (1 + margin_of(offer, field)))


def superformula(offer: Offer, field: Field) -> Near:
    """(Q/Qref)^n + (P/Pref)^−n: an offer like the reference has 2. Absolute, within a bound."""
    exponent = number(field.settings, "exponent")
    quality = offer.quality / number(field.settings, "reference_quality")
    gained = power(quality, exponent) if quality else Near(ZERO)
    cheap = power(number(field.settings, "reference_price") / offer.price, exponent)
    return Near(gained.value + cheap.value, gained.error + cheap.error)


def best_quality(field: Field) -> Fraction:
    """The points of the best offer that is still in."""
    return max(one.quality for one in field.offers)


def lowest_quality(field: Field) -> Fraction:
    """The points of the weakest offer that is still in."""
    return min(one.quality for one in field.offers)


def margin_of(offer: Offer, field: Field) -> Fraction:
    """The share that is added to an offer's price: none to one with the preference."""
    name = word(field.settings, "question")
    preferred = offer.marks[name] == field.best_mark[name]
    return ZERO if preferred else number(field.settings, "margin") / 100


def features(offer: Offer, field: Field) -> tuple[Fraction, Fraction]:
    """What the chosen options are worth together, and the most that options can be worth."""
    options = table(field.settings, "features")
    chosen = sum((options[name][mark] for name, mark in offer.marks.items()), ZERO)
    most = sum((max(options[name].values()) for name in offer.marks), ZERO)
    return chosen, most


def _coefficient(offer: Offer, field: Field) -> Fraction:
    chosen, most = features(offer, field)
    return 1 + chosen / (1 - most)


def ufab_references(field: Field) -> tuple[Fraction, Fraction]:
    """The performance and the price that each offer's are set against, by the model's rule."""
    kind = word(field.settings, "reference")
    if kind == "published":
        names = ("reference_quality", "reference_price")
        quality, price = (number(field.settings, name) for name in names)
        return quality, price
    qualities = [one.quality for one in field.offers]
    prices = [one.price for one in field.offers]
    middle = median if kind == "median" else mean
    return middle(qualities), middle(prices)


def mean(values: Sequence[Fraction]) -> Fraction:
    """The sum of the values by their number."""
    return sum(values, ZERO) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value; of an even count the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2

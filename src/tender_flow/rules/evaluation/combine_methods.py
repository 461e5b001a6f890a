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
    lost = (_best(field) - offer.quality) / field.price_weight  # shares of Q, times N
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
    best = field.full if word(field.settings, "best") == "full_points" else _best(field)
    missing = (best - offer.quality) / best if best else ZERO
    return Near(offer.price * (1 + missing * field.full / field.price_weight))


def quality_premium(offer: Offer, field: Field) -> Near:
    """P − estimate·(Q − Qlowest) / Wp: money for the points above the weakest offer."""
    lowest = min(one.quality for one in field.offers)
    margin = (offer.quality - lowest) / field.price_weight
    return Near(offer.price - number(field.settings, "estimate") * margin)


def quality_rescaled(offer: Offer, field: Field) -> Near:
    """Wq·Q/Qbest + price points: the best offer gets all quality points."""
    best = _best(field)
    return offer.price_points.plus(field.full * offer.quality / best if best else ZERO)


def rvc(offer: Offer, field: Field) -> Near:
    """P / SI, SI = (Q + full) / (Qlowest + full): relative value cost."""
    lowest = min(one.quality for one in field.offers)
    return Near(offer.price * (lowest + field.full) / (offer.quality + field.full))


def quality_only(offer: Offer, _: Field) -> Near:
    """Q alone; the price is negotiated, fixed or below a budget."""
    return Near(offer.quality)


def price_only(offer: Offer, _: Field) -> Near:
    """P alone, among the offers that meet requirements and minimums."""
    return Near(offer.price)


def ufab_weighted(offer: Offer, field: Field) -> Near:
    """GL·L/Lref − GP·P/Pref, references by mean, median or published value."""
    quality_of = [one.quality for one in field.offers]
    quality, price = (
        _reference(field, name, values)
        for name, values in (
            ("quality", quality_of),
            ("price", [one.price for one in field.offers]),
        )
    )
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
    name = word(field.settings, "question")
    preferred = offer.marks[name] == field.best_mark[name]
    margin = ZERO if preferred else number(field.settings, "margin") / 100
    return Near(offer.price * (1 + margin))


def superformula(offer: Offer, field: Field) -> Near:
    """(Q/Qref)^n + (P/Pref)^−n: an offer like the reference has 2. Absolute, within a bound."""
    exponent = number(field.settings, "exponent")
    quality = offer.quality / number(field.settings, "reference_quality")
    gained = power(quality, exponent) if quality else Near(ZERO)
    cheap = power(number(field.settings, "reference_price") / offer.price, exponent)
    return Near(gained.value + cheap.value, gained.error + cheap.error)


def _best(field: Field) -> Fraction:
    return max(one.quality for one in field.offers)


def _coefficient(offer: Offer, field: Field) -> Fraction:
    options = table(field.settings, "features")
    chosen = sum((options[name][mark] for name, mark in offer.marks.items()), ZERO)
    most = sum((max(options[name].values()) for name in offer.marks), ZERO)
    return 1 + chosen / (1 - most)


def _reference(field: Field, name: str, values: Sequence[Fraction]) -> Fraction:
    kind = word(field.settings, "reference")
    if kind == "published":
        return number(field.settings, f"reference_{name}")
    return median(values) if kind == "median" else sum(values, ZERO) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value; of an even count the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2

"""What a way of combining takes from the other bids, the weights and the marks, to print its steps.

Whoever reads `P × (1 + (Qmax − Q) / Qmax × Wq / Wp)` must be able to work it out with the numbers
beside it. Quality, price and the model's one-number settings are there already; each function
here gives the rest, by the letters of the published rule. Amounts that hang on marks are a list,
`plan 60000 × 80%`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from tender_flow.rules.evaluation import combine_methods as ways
from tender_flow.rules.evaluation.combine_methods import Field, Offer
from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.rules.evaluation.settings import Table, amounts, levels, number, table, word

Shown = Mapping[str, Fraction | str | tuple[str, ...]]
"""By letter: a number, a word, or a list of amounts by question."""


def utility_index(offer: Offer, field: Field) -> Shown:
    """Q and the best Q as shares of what can be reached, the weights, the lowest price."""
    return {
        "Q": offer.quality / field.full,
        "Qbest": ways.best_quality(field) / field.full,
        **_weights(field),
        "Pmin": min(one.price for one in field.offers),
    }


def gunnen_op_waarde(offer: Offer, field: Field) -> Shown:
    """By question: its value and the per cent that the mark earns of it."""
    values, shares = amounts(field.settings, "values"), levels(field.settings, "per_cent")
    worth = (
        f"{name} {exact_text(values[name])} × {exact_text(shares[mark])}%"
        for name, mark in offer.marks.items()
    )
    return {"amounts": tuple(worth)}


def monetary_deduction(offer: Offer, field: Field) -> Shown:
    """By question: the amount of its mark."""
    return {"amounts": _by_mark(offer, table(field.settings, "deductions"))}


def price_uplift(_: Offer, field: Field) -> Shown:
    """The quality that the missing points are measured from, and the weights."""
    full = word(field.settings, "best") == "full_points"
    return {"Qmax": field.full if full else ways.best_quality(field), **_weights(field)}


def quality_premium(_: Offer, field: Field) -> Shown:
    """The points of the weakest offer and the weight of the price."""
    return {"Qlowest": ways.lowest_quality(field), "Wp": field.price_weight}


def quality_rescaled(_: Offer, field: Field) -> Shown:
    """The weight of quality and the points of the best offer."""
    return {"Wq": field.full, "Qbest": ways.best_quality(field)}


def rated_criteria(offer: Offer, field: Field) -> Shown:
    """The World Bank's letters: X the weight of the price, T and the best T in points."""
    best = ways.best_quality(field)
    return {"X": field.price_weight / 100, "T": offer.quality, "Thigh": best}


def rvc(_: Offer, field: Field) -> Shown:
    """The points of the weakest offer and those that can be reached."""
    return {"Qlowest": ways.lowest_quality(field), "Qfull": field.full}


def ufab_extended(_: Offer, field: Field) -> Shown:
    """The best ratio and where the band under it ends."""
    factor, band = number(field.settings, "factor"), number(field.settings, "band")
    best = max(one.quality * factor / one.price for one in field.offers)
    return {"Zbest": best, "Z ≥": best * (1 - band / 100)}


def ufab_weighted(offer: Offer, field: Field) -> Shown:
    """The weights and the references of performance and price."""
    quality, price = ways.ufab_references(field)
    weights = {"GL": field.full, "GP": field.price_weight}
    return {**weights, "L": offer.quality, "Lref": quality, "Pref": price}


def prozorro_features(offer: Offer, field: Field) -> Shown:
    """By question the value of the option chosen; their sum, and the most that can be reached."""
    value, most = ways.features(offer, field)
    chosen = _by_mark(offer, table(field.settings, "features"))
    return {"options": chosen, "v": value, "vmax": most}


def preference_margin(offer: Offer, field: Field) -> Shown:
    """What is added to this price: nothing to one with the preference."""
    return {"added": f"{exact_text(ways.margin_of(offer, field) * 100)}%"}


def _by_mark(offer: Offer, found: Table) -> tuple[str, ...]:
    return tuple(f"{name} {exact_text(found[name][mark])}" for name, mark in offer.marks.items())


def _weights(field: Field) -> dict[str, Fraction]:
    return {"Wq": field.full, "Wp": field.price_weight}


INPUTS: Mapping[str, Callable[[Offer, Field], Shown]] = {
    "utility_index": utility_index,
    "gunnen_op_waarde": gunnen_op_waarde,
    "monetary_deduction": monetary_deduction,
    "price_uplift": price_uplift,
    "quality_premium": quality_premium,
    "quality_rescaled": quality_rescaled,
    "rated_criteria": rated_criteria,
    "rvc": rvc,
    "ufab_extended": ufab_extended,
    "ufab_weighted": ufab_weighted,
    "prozorro_features": prozorro_features,
    "prozorro_features_income": prozorro_features,
    "preference_margin": preference_margin,
}
"""By way of combining, where its rule has more than quality, price and the model's settings."""

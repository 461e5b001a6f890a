"""What a bid's result is called and how it is printed: the same on screen, in report and letter.

Not every published method gives points of 100. Price per quality point gives money for each
point and the lowest wins; gunnen op waarde gives a price compared in place of the bid's own.
Printing “52.50 of 100” or “0.00 price points” there would tell a bidder something untrue.

    weighted_sum              81.20
    price_per_quality_point   £21,450.00
    gunnen_op_waarde          €182,500.00
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.i18n.formats import money, number
from tender_flow.i18n.texts import N_, _
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Rounding
from tender_flow.rules.evaluation.rounding import rounded, shown

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.results import Number, Standing

_PENNY = Rounding(2, "half-up", "total", "exact")

_NAMES = {
    "points": N_("Total"),
    "money_per_point": N_("Price per quality point"),
    "money": N_("Compared price"),
    "price": N_("Price"),
    "figure": N_("Result"),
}
_SENTENCES = {
    "points": N_("{result} of 100"),
    "money_per_point": N_("{result} for each quality point"),
    "money": N_("a compared price of {result}"),
    "price": N_("a price of {result}"),
    "figure": N_("a result of {result}"),
}
_MARGINS = {
    "points": N_("{margin} points"),
    "money_per_point": N_("{margin} for each quality point"),
    "money": "{margin}",
    "price": "{margin}",
    "figure": "{margin}",
}


def unit(model: Model) -> str:
    """What the model's result is: a `unit` of `combining.Combine`."""
    return COMBINES[model.combine].unit


def gives_price_points(model: Model) -> bool:
    """Does a price earn points here, or is it compared as money (or not at all)?"""
    return COMBINES[model.combine].gives_points and model.price() is not None


def adjusts_prices(model: Model) -> bool:
    """May the price that is compared differ from the one read, by rules that were published?"""
    price = model.price()
    return price is not None and price.price is not None and price.price.corrections.adjusts


def compared_text(model: Model, one: Standing) -> str:
    """A bid's price as it was compared, to the penny."""
    amount = one.price if one.compared is None else one.compared
    if amount is None:
        return "–"
    return money(rounded(Fraction(amount), _PENNY), currency(model))


def currency(model: Model) -> str:
    """The currency in which prices are asked; pounds where the model asks for none."""
    price = model.price()
    return price.price.currency if price is not None and price.price is not None else "GBP"


def result_name(model: Model) -> str:
    """The heading over the results of a ranking."""
    if unit(model) == "price" and adjusts_prices(model):
        return _("Price for comparison")
    return _(_NAMES[unit(model)])


def result_is_price(model: Model) -> bool:
    """Is the result the price as read, so that a column of its own would say it twice?"""
    return unit(model) == "price" and not adjusts_prices(model)


def result_text(model: Model, digits: str) -> str:
    """A result's published digits as people read them: points, or money in the currency."""
    if unit(model) in {"points", "figure"}:
        return number(Decimal(digits))
    return money(Decimal(digits), currency(model))


def result_phrase(model: Model, digits: str) -> str:
    """A result inside a sentence: “81.20 of 100”, “£21,450.00 for each quality point”."""
    return _(_SENTENCES[unit(model)]).format(result=result_text(model, digits))


def margin_text(model: Model, first: Number, other: Number) -> str:
    """The distance between two results, rounded as the model rounds; never below zero."""
    apart = shown(abs(first.exact - other.exact), model.rounding)
    return result_text(model, apart)


def margin_phrase(model: Model, first: Number, other: Number) -> str:
    """The distance with its unit: “2.40 points”."""
    return _(_MARGINS[unit(model)]).format(margin=margin_text(model, first, other))


def method_text(model: Model) -> str:
    """The published rule of the result and which end wins: “P / Q; the lowest wins”."""
    way = COMBINES[model.combine]
    best = _("the highest wins") if way.higher_wins else _("the lowest wins")
    return _("{text}; {best}").format(text=way.text, best=best)


def method_line(model: Model) -> str:
    """The line under a ranking that says how its results are to be read.

    Empty for the weighted sum, whose totals in points of 100 explain themselves.
    """
    if model.combine == "weighted_sum":
        return ""
    return _("Result: {method}").format(method=method_text(model))


def ranking_headings(model: Model) -> tuple[str, ...]:
    """The headings of a ranking after rank and bidder: only what the method knows."""
    return tuple(heading for heading, _cell in _cells(model, None))


def ranking_cells(model: Model, standing: Standing) -> tuple[str, ...]:
    """A bid's line under `ranking_headings`."""
    return tuple(cell for _heading, cell in _cells(model, standing))


def _cells(model: Model, one: Standing | None) -> list[tuple[str, str]]:
    def points(value: Number | None) -> str:
        return "" if value is None else number(Decimal(value.shown))

    found = []
    if any(leaf.kind not in {"price", "pass_fail"} for leaf in model.leaves()):
        found.append((_("Quality"), points(one.quality if one else None)))
    if gives_price_points(model):
        found.append((_("Price points"), points(one.price_score if one else None)))
    if unit(model) != "price":
        text = result_text(model, one.total.shown) if one is not None else ""
        found.append((result_name(model), text))
    if model.price() is not None:
        amount = one.price if one is not None else None
        found.append((_("Price"), "–" if amount is None else money(amount, currency(model))))
    if adjusts_prices(model):
        found.append((_("Price for comparison"), compared_text(model, one) if one else ""))
    return found

"""How a price as read becomes the price that is compared, in words, one line for each step.

2 Price: nights 1200 × £85.00 = £102,000.00
2 Price: as read £104,000.00
2 Price: energy: net present cost of £4,000.00 a year (years: 10) at 4%: + £32,443.58 …
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.i18n.formats import day, money, number
from tender_flow.i18n.outcomes import currency
from tender_flow.i18n.texts import N_, _
from tender_flow.rules.evaluation.criteria import Rounding
from tender_flow.rules.evaluation.rounding import rounded

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.results import Step
    from tender_flow.rules.findings import Fact

_PENNY = Rounding(2, "half-up", "total", "exact")

_ITEMS = {
    "line": N_("{item} {quantity} × {unit} = {result}"),
    "corrected_unit_price": N_(
        "{item} corrected from {read}: the unit price counts, accepted {on}: {result}"
    ),
    "corrected_decimal_point": N_(
        "{item} stays {result}: the unit price's decimal point is misplaced, accepted {on}"
    ),
    "corrected_sum": N_("total corrected from {read}: the items count, accepted {on}: {result}"),
    "as_read": N_("as read {result}"),
}
_COMPARED = {
    "missing_average": N_(
        "{item} missing: {quantity} × {unit}, the average of other responsive bidders ({bidders})"
    ),
    "missing_estimate": N_("{item} missing: {quantity} × {unit}, the buyer's published estimate"),
    "late_money": N_("weeks late: {weeks}, at {rate} a week"),
    "late_per_cent": N_("weeks late: {weeks}, at {per_cent}% of the price a week"),
    "running_costs": N_(
        "{item}: net present cost of {yearly} a year (years: {years}) at {per_cent}%"
    ),
    "running_costs_average": N_(
        "{item} missing: net present cost of {yearly} a year (years: {years}) at {per_cent}%; "
        "the average of other responsive bidders ({bidders})"
    ),
    "running_costs_estimate": N_(
        "{item} missing: net present cost of {yearly} a year (years: {years}) at {per_cent}%; "
        "the buyer's published estimate"
    ),
}
_MONEY = ("unit", "read", "yearly", "added")


def price_step(model: Model, step: Step) -> str:
    """A step of what `item` or `compared`, without the criterion's name."""
    what = str(step.inputs["what"])
    facts = {name: _shown(model, name, fact) for name, fact in step.inputs.items()}
    result = amount_text(model, step.result.exact)
    if step.what == "item":
        return _(_ITEMS[what]).format(**facts, result=result)
    facts["per_cent"] = _number(step.inputs.get("rate"))
    if what == "late_money":
        facts["rate"] = amount_text(model, step.inputs["rate"])
    text = _("{why}: + {added}, compared {result}")
    return text.format(why=_(_COMPARED[what]).format(**facts), added=facts["added"], result=result)


def amount_text(model: Model, amount: Fact) -> str:
    """Money that may be a fraction, to the penny; the exact one stands in the JSON."""
    if isinstance(amount, Fraction):
        amount = rounded(amount, _PENNY)
    return money(amount, currency(model)) if isinstance(amount, Decimal) else str(amount)


def _shown(model: Model, name: str, fact: Fact) -> str:
    if name in _MONEY:
        return amount_text(model, fact)
    if name == "on":
        return _day(fact)
    return _number(fact) if isinstance(fact, Decimal | Fraction) else str(fact)


def _day(fact: Fact) -> str:
    from datetime import date

    return day(fact) if isinstance(fact, date) else "–"


def _number(fact: Fact) -> str:
    if isinstance(fact, Fraction):
        fact = rounded(fact, _PENNY)
    return number(fact) if isinstance(fact, Decimal) else str(fact)

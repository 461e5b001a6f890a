"""What a model publishes about making prices comparable, one plain sentence for each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n.formats import money, number
from tender_flow.i18n.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.rules.evaluation.criterion import PriceTerms


def correction_lines(terms: PriceTerms) -> Iterator[str]:
    """The rules under `corrections`, for `model show` and the report; none where none is stated."""
    published = terms.corrections
    if published.missing_item:
        yield _("A missing item counts at the average of the other responsive bidders' prices.")
    for item, amount in published.estimates.items():
        price = money(amount, terms.currency)
        yield _("Where nobody else priced {item}: {price}.").format(item=item, price=price)
    if published.arithmetic:
        yield _("The unit price beats the line's total, and the items beat the total.")
    yield from _late(terms)
    costs = published.running_costs
    if costs is not None:
        when = _("end") if costs.paid == "end_of_year" else _("start")
        text = _("Running costs ({items}) for {years} years at {rate}%, at each year's {when}.")
        yield text.format(
            items=", ".join(costs.items), years=costs.years, rate=number(costs.rate), when=when
        )


def _late(terms: PriceTerms) -> Iterator[str]:
    rule = terms.corrections.late_completion
    if rule is None:
        return
    if rule.per_week is not None:
        rate = money(rule.per_week, terms.currency)
    else:
        assert rule.per_week_per_cent is not None
        rate = _("{share}% of the price").format(share=number(rule.per_week_per_cent))
    text = _("Each week late counts {rate}; more than {most} weeks is out.")
    yield text.format(rate=rate, most=rule.most_weeks)

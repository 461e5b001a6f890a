"""How the lots go together, in words: published rules, what bidders say, what came out.

The same lines on screen and in the report.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tender_flow.i18n.formats import money, number
from tender_flow.i18n.outcomes import currency
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.evaluation.results import Allocation, WholeAward

METHODS = {
    "lot_by_lot": N_("Each lot goes to its best-ranked bids."),
    "best_total_score": N_("Of all combinations of lots the one with most points together wins."),
    "least_total_price": N_("Of all combinations of lots the one with the least price wins."),
}
WHEN_CAPPED = {
    "largest_total": N_("At a limit it keeps the lots in which its own total is largest."),
    "largest_advantage": N_("At a limit it keeps the lots where it is furthest ahead of the next."),
    "bidder_preference": N_("At a limit it keeps the lots in the order stated in its tender."),
}

MOST_SHOWN = 5
"""Of more equal allocations only so many are written out."""


def award_rules(model: Model) -> Iterator[str]:
    """The published rules of the award, a sentence each."""
    rules = model.award
    count, most = rules.per_lot, rules.maximum_lots_per_supplier
    text = ngettext("{count} winner per lot.", "{count} winners per lot.", count)
    yield text.format(count=count)
    if len(model.lots) > 1:
        yield _(METHODS[rules.method])
    if most is not None:
        text = ngettext("A supplier may win {most} lot.", "A supplier may win {most} lots.", most)
        yield text.format(most=most)
    for pair in rules.not_together:
        titles = [model.lot(lot).title or lot for lot in pair]
        text = _("One supplier may not win both {first} and {second}.")
        yield text.format(first=titles[0], second=titles[1])
    if rules.when_capped is not None:
        yield _(WHEN_CAPPED[rules.when_capped])
    if rules.minimum_suppliers > 1:
        yield _("At least {count} suppliers must win.").format(count=rules.minimum_suppliers)
    if rules.conditional_discounts:
        yield _("Bidders may offer prices that hold only if they win certain lots together.")


def over_lots(name: str, capacity: int | None, preference: Sequence[str]) -> Iterator[str]:
    """What a bidder says of its lots together: how many it can serve, in which order it wants them.

    `preference` are titles. Nothing where it says nothing.
    """
    if capacity is not None:
        text = ngettext("{name} can serve {count} lot.", "{name} can serve {count} lots.", capacity)
        yield text.format(name=name, count=capacity)
    if preference:
        text = _("{name} wants its lots in this order: {lots}.")
        yield text.format(name=name, lots=", ".join(preference))


def allocation_lines(
    model: Model, whole: WholeAward, name: Callable[[str], str] = str
) -> Iterator[str]:
    """The best allocation and the next best, lot by lot; all of those that are equal."""
    heading = ngettext(
        "The best combination:", "The best combinations, all equal:", len(whole.best)
    )
    yield from _several(model, heading, whole.best, whole.method, name)
    if whole.next_best:
        heading = ngettext(
            "The next best combination:", "The next best combinations:", len(whole.next_best)
        )
        yield from _several(model, heading, whole.next_best, whole.method, name)


def _several(
    model: Model,
    heading: str,
    found: Sequence[Allocation],
    method: str,
    name: Callable[[str], str],
) -> Iterator[str]:
    yield heading
    for one in found[:MOST_SHOWN]:
        yield "  " + _allocation(model, one, method, name)
    left = len(found) - MOST_SHOWN
    if left > 0:
        text = ngettext("and {count} more", "and {count} more", left)
        yield "  " + text.format(count=left)


def _allocation(model: Model, one: Allocation, method: str, name: Callable[[str], str]) -> str:
    wins = []
    for lot in model.lots:
        bids = [win for win in one.wins if win.lot == lot.id]
        names = ", ".join(
            f"{name(win.supplier)} ({_worth(model, win.total.shown, win.price, method)})"
            for win in bids
        )
        wins.append(f"{lot.title or lot.id}: {names or _('not awarded')}")
    value = Decimal(one.value.shown)
    total = _worth(model, one.value.shown, value, method)
    text = _("{wins}; together {total}").format(wins="; ".join(wins), total=total)
    if one.discounts:
        names = ", ".join(name(supplier) for supplier in one.discounts)
        text += " " + _("(with the conditional discount of {names})").format(names=names)
    return text


def _worth(model: Model, total: str, price: Decimal | None, method: str) -> str:
    """A price where prices are added up, else a total."""
    if method == "least_total_price" and price is not None:
        return money(price, currency(model))
    return number(Decimal(total))

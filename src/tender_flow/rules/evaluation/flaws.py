"""What a formula's known flaws did to this very ranking, as findings: nothing is changed by them.

* A relative formula looks at other bids, so a bid that leaves may turn the order of those that
  stay (rank reversal: Stilger, Siderius and van Raaij 2017; Chen 2008). Here each bid that can
  move anything is left out in turn and the order of the rest is compared.
* Between lowest and highest price the dearest has no points however close it is, two bids are
  all or nothing, and equal prices have no formula at all.
* An outlier stretches the range or lifts the mean, and with it everybody's points.
* Bids whose results lie within the bound of an irrational formula can't be told apart.

The published tests for abnormally low tenders (`screens`) are asked here too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tender_flow.rules.evaluation import combining, prices, scoring
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.irrational import Near
from tender_flow.rules.evaluation.rounding import shown
from tender_flow.rules.evaluation.screens import SCREENS, fences
from tender_flow.rules.evaluation.ties import Groups
from tender_flow.rules.findings import Fact, Finding, Severity

MOST_LEFT_OUT = 100
"""In a larger field only the first so many bids that could move anything are left out in turn."""

RANK_REVERSAL = "Stilger, Siderius and van Raaij 2017, Journal of Public Procurement; Chen 2008"
LOW_PRICE = "Procurement Act 2023 s.19"


def flaws(
    model: Model, lot: str, bids: Sequence[scoring.Priced], groups: Groups
) -> Iterator[Finding]:
    """Every finding about a lot's bids that are still in, and about the order that came out."""
    about: dict[str, Fact] = {"lot": lot, "lot_title": model.lot(lot).title or lot}
    for finding in (
        *_rank_reversal(model, lot, bids),
        *_range(model, bids, about),
        *_outliers(model, bids),
        *_undecidable(model, groups, about),
        *_abnormally_low(model, bids),
    ):
        yield Finding(
            finding.code, {**about, **finding.facts}, finding.severity, source=finding.source
        )


def _rank_reversal(model: Model, lot: str, bids: Sequence[scoring.Priced]) -> Iterator[Finding]:
    """Each bid whose leaving would turn the order of others; a warning where their best changes."""
    if len(bids) < 3:
        return
    whole = scoring.field_of(model, lot, bids)
    found = scoring.results(model, whole)
    for index in _movers(model, lot, bids)[:MOST_LEFT_OUT]:
        rest = [*bids[:index], *bids[index + 1 :]]
        here = [*found[:index], *found[index + 1 :]]
        there = scoring.results(model, scoring.field_of(model, lot, rest))
        places = list(zip(_places(model, here), _places(model, there), strict=True))
        changed = [bid[0] for bid, (one, other) in zip(rest, places, strict=True) if one != other]
        if changed:
            first = any((one == 0) != (other == 0) for one, other in places)
            facts: dict[str, Fact] = {"left_out": bids[index][0], "suppliers": tuple(changed)}
            severity = Severity.WARNING if first else Severity.NOTE
            yield Finding("ranks-hang-on-bid", facts, severity, source=RANK_REVERSAL)


def _movers(model: Model, lot: str, bids: Sequence[scoring.Priced]) -> list[int]:
    """The bids whose leaving changes what the formulas look at; for most methods one or none."""
    if not _looks_at(model):
        return []
    whole = _seen(model, lot, bids)
    return [
        index
        for index in _may_move(model, bids)
        if _seen(model, lot, [*bids[:index], *bids[index + 1 :]]) != whole
    ]


def _may_move(model: Model, bids: Sequence[scoring.Priced]) -> list[int]:
    """A quick look: only who is alone at an end moves it by leaving; any bid moves a mean."""
    if "mean" in _looks_at(model) or "all" in _looks_at(model):
        return list(range(len(bids)))
    amounts = _alone_at_an_end([one[1] for one in bids if one[1] is not None])
    points = _alone_at_an_end([quality.points for _supplier, _price, quality in bids])
    return [index for index, one in enumerate(bids) if one[1] in amounts or one[2].points in points]


def _alone_at_an_end(values: Sequence[Decimal | Fraction]) -> set[Decimal | Fraction]:
    ends = {min(values), max(values)} if values else set()
    return {end for end in ends if values.count(end) == 1}


def _looks_at(model: Model) -> tuple[str, ...]:
    return (*combining.COMBINES[model.combine].looks_at, *_formula_looks_at(model))


def _formula_looks_at(model: Model) -> tuple[str, ...]:
    leaf = model.price()
    if leaf is None or leaf.price is None:
        return ()
    return prices.FORMULAS[leaf.price.formula].looks_at


def _seen(model: Model, lot: str, bids: Sequence[scoring.Priced]) -> tuple[object, ...]:
    """What the formulas see of all bids; equal means that nothing can move."""
    amounts = [Fraction(price) for _supplier, price, _quality in bids if price is not None]
    of_price = tuple(prices.REFERENCES[name](amounts) for name in _formula_looks_at(model))
    if not combining.COMBINES[model.combine].looks_at:
        return of_price
    field = scoring.field_of(model, lot, bids)
    return (*of_price, *combining.references(model.combine, field))


def _places(model: Model, results: Sequence[Near]) -> list[int]:
    """For each result how many are better."""
    ordered = sorted(one.value for one in results)
    if combining.COMBINES[model.combine].higher_wins:
        return [len(ordered) - bisect_right(ordered, one.value) for one in results]
    return [bisect_left(ordered, one.value) for one in results]


def _range(
    model: Model, bids: Sequence[scoring.Priced], about: dict[str, Fact]
) -> Iterator[Finding]:
    leaf = model.price()
    amounts = [price for _supplier, price, _quality in bids if price is not None]
    if leaf is None or leaf.price is None or leaf.price.formula != "full_range" or not amounts:
        return
    if min(amounts) == max(amounts):
        points = str(leaf.price.settings["all_equal"])
        yield Finding("prices-all-equal", {**about, "points": points}, Severity.WARNING)
    elif len(amounts) == 2:
        yield Finding("price-all-or-nothing", about, Severity.WARNING)


def _outliers(model: Model, bids: Sequence[scoring.Priced]) -> Iterator[Finding]:
    """Prices outside the fences of a box plot, where highest or mean price counts."""
    if not {"highest", "mean", "all"} & set(_looks_at(model)):
        return
    amounts = [Fraction(price) for _supplier, price, _quality in bids if price is not None]
    if len(amounts) < 4:
        return
    low, high = fences(amounts, "type_8")
    for supplier, price, _quality in bids:
        if price is not None and not low <= Fraction(price) <= high:
            facts: dict[str, Fact] = {"supplier": supplier, "price": price}
            yield Finding("price-outlier", facts, Severity.WARNING, source=RANK_REVERSAL)


def _undecidable(model: Model, groups: Groups, about: dict[str, Fact]) -> Iterator[Finding]:
    """Bids that share a place only because their results lie within the bound of error."""
    every = [bid for group in groups for bid in group]
    for bid, after in pairwise(every):
        bound = bid.total.error + after.total.error
        alike = (bid.price, bid.quality.exact) == (after.price, after.quality.exact)
        if bound and not alike and abs(bid.total.exact - after.total.exact) <= bound:
            names = (bid.supplier, after.supplier)
            yield Finding("order-within-error", {**about, "suppliers": names}, Severity.WARNING)
    for bid in every:
        error = bid.total.error
        ends = {shown(bid.total.exact + way * error, model.rounding) for way in (-1, 1)}
        if len(ends) > 1:
            yield Finding("digits-within-error", {"supplier": bid.supplier}, Severity.WARNING)


def _abnormally_low(model: Model, bids: Sequence[scoring.Priced]) -> Iterator[Finding]:
    """The published tests, each with its rule; a flag to ask the bidder, never an exclusion."""
    priced = [(supplier, price) for supplier, price, _quality in bids if price is not None]
    amounts = [Fraction(price) for _supplier, price in priced]
    as_money = replace(model.rounding, places=max(2, model.rounding.places))
    for screen in model.screens if amounts else ():
        rule = SCREENS[screen.rule]
        low = rule.low(amounts, screen.settings)
        source = f"{LOW_PRICE}; {rule.source}"
        if low is None:
            about: dict[str, Fact] = {"rule": screen.rule, "count": len(amounts)}
            yield Finding("low-price-test-not-applied", about, Severity.NOTE, source=source)
        for supplier, price in priced:
            if low and Fraction(price) in low:
                limit = shown(low[Fraction(price)], as_money)
                facts = {"price": price, "rule": screen.rule, "limit": limit}
                yield _low(supplier, facts, source)


def _low(supplier: str, facts: Mapping[str, Fact], source: str) -> Finding:
    about: dict[str, Fact] = {"supplier": supplier, **facts}
    return Finding("price-abnormally-low", about, Severity.WARNING, source=source)

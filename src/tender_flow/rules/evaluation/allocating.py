"""The award over all lots where allocations are compared as wholes, and conditional discounts.

The model publishes which allocation is the best (`GOALS`):

* `best_total_score`: the largest sum of the winners' totals;
* `least_total_price`: the least sum of the winners' prices.

First come the allocations that award most lots. All that respect the limits are tried
(`allocations`). Of equal ones, one whose winners rank at least as well in each lot, and better in
one, goes first: that order was published. What is still equal is reported, all of it, and nobody
is proposed in the lots where it differs (support.keelvar.com, How are tie breaks awarded).

A conditional discount holds only in an outcome that meets its condition. So each combination of
discounts that can hold together is a scenario: every lot is ranked inside it, with that scenario's
own lowest price, and only allocations that make exactly these discounts hold count in it; then
the scenarios are compared as wholes. One ranking with discounted bids as the reference was
suspended (Belgian Council of State 257117).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import ceil, lcm

from tender_flow.rules.evaluation.allocations import (
    Field,
    Found,
    Rules,
    Search,
    TooManyError,
    Won,
    possible,
    try_all,
)
from tender_flow.rules.evaluation.bids import BidInput
from tender_flow.rules.evaluation.criteria import ALL_LOTS, Model
from tender_flow.rules.evaluation.lot_limits import limits_of
from tender_flow.rules.evaluation.results import (
    Allocation,
    AwardProposal,
    LotAward,
    LotResult,
    Number,
    Standing,
    WholeAward,
    Win,
)
from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.rules.evaluation.scoring import number
from tender_flow.rules.evaluation.ties import compared
from tender_flow.rules.findings import Fact, Finding, Severity

Rerank = Callable[[Sequence[BidInput]], Sequence[LotResult]]
"""Ranks every lot again, with other prices."""

MOST_SCENARIOS = 256

Scenario = Mapping[str, int]
"""By supplier: which of its discounts holds; a supplier that is missing has none."""

TIE_SOURCE = "support.keelvar.com, How are tie breaks awarded"


def _score(model: Model, bid: Standing) -> Fraction:
    return compared(model, bid.total, model.rounding.rank_on)


def _price(_model: Model, bid: Standing) -> Fraction:
    return -Fraction(bid.price or 0)


GOALS: dict[str, Callable[[Model, Standing], Fraction]] = {
    "best_total_score": _score,
    "least_total_price": _price,
}
"""What a winning bid adds to the worth of an allocation; more is better."""


def propose_whole(
    model: Model, results: Sequence[LotResult], bids: Sequence[BidInput], rerank: Rerank
) -> AwardProposal:
    """Who would win the lots in the best allocation, or why nobody."""
    waiting = tuple(_title(model, one.lot) for one in results if not one.is_final)
    if waiting:
        return _nobody(results, _warning("award-combination-waits", lots=waiting))
    count = possible([one.standings for one in results], model.award.per_lot)
    try:
        found = _search(model, results, bids, rerank)
    except TooManyError:
        return _nobody(results, _warning("award-too-many-combinations", possible=count))
    if not found:
        facts: dict[str, Fact] = {"least": model.award.minimum_suppliers}
        return _nobody(results, _warning("award-no-combination", **facts))
    return _proposal(model, results, found, count)


def _search(
    model: Model, results: Sequence[LotResult], bids: Sequence[BidInput], rerank: Rerank
) -> list[Found]:
    """The best and next best allocations over all scenarios."""
    fields = [
        _field(model, bids, scenario, results if not scenario else rerank(_at(bids, scenario)))
        for scenario in _scenarios(model, bids)
    ]
    search = _search_of(model, bids, fields)
    for one in fields:
        try_all(search, one)
    return search.found


def _scenarios(model: Model, bids: Sequence[BidInput]) -> list[Scenario]:
    """Every combination of discounts that may hold together, none of them first."""
    if not model.award.conditional_discounts:
        return [{}]
    offering = sorted((bid for bid in bids if bid.discounts), key=lambda bid: bid.supplier)
    each = [[None, *range(len(bid.discounts))] for bid in offering]
    count = 1
    for ways in each:
        count *= len(ways)
    if count > MOST_SCENARIOS:
        raise TooManyError
    return [
        {
            bid.supplier: index
            for bid, index in zip(offering, chosen, strict=True)
            if index is not None
        }
        for chosen in product(*each)
    ]


def _at(bids: Sequence[BidInput], scenario: Scenario) -> list[BidInput]:
    """The bids at the prices of a scenario."""
    return [
        _discounted(bid, scenario[bid.supplier]) if bid.supplier in scenario else bid
        for bid in bids
    ]


def _discounted(bid: BidInput, index: int) -> BidInput:
    holds = bid.discounts[index]
    lots = {
        lot: own if own.price is None else replace(own, price=holds.price(lot, own.price))
        for lot, own in bid.lots.items()
    }
    return replace(bid, lots=lots)


def _field(
    model: Model, bids: Sequence[BidInput], scenario: Scenario, results: Sequence[LotResult]
) -> Field:
    """The bids of a scenario, and whether an outcome makes exactly its discounts hold."""
    offers = {
        bid.supplier: bid.discounts
        for bid in bids
        if bid.discounts and model.award.conditional_discounts
    }

    def can_hold(won: Won) -> bool:
        lots = _lots_by_supplier(won)
        return all(
            next((i for i, one in enumerate(given) if one.is_met(lots.get(supplier, ()))), None)
            == scenario.get(supplier)
            for supplier, given in offers.items()
        )

    worth = GOALS[model.award.method]
    standings = {one.lot: one.standings for one in results}
    return Field(standings, lambda bid: worth(model, bid), can_hold, tuple(scenario))


def _lots_by_supplier(won: Won) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for lot, bids in won.items():
        for bid in bids:
            found.setdefault(bid.supplier, []).append(lot)
    return found


def _search_of(model: Model, bids: Sequence[BidInput], fields: Sequence[Field]) -> Search:
    """A search with one unit for all fields: every worth in them is a whole number of it."""
    standings = [bid for one in fields for lot in one.lots.values() for bid in lot]
    scale = lcm(1, *(fields[0].worth(bid).denominator for bid in standings))
    widest = max((bid.total.error for bid in standings), default=Fraction(0))
    scored = model.award.method == "best_total_score" and model.rounding.rank_on == "exact"
    places = len(model.lots) * model.award.per_lot
    slack = ceil(2 * places * widest * scale) if scored else 0
    ceiling = model.ceiling(ALL_LOTS)
    rules = Rules(
        model.award.per_lot,
        limits_of(model.award, bids),
        model.award.minimum_suppliers if model.award.minimum_suppliers > 1 else 0,
        Fraction(ceiling) if ceiling is not None else None,
    )
    return Search(rules, scale, slack)


def _proposal(
    model: Model, results: Sequence[LotResult], found: Sequence[Found], count: int
) -> AwardProposal:
    whole = _whole(model, found, count)
    lots = tuple(_lot_award(model, one.lot, whole.best) for one in results)
    return AwardProposal(lots, tuple(_explained(model, whole)), whole)


def _whole(model: Model, found: Sequence[Found], count: int) -> WholeAward:
    """The best allocations and the next best; those that can't be told apart are together."""
    ordered = sorted(found, key=lambda one: one.key, reverse=True)
    values = {id(one): _value(model, one) for one in ordered}

    def as_good(first: Found, other: Found) -> bool:
        mine, theirs = values[id(first)], values[id(other)]
        same_places = first.key[0] == other.key[0]
        return same_places and abs(mine.exact - theirs.exact) <= mine.error + theirs.error

    top = [one for one in ordered if as_good(ordered[0], one)]
    rest = [one for one in ordered if one not in top]
    best = [one for one in top if not any(_ranks_better(other, one) for other in top)]
    behind = [one for one in top if one not in best] or [
        one for one in rest if as_good(rest[0], one)
    ]
    return WholeAward(
        model.award.method,
        _allocations(model, best, values),
        _allocations(model, behind, values),
        count,
    )


def _ranks_better(one: Found, other: Found) -> bool:
    """In one ranking: are its winners at least as well placed in each lot, and better in one?"""
    places = [{lot: len(bids) for lot, bids in won.items()} for won in (one.won, other.won)]
    if one.field is not other.field or places[0] != places[1]:
        return False
    ranks = [
        (sorted(bid.rank for bid in one.won[lot]), sorted(bid.rank for bid in other.won[lot]))
        for lot in one.won
    ]
    pairs = [pair for mine, theirs in ranks for pair in zip(mine, theirs, strict=True)]
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)


def _value(model: Model, found: Found) -> Number:
    """What the allocation is worth as published: the sum of its totals or of its prices."""
    bids = [bid for lot in found.won.values() for bid in lot]
    worths = sum((GOALS[model.award.method](model, bid) for bid in bids), Fraction(0))
    if model.award.method == "least_total_price":
        return Number(-worths, exact_text(-worths))
    exact = model.rounding.rank_on == "exact"
    error = sum((bid.total.error for bid in bids), Fraction(0)) if exact else Fraction(0)
    return number(model, worths, error)


def _allocations(
    model: Model, found: Sequence[Found], values: Mapping[int, Number]
) -> tuple[Allocation, ...]:
    made = [
        Allocation(
            tuple(
                Win(lot.id, bid.supplier, bid.rank, bid.total, bid.price)
                for lot in model.lots
                for bid in sorted(one.won.get(lot.id, ()), key=lambda bid: (bid.rank, bid.supplier))
            ),
            values[id(one)],
            one.field.discounts,
        )
        for one in found
    ]
    return tuple(sorted(made, key=lambda one: [(win.lot, win.supplier) for win in one.wins]))


def _lot_award(model: Model, lot: str, best: Sequence[Allocation]) -> LotAward:
    """The lot's winners where all best allocations agree on them."""
    about: dict[str, Fact] = {"lot": lot, "lot_title": _title(model, lot)}
    ways = {one.suppliers_of(lot) for one in best}
    if len(ways) > 1:
        names = tuple(sorted({supplier for way in ways for supplier in way}))
        facts: dict[str, Fact] = {**about, "suppliers": names, "count": len(best)}
        tied = Finding("award-combinations-equal", facts, Severity.WARNING, source=TIE_SOURCE)
        return LotAward(lot, (), (tied,))
    winners = ways.pop()
    if not winners:
        return LotAward(lot, (), (Finding("award-without-bid", about, Severity.WARNING),))
    return LotAward(lot, winners, ())


def _explained(model: Model, whole: WholeAward) -> list[Finding]:
    """In a sentence: how the best allocation stands to the next; equal ones have their own."""
    if len(whole.best) > 1:
        return []
    best = whole.best[0]
    if not best.wins:
        return []
    facts: dict[str, Fact] = {"value": best.value.shown, "possible": whole.possible}
    if not whole.next_best:
        return [Finding("award-only-combination", facts, Severity.NOTE)]
    following = whole.next_best[0]
    facts["next"] = following.value.shown
    if len(best.wins) > len(following.wins):
        facts |= {"places": len(best.wins), "next_places": len(following.wins)}
        return [Finding("award-most-lots", facts, Severity.NOTE)]
    if best.value.exact == following.value.exact:
        return [Finding("award-better-ranked", facts, Severity.NOTE)]
    price = model.award.method == "least_total_price"
    code = "award-least-price-of-all" if price else "award-best-score-of-all"
    return [Finding(code, facts, Severity.NOTE)]


def _nobody(results: Sequence[LotResult], why: Finding) -> AwardProposal:
    return AwardProposal(tuple(LotAward(one.lot, (), ()) for one in results), (why,))


def _warning(code: str, /, **facts: Fact) -> Finding:
    return Finding(code, facts, Severity.WARNING)


def _title(model: Model, lot: str) -> str:
    return model.lot(lot).title or lot

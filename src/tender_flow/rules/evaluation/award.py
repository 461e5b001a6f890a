"""What the published rules propose over all lots: winners, limits, the ceiling of all.

`lot_by_lot`: each lot offers itself to its best-ranked bids (`per_lot` of them). A supplier that
would win more than it may (the published maximum, its own capacity, two lots that don't go
together) goes through its lots in the published order and keeps what it may; each other lot goes
to its next-ranked bid. This repeats until nothing changes, and the order of lots never matters.
The published orders are `WHEN_CAPPED`:

* `largest_total`: the lots where its own total is largest;
* `largest_advantage`: those where it is furthest ahead of the next bid; a lot that nobody else
  could have comes first;
* `bidder_preference`: the order that the bidder stated in its tender.

The other methods compare all allocations as wholes: `allocating`.

Where the rules don't decide, nobody is proposed and a finding says why: a tie in first place, an
unfinished ranking, a limit without a published rule (Procurement Act 2023 s.23(4) asks for an
objective mechanism), equal totals at the limit. If the proposed bids cost more together than the
ceiling over all lots, nobody is proposed at all: which lot gives way was not published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial

from tender_flow.rules.evaluation.allocating import Rerank, propose_whole
from tender_flow.rules.evaluation.bids import BidInput
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import ALL_LOTS, Model
from tender_flow.rules.evaluation.lot_limits import Limits, choices, limits_of
from tender_flow.rules.evaluation.results import AwardProposal, LotAward, LotResult, Standing
from tender_flow.rules.evaluation.ties import DRAWN_BY_LOT, compared
from tender_flow.rules.findings import Fact, Finding, Severity

CAP_SOURCE = "Procurement Act 2023 s.23(4); Public Contracts Regulations 2015 reg 46"

LOT_BY_LOT = "lot_by_lot"

_Value = tuple[int, Fraction]
"""What a lot is worth to a supplier at a limit; more is better."""


@dataclass(slots=True)
class _Lot:
    """A lot while the proposal is made."""

    result: LotResult
    title: str
    barred: set[str] = field(default_factory=set)
    """Suppliers that keep other lots instead."""
    winners: tuple[Standing, ...] = ()
    stopped: list[Finding] = field(default_factory=list)
    """Why nobody can be proposed."""
    notes: list[Finding] = field(default_factory=list)

    def in_line(self) -> list[Standing]:
        """The bids that may have it, best first."""
        return [bid for bid in self.result.standings if bid.supplier not in self.barred]


@dataclass(slots=True)
class _Table:
    """All lots of a model with what limits their winners."""

    model: Model
    lots: Mapping[str, _Lot]
    limits: Limits
    preferences: Mapping[str, tuple[str, ...]]

    def titles(self, lots: Sequence[str]) -> tuple[str, ...]:
        """Titles in the order of the model."""
        return tuple(lot.title for key, lot in self.lots.items() if key in lots)


def propose_award(
    model: Model, results: Sequence[LotResult], bids: Sequence[BidInput], rerank: Rerank
) -> AwardProposal:
    """Who would win each lot by the model's rules, or why nobody.

    `rerank` ranks the lots again with other prices; only conditional discounts ask for it.
    """
    if model.award.method != LOT_BY_LOT:
        return propose_whole(model, results, bids, rerank)
    lots = {
        result.lot: _Lot(result, model.lot(result.lot).title or result.lot) for result in results
    }
    preferences = {bid.supplier: bid.preference for bid in bids}
    table = _Table(model, lots, limits_of(model.award, bids), preferences)
    changed = True
    while changed:
        for lot in lots.values():
            _fill(model, lot)
        changed = _apply_limits(table)
    findings = _over_budget(model, lots)
    return AwardProposal(
        tuple(_lot_award(lot, stop=bool(findings)) for lot in lots.values()), tuple(findings)
    )


def _fill(model: Model, lot: _Lot) -> None:
    """The lot's winners among the bids that may have it, or why there are none."""
    lot.winners = ()
    if lot.stopped:
        return
    if not lot.result.is_final:
        lot.stopped.append(_warning("award-waits", lot))
        return
    in_line = lot.in_line()
    if not in_line:
        lot.stopped.append(_warning("award-without-bid", lot))
        return
    places = model.award.per_lot
    first, next_one = in_line[:places], in_line[places : places + 1]
    if next_one and next_one[0].rank == first[-1].rank:
        tied = tuple(bid.supplier for bid in in_line if bid.rank == first[-1].rank)
        drawn = DRAWN_BY_LOT in model.ties
        code = "award-waits-for-draw" if drawn else "award-tied"
        lot.stopped.append(_warning(code, lot, suppliers=tied))
        return
    lot.winners = tuple(first)


def _apply_limits(table: _Table) -> bool:
    """Takes lots from suppliers that would win too many; did anything change?"""
    changed = False
    for supplier, won in _won(table.lots).items():
        if not table.limits.allow(supplier, won):
            _cut(table, supplier, won)
            changed = True
    return changed


def _won(lots: Mapping[str, _Lot]) -> dict[str, dict[str, Standing]]:
    """By supplier: its winning bids by lot."""
    found: dict[str, dict[str, Standing]] = {}
    for key, lot in lots.items():
        for winner in lot.winners:
            found.setdefault(winner.supplier, {})[key] = winner
    return found


def _cut(table: _Table, supplier: str, won: Mapping[str, Standing]) -> None:
    """What a supplier keeps of the lots that it may not win together."""
    facts: dict[str, Fact] = {"supplier": supplier, "won": table.titles([*won])}
    rule = table.model.award.when_capped
    if rule is None:
        _stop(table, won, "award-cap-without-rule", facts)
        return
    if rule == "bidder_preference" and not set(won) <= set(table.preferences[supplier]):
        _stop(table, won, "award-preference-missing", facts)
        return
    values = {key: WHEN_CAPPED[rule](table, key, bid) for key, bid in won.items()}
    ranked = [
        [key for key, value in values.items() if value == worth]
        for worth in sorted(set(values.values()), reverse=True)
    ]
    outcomes = choices(ranked, partial(table.limits.allow, supplier))
    always, ever = frozenset.intersection(*outcomes), frozenset.union(*outcomes)
    _stop(table, [key for key in won if key in ever - always], "award-cap-undecided", facts)
    facts["kept"] = table.titles([*always])
    for key in won:
        if key not in ever:
            lot = table.lots[key]
            lot.barred.add(supplier)
            lot.notes.append(_note("award-passed-on", lot, CAP_SOURCE, **facts))


def _stop(
    table: _Table,
    lots: Sequence[str] | Mapping[str, Standing],
    code: str,
    facts: Mapping[str, Fact],
) -> None:
    for key in lots:
        lot = table.lots[key]
        lot.stopped.append(_warning(code, lot, CAP_SOURCE, **facts))


def _largest_total(table: _Table, _lot: str, bid: Standing) -> _Value:
    return 0, compared(table.model, bid.total, table.model.rounding.rank_on)


def _largest_advantage(table: _Table, lot: str, bid: Standing) -> _Value:
    """How far the bid is ahead of the first that wins nothing there."""
    line = table.lots[lot].in_line()
    following = line[table.model.award.per_lot :]
    own = compared(table.model, bid.total, table.model.rounding.rank_on)
    if not following:
        return 1, Fraction(0)
    other = compared(table.model, following[0].total, table.model.rounding.rank_on)
    sign = 1 if COMBINES[table.model.combine].higher_wins else -1
    return 0, sign * (own - other)


def _bidder_preference(table: _Table, lot: str, bid: Standing) -> _Value:
    return 0, Fraction(-table.preferences[bid.supplier].index(lot))


WHEN_CAPPED: dict[str, Callable[[_Table, str, Standing], _Value]] = {
    "largest_total": _largest_total,
    "largest_advantage": _largest_advantage,
    "bidder_preference": _bidder_preference,
}
"""The published rules for which lots a supplier keeps: what a lot is worth to it."""


def _over_budget(model: Model, lots: Mapping[str, _Lot]) -> list[Finding]:
    ceiling = model.ceiling(ALL_LOTS)
    prices = [bid.price for lot in lots.values() for bid in lot.winners if bid.price is not None]
    together = sum(prices, Decimal(0))
    if ceiling is None or together <= ceiling:
        return []
    facts: dict[str, Fact] = {"together": together, "ceiling": ceiling}
    return [Finding("award-over-ceiling-of-all-lots", facts, Severity.WARNING)]


def _lot_award(lot: _Lot, *, stop: bool) -> LotAward:
    if stop or lot.stopped:
        return LotAward(lot.result.lot, (), tuple(lot.stopped))
    suppliers = tuple(bid.supplier for bid in lot.winners)
    return LotAward(lot.result.lot, suppliers, tuple(lot.notes))


def _warning(code: str, lot: _Lot, source: str | None = None, **facts: Fact) -> Finding:
    return Finding(code, _facts(lot, facts), Severity.WARNING, source=source)


def _note(code: str, lot: _Lot, source: str | None = None, **facts: Fact) -> Finding:
    return Finding(code, _facts(lot, facts), Severity.NOTE, source=source)


def _facts(lot: _Lot, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    return {"lot": lot.result.lot, "lot_title": lot.title, **facts}

"""What the published rules propose over all lots: winners, lots per supplier, the ceiling of all.

Each lot offers itself to its best-ranked bids (`per_lot` of them). A supplier that would win more
lots than `maximum_lots_per_supplier` keeps those that the published rule names, and each other
lot goes to its next-ranked bid; this repeats until nothing changes, and the order of lots never
matters. The rule `largest_total`: it keeps the lots where its own total is largest.

Where the rules don't decide, nobody is proposed and a finding says why: a tie in first place, an
unfinished ranking, a cap without a published rule (Procurement Act 2023 s.23(4) asks for an
objective mechanism), equal totals at the cap. If the proposed bids cost more together than the
ceiling over all lots, nobody is proposed at all: which lot gives way was not published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.criteria import ALL_LOTS, Model
from tender_flow.rules.evaluation.results import AwardProposal, LotAward, LotResult, Standing
from tender_flow.rules.evaluation.ties import DRAWN_BY_LOT, compared
from tender_flow.rules.findings import Fact, Finding, Severity

CAP_SOURCE = "Procurement Act 2023 s.23(4); Public Contracts Regulations 2015 reg 46"


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


def propose_award(model: Model, results: Sequence[LotResult]) -> AwardProposal:
    """Who would win each lot by the model's rules, or why nobody."""
    lots = {
        result.lot: _Lot(result, model.lot(result.lot).title or result.lot) for result in results
    }
    changed = True
    while changed:
        for lot in lots.values():
            _fill(model, lot)
        changed = _apply_cap(model, lots)
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
    in_line = [bid for bid in lot.result.standings if bid.supplier not in lot.barred]
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


def _apply_cap(model: Model, lots: Mapping[str, _Lot]) -> bool:
    """Takes lots from suppliers that would win too many; did anything change?"""
    cap = model.award.maximum_lots_per_supplier
    if cap is None:
        return False
    changed = False
    for supplier, won in _won(lots).items():
        if len(won) > cap:
            _cut(model, supplier, won, cap)
            changed = True
    return changed


def _won(lots: Mapping[str, _Lot]) -> dict[str, list[tuple[_Lot, Standing]]]:
    found: dict[str, list[tuple[_Lot, Standing]]] = {}
    for lot in lots.values():
        for winner in lot.winners:
            found.setdefault(winner.supplier, []).append((lot, winner))
    return found


def _cut(model: Model, supplier: str, won: list[tuple[_Lot, Standing]], cap: int) -> None:
    facts: dict[str, Fact] = {"supplier": supplier, "cap": cap}
    if model.award.when_capped is None:
        for lot, _bid in won:
            lot.stopped.append(_warning("award-cap-without-rule", lot, CAP_SOURCE, **facts))
        return

    def total(one: tuple[_Lot, Standing]) -> Fraction:
        return compared(model, one[1].total, model.rounding.rank_on)

    ordered = sorted(won, key=total, reverse=True)
    least_kept, most_given = total(ordered[cap - 1]), total(ordered[cap])
    if least_kept == most_given:
        for one in ordered:
            if total(one) == least_kept:
                one[0].stopped.append(_warning("award-cap-undecided", one[0], CAP_SOURCE, **facts))
        return
    for lot, _bid in ordered[cap:]:
        lot.barred.add(supplier)
        lot.notes.append(_note("award-passed-on", lot, CAP_SOURCE, **facts))


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

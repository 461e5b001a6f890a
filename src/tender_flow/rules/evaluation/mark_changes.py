"""The smallest change of a single mark that changes the winner of a lot.

A court asks whether one other mark would change the result (Braceurself v NHS England [2022]
EWHC 1532 (TCC)). Every panel mark is tried on every other level of its scale, the nearest levels
first, and each change that may matter is evaluated anew: a mark can also put a bid below a
minimum, which moves the lowest price for all, or bring one back that a minimum had put out.
On a scale that is a range the nearest mark that changes the winner is found by halving, between
one edge of a band and the next, up and down. Where an answer has individual marks, it is the
panel's mark that moves. A shared question is moved in one lot at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.bids import BidInput, Draw, LotBid, panel_mark
from tender_flow.rules.evaluation.criteria import HUNDRED, Criterion, Model
from tender_flow.rules.evaluation.marks import PanelMark
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.results import LotResult, Standing
from tender_flow.rules.evaluation.scales import Scale
from tender_flow.rules.evaluation.weight_comparisons import (
    Beside,
    Comparison,
    as_published,
    comparison_of,
)
from tender_flow.rules.evaluation.weight_intervals import SUMS

MINIMUMS = frozenset(
    {
        "mark-below-minimum",
        "section-below-minimum",
        "total-below-minimum",
        "result-below-band",
    }
)
"""The exclusions that a mark can undo."""


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One mark that, changed, changes who is first."""

    supplier: str
    criterion_id: str
    before: PanelMark
    after: Decimal
    steps: int
    """How many levels of the scale lie between the two, the new one counted."""
    winners: tuple[str, ...]
    """Who would be first then; more than one where no rule decides, none where no bid is left."""


def winners(result: LotResult) -> tuple[str, ...]:
    """Every bid of rank 1."""
    return tuple(bid.supplier for bid in result.standings if bid.rank == 1)


def one_lot(model: Model, lot: str) -> Model:
    """The model as if this were its only lot, so that trying it again costs one lot."""
    return replace(model, lots=(model.lot(lot),))


def smallest_mark_changes(
    model: Model, bids: Sequence[BidInput], result: LotResult, draws: Sequence[Draw] = ()
) -> tuple[MarkChange, ...]:
    """Every change of a single mark by the fewest steps that changes the winner; () if none can."""
    alone, pairs = one_lot(model, result.lot), _pairs(model, result)
    trial = _Trial(alone, result.lot, bids, result, draws, *pairs)
    moves = sorted(trial.moves(), key=lambda move: (move.steps, move.supplier, move.criterion_id))
    found: list[MarkChange] = []
    for move in moves:
        if found and move.steps > found[0].steps:
            break
        if (after := trial.winners_after(move)) != set(winners(result)):
            found.append(replace(move, winners=tuple(sorted(after))))
    return tuple(found)


def _pairs(model: Model, result: LotResult) -> tuple[Comparison | None, Beside | None]:
    compare = comparison_of(model, result) if model.combine not in SUMS else None
    if compare is None or not result.standings:
        return None, None
    return compare, as_published(model, result)


def _moved(beside: Beside, supplier: str, gain: Fraction) -> Beside:
    """The bids with one of them some quality points better or worse."""
    bids = (
        replace(bid, quality=bid.quality + gain, share=bid.share + gain / beside.full)
        if bid.supplier == supplier
        else bid
        for bid in beside.bids
    )
    return replace(beside, bids=tuple(bids))


@dataclass(frozen=True, slots=True)
class _Trial:
    """A lot whose marks are moved one at a time."""

    model: Model
    lot: str
    bids: Sequence[BidInput]
    result: LotResult
    draws: Sequence[Draw]
    compare: Comparison | None = None
    """Tells two bids apart without evaluating, where points aren't simply added."""
    beside: Beside | None = None

    def moves(self) -> Iterator[MarkChange]:
        """Every move that is worth evaluating; `winners` is filled in by the trial."""
        standings = {bid.supplier: bid for bid in self.result.standings}
        returning = {
            bid.supplier
            for bid in self.result.excluded
            if all(reason.code in MINIMUMS for reason in bid.reasons)
        }
        for bid in self.bids:
            standing = standings.get(bid.supplier)
            if standing is not None or bid.supplier in returning:
                yield from self._moves_of(bid, standing)

    def winners_after(self, move: MarkChange) -> set[str]:
        """Who is first once the mark is changed."""
        changed = [
            with_mark(bid, self.lot, move.criterion_id, move.after)
            if bid.supplier == move.supplier
            else bid
            for bid in self.bids
        ]
        return set(winners(evaluate(self.model, changed, self.draws).for_lot(self.lot)))

    def _moves_of(self, bid: BidInput, standing: Standing | None) -> Iterator[MarkChange]:
        given = bid.lots[self.lot].marks
        for leaf in self.model.leaves_for(self.lot):
            if leaf.kind != "scored" or leaf.id not in given:  # out before it was marked
                continue
            before = panel_mark(self.model, leaf, given[leaf.id])
            scale = self.model.scale_of(leaf)
            if scale.is_range:
                yield from self._nearest(bid.supplier, leaf, before, standing)
                continue
            marks = [level.mark for level in scale.levels]
            for after in marks:
                low, high = min(before, after), max(before, after)
                steps = sum(low <= mark <= high and mark != before for mark in marks)
                move = MarkChange(bid.supplier, leaf.id, before, after, steps, ())
                if steps and (standing is None or self._may_matter(standing, leaf, move)):
                    yield move

    def _nearest(
        self, supplier: str, leaf: Criterion, before: PanelMark, standing: Standing | None
    ) -> Iterator[MarkChange]:
        """On a range: the first mark down and the first up that change the winner."""
        scale = self.model.scale_of(leaf)
        start = scale.place_of(before)
        down = range(start - 1, -1, -1)
        up = range(start + scale.has(before), len(scale.levels))
        for places in (down, up):
            move = MarkChange(supplier, leaf.id, before, scale.lowest.mark, 0, ())
            found = self._first_of(move, leaf, places, standing)
            if found is not None:
                yield found

    def _first_of(
        self, move: MarkChange, leaf: Criterion, places: range, standing: Standing | None
    ) -> MarkChange | None:
        """The first of these places on the scale, counted away from the mark, that matters."""
        scale, first = self.model.scale_of(leaf), set(winners(self.result))

        def moved(at: int) -> MarkChange:
            return replace(move, after=scale.levels[places[at]].mark, steps=at + 1)

        def changes(at: int) -> bool:
            tried = moved(at)
            matters = standing is None or self._may_matter(standing, leaf, tried)
            return matters and self.winners_after(tried) != first

        ends = sorted(places.index(edge) for edge in _edges(scale, leaf) if edge in places)
        least = next((at for at in ends if changes(at)), None)
        if least is None:
            return None
        between = range(max((at for at in ends if at < least), default=-1) + 1, least + 1)
        return moved(between[bisect_left(between, True, key=changes)])

    def _may_matter(self, standing: Standing, leaf: Criterion, move: MarkChange) -> bool:
        """Could this move change the winner? Arithmetic on the total, to save evaluations."""
        if self.model.stages:
            return True
        change = Fraction(move.after) - Fraction(move.before)
        step = change / Fraction(self.model.scale_of(leaf).highest.mark)
        gain = self.model.effective_weight(leaf.id, self.lot) * step
        if self.model.combine not in SUMS:
            return self._may_overtake(standing, leaf, move, gain)
        if gain < 0 and self._falls_out(standing, leaf, move.after, gain):
            return True
        rivals = [bid.total.exact for bid in self.result.standings if bid is not standing]
        if standing.rank == 1 and gain < 0:
            return bool(rivals) and standing.total.exact + gain <= max(rivals) + self._unit()
        first = self.result.standings[0].total.exact
        tied = len(winners(self.result)) > 1
        return (
            gain > 0
            and standing.total.exact + gain >= first - self._unit()
            and (standing.rank > 1 or tied)
        )

    def _may_overtake(
        self, standing: Standing, leaf: Criterion, move: MarkChange, gain: Fraction
    ) -> bool:
        """The same where two bids are compared in pairs: is the first still ahead of all?"""
        tied = len(winners(self.result)) > 1 or self.model.rounding.rank_on != "exact"
        if self.compare is None or self.beside is None or tied:
            return True
        # A minimum of the total is one of the ratio, which doesn't fall in line with the points.
        limited = self.model.minimum_total is not None
        if gain < 0 and (limited or self._falls_out(standing, leaf, move.after, gain)):
            return True
        beside = _moved(self.beside, move.supplier, gain)
        first, *rivals = sorted(
            beside.bids, key=lambda bid: bid.supplier != self.result.standings[0].supplier
        )
        return any(self.compare(first, rival, beside) <= 0 for rival in rivals)

    def _unit(self) -> Fraction:
        """Totals this close may be equal in print, where the printed ones are compared."""
        return Fraction(1, 10**self.model.rounding.places)

    def _falls_out(
        self, standing: Standing, leaf: Criterion, mark: Decimal, gain: Fraction
    ) -> bool:
        if leaf.minimum is not None and mark < leaf.minimum:
            return True
        total = self.model.minimum_total
        if total is not None and standing.total.exact + gain < Fraction(total):
            return True
        return any(
            (standing.scores[section.id].exact + gain) * HUNDRED
            < Fraction(section.minimum) * self.model.effective_weight(section.id, self.lot)
            for section in self.model.path(leaf.id)[:-1]
            if section.minimum is not None and section.id in standing.scores
        )


def _edges(scale: Scale, leaf: Criterion) -> set[int]:
    """Where a range's bands and the question's minimum begin, the marks just below, both ends."""
    begins = [scale.place_of(band.lowest) for band in scale.bands]
    if leaf.minimum is not None:
        begins.append(scale.place_of(leaf.minimum))
    return {*begins, *(begin - 1 for begin in begins), len(scale.levels) - 1}


def with_mark(bid: BidInput, lot: str, criterion: str, mark: PanelMark) -> BidInput:
    """The bid with another panel mark for one question of one lot."""
    here = bid.lots[lot]
    marks = {**here.marks, criterion: mark}
    return replace(bid, lots={**bid.lots, lot: replace(here, marks=marks)})


def only_lot(bids: Iterable[BidInput], lot: str) -> tuple[BidInput, ...]:
    """The bids of one lot, without what they offer elsewhere."""
    return tuple(replace(bid, lots=_one(bid.lots, lot)) for bid in bids if lot in bid.lots)


def _one(lots: Mapping[str, LotBid], lot: str) -> dict[str, LotBid]:
    return {lot: lots[lot]}

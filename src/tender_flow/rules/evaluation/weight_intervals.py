"""How far a weight may move before another bid wins, in closed form and exact.

One weight moves between 0 and the total of its level; its siblings share the rest in their
published proportion, and everything outside the level stays. With a weighted sum every total
is then a straight line in that weight:

    quality 60 -> w, price 40 -> 100 − w:    total = w × quality score + (100 − w) × price score

so the winner stays ahead of each rival on one side of one crossing, and the interval lies
between the nearest crossings. At an end the totals are equal and the published tie rules speak.
The bids that are in stay in: minimums are not tried against other weights.

Ways of combining that are no sum of points are compared by `weight_comparisons`, two bids at a
time, where that too is a straight line; the others have no intervals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Criterion, Model
from tender_flow.rules.evaluation.parts import counted_model
from tender_flow.rules.evaluation.results import LotResult, Standing
from tender_flow.rules.evaluation.weight_comparisons import Moving, comparison_of

LINEAR = "weighted_sum"
"""The way of combining in which totals are straight lines in every weight; what simply adds."""

SUMS = frozenset({LINEAR, "qcbs"})
"""The ways whose totals are sums of weighted points (`qcbs`: with its own price formula)."""


@dataclass(frozen=True, slots=True)
class WeightInterval:
    """Between which weights of one criterion the winner stays first, its siblings rescaled."""

    criterion_id: str
    weight: Fraction
    """As published, among its siblings."""
    total: Fraction
    """What the weights of its level add up to."""
    low: Fraction
    high: Fraction
    below: tuple[str, ...]
    """Who is level with the winner at `low`; empty where the winner holds down to 0."""
    above: tuple[str, ...]
    """Who is level with the winner at `high`; empty where it holds up to the total."""

    @property
    def room(self) -> Fraction:
        """How far the weight is from the nearer end at which the winner changes."""
        ends = [self.weight - self.low] if self.below else []
        ends += [self.high - self.weight] if self.above else []
        return min(ends, default=self.total)


@dataclass(frozen=True, slots=True)
class _Line:
    """A rival's distance behind the winner, at the two ends of a weight."""

    rival: str
    at_zero: Fraction
    at_total: Fraction

    def crossing(self, total: Fraction) -> Fraction:
        return total * self.at_zero / (self.at_zero - self.at_total)


def weight_intervals(model: Model, result: LotResult) -> tuple[WeightInterval, ...]:
    """The interval of every weight that can move in a lot, in the order of the model.

    Empty where the way of combining has none in closed form, or the lot has no single winner
    ahead of or level with every other bid on exact totals. A criterion alone at its level can't
    move.
    """
    model = counted_model(model)  # the weights of what only selects aren't in any total
    if not result.standings or not has_intervals(model, result):
        return ()
    winner, *rivals = result.standings
    if any(_before(model, rival, winner) or rival.rank == 1 for rival in rivals):
        return ()
    found = (
        _interval(model, result, criterion, siblings, total)
        if model.combine in SUMS
        else _compared(model, result, criterion, siblings, total)
        for criterion, siblings, total in _movable(model, result.lot)
    )
    return tuple(interval for interval in found if interval is not None)


def has_intervals(model: Model, result: LotResult) -> bool:
    """Are intervals offered for this way of combining, in this lot?"""
    return model.combine in SUMS or comparison_of(model, result) is not None


def _before(model: Model, one: Standing, other: Standing) -> bool:
    """Is one ahead of the other by the exact result?"""
    if COMBINES[model.combine].higher_wins:
        return one.total.exact > other.total.exact
    return one.total.exact < other.total.exact


def _movable(model: Model, lot: str) -> Iterator[tuple[Criterion, tuple[Criterion, ...], Fraction]]:
    """Each criterion whose weight can move, with its siblings and the total of its level."""
    top = tuple(one for one in model.criteria if one.applies_to(lot))
    levels = {"": (top, model.total)}
    for one in model.walk():
        if one.criteria and one.applies_to(lot):
            levels[one.id] = (one.children_for(lot), one.total)
    parents = {child.id: name for name, (level, _total) in levels.items() for child in level}
    for one in model.walk():
        if one.id not in parents or not _weighs(model, one, lot):
            continue
        level, total = levels[parents[one.id]]
        siblings = tuple(
            other for other in level if other is not one and _weighs(model, other, lot)
        )
        if siblings:
            yield one, siblings, total


def _weighs(model: Model, criterion: Criterion, lot: str) -> bool:
    return bool(criterion.weight) and model.effective_weight(criterion.id, lot) > 0


def _compared(
    model: Model,
    result: LotResult,
    criterion: Criterion,
    siblings: Sequence[Criterion],
    total: Fraction,
) -> WeightInterval | None:
    """The interval from comparisons in pairs; None where one of them isn't straight."""
    compare = comparison_of(model, result)
    assert compare is not None
    assert criterion.weight is not None
    moving = Moving(model, result.lot, criterion, siblings, total, result.standings, compare)
    if not moving.is_straight:
        return None
    falling, rising = moving.crossings(down=True), moving.crossings(down=False)
    low = max(falling.values(), default=Fraction(0))
    high = min(rising.values(), default=total)
    below = tuple(name for name, at in falling.items() if at == low)
    above = tuple(name for name, at in rising.items() if at == high)
    return WeightInterval(criterion.id, criterion.weight, total, low, high, below, above)


def _interval(
    model: Model,
    result: LotResult,
    criterion: Criterion,
    siblings: Sequence[Criterion],
    total: Fraction,
) -> WeightInterval:
    assert criterion.weight is not None
    lot, standings = result.lot, result.standings
    share = criterion.weight / total
    level = model.effective_weight(criterion.id, lot) / share
    own = _scores(model, lot, (criterion,), standings)
    others = _scores(model, lot, siblings, standings)
    winner, *rivals = standings
    lines = []
    for rival in rivals:
        on_own = level * (own[winner.supplier] - own[rival.supplier])
        on_others = level * (others[winner.supplier] - others[rival.supplier])
        now = winner.total.exact - rival.total.exact
        outside = now - share * on_own - (1 - share) * on_others
        lines.append(_Line(rival.supplier, outside + on_others, outside + on_own))
    rising = {line.rival: line.crossing(total) for line in lines if line.at_zero < line.at_total}
    falling = {line.rival: line.crossing(total) for line in lines if line.at_zero > line.at_total}
    low = max([Fraction(0), *rising.values()])
    high = min([total, *falling.values()])
    below = tuple(name for name, at in rising.items() if at == low)
    above = tuple(name for name, at in falling.items() if at == high)
    return WeightInterval(criterion.id, criterion.weight, total, low, high, below, above)


def _scores(
    model: Model, lot: str, criteria: Sequence[Criterion], standings: Sequence[Standing]
) -> Mapping[str, Fraction]:
    """By supplier, the share (0 to 1) reached of all that these criteria can give."""
    leaves = [leaf.id for one in criteria for leaf in one.walk() if leaf.is_leaf]
    full = sum((model.effective_weight(one.id, lot) for one in criteria), Fraction(0))
    return {
        bid.supplier: sum(
            (bid.scores[leaf].exact for leaf in leaves if leaf in bid.scores), Fraction(0)
        )
        / full
        for bid in standings
    }

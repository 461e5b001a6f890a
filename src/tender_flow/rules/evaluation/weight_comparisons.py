"""Intervals of weights where a result is no sum of points: two bids compared in closed form.

A price per quality point is a ratio, and a ratio is no straight line in a weight. But *which* of
two bids is ahead needs no division: with P / Q, A is before B while

    P_B × Q_A − P_A × Q_B  >  0

and that is a straight line in any one weight, because quality points are. Each way of combining
in `COMPARISONS` has such a comparison, its source the way's own formula in `combining`,
multiplied out by what is above 0. Where a way looks at the best quality, another bid may become
the best one on the way: there the line has a kink, and each piece is looked at by itself.

Before an interval is given, each piece is checked to be straight at its middle; a weight for
which it isn't is left out. Ways with powers, amounts in place of weights, a band or the median
have no comparison here, and nothing is offered for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Criterion, Model
from tender_flow.rules.evaluation.results import LotResult, Standing
from tender_flow.rules.evaluation.settings import Settings, number, word

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class At:
    """One bid at one value of a weight."""

    supplier: str
    quality: Fraction
    """Its quality points."""
    share: Fraction
    """The same as a share of what can be reached, also where that is worth nothing."""
    price: Fraction
    """Its price; 0 where the way doesn't look at it."""
    price_points: Fraction


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside two bids at one value of a weight."""

    bids: tuple[At, ...]
    full: Fraction
    """The quality points that can be reached."""
    price_weight: Fraction
    settings: Settings

    @property
    def best(self) -> Fraction:
        """The best of these shares."""
        return max(bid.share for bid in self.bids)


Comparison = Callable[[At, At, Beside], Fraction]
"""Above 0 while the first bid is ahead of the second, 0 where they are level."""


def _per_point(a: At, b: At, _: Beside) -> Fraction:
    return b.price * a.quality - a.price * b.quality


def _money_for_quality(a: At, b: At, beside: Beside) -> Fraction:
    return b.price - a.price + number(beside.settings, "per_point") * (a.quality - b.quality)


def _quality(a: At, b: At, _: Beside) -> Fraction:
    return a.quality - b.quality


def _relative_value(a: At, b: At, beside: Beside) -> Fraction:
    return b.price * (a.quality + beside.full) - a.price * (b.quality + beside.full)


def _premium(a: At, b: At, beside: Beside) -> Fraction:
    gained = number(beside.settings, "estimate") * (a.quality - b.quality)
    return (b.price - a.price) * beside.price_weight + gained


def _rescaled(a: At, b: At, beside: Beside) -> Fraction:
    gained = beside.full * (a.share - b.share)
    return gained + beside.best * (a.price_points - b.price_points)


def _utility(a: At, b: At, beside: Beside) -> Fraction:
    lost = beside.price_weight - beside.best * beside.full
    return (lost + a.quality) * b.price - (lost + b.quality) * a.price


def _uplift(a: At, b: At, beside: Beside) -> Fraction:
    best = ONE if word(beside.settings, "best") == "full_points" else beside.best

    def uplifted(bid: At) -> Fraction:
        missing = (best - bid.share) * beside.full
        return bid.price * (best * beside.price_weight + missing)

    return uplifted(b) - uplifted(a)


def _against_the_mean(a: At, b: At, beside: Beside) -> Fraction:
    quality = sum((bid.share for bid in beside.bids), ZERO) / len(beside.bids)
    price = sum((bid.price for bid in beside.bids), ZERO) / len(beside.bids)
    gained = beside.full * (a.share - b.share)
    return gained - beside.price_weight * (a.price - b.price) / price * quality


COMPARISONS: Mapping[str, Comparison] = {
    **dict.fromkeys(
        ("price_per_quality_point", "value_for_money", "quality_price", "ufab_simple"), _per_point
    ),
    **dict.fromkeys(("quality_rescaled", "rated_criteria"), _rescaled),
    **dict.fromkeys(("qbs", "fbs"), _quality),
    "monetised_quality": _money_for_quality,
    "rvc": _relative_value,
    "quality_premium": _premium,
    "utility_index": _utility,
    "price_uplift": _uplift,
    "ufab_weighted": _against_the_mean,
}
"""The ways that have a comparison, `ufab_weighted` with the mean as its reference."""


def comparison_of(model: Model, result: LotResult) -> Comparison | None:
    """The comparison for this model and lot; None where there is none in closed form."""
    if model.combine == "ufab_weighted" and word(model.combine_settings, "reference") != "mean":
        return None
    if COMBINES[model.combine].looks_at and any(one.scores for one in result.excluded):
        return None  # a bid that is out may have been the best one, or in the mean
    return COMPARISONS.get(model.combine)


@dataclass(frozen=True, slots=True)
class Moving:
    """One weight of a lot on its way from 0 to the total of its level."""

    model: Model
    lot: str
    criterion: Criterion
    siblings: Sequence[Criterion]
    total: Fraction
    standings: Sequence[Standing]
    compare: Comparison
    known: dict[Fraction, tuple[Beside, dict[str, At]]] = field(default_factory=dict, compare=False)
    """What was computed already, by the value of the weight."""

    @property
    def is_straight(self) -> bool:
        """Is every comparison a straight line on each of its pieces?"""
        winner, *rivals = self.standings
        pieces = self._pieces(ZERO, self.total)
        return all(
            2 * self._ahead(winner.supplier, rival.supplier, (start + end) / 2)
            == self._ahead(winner.supplier, rival.supplier, start)
            + self._ahead(winner.supplier, rival.supplier, end)
            for rival in rivals
            for start, end in pieces
        )

    def crossings(self, *, down: bool) -> dict[str, Fraction]:
        """Each rival that gets ahead on this side, with the weight at which it is level."""
        winner, *rivals = self.standings
        found = {
            rival.supplier: self._crossing(winner.supplier, rival.supplier, down=down)
            for rival in rivals
        }
        return {name: at for name, at in found.items() if at is not None}

    def _crossing(self, winner: str, rival: str, *, down: bool) -> Fraction | None:
        assert self.criterion.weight is not None
        end = ZERO if down else self.total
        for near, far in self._pieces(self.criterion.weight, end):
            ahead, then = self._ahead(winner, rival, near), self._ahead(winner, rival, far)
            if then < 0:
                return near + (far - near) * ahead / (ahead - then)
        return None

    def _pieces(self, start: Fraction, end: Fraction) -> list[tuple[Fraction, Fraction]]:
        """From one weight to another, parted where a comparison may have a kink."""
        low, high = sorted((start, end))
        kinks = [at for at in self._kinks() if low < at < high]
        points = sorted({start, end, *kinks}, reverse=end < start)
        return list(pairwise(points))

    def _ahead(self, winner: str, rival: str, weight: Fraction) -> Fraction:
        if weight not in self.known:
            there = self._beside(weight)
            self.known[weight] = there, {bid.supplier: bid for bid in there.bids}
        beside, by_name = self.known[weight]
        return self.compare(by_name[winner], by_name[rival], beside)

    def _kinks(self) -> Iterator[Fraction]:
        """Where another bid becomes the one with the best quality."""
        if "best_quality" not in COMBINES[self.model.combine].looks_at:
            return
        ends = {
            at: {bid.supplier: bid.quality for bid in self._beside(at).bids}
            for at in (ZERO, self.total)
        }
        lines = [(ends[ZERO][bid], ends[self.total][bid]) for bid in ends[ZERO]]
        at = ZERO
        best = max(lines)
        while True:
            meet = [
                (self._meet(best, line), line) for line in lines if line[1] - line[0] > _rise(best)
            ]
            onward = [(where, line) for where, line in meet if where > at]
            if not onward:
                return
            at = min(where for where, _line in onward)
            best = max((line for where, line in onward if where == at), key=_rise)
            yield at

    def _meet(self, one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> Fraction:
        return self.total * (one[0] - other[0]) / (_rise(other) - _rise(one))

    def _beside(self, weight: Fraction) -> Beside:
        """Every bid with this weight in place of the published one, the siblings rescaled."""
        return self.with_factors(self._factors(weight))

    def with_factors(self, factors: Mapping[str, Fraction]) -> Beside:
        """Every bid, with the worth of some leaves changed."""
        now, then = self._worth({}), self._worth(factors)
        asked = [leaf for leaf in then if leaf != self._price_leaf]
        full = sum((then[leaf] for leaf in asked), ZERO)
        return Beside(
            tuple(self._at(bid, asked, factors, now, full) for bid in self.standings),
            full,
            then.get(self._price_leaf, ZERO),
            self.model.combine_settings,
        )

    @property
    def _price_leaf(self) -> str:
        price = self.model.price()
        return price.id if price is not None else ""

    def _worth(self, factors: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """By leaf with a weight, the points that it can give."""
        return {
            leaf.id: self.model.effective_weight(leaf.id, self.lot) * factors.get(leaf.id, ONE)
            for leaf in self.model.leaves_for(self.lot)
            if leaf.kind != "pass_fail" and leaf.weight
        }

    def _factors(self, weight: Fraction) -> dict[str, Fraction]:
        """By leaf of the level, how its worth changes."""
        own = self.criterion.weight
        assert own is not None
        rest = (self.total - weight) / (self.total - own)
        moved = {leaf.id: weight / own for leaf in self.criterion.walk()}
        others = {leaf.id: rest for sibling in self.siblings for leaf in sibling.walk()}
        return {**moved, **others}

    def _at(
        self,
        bid: Standing,
        asked: Sequence[str],
        factors: Mapping[str, Fraction],
        now: Mapping[str, Fraction],
        full: Fraction,
    ) -> At:
        def points(factors: Mapping[str, Fraction]) -> Fraction:
            scores = (bid.scores[leaf].exact * factors.get(leaf, ONE) for leaf in asked
                      if leaf in bid.scores)  # fmt: skip
            return sum(scores, ZERO)

        quality = points(factors)
        # Where the whole of quality is worth nothing its leaves keep their proportion.
        share = quality / full if full else points({}) / sum((now[leaf] for leaf in asked), ZERO)
        factor = factors.get(self._price_leaf, ONE)
        return At(bid.supplier, quality, share, _price(bid), bid.price_score.exact * factor)


def as_published(model: Model, result: LotResult) -> Beside:
    """Every bid of a lot at the published weights."""
    still = Moving(
        model, result.lot, model.criteria[0], (), ONE, result.standings, COMPARISONS[model.combine]
    )
    return still.with_factors({})


def _rise(line: tuple[Fraction, Fraction]) -> Fraction:
    return line[1] - line[0]


def _price(bid: Standing) -> Fraction:
    """The price that was compared: as it went into the result."""
    for step in bid.steps:
        compared = step.inputs.get("price") if step.what == "combined" else None
        if isinstance(compared, Decimal | Fraction):
            return Fraction(compared)
    return Fraction(bid.price) if bid.price is not None else ZERO

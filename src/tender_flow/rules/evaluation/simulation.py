"""What chance would do to a result: many draws of weights and marks, and each bid's ranks.

    table = simulate(model, result, Chances(seed=7))
    table.probability("Alpha", 1)        # in what share of the draws Alpha is first

Each draw takes every leaf's effective weight times a factor between `1 − spread` and
`1 + spread`, all values alike, as a whole number of small units; and, with the chance `slips`,
each mark one level of its scale up or down. Only ratios of weights matter for ranks, so nothing
is rescaled. Price points and the bids that are in stay as they are; minimums are not tried.

The table is exact. Weights and scores are whole numbers, a total is a sum of their products
below 2**53, where a float holds every whole number, so matrix product and sort lose nothing.
`total × 2**bits + bid` in one number is sorted in place: the fastest exact way that was found.
Where a score is no whole number of units (a price ratio), it is rounded to the nearest unit, and
each draw in which that could matter is ranked again with fractions. Equal totals share the
better rank. The same seed gives the same table, bit for bit: the numbers come raw from PCG64,
whose stream numpy keeps for ever.

numpy is imported inside, and comes with `tender-flow[simulation]`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.parts import counted_model
from tender_flow.rules.evaluation.results import LotResult, Standing
from tender_flow.rules.evaluation.weight_intervals import SUMS
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from types import ModuleType

Array = Any
"""A numpy array; numpy is optional, so its types are not named."""

EXACT_IN_A_FLOAT = 2**53
"""Every whole number below is a float of its own."""

WEIGHT_UNITS = 1_000_000
"""The published weights of all leaves together, in units of a draw (0.0001 points of 100)."""

CELLS_AT_ONCE = 100_000
"""How many totals are in memory together; more is no faster."""

ONE_THREAD = 2**18
"""So many products at most at a time, OpenBLAS starts no second thread.

Threads gain nothing here, and where the machine is busy they wait for each other: the products
alone then took twenty times their time.
"""

MOST_BIDS = 4096


@dataclass(frozen=True, slots=True)
class Chances:
    """What is drawn."""

    seed: int
    draws: int = 100_000
    spread: Fraction = Fraction(1, 4)
    """How far each weight may be from the published one, as a share of it; below 1."""
    slips: Fraction = Fraction(0)
    """How likely each mark is one level of its scale higher or lower (half and half); 0 to 1."""


@dataclass(frozen=True, slots=True)
class RankTable:
    """How often each bid took each rank."""

    lot: str
    suppliers: tuple[str, ...]
    """As ranked; the rows of `counts`."""
    counts: tuple[tuple[int, ...], ...]
    """By supplier, the draws in which it took rank 1, 2 …"""
    chances: Chances
    ranked_again: int
    """The draws that were ranked with fractions, because rounded scores lay too close."""

    def probability(self, supplier: str, rank: int) -> Fraction:
        """The share of the draws in which a bid took a rank (from 1)."""
        return Fraction(self.counts[self.suppliers.index(supplier)][rank - 1], self.chances.draws)


@dataclass(frozen=True, slots=True)
class Problem:
    """A lot as whole numbers: weights to draw and scores to multiply them with."""

    weights: tuple[int, ...]
    """By leaf, the published weight in units of a draw."""
    scores: tuple[tuple[Fraction, ...], ...]
    """By bid and leaf, the share of the leaf's points that it reached."""
    ladders: tuple[tuple[Fraction, ...], ...]
    """By leaf, the shares that its scale can give, ascending; empty for the price."""


def simulate(model: Model, result: LotResult, chances: Chances) -> RankTable | None:
    """How often each bid takes each rank if weights and marks are drawn.

    None where there is nothing to draw: the model doesn't add up points, or no bid is ranked.

    Raises:
        BadInputError: `simulation-without-numpy`, `simulation-too-many-bids`, or a number that
            can't be drawn with (`simulation-chance`).
    """
    _check(chances, len(result.standings))
    if model.combine not in SUMS or not result.standings:
        return None
    counts, again = rank_counts(problem_of(model, result), chances)
    names = tuple(bid.supplier for bid in result.standings)
    return RankTable(result.lot, names, counts, chances, again)


def problem_of(model: Model, result: LotResult) -> Problem:
    """A ranked lot as whole numbers; what only selects is in no total and left out."""
    model = counted_model(model)
    leaves = [
        leaf
        for leaf in model.leaves_for(result.lot)
        if leaf.kind != "pass_fail" and model.effective_weight(leaf.id, result.lot) > 0
    ]
    full = {leaf.id: model.effective_weight(leaf.id, result.lot) for leaf in leaves}

    def share(bid: Standing, leaf: str) -> Fraction:
        return bid.scores[leaf].exact / full[leaf] if leaf in bid.scores else Fraction(0)

    ladders = []
    for leaf in leaves:
        scale = model.scale_of(leaf) if leaf.kind == "scored" else None
        top = Fraction(scale.highest.mark) if scale is not None else Fraction(1)
        marks = scale.levels if scale is not None else ()
        ladders.append(tuple(Fraction(level.mark) / top for level in marks))
    return Problem(
        tuple(max(1, int(full[leaf.id] * WEIGHT_UNITS / 100)) for leaf in leaves),
        tuple(tuple(share(bid, leaf.id) for leaf in leaves) for bid in result.standings),
        tuple(ladders),
    )


def rank_counts(problem: Problem, chances: Chances) -> tuple[tuple[tuple[int, ...], ...], int]:
    """By bid, how often it took each rank; and how many draws were ranked again with fractions."""
    np = _numpy()
    work = _Work(np, problem, chances)
    bids = len(problem.scores)
    counts = np.zeros(bids * bids, np.int64)
    again = 0
    for draws in work.portions():
        found, repeated = work.ranked(draws)
        counts += found
        again += repeated
    rows = counts.reshape(bids, bids).tolist()
    return tuple(tuple(row) for row in rows), again


class _Work:
    """The arrays of one simulation, made once; `ranked` takes one portion of the draws."""

    def __init__(self, np: ModuleType, problem: Problem, chances: Chances) -> None:
        self.np, self.problem, self.draws = np, problem, chances.draws
        self.bids, self.leaves = len(problem.scores), len(problem.weights)
        self.bits = max(1, (self.bids - 1).bit_length())
        self.random = np.random.PCG64(chances.seed)
        self.slips = int(chances.slips * 2**32)
        base = [int(weight * (1 - chances.spread)) for weight in problem.weights]
        spans = [2 * int(weight * chances.spread) + 1 for weight in problem.weights]
        self.low, self.span = np.array(base, np.uint64), np.array(spans, np.uint64)
        largest = sum(low + span for low, span in zip(base, spans, strict=True))
        self.unit = _unit(problem, EXACT_IN_A_FLOAT // ((largest + 1) << self.bits) - 1)
        rounded = [any(self.unit % one for one in leaf) for leaf in _denominators(problem)]
        self.rounded = np.array(rounded, np.float64) if any(rounded) else None
        self.scores = _in_units(np, problem.scores, self.unit)
        # Highest first, so that the sort's order is the ranking's; the last row, which every
        # draw weighs with 1, adds the bid's number.
        numbers = np.arange(self.bids, dtype=np.float64)
        self.packed = np.vstack([-(self.scores.T) * float(1 << self.bits), numbers])
        self.places = np.arange(self.bids)
        self.ranks = self.places << self.bits
        self.lower: Array = None
        self.higher: Array = None
        if self.slips:
            self.lower, self.higher = _steps(np, problem, self.unit)

        # Made once: fresh memory for every portion costs more than what is computed in it.
        self.at_once = max(1, CELLS_AT_ONCE // (self.bids * (self.leaves if self.slips else 1)))
        self.weights = np.ones((self.at_once, self.leaves + 1))
        self.totals = np.empty((self.at_once, self.bids))
        self.order = np.empty((self.at_once, self.bids), np.int64)
        self.apart = np.empty((self.at_once, self.bids - 1), np.int64)

    def portions(self) -> Iterator[int]:
        """How many draws to take together, until all are taken."""
        for start in range(0, self.draws, self.at_once):
            yield min(self.at_once, self.draws - start)

    def ranked(self, draws: int) -> tuple[Array, int]:
        """The counts of so many draws, and how many of them were ranked with fractions."""
        np = self.np
        weights = self._weights(draws)
        moved = self._moved(draws) if self.slips else None
        totals = self.totals[:draws]
        if moved is None:
            self._multiply(weights, totals)
        else:
            np.matmul(moved, weights[:, :-1, None], out=totals[:, :, None])
            totals *= -float(1 << self.bits)
            totals += self.packed[-1]
        totals.sort(axis=1)
        order = self.order[:draws]
        order[:] = totals
        if self.rounded is not None:
            return self._ranked_again(order, weights, moved)
        if (level := self._level(order)) is None:
            return self._count(order), 0
        return self._count(order[~level]) + self._count_level(order[level]), 0

    def _weights(self, draws: int) -> Array:
        """By draw, a whole-number weight for each leaf, every value about equally often; then 1."""
        np = self.np
        raw = self.random.random_raw(draws * self.leaves).reshape(draws, self.leaves)
        raw >>= np.uint64(32)
        raw *= self.span
        raw >>= np.uint64(32)
        raw += self.low
        weights: Array = self.weights[:draws]
        weights[:, :-1] = raw
        return weights

    def _multiply(self, weights: Array, totals: Array) -> None:
        """All totals, a few draws at a time in one call."""
        few = max(1, ONE_THREAD // self.packed.size)
        whole = len(weights) // few * few
        rows = weights[:whole].reshape(-1, few, self.leaves + 1)
        self.np.matmul(rows, self.packed, out=totals[:whole].reshape(-1, few, self.bids))
        self.np.matmul(weights[whole:], self.packed, out=totals[whole:])

    def _moved(self, draws: int) -> Array:
        """Scores in units with some marks a level higher or lower, by draw, bid and leaf."""
        np = self.np
        shape = (draws, self.bids, self.leaves)
        raw = self.random.random_raw(draws * self.bids * self.leaves).reshape(shape)
        slipped = (raw >> np.uint64(32)) < np.uint64(self.slips)
        up = (raw & np.uint64(1)).astype(bool)
        return np.where(slipped, np.where(up, self.higher, self.lower), self.scores)

    def _level(self, order: Array) -> Array | None:
        """The draws in which two neighbours have equal totals: nothing above the bid differs."""
        np = self.np
        apart = self.apart[: len(order)]
        apart = np.bitwise_xor(order[:, 1:], order[:, :-1], out=apart).view(np.uint64)
        if not apart.size or apart.min() >= np.uint64(1 << self.bits):
            return None
        return (apart < np.uint64(1 << self.bits)).any(axis=1)

    def _count(self, order: Array) -> Array:
        """The counts of draws whose order is their ranking; `order` is used up."""
        order &= (1 << self.bits) - 1
        order |= self.ranks  # rank and bid are one number, and its counts the table
        size = self.bids << self.bits
        found = self.np.bincount(order.ravel(), minlength=size).reshape(self.bids, -1)
        return found[:, : self.bids].T.ravel()

    def _count_level(self, order: Array) -> Array:
        """The counts of draws with equal totals, which share the better rank."""
        np = self.np
        high = order >> self.bits
        new = np.pad(high[:, 1:] != high[:, :-1], ((0, 0), (1, 0)), constant_values=True)
        ranks = np.maximum.accumulate(np.where(new, self.places, 0), axis=1)
        cells = (order & ((1 << self.bits) - 1)) * self.bids + ranks
        return np.bincount(cells.ravel(), minlength=self.bids * self.bids)

    def _ranked_again(self, order: Array, weights: Array, moved: Array | None) -> tuple[Array, int]:
        """As `ranked`, where scores were rounded to units and some totals lie too close to tell.

        Each score is at most half a unit from its true value, so the distance of two totals is
        at most the sum of the weights of rounded leaves from its own.
        """
        np = self.np
        bounds = weights[:, :-1] @ self.rounded
        gaps = self.apart[: len(order)]
        np.subtract(order[:, 1:], order[:, :-1], out=gaps)
        if not gaps.size or gaps.min() > int(bounds.max() + 1) << self.bits:
            return self._count(order), 0
        close = np.diff(order >> self.bits, axis=1) <= bounds[:, None]
        doubtful = np.flatnonzero(close.any(axis=1)).tolist()
        ranks = np.tile(self.places, (len(order), 1))
        bids = order & ((1 << self.bits) - 1)
        for draw in doubtful:
            for start, end in _runs(close[draw].tolist()):
                run = bids[draw, start:end].tolist()
                shares = moved[draw] if moved is not None else None
                totals = [self._exact(bid, weights[draw], shares) for bid in run]
                for at, total in enumerate(totals):
                    ranks[draw, start + at] = start + sum(other > total for other in totals)
        cells = (bids * self.bids + ranks).ravel()
        return np.bincount(cells, minlength=self.bids * self.bids), len(doubtful)

    def _exact(self, bid: int, weights: Array, moved: Array | None) -> Fraction:
        """The total of a bid in one draw, as a fraction."""
        shares: Sequence[Fraction] = self.problem.scores[bid]
        if moved is not None:
            steps = zip(moved[bid].tolist(), shares, self.problem.ladders, strict=True)
            shares = [_true_share(*step, self.unit) for step in steps]
        drawn = (int(weight) for weight in weights[:-1].tolist())
        return sum((w * s for w, s in zip(drawn, shares, strict=True)), Fraction(0))


def _runs(close: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of neighbours that lie close; `close` is about each gap."""
    start = 0
    for at, near in enumerate((*close, False), start=1):
        if not near:
            if at - start > 1:
                yield start, at
            start = at


def _in_units(np: ModuleType, rows: Sequence[Sequence[Fraction]], unit: int) -> Array:
    """Shares as whole numbers of units, the nearest where they are none."""
    above = np.array([[share.numerator for share in row] for row in rows], object)
    below = np.array([[share.denominator for share in row] for row in rows], object)
    return ((2 * unit * above + below) // (2 * below)).astype(np.float64)


def _steps(np: ModuleType, problem: Problem, unit: int) -> tuple[Array, Array]:
    """For each bid and leaf, its score in units one level down and one level up."""
    around = [
        [_neighbours(share, ladder) for share, ladder in zip(row, problem.ladders, strict=True)]
        for row in problem.scores
    ]
    lower = _in_units(np, [[down for down, _up in row] for row in around], unit)
    higher = _in_units(np, [[up for _down, up in row] for row in around], unit)
    return lower, higher


def _neighbours(score: Fraction, ladder: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The shares one level down and up; the same at an end, and for what has no scale."""
    below, above = ladder[: bisect_left(ladder, score)], ladder[bisect_right(ladder, score) :]
    return (below[-1] if below else score), (above[0] if above else score)


def _true_share(units: float, score: Fraction, ladder: Sequence[Fraction], unit: int) -> Fraction:
    """The share that these units stand for: the bid's own score, or a neighbour of it."""
    options = (score, *_neighbours(score, ladder))
    return min(options, key=lambda share: abs(share * unit - int(units)))


def _denominators(problem: Problem) -> list[set[int]]:
    """By leaf, the denominators of everything that bids reached and its scale can give."""
    columns = zip(*problem.scores, strict=True)
    return [
        {share.denominator for share in (*column, *ladder)}
        for column, ladder in zip(columns, problem.ladders, strict=True)
    ]


def _unit(problem: Problem, most: int) -> int:
    """How many units a full score has: one in which marks are whole numbers, at most `most`."""
    found = _denominators(problem)
    marks, prices = 1, 1
    for denominators, ladder in zip(found, problem.ladders, strict=True):
        if ladder:
            marks = lcm(marks, *denominators)
        else:
            prices = lcm(prices, *denominators)
    if marks > most:
        return most
    everything = lcm(marks, prices)
    return everything if everything <= most else most // marks * marks


def _check(chances: Chances, bids: int) -> None:
    limits: Mapping[str, bool] = {
        "draws": 1 <= chances.draws <= 10_000_000,
        "spread": 0 <= chances.spread < 1,
        "slips": 0 <= chances.slips <= 1,
        "seed": 0 <= chances.seed < 2**63,
    }
    for name, holds in limits.items():
        if not holds:
            raise BadInputError(Finding("simulation-chance", {"field": name}))
    if bids > MOST_BIDS:
        raise BadInputError(Finding("simulation-too-many-bids", {"bids": bids, "most": MOST_BIDS}))


def _numpy() -> ModuleType:
    try:
        import numpy
    except ImportError:
        raise BadInputError(Finding("simulation-without-numpy")) from None
    return numpy

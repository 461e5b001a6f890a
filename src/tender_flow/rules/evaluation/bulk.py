"""The packed path: exact totals and ranks of many marks with integers only.

A model's leaf weights are scaled once to whole numbers over one common denominator. A total
is then a sum of weight times mark, which the store itself can compute, and two totals are
equal exactly when the integers are. Nothing is divided before ranking: a Decimal mean of
three or seven marks is cut at 28 digits, and true ties fall apart.

Marks come as INTEGER ten-thousandths, as the store keeps them (3.5 is 35000).

Many marks in memory are a `MarkTable`. numpy, where it is installed, adds them up as floats that
hold whole numbers below 2**53, so nothing is lost; larger ones, or without numpy, are Python's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul
from typing import Any

from tender_flow.rules.evaluation.criteria import Model

TEN_THOUSANDTHS = 10_000
"""The store's unit of a mark."""

EXACT_IN_A_FLOAT = 2**53
"""Every whole number below is a float of its own."""


@dataclass(frozen=True, slots=True)
class LeafWeights:
    """Whole-number weights: points = sum(weight × mark in ten-thousandths) / denominator."""

    weights: Mapping[str, int]
    denominator: int

    def fits_in_64_bits(self, marks_each: int = 1) -> bool:
        """May a database add these up in its own integers? Full marks are 100 points."""
        return 100 * self.denominator * marks_each < 2**63

    def points(self, weighted_sum: int, marks_each: int = 1) -> Fraction:
        """The points of a sum, where each leaf was marked by so many (their mean counts)."""
        return Fraction(weighted_sum, self.denominator * marks_each)


def leaf_weights(model: Model, lot: str) -> LeafWeights:
    """The whole-number weight of each question of a lot, over one common denominator.

    The top mark of a scale earns the leaf's whole effective weight (points of 100).
    """
    per_mark = {
        leaf.id: model.effective_weight(leaf.id, lot)
        / Fraction(model.scale_of(leaf).highest.mark)
        / TEN_THOUSANDTHS
        for leaf in model.leaves_for(lot)
        if leaf.kind == "scored"
    }
    denominator = lcm(*(weight.denominator for weight in per_mark.values()))
    weights = {leaf: int(weight * denominator) for leaf, weight in per_mark.items()}
    return LeafWeights(weights, denominator)


def rank_totals(totals: Sequence[int] | Sequence[Fraction]) -> list[int]:
    """The rank of each total, highest first; equal totals share one: 1, 2, 2, 4."""
    first: dict[int | Fraction, int] = {}
    ordered: list[int | Fraction] = sorted(totals, reverse=True)
    for place, total in enumerate(ordered, start=1):
        first.setdefault(total, place)
    return [first[total] for total in totals]


class MarkTable:
    """The marks of many bids in memory: their exact totals and ranks, and those after a change.

    `marks` has a row for each bid: the marks of the first leaf, one per evaluator, then those of
    the next, in ten-thousandths; `weights` has one whole number for each leaf, in that order. A
    total is the sum of weight times mark over all of them, which `LeafWeights.points` reads.
    """

    def __init__(self, weights: Sequence[int], marks: Any, marks_each: int = 1) -> None:
        self.marks_each = marks_each
        self._columns = [weight for weight in weights for _ in range(marks_each)]
        self._array = _exact_floats(marks, sum(self._columns))
        if self._array is None:
            self._rows = [[int(mark) for mark in row] for row in marks]
        self._totals = self._added_up()

    @property
    def totals(self) -> list[int]:
        """By bid: the exact sum of weight times mark."""
        return list(self._totals)

    def ranks(self) -> list[int]:
        """By bid: its rank, highest first; equal totals share one: 1, 2, 2, 4."""
        return rank_totals(self._totals)

    def change(self, bid: int, leaf: int, evaluator: int, mark: int) -> None:
        """Puts another mark, in ten-thousandths, in the place of one; only one total moves."""
        column = leaf * self.marks_each + evaluator
        row = (self._rows if self._array is None else self._array)[bid]
        moved = self._totals[bid] + self._columns[column] * (mark - int(row[column]))
        row[column] = mark
        self._totals[bid] = moved

    def _added_up(self) -> list[int]:
        if self._array is not None:
            sums = self._array @ self._array.dtype.type(self._columns)
            return [int(total) for total in sums.tolist()]
        return [sum(map(mul, self._columns, row)) for row in self._rows]


def _exact_floats(marks: Any, weight: int) -> Any:
    """The marks as a numpy array of floats if every sum is exact in them; None if not."""
    try:
        import numpy as np
    except ImportError:
        return None
    array = np.array(marks, np.float64)
    largest = max(1, int(array.max(initial=0)), -int(array.min(initial=0)))
    return array if largest * weight < EXACT_IN_A_FLOAT else None

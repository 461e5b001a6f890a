"""The packed path: exact totals and ranks of many marks with integers only.

A model's leaf weights are scaled once to whole numbers over one common denominator. A total
is then a sum of weight times mark, which the store itself can compute, and two totals are
equal exactly when the integers are. Nothing is divided before ranking: a Decimal mean of
three or seven marks is cut at 28 digits, and true ties fall apart.

Marks come as INTEGER ten-thousandths, as the store keeps them (3.5 is 35000).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from tender_flow.rules.evaluation.criteria import Model

TEN_THOUSANDTHS = 10_000
"""The store's unit of a mark."""


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

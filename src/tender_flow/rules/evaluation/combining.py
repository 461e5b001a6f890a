"""How quality and price become one result: the model's `combine`.

Adding a way is a function and a line in `COMBINES`; ranking asks only which end wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Combine:
    """A published way to one comparable result."""

    total: Callable[[Fraction, Fraction], Fraction]
    """(quality points, price points) to the result that is ranked."""
    higher_wins: bool


def weighted_sum(quality: Fraction, price: Fraction) -> Fraction:
    """The points of all leaves together; weights were multiplied down the tree."""
    return quality + price


COMBINES: dict[str, Combine] = {"weighted_sum": Combine(weighted_sum, higher_wins=True)}
"""Every way that a model may name."""

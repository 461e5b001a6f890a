"""Marks that members gave: are they on the scale, how far apart, what is their middle or mean?

Means are fractions, because the mean of three marks seldom ends: 3, 3 and 4 make 10/3.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.criteria import Scale

BROMCOM = "Bromcom v United Learning Trust [2022] EWHC 3262 (TCC)"
"""Why a mark is on the published scale and given by people: the case."""

PanelMark = Decimal | Fraction
"""A panel's mark: a decimal where its digits end, a fraction where they don't."""


def spread(marks: Sequence[Decimal]) -> Decimal:
    """The distance between the highest and the lowest mark, in marks; 0 for none or one."""
    return max(marks) - min(marks) if marks else Decimal(0)


def off_scale(marks: Sequence[Decimal], scale: Scale) -> tuple[Decimal, ...]:
    """Those marks that the scale doesn't have, each once."""
    return tuple(dict.fromkeys(mark for mark in marks if not scale.has(mark)))


def median(marks: Sequence[Decimal]) -> Decimal | None:
    """The middle mark, or None where an even number of marks has two different ones in the middle.

    The mark between them is one that nobody gave, so no rule may give it.
    """
    low, high = _middle_two(marks)
    return low if low == high else None


def middle(marks: Sequence[Decimal]) -> Fraction:
    """The middle mark, or half-way between the two middle ones of an even number."""
    return mean(_middle_two(marks))


def mean(marks: Sequence[Decimal]) -> Fraction:
    """The arithmetic mean; there must be a mark."""
    return sum((Fraction(mark) for mark in marks), Fraction(0)) / len(marks)


def trimmed_mean(marks: Sequence[Decimal], cut: int) -> Fraction | None:
    """The mean without the `cut` lowest and the `cut` highest marks; None where none is left."""
    kept = sorted(marks)[cut : len(marks) - cut]
    return mean(kept) if kept else None


def _middle_two(marks: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    ordered = sorted(marks)
    return ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]

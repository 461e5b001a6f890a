"""Marks that members gave: are they on the scale, and how far apart are they?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tender_flow.rules.evaluation.criteria import Scale

BROMCOM = "Bromcom v United Learning Trust [2022] EWHC 3262 (TCC)"
"""Why a mark is on the published scale and given by people: the case."""


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
    ordered = sorted(marks)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return low if low == high else None

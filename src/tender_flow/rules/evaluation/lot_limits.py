"""What limits the lots that suppliers may win, and what a supplier keeps that is first in too many.

A limit is the published maximum of lots for each supplier, a supplier's own capacity, or two
lots that one supplier may not have both (Procurement Act 2023 s.23(4); Public
Contracts Regulations 2015 reg 46; van Manen, Handling conditions on lots in tenders).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from tender_flow.rules.evaluation.bids import BidInput
from tender_flow.rules.evaluation.criteria import AwardRules

MOST_EQUAL = 12
"""Of more lots of equal value than this, nothing is decided."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The lots that a supplier may win together."""

    cap: int | None
    capacities: Mapping[str, int]
    apart: tuple[frozenset[str], ...]

    def allow(self, supplier: str, lots: Collection[str]) -> bool:
        """May it win all of these?"""
        most = self.most(supplier)
        if most is not None and len(lots) > most:
            return False
        return not any(pair <= set(lots) for pair in self.apart)

    def most(self, supplier: str) -> int | None:
        """How many lots it may win; None where nothing limits that."""
        given = (self.cap, self.capacities.get(supplier))
        return min((one for one in given if one is not None), default=None)


def limits_of(rules: AwardRules, bids: Collection[BidInput]) -> Limits:
    """The limits of a model and of what the bidders say they can serve."""
    capacities = {bid.supplier: bid.capacity for bid in bids if bid.capacity is not None}
    pairs = tuple(frozenset(pair) for pair in rules.not_together)
    return Limits(rules.maximum_lots_per_supplier, capacities, pairs)


def choices(
    ranked: Sequence[Sequence[str]], allowed: Callable[[Collection[str]], bool]
) -> set[frozenset[str]]:
    """What a supplier may keep that goes through its lots best first, as far as it is allowed.

    `ranked` has lots of equal value together. Where they compete for the last place, each way
    to choose is an outcome of its own.
    """
    outcomes: set[frozenset[str]] = {frozenset()}
    for equal in ranked:
        outcomes = {kept for before in outcomes for kept in _largest(before, equal, allowed)}
    return outcomes


def _largest(
    before: frozenset[str], equal: Sequence[str], allowed: Callable[[Collection[str]], bool]
) -> set[frozenset[str]]:
    """Each way to keep as many of some equal lots as can be kept together."""
    if allowed(before | set(equal)):
        return {before | set(equal)}
    if len(equal) > MOST_EQUAL:
        return {before, *(before | {lot} for lot in equal if allowed(before | {lot}))}
    ways = {before}
    for lot in equal:
        ways |= {way | {lot} for way in ways if allowed(way | {lot})}
    return {way for way in ways if not any(way < other for other in ways)}

"""Every allocation of lots to bids that could matter: an exact search, bounded and complete.

An allocation gives each lot to none, one or up to `per_lot` of its bids. First come those that
fill most places (no lot stays unawarded without need), then those of most worth. The search goes
through the lots, best bids first, and leaves a branch only when no allocation in it could be as
good as the second best found: so all equal best allocations are found, and all equal next best.

Worth is an exact fraction brought to whole numbers. The work is bounded: after `MOST_STEPS`
steps the search gives up and says so, instead of taking what it has found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, islice
from math import comb

from tender_flow.rules.evaluation.lot_limits import Limits
from tender_flow.rules.evaluation.results import Standing

MOST_STEPS = 100_000
"""A second or two; ten lots with ten bids each and a cap stay well below."""

MOST_WAYS = 5_000
"""How many sets of winners one lot may have."""

MOST_LOTS = 200

Won = Mapping[str, tuple[Standing, ...]]
"""The winning bids by lot; a lot that is missing is not awarded."""

Key = tuple[int, int]
"""Places filled, then worth; more is better."""


class TooManyError(Exception):
    """There are too many allocations to try."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What an allocation must respect."""

    places: int
    """Winners per lot."""
    limits: Limits
    minimum_suppliers: int = 0
    budget: Fraction | None = None
    """The most that all winning prices may add up to."""


@dataclass(frozen=True, slots=True)
class Field:
    """The bids to choose from, and which outcomes can hold."""

    lots: Mapping[str, Sequence[Standing]]
    worth: Callable[[Standing], Fraction]
    can_hold: Callable[[Won], bool] = lambda _won: True
    discounts: tuple[str, ...] = ()
    """The suppliers whose conditional discount holds in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An allocation with its worth."""

    key: Key
    won: Won
    field: Field


@dataclass(slots=True)
class Search:
    """What was found so far, over one or several fields that are compared with each other."""

    rules: Rules
    scale: int
    """Makes every worth a whole number."""
    slack: int = 0
    """Worths closer than this can't be told apart (bounds of error of irrational formulas)."""
    steps: int = 0
    found: list[Found] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    """The distinct keys of what was found that still matter, best first."""

    def step(self) -> None:
        """Counts the work.

        Raises:
            TooManyError: it is too much.
        """
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooManyError

    def matters(self, key: Key) -> bool:
        """Could an allocation of this key be the best or the next best?"""
        second = self.second()
        return second is None or (key[0], key[1] + self.slack) >= second

    def second(self) -> Key | None:
        """The best key that is surely behind the best of all."""
        if not self.keys:
            return None
        filled, worth = self.keys[0]
        behind = (key for key in self.keys if key[0] < filled or key[1] < worth - self.slack)
        return next(behind, None)

    def keep(self, found: Found) -> None:
        """Keeps an allocation; forgets those that can't matter any more."""
        self.found.append(found)
        if found.key not in self.keys:
            self.keys = sorted({*self.keys, found.key}, reverse=True)
            self.keys = [key for key in self.keys if self.matters(key)]
            self.found = [one for one in self.found if self.matters(one.key)]


def try_all(search: Search, options: Field) -> None:
    """Tries every allocation of a field that could matter, and keeps the best in the search.

    Raises:
        TooManyError: there are too many.
    """
    if len(options.lots) > MOST_LOTS:
        raise TooManyError
    lots = sorted(options.lots)  # the same work whatever the order of the model's lots
    ways = [_ways(search, options, lot) for lot in lots]
    singles = [
        sorted((way for way in of_lot if len(way.bids) == 1), key=lambda way: -way.worth)
        for of_lot in ways
    ]
    bidders = Counter(bid.supplier for bids in options.lots.values() for bid in bids)
    _Walk(search, options, lots, ways, singles, bidders).go(0, 0, 0, Fraction(0))


def possible(lots: Collection[Sequence[Standing]], places: int) -> int:
    """How many allocations there are before any limit."""
    count = 1
    for bids in lots:
        count *= sum(comb(len(bids), winners) for winners in range(min(places, len(bids)) + 1))
    return count


@dataclass(frozen=True, slots=True)
class _Way:
    """One set of winners for a lot."""

    bids: tuple[Standing, ...]
    worth: int
    cost: Fraction


def _ways(search: Search, options: Field, lot: str) -> list[_Way]:
    """The sets of winners that a lot can have: most winners first, then most worth."""
    bids = options.lots[lot]
    if possible([bids], search.rules.places) > MOST_WAYS:
        raise TooManyError
    sets = (
        chosen
        for winners in range(min(search.rules.places, len(bids)) + 1)
        for chosen in combinations(bids, winners)
    )
    ways = [_way(search, options, chosen) for chosen in sets]
    return sorted(ways, key=_best_first)


def _best_first(way: _Way) -> tuple[int, int, list[str]]:
    return -len(way.bids), -way.worth, [bid.supplier for bid in way.bids]


def _way(search: Search, options: Field, bids: tuple[Standing, ...]) -> _Way:
    worth = sum((options.worth(bid) for bid in bids), Fraction(0)) * search.scale
    cost = sum((Fraction(bid.price or 0) for bid in bids), Fraction(0))
    assert worth.denominator == 1
    return _Way(bids, worth.numerator, cost)


@dataclass(slots=True)
class _Walk:
    """Goes through the lots of one field, one set of winners after the other."""

    search: Search
    options: Field
    lots: list[str]
    ways: list[list[_Way]]
    singles: list[list[_Way]]
    """Each lot's bids one by one, most worth first."""
    bidders: Mapping[str, int]
    """In how many lots each supplier bids."""
    chosen: dict[str, tuple[Standing, ...]] = field(default_factory=dict)
    won: dict[str, set[str]] = field(default_factory=dict)
    """The lots of each supplier so far."""

    def go(self, index: int, filled: int, worth: int, cost: Fraction) -> None:
        """From one lot to the next; `filled`, `worth` and `cost` are of the lots before."""
        self.search.step()
        budget, least = self.search.rules.budget, self.search.rules.minimum_suppliers
        if budget is not None and cost > budget:
            return
        if not self.search.matters(self._at_best(index, filled, worth)):
            return
        if index == len(self.lots):
            winners = sum(bool(lots) for lots in self.won.values())
            if winners >= least and self.options.can_hold(self.chosen):
                self.search.keep(Found((filled, worth), dict(self.chosen), self.options))
            return
        lot = self.lots[index]
        for way in self.ways[index]:
            if self._may(lot, way):
                self._take(lot, way)
                self.go(index + 1, filled + len(way.bids), worth + way.worth, cost + way.cost)
                self._give_back(lot, way)

    def _may(self, lot: str, way: _Way) -> bool:
        allow = self.search.rules.limits.allow
        none: set[str] = set()
        return all(
            allow(bid.supplier, self.won.get(bid.supplier, none) | {lot}) for bid in way.bids
        )

    def _take(self, lot: str, way: _Way) -> None:
        if way.bids:
            self.chosen[lot] = way.bids
        for bid in way.bids:
            self.won.setdefault(bid.supplier, set()).add(lot)

    def _give_back(self, lot: str, way: _Way) -> None:
        self.chosen.pop(lot, None)
        for bid in way.bids:
            self.won[bid.supplier].discard(lot)

    def _at_best(self, index: int, filled: int, worth: int) -> Key:
        """No allocation from here on has a better key: each place for itself, at its best."""
        open_places = [
            single.worth
            for lot, singles in zip(self.lots[index:], self.singles[index:], strict=True)
            for single in islice(
                (one for one in singles if self._may(lot, one)), self.search.rules.places
            )
        ]
        most = min(len(open_places), self._left())
        return filled + most, worth + sum(sorted(open_places, reverse=True)[:most])

    def _left(self) -> int:
        """How many lots all suppliers together may still win."""
        left = 0
        for supplier, bid_for in self.bidders.items():
            most = self.search.rules.limits.most(supplier)
            left += bid_for if most is None else max(0, most - len(self.won.get(supplier, ())))
        return left

"""An evaluation model as values: a tree of criteria, scales, weights, minimums and rules.

The tree says what counts and how much. At every level the weights of the children that apply
to a lot add up to the stated total (100 unless said otherwise), so a leaf's share of the
whole is the product of the shares on its path:

    quality 60 of 100  >  service 40 of 100  >  safeguarding 30 of 100  =  7.2 of 100

Leaves are `scored` (marked on a scale whose every mark has words), `pass_fail` (met or not, no
weight), `target` (a figure that the bidder promises, scored by a published rule) or `price` (a
named formula). A criterion that names lots counts only in those; a
`shared` question is marked once and counts in each of its lots. Everything that the law or
practice leaves open (rounding, ties, which lot at a cap) is a stated setting here and never a
default in code: Procurement Act 2023 s.23 asks for a published methodology.

The values come from a file through `tender_flow.definitions.models`; `checks` of a whole model
live there, because they name the file's lines.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from tender_flow.rules.evaluation.criterion import HUNDRED, Criterion, Kind, PriceTerms, TargetTerms
from tender_flow.rules.evaluation.moderation_rules import Moderation
from tender_flow.rules.evaluation.scales import Scale, ScaleLevel
from tender_flow.rules.evaluation.settings import Settings

__all__ = [
    "ALL_LOTS",
    "HUNDRED",
    "REASON_CHECKS",
    "WHOLE",
    "AwardRules",
    "Criterion",
    "Kind",
    "LotRule",
    "Model",
    "Moderation",
    "Practice",
    "PriceTerms",
    "Reasons",
    "Rounding",
    "Scale",
    "ScaleLevel",
    "Screen",
    "Stage",
    "TargetTerms",
    "due_lots",
]

WHOLE = "whole"
"""The id of the only lot of a model that names no lots."""

Found = TypeVar("Found")

ALL_LOTS = "all"
"""The key of a ceiling over all lots together; no lot may have this id."""


@dataclass(frozen=True, slots=True)
class LotRule:
    """A lot that the model knows."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A cut after one or more rounds: who goes on to the next round and to the prices."""

    id: str
    title: str
    rounds: tuple[str, ...]
    """What is marked in these rounds decides."""
    counts: bool
    """Do its points carry over into the total? If not, it only selects."""
    best: int | None = None
    """So many go on."""
    minimum: Decimal | None = None
    """The least per cent of the stage's points with which a bid goes on."""
    tied: str | None = None
    """Equal bids at the last place: `all_go_on`, or `rules`: as `ties` say."""
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rounding:
    """Where and how published numbers are rounded, and which numbers are compared."""

    places: int
    mode: str
    """`half-up`, `half-even` or `down`."""
    at: str
    """`total`: nothing is rounded before the total; parts are rounded for print only."""
    rank_on: str
    """`exact` compares unrounded totals, `published` the rounded ones."""


@dataclass(frozen=True, slots=True)
class AwardRules:
    """How many win a lot, how many lots a supplier may win, and how the lots go together."""

    per_lot: int = 1
    maximum_lots_per_supplier: int | None = None
    when_capped: str | None = None
    """Which lots a supplier keeps that is first in too many: a name in `award.WHEN_CAPPED`;
    None: not published."""
    method: str = "lot_by_lot"
    """`lot_by_lot`, or how all allocations are compared as wholes: a name in `allocating.GOALS`."""
    not_together: tuple[tuple[str, str], ...] = ()
    """Pairs of lots that one supplier may not win both."""
    minimum_suppliers: int = 1
    """How many suppliers must win something, where so many lots are awarded at all."""
    conditional_discounts: bool = False
    """May bidders offer prices that hold only if they win certain lots together?"""


@dataclass(frozen=True, slots=True)
class Practice:
    """An invented answer on which the panel tries the scale before it sees a bid.

    It is nobody's bid: it stands in the model, which is published before bids exist. A mark
    given to it is never kept, sent or counted.
    """

    question: Criterion
    """One of the model's questions, or one of its own that is only for practice."""
    answer: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A test for abnormally low tenders: a rule in `screens.SCREENS` with its settings."""

    rule: str
    settings: Settings = field(default_factory=dict)


REASON_CHECKS = (
    "missing",
    "short",
    "repeated",
    "other_bidder",
    "outside_bid",
    "wrong_level",
    "question_repeated",
    "no_reference",
)
"""The checks of a reason (`comments`), by the names that a model may put under `gate`."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """How the reasons of marks are checked."""

    minimum_words: int = 1
    """A reason with fewer words is short."""
    gate: tuple[str, ...] = ()
    """Names of `REASON_CHECKS` that stop a mark from being sent; the others warn."""


@dataclass(frozen=True, slots=True)
class Model:
    """A whole evaluation model, as published with the invitation to tender."""

    format: int
    id: str
    title: str
    combine: str
    """A name in `combining.COMBINES`: how quality and price become one result."""
    scales: Mapping[str, Scale]
    criteria: tuple[Criterion, ...]
    rounding: Rounding
    lots: tuple[LotRule, ...] = (LotRule(WHOLE, ""),)
    """Never empty: a model without lots has the one lot `whole`."""
    moderation: Moderation | None = None
    """None: every answer is discussed, nothing is adopted by rule."""
    ties: tuple[str, ...] = ()
    """The published order of tie rules: `higher:<criterion>`, `lower:<price criterion>`,
    `earliest`, `drawn_by_lot`."""
    award: AwardRules = field(default_factory=AwardRules)
    rounds: tuple[str, ...] = ("written",)
    stages: tuple[Stage, ...] = ()
    """The cuts between rounds, in order; none: every bid is taken through to its price."""
    total: Fraction = HUNDRED
    minimum_total: Decimal | None = None
    """The least total, in points of 100, that may be ranked."""
    illustrative: str = ""
    """Says that, and in what, this model is invented; empty for a published one."""
    source: str = ""
    practice: Practice | None = None
    combine_settings: Settings = field(default_factory=dict)
    """What the way of combining must be told, by name."""
    reasons: Reasons = field(default_factory=Reasons)
    """How the reasons of marks are checked; unless stated, everything warns and nothing stops."""
    screens: tuple[Screen, ...] = ()
    """The published tests for abnormally low tenders; a flag, never an exclusion."""
    _known: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, about: Hashable, make: Callable[[], Found]) -> Found:
        """What follows from this model alone, made once; `replace` begins anew with nothing.

        A result asks for the same weights and points for each bid, and the question what would
        change it asks a hundred results: walking the tree each time took most of their time.
        """
        if about not in self._known:
            self._known[about] = make()
        found: Found = self._known[about]
        return found

    def walk(self) -> Iterator[Criterion]:
        """Every criterion, groups and leaves, in the order of the file."""
        for criterion in self.criteria:
            yield from criterion.walk()

    def leaves(self) -> tuple[Criterion, ...]:
        """Everything that is marked, decided or priced, in the order of the file."""
        return self.once(
            "leaves", lambda: tuple(criterion for criterion in self.walk() if criterion.is_leaf)
        )

    def leaves_for(self, lot: str) -> tuple[Criterion, ...]:
        """The leaves that count in a lot."""
        return self.once(
            ("leaves", lot), lambda: tuple(leaf for leaf in self.leaves() if leaf.applies_to(lot))
        )

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion with this id.

        Raises:
            KeyError: the model has no such criterion.
        """
        return self.path(criterion_id)[-1]

    def leaf(self, leaf_id: str) -> Criterion:
        """The leaf with this id.

        Raises:
            KeyError: the model has no such leaf.
        """
        found = self.criterion(leaf_id)
        if not found.is_leaf:
            raise KeyError(leaf_id)
        return found

    def path(self, criterion_id: str) -> tuple[Criterion, ...]:
        """The criteria from the top of the tree down to this one, itself included.

        Raises:
            KeyError: the model has no such criterion.
        """
        return self.once("paths", lambda: dict(_paths(self.criteria)))[criterion_id]

    def shares(self, criterion_id: str) -> tuple[Fraction, ...]:
        """The shares (of 1) that multiply to this criterion's share of the whole, its own first."""
        return self.once(("shares", criterion_id), lambda: self._shares(criterion_id))

    def _shares(self, criterion_id: str) -> tuple[Fraction, ...]:
        path = self.path(criterion_id)
        totals = (self.total, *(above.total for above in path[:-1]))
        shares = [
            (step.weight or Fraction(0)) / total for step, total in zip(path, totals, strict=True)
        ]
        return tuple(reversed(shares))

    def effective_weight(self, criterion_id: str, lot: str) -> Fraction:
        """Its share of the whole in a lot, in points of 100; 0 where it doesn't count.

        Undisclosed effective weights lost Mears v Leeds: show these before publication.
        """
        return self.once(
            ("weight", criterion_id, lot), lambda: self._effective_weight(criterion_id, lot)
        )

    def _effective_weight(self, criterion_id: str, lot: str) -> Fraction:
        if not all(step.applies_to(lot) for step in self.path(criterion_id)):
            return Fraction(0)
        weight = HUNDRED
        for share in self.shares(criterion_id):
            weight *= share
        return weight

    def questions(self, round: str | None = None) -> tuple[Criterion, ...]:
        """The questions that a panel marks, of one round or of all."""
        return tuple(
            leaf for leaf in self.leaves() if leaf.kind == "scored" and round in {None, leaf.round}
        )

    def requirements(self) -> tuple[Criterion, ...]:
        """The pass/fail requirements."""
        return tuple(leaf for leaf in self.leaves() if leaf.kind == "pass_fail")

    def targets(self) -> tuple[Criterion, ...]:
        """The figures that a bidder promises."""
        return tuple(leaf for leaf in self.leaves() if leaf.kind == "target")

    def price(self) -> Criterion | None:
        """The price criterion; None where only quality counts."""
        return next((leaf for leaf in self.leaves() if leaf.kind == "price"), None)

    def scale_of(self, leaf: Criterion) -> Scale:
        """The scale on which a question is marked."""
        assert leaf.scale is not None, f"{leaf.id} has no scale"
        return self.scales[leaf.scale]

    def lot(self, lot_id: str) -> LotRule:
        """The lot with this id.

        Raises:
            KeyError: the model has no such lot.
        """
        for lot in self.lots:
            if lot.id == lot_id:
                return lot
        raise KeyError(lot_id)

    def ceiling(self, lot: str) -> Decimal | None:
        """The most that may be paid in a lot (`all`: over all lots); None where none is set."""
        price = self.price()
        terms = price.price if price is not None else None
        return terms.ceilings.get(lot) if terms is not None else None


def _paths(
    criteria: tuple[Criterion, ...], above: tuple[Criterion, ...] = ()
) -> Iterator[tuple[str, tuple[Criterion, ...]]]:
    """Each criterion's id with the criteria from the top of the tree down to it."""
    for one in criteria:
        path = (*above, one)
        yield one.id, path
        yield from _paths(one.criteria, path)


def due_lots(leaf: Criterion, lots: Collection[str]) -> tuple[str | None, ...]:
    """For which lots a tender for `lots` answers a question: `(None,)` where once is enough."""
    counted = tuple(lot for lot in lots if leaf.applies_to(lot))
    if not counted:
        return ()
    return (None,) if leaf.shared else counted

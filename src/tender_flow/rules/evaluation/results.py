"""What an evaluation says: numbers that keep their reasons, rankings, exclusions, a proposal.

Every number is exact and carries the digits that are printed. Every total comes with the steps
that made it, and screen, report and letter print these same steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from tender_flow.rules.findings import Fact, Finding

StepKind = Literal[
    "mark", "leaf", "target", "section", "item", "compared", "price", "combined", "stage", "total"
]
"""What a step makes."""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact value and the digits that stand for it in print."""

    exact: Fraction
    shown: str
    error: Fraction = Fraction(0)
    """How far the true value may be from `exact`; 0 but for logarithms and broken powers."""


@dataclass(frozen=True, slots=True)
class Step:
    """How one number was made: `3 of 5 × 40% × 60% = 14.40` from its inputs.

    * `mark`: `marks` (the individual ones), `rule`; the result is the panel's mark.
    * `leaf`: `mark`, `highest`, `shares` (from the leaf up to the top of the tree).
    * `target`: `rule`, `target`, `unit`, `per_cent` (of the full points), `shares`; `best` where
      the rule looks at the other bids.
    * `item`: how the price as read is made up: a line of the basket, an accepted correction.
    * `compared`: an adjustment of the price for comparison; the result is the price after it.
    * `price`: `formula`, `price`, `shares`, what the formula looks at (`lowest` …), its settings.
    * `combined`: `method`, `quality`, `price`, the settings that are one number or word, and what
      `combine_inputs` gives for the method; the result is what is ranked.
    * `stage`: `stage`, `points`, `full`; the result is the per cent that decides who goes on.
    * `section` and `total`: the points of each part, by criterion id.
    """

    criterion_id: str
    what: StepKind
    inputs: Mapping[str, Fact]
    result: Number


@dataclass(frozen=True, slots=True)
class Standing:
    """A bid in the ranking of a lot."""

    supplier: str
    rank: int
    """1, 2, 2, 4: bids that no published rule tells apart share a rank."""
    total: Number
    quality: Number
    """The points of everything but the price."""
    price_score: Number
    price: Decimal | None
    """As read: what would be paid."""
    scores: Mapping[str, Number]
    """Points by criterion id, groups and leaves, in the order of the model."""
    steps: tuple[Step, ...]
    compared: Decimal | Fraction | None = None
    """The price as it was compared, where published rules made it another than the one read."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A bid without a rank, with every reason for it and the points that it had reached."""

    supplier: str
    reasons: tuple[Finding, ...]
    quality: Number | None = None
    price: Decimal | None = None
    scores: Mapping[str, Number] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Bids whose compared totals are equal, and what the published order of rules made of it."""

    suppliers: tuple[str, ...]
    """In their final order."""
    total: Number
    decided_by: tuple[str, ...]
    """The rules that told some of them apart."""
    undecided: tuple[tuple[str, ...], ...]
    """Those that no published rule tells apart."""


@dataclass(frozen=True, slots=True)
class StagePlace:
    """A bid's place in one stage of a lot."""

    supplier: str
    rank: int
    """1, 2, 2, 4 among the bids that were marked in full and met every minimum."""
    reached: Number
    """The per cent of the stage's points."""
    goes_on: bool
    scores: Mapping[str, Number] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class StageResult:
    """Who goes on from a stage of a lot, best first."""

    stage: str
    title: str
    places: tuple[StagePlace, ...]


@dataclass(frozen=True, slots=True)
class LotResult:
    """The ranking of one lot."""

    lot: str
    standings: tuple[Standing, ...]
    """Best first."""
    excluded: tuple[Excluded, ...]
    """Out by a published rule: requirement, minimum, ceiling."""
    incomplete: tuple[Excluded, ...]
    """Without a total because something is missing or wrong; the ranking is not final."""
    ties: tuple[Tie, ...]
    findings: tuple[Finding, ...]
    stages: tuple[StageResult, ...] = ()
    """The cuts before the ranking, in order."""

    @property
    def is_final(self) -> bool:
        """Has every bid that is still in its total?"""
        return not self.incomplete


@dataclass(frozen=True, slots=True)
class LotAward:
    """Who would win a lot by the published rules; nobody where they don't decide."""

    lot: str
    suppliers: tuple[str, ...]
    findings: tuple[Finding, ...]
    """Why these, or why nobody."""


@dataclass(frozen=True, slots=True)
class Win:
    """A lot in an allocation, with the bid that wins it at the price that then holds."""

    lot: str
    supplier: str
    rank: int
    total: Number
    price: Decimal | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who wins which lots together, and what that is worth by the published method."""

    wins: tuple[Win, ...]
    """In the order of the model's lots; a lot without a win is not awarded."""
    value: Number
    """The sum of the totals or of the prices."""
    discounts: tuple[str, ...] = ()
    """The suppliers whose conditional discount holds in it."""

    def suppliers_of(self, lot: str) -> tuple[str, ...]:
        """Who wins a lot."""
        return tuple(win.supplier for win in self.wins if win.lot == lot)


@dataclass(frozen=True, slots=True)
class WholeAward:
    """All allocations of the lots compared as wholes."""

    method: str
    best: tuple[Allocation, ...]
    """More than one: they are equal, and no published rule chooses between them."""
    next_best: tuple[Allocation, ...]
    possible: int
    """How many allocations there are before any limit."""


@dataclass(frozen=True, slots=True)
class AwardProposal:
    """What the published rules propose over all lots. The decision is people's."""

    lots: tuple[LotAward, ...]
    findings: tuple[Finding, ...]
    whole: WholeAward | None = None
    """Where the model compares allocations as wholes."""

    def for_lot(self, lot: str) -> LotAward:
        """The proposal for a lot."""
        return next(award for award in self.lots if award.lot == lot)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole result, with the version of the rules that made it."""

    model_id: str
    engine: str
    lots: tuple[LotResult, ...]
    award: AwardProposal
    findings: tuple[Finding, ...]

    def for_lot(self, lot: str) -> LotResult:
        """The ranking of a lot."""
        return next(result for result in self.lots if result.lot == lot)

    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding of every part, in order; a bid's own problems included."""
        found = list(self.findings)
        for result in self.lots:
            for bid in result.incomplete:
                found += bid.reasons
            found += result.findings
        for award in self.award.lots:
            found += award.findings
        return (*found, *self.award.findings)

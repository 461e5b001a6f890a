"""Stages: who goes on from a round of marking to the next one, and to the prices.

    selection (only selects)  >  written answers  >  interview  >  prices

A stage covers one or more rounds. What is marked there gives each bid still in a per cent of the
stage's points; the published rule then says who goes on: the best so many, those at or above a
per cent, or both. Points of a stage that only selects end there (what a bidder is able to do is
a condition of taking part and no ground for the award: Lianakis v Alexandroupolis, C-532/06; in
the Procurement Act 2023 s.22 and s.23 are apart); the others carry over into the total.

A bid that doesn't go on is out with its place and its reason. Its later marks and its price
aren't asked for. Nothing is guessed: where equal bids stand at the cut and the published rules
don't tell them apart, they wait without a result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tender_flow.rules.evaluation import bids as inputs
from tender_flow.rules.evaluation import scoring
from tender_flow.rules.evaluation.bids import LotBid
from tender_flow.rules.evaluation.criteria import HUNDRED, Model, Stage
from tender_flow.rules.evaluation.limits import missed_minimums
from tender_flow.rules.evaluation.parts import narrowed, part_of
from tender_flow.rules.evaluation.results import Excluded, Number, StagePlace, StageResult, Step
from tender_flow.rules.evaluation.rounding import rounded
from tender_flow.rules.findings import Fact, Finding, Severity

Offered = tuple[str, LotBid]
"""A supplier and its bid for the lot."""


@dataclass(slots=True)
class Passed:
    """What the stages of a lot made of its bids."""

    going_on: list[Offered]
    stages: list[StageResult] = field(default_factory=list)
    out: list[Excluded] = field(default_factory=list)
    """Those that don't go on, with the reasons."""
    waiting: list[Excluded] = field(default_factory=list)
    """Those of which something is missing, or that are equal at a cut that no rule decides."""


def pass_stages(model: Model, lot: str, offers: Sequence[Offered]) -> Passed:
    """Takes the bids of a lot through every stage of the model, in order.

    A stage in which nothing is marked for this lot takes nobody out.
    """
    passed = Passed(list(offers))
    for stage in model.stages:
        part = part_of(model, stage)
        full = sum(
            (part.effective_weight(leaf.id, lot) for leaf in part.leaves_for(lot)), Fraction(0)
        )
        if full:
            _Cut(model, part, stage, lot, full).make(passed)
    return passed


@dataclass(slots=True)
class _Cut:
    """One stage of one lot."""

    model: Model
    part: Model
    stage: Stage
    lot: str
    full: Fraction
    """The points that can be had in it."""
    marked: dict[str, scoring.Quality] = field(default_factory=dict)
    decided: dict[str, bool] = field(default_factory=dict)
    """What is on the record already: it stands, whoever has left since."""

    def make(self, passed: Passed) -> None:
        """Marks complete, minimums met, then the cut."""
        for supplier, bid in passed.going_on:
            self._mark(supplier, narrowed(self.model, self.part, bid), passed)
        groups = self._groups()
        going, tied = self._going_on(groups)
        going = {name for name in self.marked if self.decided.get(name, name in going)}
        tied -= set(self.decided)
        places = [
            self._place(supplier, 1 + sum(map(len, groups[:at])), supplier in going)
            for at, group in enumerate(groups)
            for supplier in group
        ]
        for place in places:
            if place.supplier in tied:
                passed.waiting.append(
                    self._left(place, self._finding("shortlist-undecided", place))
                )
            elif not place.goes_on:
                passed.out.append(self._left(place, self._reason(place)))
        passed.going_on = [offer for offer in passed.going_on if offer[0] in going]
        passed.stages.append(StageResult(self.stage.id, self.stage.title, tuple(places)))

    def _mark(self, supplier: str, bid: LotBid, passed: Passed) -> None:
        """The points of one bid, or why it has none here."""
        missing = (
            *inputs.mark_problems(self.part, self.lot, supplier, bid),
            *inputs.target_problems(self.part, self.lot, supplier, bid),
        )
        if missing:
            passed.waiting.append(Excluded(supplier, missing))
            return
        quality = scoring.score_quality(self.part, self.lot, bid)
        if below := missed_minimums(self.part, self.lot, supplier, bid, quality):
            points = scoring.number(self.part, quality.points)
            passed.out.append(
                Excluded(supplier, below, points, None, quality.scores, quality.steps)
            )
        else:
            self.marked[supplier] = quality
            if self.stage.id in bid.shortlisted:
                self.decided[supplier] = bid.shortlisted[self.stage.id]

    def _groups(self) -> list[list[str]]:
        """The suppliers best first, equal ones together; ties by the stage's own rules, if any."""
        groups: list[list[str]] = []
        for supplier in sorted(self.marked, key=self._key, reverse=True):
            if groups and self._key(groups[-1][0]) == self._key(supplier):
                groups[-1].append(supplier)
            else:
                groups.append([supplier])
        return groups

    def _key(self, supplier: str) -> tuple[Fraction, ...]:
        scores = self.marked[supplier].scores
        rules = [rule.partition(":")[2] for rule in self.stage.ties]
        numbers = [self._reached(supplier), *(scores[name] for name in rules)]
        return tuple(self._compared(number) for number in numbers)

    def _going_on(self, groups: list[list[str]]) -> tuple[set[str], set[str]]:
        """Who goes on, and who is equal at the cut without a rule that decides."""
        best, going = self.stage.best, set[str]()
        for group in groups:
            met = {supplier for supplier in group if self._meets(supplier)}
            if best is not None and len(going) >= best:
                break
            if best is not None and len(going) + len(met) > best and self.stage.tied == "rules":
                return going, met
            going |= met
        return going, set()

    def _meets(self, supplier: str) -> bool:
        """Is it at or above the stage's per cent? One *at* it is."""
        least = self.stage.minimum
        return least is None or self._compared(self._reached(supplier)) >= Fraction(least)

    def _reached(self, supplier: str) -> Number:
        """The per cent of the stage's points that a bid has."""
        return scoring.number(self.part, self.marked[supplier].points / self.full * HUNDRED)

    def _compared(self, number: Number) -> Fraction:
        """What of a number is compared, as for totals: all of it, or its published digits."""
        if self.part.rounding.rank_on == "exact":
            return number.exact
        return Fraction(rounded(number.exact, self.part.rounding))

    def _place(self, supplier: str, rank: int, goes_on: bool) -> StagePlace:
        quality, reached = self.marked[supplier], self._reached(supplier)
        facts: dict[str, Fact] = {
            "stage": self.stage.title,
            "points": quality.points,
            "full": self.full,
        }
        steps = (*quality.steps, Step("", "stage", facts, reached))
        return StagePlace(supplier, rank, reached, goes_on, quality.scores, steps)

    def _left(self, place: StagePlace, reason: Finding) -> Excluded:
        points = scoring.number(self.part, self.marked[place.supplier].points)
        return Excluded(place.supplier, (reason,), points, None, place.scores, place.steps)

    def _reason(self, place: StagePlace) -> Finding:
        """Below the stage's per cent, or behind the best so many."""
        met = self._meets(place.supplier)
        code = "not-shortlisted" if met else "stage-below-minimum"
        return self._finding(code, place, Severity.NOTE)

    def _finding(
        self, code: str, place: StagePlace, severity: Severity = Severity.PROBLEM
    ) -> Finding:
        facts: dict[str, Fact] = {
            "supplier": place.supplier,
            "lot": self.lot,
            "stage": self.stage.title,
            "reached": place.reached.shown,
            "rank": place.rank,
            "count": len(self.marked),
            "best": self.stage.best,
            "minimum": self.stage.minimum,
        }
        return Finding(code, facts, severity)

"""How robust a result is: what would have to be different for another bid to win a lot.

For the real marks and prices, every answer exact and by evaluating anew:

* the interval of each weight in which the winner holds (`weight_intervals`);
* the smallest change of a single mark that changes the winner (`mark_changes`);
* the result without each evaluator, where individual marks are given (by their place in the
  lists of marks, or by name where the caller says what the bids would be without them);
* the result without each bidder: with relative price points a bid that leaves may change who
  wins among the others (rank reversal: Stilger, Siderius and van Raaij 2017);
* the result under each other price formula that can be tried (`other_formulas`).

`simulation` adds what chance would do to weights and marks. Nothing here changes a result: it
is kept apart from it, as the answer to "would it have mattered?" (Woods v Milton Keynes Council
[2015] EWHC 2011 (TCC) and Braceurself v NHS England [2022] EWHC 1532 (TCC) asked it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from tender_flow.rules.evaluation.bids import BidInput, Draw, Given
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.mark_changes import (
    MarkChange,
    one_lot,
    only_lot,
    smallest_mark_changes,
    winners,
)
from tender_flow.rules.evaluation.other_formulas import other_formulas
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.results import LotResult
from tender_flow.rules.evaluation.weight_intervals import (
    WeightInterval,
    has_intervals,
    weight_intervals,
)
from tender_flow.rules.findings import Fact, Finding, Severity

BRACEURSELF = "Braceurself v NHS England [2022] EWHC 1532 (TCC)"
"""Why one mark is asked about: one mark wrong at trial, and the winner hung on it."""

What = Literal["evaluator", "member", "bidder", "formula"]

RANK_REVERSAL = "Stilger, Siderius and van Raaij 2017, Journal of Public Procurement"
"""Where it is shown that relative price points let a third bid decide between two others."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The result of a lot if one thing were different."""

    what: What
    name: str
    """The evaluator's place in the lists of marks (from 1), the panel member, bidder, formula."""
    winners: tuple[str, ...]
    changes_winner: bool
    """Is another bid first? (Not: the winner itself has left.)"""
    reordered: tuple[str, ...]
    """The bids still in whose order among each other is another one."""
    without_total: tuple[str, ...]
    """The bids that would have no total: fewer marks give none by the published rule."""


@dataclass(frozen=True, slots=True)
class LotSensitivity:
    """What would change the winner of a lot."""

    lot: str
    winners: tuple[str, ...]
    margin: Fraction | None
    """How far the first bid's result is from the next one's; None with fewer than two bids."""
    weights: tuple[WeightInterval, ...]
    marks: tuple[MarkChange, ...]
    """The changes by the fewest steps; empty where no single mark changes the winner."""
    otherwise: tuple[Otherwise, ...]
    findings: tuple[Finding, ...]


def sensitivity(
    model: Model,
    bids: Sequence[BidInput],
    members: Mapping[str, Sequence[BidInput]] | None = None,
    draws: Sequence[Draw] = (),
) -> tuple[LotSensitivity, ...]:
    """What would change the winner, lot by lot. A lot without a final ranking says only that.

    `members` gives the bids as they would be without each panel member, by the member's name;
    without it, evaluators are the places in the lists of marks. A draw by lot is asked again
    wherever exactly the bids that were drawn between are equal.
    """
    results = evaluate(model, bids, draws)
    return tuple(_lot(model, bids, result, members, draws) for result in results.lots)


def _lot(
    model: Model,
    bids: Sequence[BidInput],
    result: LotResult,
    members: Mapping[str, Sequence[BidInput]] | None,
    draws: Sequence[Draw],
) -> LotSensitivity:
    first = winners(result)
    if not result.is_final or not first:
        finding = _note(model, result.lot, "sensitivity-without-result")
        return LotSensitivity(result.lot, first, None, (), (), (), (finding,))
    here = only_lot(bids, result.lot)
    weights = weight_intervals(model, result)
    marks = smallest_mark_changes(model, here, result, draws)
    trial = _Anew(model, result, draws)
    without = (
        _without_evaluators(trial, here) if members is None else _without_members(trial, members)
    )
    otherwise = (
        *without,
        *_without_bidders(trial, here),
        *_under_formulas(trial, here),
    )
    findings = (
        *_about_weights(model, result, weights),
        *_about_marks(model, result, marks),
        *_about_otherwise(model, result, otherwise),
    )
    return LotSensitivity(result.lot, first, _margin(result), weights, marks, otherwise, findings)


def renamed(found: LotSensitivity, names: Mapping[str, str]) -> LotSensitivity:
    """The same with names in place of bidders' ids; lots keep their codes."""

    def named(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(one, one) for one in ids)

    def shown(finding: Finding) -> Finding:
        facts: dict[str, Fact] = dict(finding.facts)
        for key, fact in facts.items():
            if isinstance(fact, tuple):
                facts[key] = named(fact)
            elif key == "name":
                facts[key] = names.get(str(fact), fact)
        return replace(finding, facts=facts)

    return LotSensitivity(
        found.lot,
        named(found.winners),
        found.margin,
        tuple(
            replace(one, below=named(one.below), above=named(one.above)) for one in found.weights
        ),
        tuple(
            replace(one, supplier=names.get(one.supplier, one.supplier), winners=named(one.winners))
            for one in found.marks
        ),
        tuple(
            replace(
                one,
                name=names.get(one.name, one.name) if one.what == "bidder" else one.name,
                winners=named(one.winners),
                reordered=named(one.reordered),
                without_total=named(one.without_total),
            )
            for one in found.otherwise
        ),
        tuple(shown(finding) for finding in found.findings),
    )


def _margin(result: LotResult) -> Fraction | None:
    if len(result.standings) < 2:
        return None
    first, second = result.standings[:2]
    return abs(first.total.exact - second.total.exact)


@dataclass(frozen=True, slots=True)
class _Anew:
    """A ranked lot that is evaluated anew with one thing different."""

    model: Model
    result: LotResult
    draws: Sequence[Draw]

    def compare(
        self, bids: Sequence[BidInput], what: What, name: str, model: Model | None = None
    ) -> Otherwise:
        """What another set of bids, or another model, does to the lot."""
        alone = one_lot(model or self.model, self.result.lot)
        other = evaluate(alone, bids, self.draws).for_lot(self.result.lot)
        first = winners(other)
        before = [bid for bid in winners(self.result) if what != "bidder" or bid != name]
        return Otherwise(
            what,
            name,
            first,
            bool(before) and set(first) != set(before),
            _reordered(self.result, other),
            tuple(bid.supplier for bid in other.incomplete),
        )


def _without_evaluators(trial: _Anew, bids: Sequence[BidInput]) -> Iterator[Otherwise]:
    lot = trial.result.lot
    given = [marks for bid in bids for marks in bid.lots[lot].marks.values()]
    most = max((len(marks) for marks in given if isinstance(marks, tuple)), default=0)
    for place in range(most):
        left = [_without_mark(bid, lot, place) for bid in bids]
        yield trial.compare(left, "evaluator", str(place + 1))


def _without_mark(bid: BidInput, lot: str, place: int) -> BidInput:
    here = bid.lots[lot]
    marks: dict[str, Given] = {
        leaf: given[:place] + given[place + 1 :] if isinstance(given, tuple) else given
        for leaf, given in here.marks.items()
    }
    return replace(bid, lots={lot: replace(here, marks=marks)})


def _without_members(
    trial: _Anew, members: Mapping[str, Sequence[BidInput]]
) -> Iterator[Otherwise]:
    for name, left in members.items():
        yield trial.compare(only_lot(left, trial.result.lot), "member", name)


def _without_bidders(trial: _Anew, bids: Sequence[BidInput]) -> Iterator[Otherwise]:
    standings = trial.result.standings
    for standing in standings if len(standings) > 1 else ():
        left = [bid for bid in bids if bid.supplier != standing.supplier]
        yield trial.compare(left, "bidder", standing.supplier)


def _under_formulas(trial: _Anew, bids: Sequence[BidInput]) -> Iterator[Otherwise]:
    for name, other in other_formulas(trial.model):
        yield trial.compare(bids, "formula", name, other)


def _reordered(result: LotResult, other: LotResult) -> tuple[str, ...]:
    """The bids ranked both times whose rank among those is another one."""
    there = {bid.supplier: bid.rank for bid in other.standings}
    here = {bid.supplier: bid.rank for bid in result.standings if bid.supplier in there}
    both = [name for name in here if name in there]

    def among(ranks: dict[str, int], name: str) -> int:
        return sum(ranks[rival] < ranks[name] for rival in both)

    return tuple(name for name in both if among(here, name) != among(there, name))


def _about_weights(
    model: Model, result: LotResult, found: tuple[WeightInterval, ...]
) -> Iterator[Finding]:
    if not has_intervals(model, result):
        yield _note(model, result.lot, "sensitivity-weights-not-added", combine=model.combine)
    elif not found and len(result.standings) > 1:
        yield _note(model, result.lot, "sensitivity-weights-without-winner")


def _about_marks(
    model: Model, result: LotResult, found: tuple[MarkChange, ...]
) -> Iterator[Finding]:
    if found and found[0].steps == 1:
        facts = {**_about(model, result.lot), "count": len(found)}
        yield Finding("sensitivity-one-step", facts, Severity.WARNING, source=BRACEURSELF)


def _about_otherwise(
    model: Model, result: LotResult, found: Sequence[Otherwise]
) -> Iterator[Finding]:
    for one in found:
        if not one.changes_winner or one.without_total:
            continue
        facts: dict[str, Fact] = {
            **_about(model, result.lot),
            "name": one.name,
            "winners": one.winners,
        }
        if one.what == "evaluator":
            yield Finding("sensitivity-evaluator-decides", facts, Severity.WARNING)
        elif one.what == "member":
            yield Finding("sensitivity-member-decides", facts, Severity.WARNING)
        elif one.what == "bidder":
            code = "sensitivity-bidder-decides"
            yield Finding(code, facts, Severity.WARNING, source=RANK_REVERSAL)
        else:
            yield Finding("sensitivity-formula-decides", facts, Severity.WARNING)


def _note(model: Model, lot: str, code: str, **facts: Fact) -> Finding:
    return Finding(code, {**_about(model, lot), **facts}, Severity.NOTE)


def _about(model: Model, lot: str) -> dict[str, Fact]:
    return {"lot": lot, "lot_title": model.lot(lot).title or lot}

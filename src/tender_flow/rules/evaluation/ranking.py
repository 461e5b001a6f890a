"""From bids to a ranking per lot, in the order that the law and the funds prescribe.

For each lot (requirements, minimums, then prices: World Bank, quality- and cost-based
selection; the same order in UK practice):

1. every requirement is decided; a bid that fails one is out, its marks are not asked for;
2. where the model has stages, each takes out the bids that don't go on (`stages`);
3. every mark is there, on its scale, and every promised figure; a bid below the minimum of a
   question, target or section is out, and its price is not asked for;
4. every price is there and above zero; a bid above its ceiling is out;
5. price points among the bids still in, so that no rejected bid sets the lowest price (or the
   best figure of a target);
6. totals; a bid below the minimum total is out (price points stay as compared);
7. ranks by what the model compares, ties by its published rules.

Nothing is guessed: what is missing leaves the bid `incomplete` and the ranking not final.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tender_flow.rules.evaluation import bids as inputs
from tender_flow.rules.evaluation import close_calls, limits, lot_offers, scoring, ties
from tender_flow.rules.evaluation.award import propose_award
from tender_flow.rules.evaluation.bids import BidInput, Draw, LotBid
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.comparable import Compared, compare
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.flaws import flaws
from tender_flow.rules.evaluation.parts import counted_model, narrowed
from tender_flow.rules.evaluation.results import (
    AwardProposal,
    Evaluation,
    Excluded,
    LotAward,
    LotResult,
    Number,
    StageResult,
    Standing,
    Step,
    Tie,
)
from tender_flow.rules.evaluation.stages import Offered, pass_stages
from tender_flow.rules.evaluation.targets import looks_at_others
from tender_flow.rules.findings import Fact, Finding, Severity

__all__ = [
    "RULES_VERSION",
    "AwardProposal",
    "BidInput",
    "Draw",
    "Evaluation",
    "Excluded",
    "LotAward",
    "LotBid",
    "LotResult",
    "Number",
    "Standing",
    "Step",
    "Tie",
    "evaluate",
]

_USES_PRICE = ("price", "combined", "total")
"""The steps that a compared price goes into."""

RULES_VERSION = "evaluation-2"
"""Stands in every stored result. Changes whenever the same input may give another answer."""


def evaluate(model: Model, bids: Sequence[BidInput], draws: Sequence[Draw] = ()) -> Evaluation:
    """The ranking of every lot of the model and the award that its rules propose.

    `draws` are asked where the model publishes that equal bids are drawn by lot; a draw between
    others than those that are equal counts for nothing. The order of the bids never matters.
    Problems are findings in the result, never errors.
    """
    findings = _strange_bids(model, bids)
    twice = {finding.facts["supplier"] for finding in findings if finding.code == "supplier-twice"}
    usable = [bid for bid in bids if bid.supplier not in twice]

    def rank(given: Sequence[BidInput]) -> tuple[LotResult, ...]:
        return tuple(_rank_lot(model, lot.id, given, draws) for lot in model.lots)

    lots = rank(usable)
    findings += lot_offers.ignored(model, usable)
    award = propose_award(model, lots, usable, rank)
    return Evaluation(model.id, RULES_VERSION, lots, award, tuple(findings))


@dataclass(slots=True)
class _Sifted:
    """The bids of a lot as they fall out, step by step."""

    excluded: list[Excluded] = field(default_factory=list)
    incomplete: list[Excluded] = field(default_factory=list)
    priced: list[tuple[str, LotBid, scoring.Quality]] = field(default_factory=list)
    compared: dict[str, Compared] = field(default_factory=dict)
    """By supplier: the price that is compared, with the steps from the price as read."""

    def still_in(self) -> list[scoring.Priced]:
        """The bids that are compared, as scoring takes them."""
        return [
            (supplier, self.compared[supplier].price, quality)
            for supplier, _bid, quality in self.priced
        ]

    def steps_of(self, scored: scoring.Scored) -> tuple[Step, ...]:
        """A bid's steps, with those from the price as read before the first that uses it."""
        own = self.compared[scored.supplier].steps
        uses = (place for place, step in enumerate(scored.steps) if step.what in _USES_PRICE)
        place = next(uses, len(scored.steps))
        return (*scored.steps[:place], *own, *scored.steps[place:])

    def drop(self, scored: scoring.Scored, reasons: tuple[Finding, ...]) -> None:
        """Puts out a bid that already has its result."""
        self.excluded.append(
            Excluded(
                scored.supplier,
                reasons,
                scored.quality,
                self.compared[scored.supplier].read,
                scored.scores,
                self.steps_of(scored),
            )
        )


def _strange_bids(model: Model, bids: Sequence[BidInput]) -> list[Finding]:
    known = tuple(lot.id for lot in model.lots)
    suppliers = [bid.supplier for bid in bids]
    found = [
        Finding("supplier-twice", {"supplier": name})
        for name in dict.fromkeys(suppliers)
        if suppliers.count(name) > 1
    ]
    found += [
        Finding("bid-for-unknown-lot", {"supplier": bid.supplier, "lot": lot, "known": known})
        for bid in bids
        for lot in bid.lots
        if lot not in known
    ]
    return found


def _rank_lot(model: Model, lot: str, bids: Sequence[BidInput], draws: Sequence[Draw]) -> LotResult:
    sifted = _Sifted()
    offers = [
        (bid.supplier, bid.lots[lot])
        for bid in sorted(bids, key=lambda bid: bid.supplier)
        if lot in bid.lots
    ]
    offers, stages = _select(model, lot, offers, sifted)
    whole, model = model, counted_model(model)
    for supplier, bid in offers:
        _sift(model, lot, supplier, narrowed(whole, model, bid), sifted)
    scored = _score(model, lot, sifted)
    known = ties.known_of(lot, bids, draws)
    groups, tied = ties.order(model, scored, model.rounding.rank_on, known)
    standings = _standings(groups, sifted)
    findings = [
        *_not_final(model, lot, sifted),
        *_few_bids(model, lot, standings),
        *close_calls.undecided(model, lot, tied, known),
        *close_calls.other_basis(model, lot, scored, groups, known),
        *close_calls.close_margin(model, lot, standings),
        *_lowest_gone(model, lot, sifted, standings),
        *_without_charge(model, lot, sifted),
        *flaws(model, lot, sifted.still_in(), groups),
    ]
    return LotResult(
        lot,
        standings,
        tuple(sifted.excluded),
        tuple(sifted.incomplete),
        tied,
        tuple(findings),
        stages,
    )


def _select(
    model: Model, lot: str, offers: list[Offered], sifted: _Sifted
) -> tuple[list[Offered], tuple[StageResult, ...]]:
    """The stages of the model, if it has any: who goes on, and who falls out at which cut."""
    if not model.stages:
        return offers, ()
    meeting = []
    for supplier, bid in offers:
        if failed := limits.failed_requirements(model, lot, supplier, bid):
            sifted.excluded.append(Excluded(supplier, failed))
        elif undecided := inputs.requirement_problems(model, lot, supplier, bid):
            sifted.incomplete.append(Excluded(supplier, undecided))
        else:
            meeting.append((supplier, bid))
    passed = pass_stages(model, lot, meeting)
    sifted.excluded += passed.out
    sifted.incomplete += passed.waiting
    return passed.going_on, tuple(passed.stages)


def _sift(model: Model, lot: str, supplier: str, bid: LotBid, sifted: _Sifted) -> None:
    """Steps 1, 3 and 4: where this bid falls out, or on to price points."""
    if failed := limits.failed_requirements(model, lot, supplier, bid):
        sifted.excluded.append(Excluded(supplier, failed))
        return
    missing = (
        *inputs.requirement_problems(model, lot, supplier, bid),
        *inputs.mark_problems(model, lot, supplier, bid),
        *inputs.target_problems(model, lot, supplier, bid),
    )
    if missing:
        # The price is looked at too, so that one run names everything that is missing.
        missing = (*missing, *inputs.price_problems(model, lot, supplier, bid))
        sifted.incomplete.append(Excluded(supplier, missing, price=bid.price))
        return
    quality = scoring.score_quality(model, lot, bid)
    if below := limits.missed_minimums(model, lot, supplier, bid, quality):
        sifted.excluded.append(_out(model, supplier, below, quality, bid))
    elif problems := inputs.price_problems(model, lot, supplier, bid):
        sifted.incomplete.append(_out(model, supplier, problems, quality, bid))
    elif dear := _over_ceiling(model, lot, supplier, bid):
        sifted.excluded.append(_out(model, supplier, dear, quality, bid))
    elif late := limits.too_late(model, lot, supplier, bid):
        sifted.excluded.append(_out(model, supplier, late, quality, bid))
    elif nothing := limits.without_result(model, lot, supplier, bid, quality):
        sifted.incomplete.append(_out(model, supplier, nothing, quality, bid))
    else:
        sifted.priced.append((supplier, bid, quality))


def _over_ceiling(model: Model, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    if model.price() is None or bid.price is None:
        return ()
    return limits.over_ceiling(model, lot, supplier, bid.price)


def _out(
    model: Model,
    supplier: str,
    reasons: tuple[Finding, ...],
    quality: scoring.Quality,
    bid: LotBid,
) -> Excluded:
    points = scoring.number(model, quality.points)
    return Excluded(supplier, reasons, points, bid.price, quality.scores, quality.steps)


def _compare_targets(model: Model, lot: str, sifted: _Sifted) -> None:
    """Targets whose rule looks at the other bids get their points once it is known who is in."""
    if not any(looks_at_others(leaf) for leaf in model.leaves_for(lot)):
        return
    best = scoring.best_targets(model, lot, [bid for _supplier, bid, _quality in sifted.priced])
    kept = []
    for supplier, bid, _quality in sifted.priced:
        quality = scoring.score_quality(model, lot, bid, best)
        if COMBINES[model.combine].divides_by_quality and not quality.points:
            facts: dict[str, Fact] = {"supplier": supplier, "lot": lot}
            nothing = (Finding("quality-is-zero", facts),)
            sifted.incomplete.append(_out(model, supplier, nothing, quality, bid))
        else:
            kept.append((supplier, bid, quality))
    sifted.priced = kept


def _compare_prices(model: Model, sifted: _Sifted) -> None:
    """Prices are made comparable among the bids still in; one that can't be has no total yet."""
    bids = {supplier: bid for supplier, bid, _quality in sifted.priced}
    sifted.compared, without = compare(model, bids)
    for supplier, bid, quality in sifted.priced:
        if supplier in without:
            sifted.incomplete.append(_out(model, supplier, without[supplier], quality, bid))
    sifted.priced = [one for one in sifted.priced if one[0] not in without]


def _score(model: Model, lot: str, sifted: _Sifted) -> list[scoring.Scored]:
    """Steps 5 and 6."""
    _compare_targets(model, lot, sifted)
    _compare_prices(model, sifted)
    kept = []
    for scored in scoring.score_all(model, lot, sifted.still_in()):
        if below := limits.below_minimum_total(model, lot, scored):
            sifted.drop(scored, below)
        else:
            kept.append(scored)
    outside = limits.outside_band(model, lot, kept)
    for scored in kept:
        if scored.supplier in outside:
            sifted.drop(scored, outside[scored.supplier])
    return [scored for scored in kept if scored.supplier not in outside]


def _standings(groups: ties.Groups, sifted: _Sifted) -> tuple[Standing, ...]:
    by_supplier = ties.ranks(groups)
    return tuple(
        Standing(
            bid.supplier,
            by_supplier[bid.supplier],
            bid.total,
            bid.quality,
            bid.price_score,
            sifted.compared[bid.supplier].read,
            bid.scores,
            sifted.steps_of(bid),
            sifted.compared[bid.supplier].adjusted,
        )
        for group in groups
        for bid in group
    )


def _about_lot(model: Model, lot: str) -> dict[str, Fact]:
    return {"lot": lot, "lot_title": model.lot(lot).title or lot}


def _not_final(model: Model, lot: str, sifted: _Sifted) -> list[Finding]:
    if not sifted.incomplete:
        return []
    names = tuple(bid.supplier for bid in sifted.incomplete)
    facts = {**_about_lot(model, lot), "suppliers": names}
    return [Finding("ranking-not-final", facts, Severity.WARNING)]


def _few_bids(model: Model, lot: str, standings: tuple[Standing, ...]) -> list[Finding]:
    facts = _about_lot(model, lot)
    if not standings:
        return [Finding("lot-without-valid-bid", facts, Severity.WARNING)]
    if len(standings) == 1:
        facts["left"] = standings[0].supplier
        return [Finding("lot-with-one-valid-bid", facts, Severity.NOTE)]
    return []


def _without_charge(model: Model, lot: str, sifted: _Sifted) -> list[Finding]:
    """Items that a bid still in gives for nothing."""
    return [
        finding
        for supplier, bid, _quality in sifted.priced
        for finding in inputs.offer_warnings(model, lot, supplier, bid)
    ]


def _lowest_gone(
    model: Model, lot: str, sifted: _Sifted, standings: tuple[Standing, ...]
) -> list[Finding]:
    """The lowest price belonged to a bid that then fell below the minimum total."""
    prices = [bid.price for _supplier, bid, _quality in sifted.priced if bid.price is not None]
    left = [bid.price for bid in standings if bid.price is not None]
    if model.minimum_total is None or not prices or not left or min(left) == min(prices):
        return []
    facts = {**_about_lot(model, lot), "lowest": min(prices)}
    return [Finding("lowest-price-below-minimum-total", facts, Severity.WARNING)]

"""From the record to a result: the panel's agreed marks, the checks and the prices, evaluated.

The evaluation gets ids only (a tender's id, a lot's code), so that no name can sway an order;
names are put beside the answer for those who read it. The same function answers `award rank`,
the report and `verify`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tender_flow.rules.evaluation.bids import BidInput, Draw, LotBid
from tender_flow.rules.evaluation.plain import plain_whole
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.services.draws import RecordedDraw, draws_in_force, plain_lot, recorded_draws
from tender_flow.services.lot_offers import LotOffers
from tender_flow.services.marking import MarkingView, agreed_value
from tender_flow.services.offers import offers_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from tender_flow.rules.evaluation.criteria import Criterion, Model
    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.rules.evaluation.results import Evaluation, LotResult
    from tender_flow.rules.findings import Fact, Finding
    from tender_flow.services.office import Reading

MARK_UNIT = 10_000
"""The store keeps marks as whole ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A computed result with the names and titles that belong to its ids."""

    model: Model
    evaluation: Evaluation
    suppliers: Mapping[str, str]
    """Name by tender id."""
    lots: Mapping[str, str]
    """Title by lot code."""
    draws: tuple[RecordedDraw, ...] = ()
    """What was drawn by lot, those draws that are void too."""

    def lot(self, code: str) -> LotResult:
        """The ranking of one lot."""
        return self.evaluation.for_lot(code)

    def named(self, finding: Finding) -> Finding:
        """A finding of the rules with names and titles in place of its ids."""
        known = {**self.suppliers, **self.lots}

        def shown(fact: Fact) -> Fact:
            if isinstance(fact, tuple):
                return tuple(known.get(part, part) for part in fact)
            return known.get(fact, fact) if isinstance(fact, str) else fact

        return replace(finding, facts={key: shown(fact) for key, fact in finding.facts.items()})


def rank(reading: Reading) -> Ranking:
    """The ranking of every lot as the record stands; incomplete where something is missing."""
    model = reading.model()
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    tenders = {row["id"]: names[row["supplier"]] for row in reading.of("tender")}
    lots = {row["code"]: row["title"] for row in reading.of("lot")}
    evaluation, undrawn = _evaluated(reading)
    return Ranking(model, evaluation, tenders, lots, recorded_draws(reading, undrawn))


def compute(reading: Reading) -> Evaluation:
    """The evaluation of the bids still in by the frozen model: tender ids and lot codes."""
    return _evaluated(reading)[0]


def _evaluated(reading: Reading) -> tuple[Evaluation, Evaluation]:
    """The evaluation with the draws that still count, and the same without any draw."""
    model, bids = reading.model(), bid_inputs(reading)
    undrawn = evaluate(model, bids)
    draws = draws_in_force(reading, undrawn)
    return (evaluate(model, bids, draws) if draws else undrawn), undrawn


def bids_and_draws(reading: Reading) -> tuple[list[BidInput], tuple[Draw, ...]]:
    """What the result is computed from: the bids, and the draws by lot that still count."""
    bids = bid_inputs(reading)
    return bids, draws_in_force(reading, evaluate(reading.model(), bids))


def bid_inputs(reading: Reading) -> list[BidInput]:
    """What the evaluation is given: opened tenders with their bids still in."""
    view = MarkingView(reading)
    inputs, offers = _Inputs(reading, view), LotOffers(reading)
    return [
        BidInput(tender["id"], lots, tender["received_at"], **offers.of(tender["id"]))
        for tender in view.tenders.values()
        if tender["status"] == "opened" and (lots := inputs.lots_of(tender["id"]))
    ]


class _Inputs:
    """The agreed marks, prices and checks of a case, ready to be asked by bid."""

    def __init__(self, reading: Reading, view: MarkingView) -> None:
        self.model = reading.model()
        self.codes = {lot["id"]: lot["code"] for lot in reading.of("lot")}
        self.bids = [bid for bid in view.bids if bid["status"] == "in"]
        self.prices = {row["bid"]: row["amount"] for row in reading.of("price")}
        self.offers = offers_of(reading)
        self.outcomes = view.requirement_outcomes
        self.shortlisted = view.shortlisted
        self.figures = {
            (row["tender"], row["criterion"], row["lot"]): row["value"]
            for row in reading.of("target_figure")
        }
        answers = {row["id"]: row for row in reading.of("answer")}
        self.marks: dict[tuple[str, str, str | None], PanelMark] = {}
        in_force = {row["id"] for row in view.rounds}
        for (round_id, answer_id), agreed in view.agreed.items():
            if round_id not in in_force:
                continue  # agreed under an earlier model, before everything was marked again
            answer = answers[answer_id]
            key = (answer["tender"], answer["question"], answer["lot"])
            self.marks[key] = agreed_value(agreed)

    def lots_of(self, tender: str) -> dict[str, LotBid]:
        """A tender's bids by lot code."""
        return {
            self.codes[bid["lot"]]: self._lot_bid(bid)
            for bid in self.bids
            if bid["tender"] == tender
        }

    def _lot_bid(self, bid: dict[str, Any]) -> LotBid:
        leaves = self.model.leaves_for(self.codes[bid["lot"]])
        marks = {leaf.id: self._mark(bid, leaf) for leaf in leaves if leaf.kind == "scored"}
        checks = {leaf.id: self._check(bid, leaf) for leaf in leaves if leaf.kind == "pass_fail"}
        passes = {leaf: check["outcome"] == "pass" for leaf, check in checks.items() if check}
        given = {leaf: mark for leaf, mark in marks.items() if mark is not None}
        figures = {leaf.id: self._figure(bid, leaf) for leaf in leaves if leaf.kind == "target"}
        promised = {leaf: figure for leaf, figure in figures.items() if figure is not None}
        return LotBid(
            self.prices.get(bid["id"]),
            given,
            passes,
            promised,
            offered=self.offers.get(bid["id"]),
            shortlisted=self.shortlisted.get(bid["id"], {}),
        )

    def _figure(self, bid: dict[str, Any], leaf: Criterion) -> Decimal | None:
        return self.figures.get((bid["tender"], leaf.id, None if leaf.shared else bid["lot"]))

    def _check(self, bid: dict[str, Any], leaf: Criterion) -> dict[str, Any] | None:
        return self.outcomes.get((bid["tender"], leaf.id, None if leaf.shared else bid["lot"]))

    def _mark(self, bid: dict[str, Any], leaf: Criterion) -> PanelMark | None:
        lot = None if leaf.shared else bid["lot"]
        return self.marks.get((bid["tender"], leaf.id, lot))


def result_text(evaluation: Evaluation) -> bytes:
    """A result as canonical JSON: the same result gives the same bytes."""
    lots = {result.lot: plain_lot(result) for result in evaluation.lots}
    award = {lot.lot: list(lot.suppliers) for lot in evaluation.award.lots}
    answer: dict[str, object] = {
        "engine": evaluation.engine,
        "model": evaluation.model_id,
        "lots": lots,
        "award": award,
    }
    if evaluation.award.whole is not None:
        answer["whole"] = plain_whole(evaluation.award.whole)
    return json.dumps(answer, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

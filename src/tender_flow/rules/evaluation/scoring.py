"""The points of one bid in one lot: leaves, sections, price and total, each with its step.

    safeguarding   3 of 5 × 30% × 40% × 60%      = 4.32
    service        4.32 + …                      = 17.40
    price          40 × 1,500,000 / 1,650,000    = 36.36

Everything is a fraction; the digits that are shown come from `rounding` alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.bids import LotBid, panel_mark
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import HUNDRED, Criterion, Model
from tender_flow.rules.evaluation.prices import FORMULAS
from tender_flow.rules.evaluation.results import Number, Step
from tender_flow.rules.evaluation.rounding import exact_text, shown
from tender_flow.rules.findings import Fact


@dataclass(frozen=True, slots=True)
class Quality:
    """The points of a bid's marked questions and of the sections above them, with their steps."""

    points: Fraction
    scores: Mapping[str, Number]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A bid with its total, before it is ranked."""

    supplier: str
    total: Number
    quality: Number
    price_score: Number
    price: Decimal | None
    scores: Mapping[str, Number]
    steps: tuple[Step, ...]


@dataclass(slots=True)
class _Tally:
    """The points of a bid while the tree is walked."""

    model: Model
    lot: str
    bid: LotBid
    scores: dict[str, Number] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


def number(model: Model, value: Fraction) -> Number:
    """The value with the digits that the model's rounding prints."""
    return Number(value, shown(value, model.rounding))


def score_quality(model: Model, lot: str, bid: LotBid) -> Quality:
    """The points of every marked question and section of a lot; the marks must be complete."""
    tally = _Tally(model, lot, bid)
    points = Fraction(0)
    for top in _marked(model.criteria, lot):
        points += _points(tally, top)
    in_order = [criterion.id for criterion in model.walk() if criterion.id in tally.scores]
    scores = {criterion: tally.scores[criterion] for criterion in in_order}
    return Quality(points, scores, tuple(tally.steps))


def score_total(
    model: Model,
    lot: str,
    bid: tuple[str, Decimal | None, Quality],
    prices: Sequence[Decimal],
) -> Scored:
    """The total of a bid (supplier, price, quality); `prices` are those of all bids still in."""
    supplier, price, quality = bid
    scores = dict(quality.scores)
    steps = list(quality.steps)
    leaf = model.price()
    price_points = number(model, Fraction(0))
    if leaf is not None and price is not None:
        step = _price_step(model, lot, leaf, price, prices)
        price_points = step.result
        scores[leaf.id] = price_points
        steps.append(step)
    total = number(model, COMBINES[model.combine].total(quality.points, price_points.exact))
    steps.append(Step("", "total", _parts(model, scores), total))
    points = number(model, quality.points)
    return Scored(supplier, total, points, price_points, price, scores, tuple(steps))


def _parts(model: Model, scores: Mapping[str, Number]) -> dict[str, Fact]:
    return {top.id: scores[top.id].exact for top in model.criteria if top.id in scores}


def _marked(criteria: Sequence[Criterion], lot: str) -> list[Criterion]:
    """Those that have marks to add up in this lot."""
    return [one for one in criteria if one.applies_to(lot) and _has_marks(one, lot)]


def _has_marks(criterion: Criterion, lot: str) -> bool:
    if criterion.kind == "scored":
        return True
    return any(_has_marks(child, lot) for child in criterion.children_for(lot))


def _points(tally: _Tally, criterion: Criterion) -> Fraction:
    if criterion.kind == "scored":
        return _leaf_points(tally, criterion)
    parts: dict[str, Fact] = {}
    points = Fraction(0)
    for child in _marked(criterion.criteria, tally.lot):
        part = _points(tally, child)
        parts[child.id] = part
        points += part
    return _keep(tally, Step(criterion.id, "section", parts, number(tally.model, points)))


def _leaf_points(tally: _Tally, leaf: Criterion) -> Fraction:
    model = tally.model
    given = tally.bid.marks[leaf.id]
    mark = panel_mark(model, leaf, given)
    if isinstance(given, tuple):
        tally.steps.append(_mark_step(model, leaf, given, mark))
    highest = model.scale_of(leaf).highest.mark
    points = model.effective_weight(leaf.id, tally.lot) * Fraction(mark) / Fraction(highest)
    inputs: dict[str, Fact] = {"mark": mark, "highest": highest, "shares": _shares(model, leaf)}
    return _keep(tally, Step(leaf.id, "leaf", inputs, number(model, points)))


def _keep(tally: _Tally, step: Step) -> Fraction:
    tally.scores[step.criterion_id] = step.result
    tally.steps.append(step)
    return step.result.exact


def _mark_step(model: Model, leaf: Criterion, given: tuple[Decimal, ...], mark: Decimal) -> Step:
    assert model.moderation is not None
    inputs: dict[str, Fact] = {
        "marks": tuple(f"{one:f}" for one in given),
        "rule": model.moderation.within_tolerance,
    }
    return Step(leaf.id, "mark", inputs, Number(Fraction(mark), f"{mark:f}"))


def _price_step(
    model: Model, lot: str, leaf: Criterion, price: Decimal, prices: Sequence[Decimal]
) -> Step:
    assert leaf.price is not None
    formula = FORMULAS[leaf.price.formula]
    weight = model.effective_weight(leaf.id, lot)
    points = formula.points(weight, Fraction(price), [Fraction(one) for one in prices])
    inputs: dict[str, Fact] = {
        "formula": leaf.price.formula,
        "price": price,
        "lowest": min(prices),
        "shares": _shares(model, leaf),
    }
    return Step(leaf.id, "price", inputs, number(model, points))


def _shares(model: Model, leaf: Criterion) -> tuple[str, ...]:
    """The shares up the tree as people write them: 30%, or 1/3 where per cents don't end."""
    texts = ((share, exact_text(share * HUNDRED)) for share in model.shares(leaf.id))
    return tuple(
        f"{share.numerator}/{share.denominator}" if "/" in text else f"{text}%"
        for share, text in texts
    )

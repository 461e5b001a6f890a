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
from tender_flow.rules.evaluation.combine_inputs import INPUTS
from tender_flow.rules.evaluation.combine_methods import Field, Offer, weighted_sum
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import HUNDRED, Criterion, Model
from tender_flow.rules.evaluation.irrational import Near
from tender_flow.rules.evaluation.marks import PanelMark
from tender_flow.rules.evaluation.prices import enough, price_points, references
from tender_flow.rules.evaluation.results import Number, Step
from tender_flow.rules.evaluation.rounding import exact_text, mark_text, shown
from tender_flow.rules.evaluation.settings import Settings, levels
from tender_flow.rules.evaluation.targets import best_of, looks_at_others, target_share
from tender_flow.rules.findings import Fact


@dataclass(frozen=True, slots=True)
class Quality:
    """The points of a bid's questions and targets and of the sections above them, with steps."""

    points: Fraction
    scores: Mapping[str, Number]
    steps: tuple[Step, ...]
    marks: Mapping[str, Fraction] = field(default_factory=dict)
    """By question: the panel's mark."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A bid with its total, before it is ranked."""

    supplier: str
    total: Number
    quality: Number
    price_score: Number
    price: Decimal | Fraction | None
    """As compared."""
    scores: Mapping[str, Number]
    steps: tuple[Step, ...]


@dataclass(slots=True)
class _Tally:
    """The points of a bid while the tree is walked."""

    model: Model
    lot: str
    bid: LotBid
    best: Mapping[str, Fraction] | None
    scores: dict[str, Number] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    marks: dict[str, Fraction] = field(default_factory=dict)


def number(model: Model, value: Fraction, error: Fraction = Fraction(0)) -> Number:
    """The value with the digits that the model's rounding prints."""
    return Number(value, shown(value, model.rounding), error)


def score_quality(
    model: Model, lot: str, bid: LotBid, best: Mapping[str, Fraction] | None = None
) -> Quality:
    """The points of every question, target and section of a lot; marks and figures are complete.

    `best` has the best figures of the bids still in (`best_targets`). Without it, targets whose
    rule looks at the other bids are left out: who is still in isn't known yet.
    """
    tally = _Tally(model, lot, bid, best)
    points = Fraction(0)
    for top in _counted(tally, model.criteria):
        points += _points(tally, top)
    in_order = [criterion.id for criterion in model.walk() if criterion.id in tally.scores]
    scores = {criterion: tally.scores[criterion] for criterion in in_order}
    return Quality(points, scores, tuple(tally.steps), tally.marks)


def best_targets(model: Model, lot: str, bids: Sequence[LotBid]) -> dict[str, Fraction]:
    """By target: the best figure of some bids; empty without bids."""
    if not bids:
        return {}
    return {
        leaf.id: best_of((Fraction(bid.targets[leaf.id]) for bid in bids), leaf.target.settings)
        for leaf in model.leaves_for(lot)
        if leaf.target is not None
    }


Priced = tuple[str, Decimal | Fraction | None, Quality]
"""A bid that is still in: supplier, price as compared, quality."""


def field_of(model: Model, lot: str, bids: Sequence[Priced]) -> Field:
    """All bids of a lot that are still in, as the model's way of combining sees them."""
    leaf = model.price()
    prices = [Fraction(price) for _supplier, price, _quality in bids if price is not None]
    if leaf is not None and leaf.price is not None:
        prices = list(enough(leaf.price.formula, prices))
    weight = model.effective_weight(leaf.id, lot) if leaf is not None else Fraction(0)
    offers = tuple(_offer(leaf, weight, bid, prices) for bid in bids)
    tops = {leaf.id: Fraction(model.scale_of(leaf).highest.mark) for leaf in model.questions()}
    return Field(offers, HUNDRED - weight, weight, model.combine_settings, tops)


def score_all(model: Model, lot: str, bids: Sequence[Priced]) -> list[Scored]:
    """The result of each bid that is still in, with the steps that made it."""
    field_ = field_of(model, lot, bids)
    leaf = model.price()
    prices = [one.price for one in field_.offers]
    if leaf is not None and leaf.price is not None:
        prices = list(enough(leaf.price.formula, prices))
    return [
        _scored(model, bid, offer, field_, prices)
        for bid, offer in zip(bids, field_.offers, strict=True)
    ]


def results(model: Model, field_: Field) -> list[Near]:
    """The results alone, in the order of the offers."""
    way = COMBINES[model.combine]
    return [way.total(offer, field_) for offer in field_.offers]


def _offer(
    leaf: Criterion | None, weight: Fraction, bid: Priced, prices: Sequence[Fraction]
) -> Offer:
    _supplier, price, quality = bid
    amount = Fraction(price or 0)
    if leaf is None or leaf.price is None or price is None:
        return Offer(quality.points, amount, Near(Fraction(0)), quality.marks)
    terms = leaf.price
    points = price_points(terms.formula, terms.settings, weight, amount, prices)
    return Offer(quality.points, amount, points, quality.marks)


def _scored(
    model: Model, bid: Priced, offer: Offer, field_: Field, prices: Sequence[Fraction]
) -> Scored:
    supplier, price, quality = bid
    scores = dict(quality.scores)
    steps = list(quality.steps)
    leaf = model.price()
    price_score = number(model, offer.price_points.value, offer.price_points.error)
    way = COMBINES[model.combine]
    if leaf is not None and price is not None and way.price == "points":
        steps.append(_price_step(model, leaf, price, prices, price_score))
        scores[leaf.id] = price_score
    result = way.total(offer, field_)
    total = number(model, result.value, result.error)
    if way.total is weighted_sum:
        steps.append(Step("", "total", _parts(model, scores), total))
    else:
        steps.append(_combined_step(model, offer, field_, total))
    points = number(model, quality.points)
    return Scored(supplier, total, points, price_score, price, scores, tuple(steps))


def _parts(model: Model, scores: Mapping[str, Number]) -> dict[str, Fact]:
    return {top.id: scores[top.id].exact for top in model.criteria if top.id in scores}


def _counted(tally: _Tally, criteria: Sequence[Criterion]) -> list[Criterion]:
    """Those that have points to add up in this lot."""
    return [one for one in criteria if one.applies_to(tally.lot) and _has_points(tally, one)]


def _has_points(tally: _Tally, criterion: Criterion) -> bool:
    if criterion.kind == "target":
        return tally.best is not None or not looks_at_others(criterion)
    if criterion.kind == "scored":
        return True
    return any(_has_points(tally, child) for child in criterion.children_for(tally.lot))


def _points(tally: _Tally, criterion: Criterion) -> Fraction:
    if criterion.kind == "scored":
        return _leaf_points(tally, criterion)
    if criterion.kind == "target":
        return _target_points(tally, criterion)
    parts: dict[str, Fact] = {}
    points = Fraction(0)
    for child in _counted(tally, criterion.criteria):
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
    tally.marks[leaf.id] = Fraction(mark)
    about = ("points", leaf.id, tally.lot, repr(mark))  # repr: 3 and 3.0 are printed as given
    return _keep(tally, model.once(about, lambda: _leaf_step(model, tally.lot, leaf, mark)))


def _leaf_step(model: Model, lot: str, leaf: Criterion, mark: PanelMark) -> Step:
    highest = model.scale_of(leaf).highest.mark
    points = model.effective_weight(leaf.id, lot) * Fraction(mark) / Fraction(highest)
    inputs: dict[str, Fact] = {"mark": mark, "highest": highest, "shares": _shares(model, leaf)}
    return Step(leaf.id, "leaf", inputs, number(model, points))


def _target_points(tally: _Tally, leaf: Criterion) -> Fraction:
    """The points of a promised figure, by the rule that the model publishes."""
    assert leaf.target is not None
    terms, figure = leaf.target, tally.bid.targets[leaf.id]
    best = (tally.best or {}).get(leaf.id, Fraction(figure))
    share = target_share(leaf, Fraction(figure), best)
    inputs: dict[str, Fact] = {
        "rule": terms.rule,
        "target": figure,
        "unit": terms.unit,
        **({"best": plain(best)} if looks_at_others(leaf) else {}),
        **_plain_settings(terms.settings),
        **_bands(terms.settings),
        "per_cent": plain(share * HUNDRED),
        "shares": _shares(tally.model, leaf),
    }
    points = tally.model.effective_weight(leaf.id, tally.lot) * share
    return _keep(tally, Step(leaf.id, "target", inputs, number(tally.model, points)))


def _keep(tally: _Tally, step: Step) -> Fraction:
    tally.scores[step.criterion_id] = step.result
    tally.steps.append(step)
    return step.result.exact


def _mark_step(
    model: Model, leaf: Criterion, given: tuple[Decimal | None, ...], mark: PanelMark
) -> Step:
    assert model.moderation is not None
    inputs: dict[str, Fact] = {
        "marks": tuple("x" if one is None else f"{one:f}" for one in given),
        "rule": model.moderation.rule,
    }
    return Step(leaf.id, "mark", inputs, Number(Fraction(mark), mark_text(mark)))


def _price_step(
    model: Model,
    leaf: Criterion,
    price: Decimal | Fraction,
    prices: Sequence[Fraction],
    result: Number,
) -> Step:
    assert leaf.price is not None
    terms = leaf.price
    inputs: dict[str, Fact] = {
        "formula": terms.formula,
        "price": price,
        **{name: plain(value) for name, value in references(terms.formula, prices).items()},
        **_plain_settings(terms.settings),
        "shares": _shares(model, leaf),
    }
    return Step(leaf.id, "price", inputs, result)


def _combined_step(model: Model, offer: Offer, field_: Field, result: Number) -> Step:
    inputs: dict[str, Fact] = {"method": model.combine}
    if COMBINES[model.combine].unit != "price":
        inputs["quality"] = offer.quality
    if COMBINES[model.combine].price == "points":
        inputs["price_points"] = offer.price_points.value
    elif offer.price:
        inputs["price"] = plain(offer.price)
    inputs |= _plain_settings(model.combine_settings)
    if model.combine in INPUTS:
        more = INPUTS[model.combine](offer, field_)
        inputs |= {
            name: plain(one) if isinstance(one, Fraction) else one for name, one in more.items()
        }
    return Step("", "combined", inputs, result)


def _plain_settings(settings: Settings) -> dict[str, Fact]:
    """The settings that are one number or word; tables stand in the model."""
    found: dict[str, Fact] = {}
    for name, one in settings.items():
        if isinstance(one, str):
            found[name] = one
        elif isinstance(one, Fraction):
            found[name] = plain(one)
    return found


def _bands(settings: Settings) -> dict[str, Fact]:
    """The published table of a target: `50: 40%`, the figure that is needed and what it earns."""
    if "bands" not in settings:
        return {}
    table = levels(settings, "bands").items()
    return {"bands": tuple(f"{exact_text(edge)}: {exact_text(one)}%" for edge, one in table)}


def plain(value: Fraction) -> Decimal | Fraction:
    """The value as a decimal where its digits end, such as money; else the fraction."""
    text = exact_text(value)
    return value if "/" in text else Decimal(text)


def _shares(model: Model, leaf: Criterion) -> tuple[str, ...]:
    """The shares up the tree as people write them: 30%, or 1/3 where per cents don't end."""
    return model.once(("share texts", leaf.id), lambda: _share_texts(model, leaf))


def _share_texts(model: Model, leaf: Criterion) -> tuple[str, ...]:
    texts = ((share, exact_text(share * HUNDRED)) for share in model.shares(leaf.id))
    return tuple(
        f"{share.numerator}/{share.denominator}" if "/" in text else f"{text}%"
        for share, text in texts
    )

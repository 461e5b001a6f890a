"""A model tried on invented bids before it is published, when it can still be changed.

    found = rehearse(model, invent_bids(model, seed=1, sets=50, bids=4))

What it looks for, lot by lot:

* a criterion that can't change a result: no single mark for it, moved across the whole scale,
  changed the winner of any set; or its minimum is the top mark, so that all bids left are equal;
* thresholds that can't be met in practice, or that never bite because others already do;
* a price formula that breaks or gives odd points on a zero price, on equal prices, on one very
  dear or one very low bid (Bevan Brittan on pricing pitfalls, 2019);
* price or quality deciding alone: the weights say one thing, the spread of points another
  (a published weight that doesn't act: UfAB, known flaws; submissionsrecht.ch on span weights).

Procurement Act 2023 s.23 wants criteria that are clear, measurable and specific, and once
tenders are invited they are fixed (s.24): these are questions for before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.bids import BidInput
from tender_flow.rules.evaluation.criteria import HUNDRED, Criterion, Model
from tender_flow.rules.evaluation.invented import usual_price
from tender_flow.rules.evaluation.mark_changes import one_lot, only_lot, winners, with_mark
from tender_flow.rules.evaluation.parts import MARKED, counted_model
from tender_flow.rules.evaluation.prices import AS_PRICE, price_points
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.results import LotResult, Standing
from tender_flow.rules.evaluation.rounding import shown
from tender_flow.rules.evaluation.weight_intervals import LINEAR
from tender_flow.rules.findings import Fact, Finding, Severity

ENOUGH = 20
"""From so many sets on, what never happened is a warning and not only a note."""

MOSTLY = Fraction(9, 10)
"""From this share of the sets on, one side decides alone."""

TRIED = 10
"""Sets in which marks are moved by evaluating anew, where totals are no plain sums."""

_Value = Callable[[Standing], Fraction]

SECTION_23 = "Procurement Act 2023 s.23"
PITFALLS = "Bevan Brittan on pricing pitfalls, 2019"


@dataclass(frozen=True, slots=True)
class LotRehearsal:
    """What happened in one lot over all sets of bids."""

    lot: str
    sets: int
    ranked: int
    """The sets in which a bid was first, the ranking final."""
    changed_by: Mapping[str, int]
    """By question: in how many of the `tried` sets one mark for it could change the winner."""
    tried: int
    cheapest_first: int
    """The sets in which the lowest price (or one of equal ones) was first."""
    best_first: int
    """The sets in which the most quality points (or one of equal ones) were first."""
    price_spread: Fraction
    """Mean distance of highest and lowest price points in a set; 0 where price has none."""
    quality_spread: Fraction
    findings: tuple[Finding, ...]


def rehearse(model: Model, sets: Sequence[Sequence[BidInput]]) -> tuple[LotRehearsal, ...]:
    """What these sets of bids, given or invented, show of the model, lot by lot."""
    return tuple(_lot(model, lot.id, sets) for lot in model.lots)


def _lot(model: Model, lot: str, sets: Sequence[Sequence[BidInput]]) -> LotRehearsal:
    alone = one_lot(model, lot)
    here = [only_lot(bids, lot) for bids in sets]
    results = [evaluate(alone, bids).for_lot(lot) for bids in here]
    pairs = [
        (bids, result)
        for bids, result in zip(here, results, strict=True)
        if result.is_final and result.standings
    ]
    tried = [pair for pair in pairs if len(pair[1].standings) > 1]
    if model.combine != LINEAR or model.stages:
        tried = tried[:TRIED]
    changed = {
        leaf.id: sum(_may_decide(alone, lot, leaf, bids, result) for bids, result in tried)
        for leaf in model.leaves_for(lot)
        if leaf.kind == "scored"
    }
    ranked = [result for _bids, result in pairs]
    found = LotRehearsal(
        lot,
        len(sets),
        len(ranked),
        changed,
        len(tried),
        sum(_is_first(result, lambda bid: -Fraction(bid.price or 0)) for result in ranked),
        sum(_is_first(result, lambda bid: bid.quality.exact) for result in ranked),
        _mean([_spread([bid.price_score.exact for bid in one.standings]) for one in ranked]),
        _mean([_spread([bid.quality.exact for bid in one.standings]) for one in ranked]),
        (),
    )
    findings = (
        *_about_sets(model, found),
        *_about_criteria(model, found),
        *_about_minimums(model, lot),
        *_about_price(model, lot),
        *_zero_price(alone, lot, here),
        *_about_balance(model, found),
    )
    return replace(found, findings=findings)


def _is_first(result: LotResult, value: _Value) -> bool:
    best = max(value(bid) for bid in result.standings)
    return any(bid.rank == 1 and value(bid) == best for bid in result.standings)


def _spread(points: Sequence[Fraction]) -> Fraction:
    return max(points) - min(points)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values) if values else Fraction(0)


def _may_decide(
    model: Model, lot: str, leaf: Criterion, bids: Sequence[BidInput], result: LotResult
) -> bool:
    """Could one mark for this question, anywhere on its scale, have changed the winner?"""
    scale = model.scale_of(leaf)
    lowest = leaf.minimum if leaf.minimum is not None else scale.lowest.mark
    if model.combine == LINEAR and not model.stages:
        return _arithmetic(model, lot, leaf, lowest, result)
    for bid in bids:
        mark = lowest if bid.supplier in winners(result) else scale.highest.mark
        moved = [with_mark(one, lot, leaf.id, mark) if one is bid else one for one in bids]
        if set(winners(evaluate(model, moved).for_lot(lot))) != set(winners(result)):
            return True
    return False


def _arithmetic(
    model: Model, lot: str, leaf: Criterion, lowest: Decimal, result: LotResult
) -> bool:
    full = model.effective_weight(leaf.id, lot)
    least = full * Fraction(lowest) / Fraction(model.scale_of(leaf).highest.mark)
    first, *rivals = result.standings
    if rivals[0].rank == 1:
        return full > least
    lowered = first.total.exact - first.scores[leaf.id].exact + least
    raised = max(bid.total.exact - bid.scores[leaf.id].exact for bid in rivals) + full
    return lowered <= max(bid.total.exact for bid in rivals) or raised >= first.total.exact


def _about_sets(model: Model, found: LotRehearsal) -> Iterator[Finding]:
    if found.ranked < found.sets:
        facts = {**_facts(model, found.lot), "count": found.sets - found.ranked}
        yield Finding("rehearsal-without-winner", {**facts, "sets": found.sets}, Severity.WARNING)


def _about_criteria(model: Model, found: LotRehearsal) -> Iterator[Finding]:
    severity = Severity.WARNING if found.tried >= ENOUGH else Severity.NOTE
    for name, times in found.changed_by.items():
        leaf = model.leaf(name)
        facts = {**_facts(model, found.lot), "criterion": name, "question": leaf.label}
        if leaf.minimum == model.scale_of(leaf).highest.mark:
            yield Finding("rehearsal-only-top-mark", facts, Severity.WARNING, source=SECTION_23)
        elif not times and found.tried:
            facts["sets"] = found.tried
            yield Finding("rehearsal-criterion-idle", facts, severity, source=SECTION_23)


def _about_minimums(model: Model, lot: str) -> Iterator[Finding]:
    for group in model.walk():
        if group.kind != "group" or group.minimum is None or not group.applies_to(lot):
            continue
        facts = {**_facts(model, lot), "question": group.label, "minimum": group.minimum}
        full = model.effective_weight(group.id, lot)
        ensured = _ensured(model, lot, group)
        if group.minimum == HUNDRED:
            yield Finding("rehearsal-section-full", facts, Severity.WARNING, source=SECTION_23)
        elif full and ensured * HUNDRED >= Fraction(group.minimum) * full:
            yield Finding("rehearsal-minimum-idle", facts, Severity.NOTE)
    quality = sum(
        (
            model.effective_weight(leaf.id, lot)
            for leaf in counted_model(model).leaves()
            if leaf.kind in MARKED
        ),
        Fraction(0),
    )
    if model.minimum_total is not None and Fraction(model.minimum_total) > quality:
        facts = {**_facts(model, lot), "minimum": model.minimum_total}
        yield Finding("rehearsal-minimum-needs-price", facts, Severity.WARNING)


def _ensured(model: Model, lot: str, group: Criterion) -> Fraction:
    """The points that a bid has for sure once it meets every question's minimum."""
    return sum(
        (
            model.effective_weight(leaf.id, lot)
            * Fraction(leaf.minimum if leaf.minimum is not None else scale.lowest.mark)
            / Fraction(scale.highest.mark)
            for leaf in group.walk()
            if leaf.kind == "scored"
            for scale in (model.scale_of(leaf),)
        ),
        Fraction(0),
    )


def _about_price(model: Model, lot: str) -> Iterator[Finding]:
    """The formula on prices that make formulas break: equal, one very dear, one very low."""
    leaf = model.price()
    if leaf is None or leaf.price is None or leaf.price.formula == AS_PRICE:
        return
    full, unit = model.effective_weight(leaf.id, lot), Fraction(usual_price(model, lot)) / 100
    name, settings = leaf.price.formula, leaf.price.settings
    facts = {**_facts(model, lot), "formula": name}

    def points(*hundredths: int) -> list[Fraction]:
        offered = [unit * one for one in hundredths]
        return [price_points(name, settings, full, one, offered).value for one in offered]

    def digits(value: Fraction) -> str:
        return shown(value, model.rounding)

    equal = points(80, 80, 80)[0]
    if equal != full:
        more: dict[str, Fact] = {"points": digits(equal), "full": digits(full)}
        yield Finding("rehearsal-equal-prices", {**facts, **more}, Severity.NOTE)
    usual, dear, low = points(80, 88, 96), points(80, 88, 800), points(8, 80, 88)
    apart = [usual[0] - usual[1], dear[0] - dear[1], low[1] - low[2]]
    for code, gap in (("rehearsal-dear-outlier", apart[1]), ("rehearsal-low-outlier", apart[2])):
        if 2 * abs(gap) < abs(apart[0]):
            more = {"usual": digits(apart[0]), "then": digits(gap)}
            yield _outlier(code, {**facts, **more})
    if dear[2] < 0:
        more = {"points": digits(dear[2])}
        yield Finding("rehearsal-points-below-zero", {**facts, **more}, Severity.NOTE)


def _outlier(code: str, facts: Mapping[str, Fact]) -> Finding:
    return Finding(code, facts, Severity.NOTE, source=PITFALLS)


def _zero_price(model: Model, lot: str, sets: Sequence[Sequence[BidInput]]) -> Iterator[Finding]:
    """What a bid at 0 does to the ranking of the first set."""
    if model.price() is None or not sets or not sets[0]:
        return
    free, *others = sets[0]
    zero = replace(free, lots={lot: replace(free.lots[lot], price=Decimal(0))})
    result = evaluate(model, [zero, *others]).for_lot(lot)
    if any(bid.supplier == free.supplier for bid in result.incomplete):
        facts = _facts(model, lot)
        yield Finding("rehearsal-zero-price", facts, Severity.NOTE, source=PITFALLS)


def _about_balance(model: Model, found: LotRehearsal) -> Iterator[Finding]:
    """Does one side decide alone?"""
    leaf = model.price()
    if leaf is None or not model.questions() or found.ranked < ENOUGH:
        return
    facts: dict[str, Fact] = {
        **_facts(model, found.lot),
        "sets": found.ranked,
        "price_spread": shown(found.price_spread, model.rounding),
        "quality_spread": shown(found.quality_spread, model.rounding),
    }
    if found.cheapest_first >= MOSTLY * found.ranked:
        facts["count"] = found.cheapest_first
        yield Finding("rehearsal-price-decides", facts, Severity.WARNING)
    if found.best_first >= MOSTLY * found.ranked:
        facts["count"] = found.best_first
        yield Finding("rehearsal-quality-decides", facts, Severity.WARNING)


def _facts(model: Model, lot: str) -> dict[str, Fact]:
    return {"lot": lot, "lot_title": model.lot(lot).title or lot}

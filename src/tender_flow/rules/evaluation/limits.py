"""What puts a bid out by a published rule: requirements, minimums, ceilings.

Each reason is a note, not a problem: nothing is wrong with the input. A fail blocks the total,
and no mark moves to save a bid (Energysolutions v NDA [2016] EWHC 1988 (TCC)).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.bids import LotBid, panel_mark
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import ALL_LOTS, HUNDRED, Criterion, Model
from tender_flow.rules.evaluation.marks import PanelMark
from tender_flow.rules.evaluation.moderation import ENERGYSOLUTIONS
from tender_flow.rules.evaluation.prices import refused
from tender_flow.rules.evaluation.rounding import shown
from tender_flow.rules.evaluation.scoring import Quality, Scored
from tender_flow.rules.evaluation.settings import number
from tender_flow.rules.evaluation.targets import accepted, looks_at_others
from tender_flow.rules.findings import Fact, Finding, Severity


def failed_requirements(model: Model, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    """The requirements that the bid does not meet."""
    return tuple(
        _out("requirement-failed", supplier, lot, leaf, ENERGYSOLUTIONS)
        for leaf in model.leaves_for(lot)
        if leaf.kind == "pass_fail" and bid.pass_fail.get(leaf.id) is False
    )


def missed_minimums(
    model: Model, lot: str, supplier: str, bid: LotBid, quality: Quality
) -> tuple[Finding, ...]:
    """The questions, targets and sections below their minimum, before the price is looked at.

    A bid *at* the minimum meets it.
    """
    found: list[Finding] = []
    for criterion in model.walk():
        if criterion.minimum is None or criterion.id not in quality.scores:
            continue
        if criterion.target is not None:
            found += _missed_target(supplier, lot, criterion, bid.targets[criterion.id])
        elif criterion.kind == "scored":
            mark = panel_mark(model, criterion, bid.marks[criterion.id])
            found += _missed_mark(supplier, lot, criterion, mark, criterion.minimum)
        else:
            found += _missed_section(model, lot, supplier, criterion, quality)
    return tuple(found)


def over_ceiling(model: Model, lot: str, supplier: str, price: Decimal) -> tuple[Finding, ...]:
    """The ceilings that one bid's price exceeds by itself: its lot's, or that over all lots.

    Prices of several lots are added up only for what is proposed for award (`award`): a
    supplier that bids for more lots than it will win has done nothing wrong.
    """
    leaf = model.price()
    assert leaf is not None
    found = []
    for key, code in ((lot, "price-over-ceiling"), (ALL_LOTS, "price-over-ceiling-of-all-lots")):
        ceiling = model.ceiling(key)
        if ceiling is not None and price > ceiling:
            found.append(_out(code, supplier, lot, leaf, None, price=price, ceiling=ceiling))
    return tuple(found)


def too_late(model: Model, lot: str, supplier: str, bid: LotBid) -> tuple[Finding, ...]:
    """A completion later than the published most (World Bank, SPD Works 2025, ITB 35.1): out."""
    leaf = model.price()
    if leaf is None or leaf.price is None or bid.offered is None:
        return ()
    rule = leaf.price.corrections.late_completion
    if rule is None or bid.offered.weeks_late <= rule.most_weeks:
        return ()
    weeks, most = bid.offered.weeks_late, rule.most_weeks
    return (_out("completion-too-late", supplier, lot, leaf, None, weeks=weeks, most=most),)


def below_minimum_total(model: Model, lot: str, scored: Scored) -> tuple[Finding, ...]:
    """The total's minimum, where the model has one and the exact total is below it."""
    if model.minimum_total is None or scored.total.exact >= Fraction(model.minimum_total):
        return ()
    facts: dict[str, Fact] = {
        "supplier": scored.supplier,
        "lot": lot,
        "total": scored.total.shown,
        "minimum": model.minimum_total,
    }
    return (Finding("total-below-minimum", facts, Severity.NOTE),)


def outside_band(model: Model, lot: str, bids: Sequence[Scored]) -> dict[str, tuple[Finding, ...]]:
    """By supplier: the bids below the published band under the best ratio (UfAB, extended)."""
    if model.combine != "ufab_extended" or not bids:
        return {}
    best = max(bid.total.exact for bid in bids)
    least = best * (1 - number(model.combine_settings, "band") / 100)
    found: dict[str, tuple[Finding, ...]] = {}
    for bid in bids:
        if bid.total.exact < least:
            facts: dict[str, Fact] = {
                "supplier": bid.supplier,
                "lot": lot,
                "total": bid.total.shown,
                "minimum": shown(least, model.rounding),
            }
            found[bid.supplier] = (Finding("result-below-band", facts, Severity.NOTE),)
    return found


def without_result(
    model: Model, lot: str, supplier: str, bid: LotBid, quality: Quality
) -> tuple[Finding, ...]:
    """Why the published formulas give this bid no result: it is a problem, not an exclusion."""
    leaf = model.price()
    facts: dict[str, Fact] = {"supplier": supplier, "lot": lot}
    waits = any(looks_at_others(one) for one in model.leaves_for(lot))  # its points come later
    if COMBINES[model.combine].divides_by_quality and not quality.points and not waits:
        return (Finding("quality-is-zero", facts),)
    if leaf is None or leaf.price is None or bid.price is None:
        return ()
    terms = leaf.price
    if refused(terms.formula, terms.settings, Fraction(bid.price)):
        facts = {**facts, "criterion": leaf.id, "price": bid.price}
        return (Finding("price-beyond-formula", facts),)
    return ()


def _missed_mark(
    supplier: str, lot: str, leaf: Criterion, mark: PanelMark, minimum: Decimal
) -> list[Finding]:
    if mark >= minimum:
        return []
    code = "mark-below-minimum"
    return [_out(code, supplier, lot, leaf, ENERGYSOLUTIONS, mark=mark, minimum=minimum)]


def _missed_target(supplier: str, lot: str, leaf: Criterion, figure: Decimal) -> list[Finding]:
    """A target is not ambitious enough; where less is better, the minimum is the most allowed."""
    assert leaf.target is not None
    assert leaf.minimum is not None
    if accepted(leaf, Fraction(figure)):
        return []
    facts: dict[str, Fact] = {"target": figure, "minimum": leaf.minimum, "unit": leaf.target.unit}
    return [_out("target-below-minimum", supplier, lot, leaf, None, **facts)]


def _missed_section(
    model: Model, lot: str, supplier: str, section: Criterion, quality: Quality
) -> list[Finding]:
    assert section.minimum is not None
    full = model.effective_weight(section.id, lot)
    reached = quality.scores[section.id].exact / full * HUNDRED
    if reached >= Fraction(section.minimum):
        return []
    text = shown(reached, model.rounding)
    code = "section-below-minimum"
    return [_out(code, supplier, lot, section, None, reached=text, minimum=section.minimum)]


def _out(
    code: str,
    supplier: str,
    lot: str,
    criterion: Criterion,
    source: str | None = None,
    /,
    **facts: Fact,
) -> Finding:
    known: dict[str, Fact] = {
        "supplier": supplier,
        "lot": lot,
        "criterion": criterion.id,
        "question": criterion.label,
    }
    return Finding(code, {**known, **facts}, Severity.NOTE, source=source)

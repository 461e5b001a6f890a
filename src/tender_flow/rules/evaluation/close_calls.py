"""How close a ranking was: ties that stay, another basis, a margin that rounding would hide.

Each says so and changes nothing. A winner ahead by less than the last printed digit is ahead all
the same where exact totals are compared; but who reads the report sees equal or nearly equal
numbers, and the decision should be ready to be explained (a close margin invites a challenge).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tender_flow.rules.evaluation import ties
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.results import Standing, Tie
from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.rules.evaluation.scoring import Scored
from tender_flow.rules.findings import Fact, Finding, Hint, Severity


def undecided(model: Model, lot: str, tied: Sequence[Tie], known: ties.Known) -> Iterator[Finding]:
    """Each group of bids that share a rank, and what would tell them apart."""
    for tie in tied:
        for group in tie.undecided:
            facts = {**_about(model, lot), "suppliers": group, "total": tie.total.shown}
            missing = tuple(name for name in group if name not in known.received)
            if ties.EARLIEST in model.ties and missing:
                facts["missing"] = missing
                yield Finding("tie-without-time-of-receipt", facts, Severity.WARNING)
            elif ties.DRAWN_BY_LOT in model.ties:
                hint = Hint("award.draw", {"lot": lot})
                yield Finding("tie-to-be-drawn", facts, Severity.WARNING, hint=hint)
            else:
                yield Finding("tie-undecided", facts, Severity.WARNING)


def other_basis(
    model: Model, lot: str, scored: Sequence[Scored], groups: ties.Groups, known: ties.Known
) -> Iterator[Finding]:
    """Would the other way of comparing (exact, published) give other ranks?"""
    other = "published" if model.rounding.rank_on == "exact" else "exact"
    there = ties.ranks(ties.order(model, scored, other, known)[0])
    here = ties.ranks(groups)
    changed = tuple(name for name in here if here[name] != there[name])
    if changed:
        facts: dict[str, Fact] = {**_about(model, lot), "suppliers": changed, "other": other}
        yield Finding("rank-on-matters", facts, Severity.WARNING)


def close_margin(model: Model, lot: str, standings: Sequence[Standing]) -> Iterator[Finding]:
    """The last winner's total is ahead of the next by less than one step of the published digits.

    Totals that are equal as compared are a tie, which has its own words. Where something else
    than the total ranks the bids of a band (UfAB, extended), there is no such margin.
    """
    if len(standings) <= model.award.per_lot or model.combine == "ufab_extended":
        return
    last, following = standings[model.award.per_lot - 1 : model.award.per_lot + 1]
    basis = model.rounding.rank_on
    if ties.compared(model, last.total, basis) == ties.compared(model, following.total, basis):
        return
    margin = abs(last.total.exact - following.total.exact)
    step = Fraction(1, 10**model.rounding.places)
    if margin < step:
        facts: dict[str, Fact] = {
            **_about(model, lot),
            "ahead": last.supplier,
            "behind": following.supplier,
            "margin": exact_text(margin),
            "step": exact_text(step),
        }
        yield Finding("margin-below-rounding", facts, Severity.WARNING)


def _about(model: Model, lot: str) -> dict[str, Fact]:
    return {"lot": lot, "lot_title": model.lot(lot).title or lot}

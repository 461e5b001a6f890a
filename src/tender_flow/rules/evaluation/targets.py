"""Targets: figures that a bidder promises, scored for ambition by a published rule.

    62.5% of service users in employment, none for 20 or less, full points from 80:
    (62.5 − 20) / (80 − 20) = 17/24 of the weight

Cambridgeshire County Council asked bidders for housing-related support to set their own targets
(service specification, 9.2) and tested some of them in the evaluation (9.3). Whether a figure is
realistic is for people: ask for the evidence in a question beside it. What wins becomes a
measure of the contract (Procurement Act 2023 s.52, key performance indicators).

A rule is a pure function of the figure, so nobody marks a target and no reason is needed. A
missing figure is a problem and never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tender_flow.rules.evaluation.criterion import Criterion
from tender_flow.rules.evaluation.settings import Asked, Settings, levels, number, word

ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)

BETTER = Asked("better", ("higher", "lower"))
"""Whether more is better (people in work) or less (days until the first visit)."""


@dataclass(frozen=True, slots=True)
class TargetRule:
    """A published rule that turns a figure into a share of the full points."""

    share: Callable[[Fraction, Fraction, Settings], Fraction]
    """(this figure, the best one of the bids still in, settings) to a share between 0 and 1."""
    text: str
    """The rule as published: letters only, the same in every language."""
    source: str
    asks: tuple[Asked, ...]
    relative: bool = False
    """Does it look at the other bids' figures? Then a bid that leaves may move the points."""


def linear(target: Fraction, _best: Fraction, settings: Settings) -> Fraction:
    """Nothing at `from`, everything at `to`, in proportion between; never below 0 or above 1."""
    start, full = number(settings, "from"), number(settings, "to")
    return min(ONE, max(ZERO, (target - start) / (full - start)))


def bands(target: Fraction, _best: Fraction, settings: Settings) -> Fraction:
    """The per cent of the best band that the figure reaches, or what the model says below them."""
    table = levels(settings, "bands")
    reached = [share for edge, share in table.items() if not is_better(edge, target, settings)]
    return max(reached, default=number(settings, "otherwise")) / HUNDRED


def ratio_to_best(target: Fraction, best: Fraction, settings: Settings) -> Fraction:
    """X / Xbest, or Xbest / X where less is better; where the best is 0, as the model says."""
    if word(settings, "better") == "lower":
        return ONE if target == best else best / target
    if best == 0:
        return ONE if word(settings, "all_zero") == "full" else ZERO
    return target / best


TARGET_RULES: Mapping[str, TargetRule] = {
    "linear": TargetRule(
        linear,
        "W × (X − from) / (to − from), 0 to W",
        "As between published bounds of a price: Negometrix, weighted factor score",
        (BETTER, Asked("from", at_least=ZERO), Asked("to", at_least=ZERO)),
    ),
    "bands": TargetRule(
        bands,
        "W × % (X)",
        "A published table; Procurement Act 2023 s.23",
        (
            BETTER,
            Asked("bands", at_least=ZERO, at_most=HUNDRED, kind="levels"),
            Asked("otherwise", at_least=ZERO, at_most=HUNDRED),
        ),
    ),
    "ratio_to_best": TargetRule(
        ratio_to_best,
        "W × X / Xbest (W × Xbest / X)",
        "Belgian Council of State 266216 (tenderwolf.com): for figures where more is better",
        (BETTER, Asked("all_zero", ("full", "none"), only_with=("better", "higher"))),
        relative=True,
    ),
}
"""Every rule that a model may name."""


def is_better(one: Fraction, other: Fraction, settings: Settings) -> bool:
    """Is the first figure strictly better than the second, in the model's direction?"""
    return one < other if word(settings, "better") == "lower" else one > other


def accepted(leaf: Criterion, target: Fraction) -> bool:
    """Does a figure meet the target's minimum, if it has one? The minimum itself does."""
    assert leaf.target is not None, f"{leaf.id} is no target"
    if leaf.minimum is None:
        return True
    return not is_better(Fraction(leaf.minimum), target, leaf.target.settings)


def best_of(figures: Iterable[Fraction], settings: Settings) -> Fraction:
    """The best of some figures, at least one."""
    return min(figures) if word(settings, "better") == "lower" else max(figures)


def looks_at_others(leaf: Criterion) -> bool:
    """Is this a target whose points hang on the other bids' figures?"""
    return leaf.target is not None and TARGET_RULES[leaf.target.rule].relative


def target_share(leaf: Criterion, target: Fraction, best: Fraction) -> Fraction:
    """The share of the full points that a figure earns; `best` is of the bids still in."""
    assert leaf.target is not None, f"{leaf.id} is no target"
    return TARGET_RULES[leaf.target.rule].share(target, best, leaf.target.settings)

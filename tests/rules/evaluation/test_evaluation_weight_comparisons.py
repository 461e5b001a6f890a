"""Intervals of weights where a result is no sum of points: checked by evaluating anew."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from evaluation_builders import HEAD, PRICE, bid, model_from
from hypothesis import given, settings
from hypothesis import strategies as st
from test_evaluation_sensitivity import first, reweighted

from tender_flow.rules.evaluation.mark_changes import smallest_mark_changes, winners, with_mark
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.robustness import robustness
from tender_flow.rules.evaluation.sensitivity import sensitivity
from tender_flow.rules.evaluation.simulation import Chances
from tender_flow.rules.evaluation.weight_comparisons import COMPARISONS
from tender_flow.rules.evaluation.weight_intervals import weight_intervals

LEAVES = """
      - {id: safety, title: Safety, weight: 40, scale: zero_to_five}
      - {id: people, title: People, weight: 35, scale: zero_to_five}
      - {id: value, title: Social value, weight: 25, scale: zero_to_five}
"""
MONEY = "price: {currency: GBP, vat: excluded, period: year}"
BESIDE = "  - {{id: price, title: Price, {weight}{price}}}\n"
HOW = {
    "price_per_quality_point": ("", ""),
    "value_for_money": ("", ", factor: 1000"),
    "quality_price": ("", ", factor: 1000"),
    "ufab_simple": ("", ", factor: 1000"),
    "monetised_quality": ("", ", per_point: 2"),
    "rvc": ("", ""),
    "fbs": ("", ""),
    "qbs": (None, ""),
    "utility_index": ("weight: 40, ", ""),
    "price_uplift": ("weight: 40, ", ", best: highest_bid"),
    "quality_premium": ("weight: 40, ", ", estimate: 120"),
    "ufab_weighted": ("weight: 40, ", ", reference: mean"),
    "quality_rescaled": ("weight: 40, ", ""),
    "rated_criteria": ("weight: 40, ", ""),
}
"""By way of combining: the price's weight (None: no price), and the settings."""
POINTS = {"quality_rescaled", "rated_criteria"}


def model_with(combine: str):
    weight, stated = HOW[combine]
    quality = f"  - id: quality\n    title: Quality\n    weight: {60 if weight else 100}\n"
    price = PRICE if combine in POINTS else MONEY
    beside = "" if weight is None else BESIDE.format(weight=weight, price=price)
    how = f"{{method: {combine}{stated}}}"
    head = HEAD.replace("combine: weighted_sum", f"combine: {how}")
    return model_from(f"\ncriteria:\n{quality}    criteria:{LEAVES}{beside}", head=head)


def test_every_way_with_a_comparison_is_tried_here():
    assert set(HOW) == set(COMPARISONS)


def test_the_interval_with_a_price_per_quality_point():
    """Alpha 90 for safety 5, people 2; Beta 100 for safety 2, people 5; value 3 for both.

    With safety at w the others share 100 − w as 35 to 25. Level where 100 Q_A = 90 Q_B.
    Q_A = 5w/5 + (100 − w)(35·2 + 25·3)/(5·60) = w + (100 − w) 29/60; Q_B = 2w/5 + (100 − w) 5/6.
    100 w + (100 − w) 145/3 = 36 w + 75 (100 − w), so 64 w = 80/3 (100 − w), w = 500/17.
    """
    model = model_with("price_per_quality_point")
    bids = (
        bid("Alpha", 90, safety=5, people=2, value=3),
        bid("Beta", 100, safety=2, people=5, value=3),
    )
    safety = weight_intervals(model, evaluate(model, bids).lots[0])[0]
    assert (safety.criterion_id, safety.low, safety.high) == ("safety", Fraction(500, 17), 100)
    assert (safety.below, safety.above) == (("Beta",), ())


rows = st.lists(st.tuples(st.integers(80, 200), *([st.integers(1, 5)] * 3)), min_size=2, max_size=4)


@pytest.mark.parametrize("combine", HOW)
@settings(max_examples=12, deadline=None)
@given(given_rows=rows)
def test_evaluating_anew_agrees_inside_and_outside_of_every_interval(combine, given_rows):
    model = model_with(combine)
    bids = tuple(
        bid(f"B{at}", price, safety=safety, people=people, value=value)
        for at, (price, safety, people, value) in enumerate(given_rows)
    )
    result = evaluate(model, bids).lots[0]
    nearly = Fraction(1, 10**6)
    for interval in weight_intervals(model, result):
        (before,) = winners(result)

        def wins(weight, criterion=interval.criterion_id, before=before):
            return before in first(reweighted(model, criterion, weight), bids)

        low, high, total = interval.low, interval.high, interval.total
        for weight in (low, (low + high) / 2, high):
            assert wins(min(max(weight, nearly), total - nearly))
        if interval.below and low > nearly:
            assert not wins(low - nearly)
        if interval.above and high < total - nearly:
            assert not wins(high + nearly)


@pytest.mark.parametrize("combine", HOW)
def test_each_of_these_ways_really_gets_intervals(combine):
    model = model_with(combine)
    bids = (
        bid("Alpha", 100, safety=5, people=4, value=3),
        bid("Beta", 103, safety=3, people=5, value=4),
    )
    found = weight_intervals(model, evaluate(model, bids).lots[0])
    assert {one.criterion_id for one in found} >= {"safety", "people", "value"}
    if HOW[combine][0]:
        assert {one.criterion_id for one in found} >= {"quality", "price"}


@pytest.mark.parametrize("combine", HOW)
@settings(max_examples=5, deadline=None)
@given(given_rows=rows)
def test_the_smallest_mark_change_is_the_same_as_by_trying_every_mark(combine, given_rows):
    model = model_with(combine)
    bids = tuple(
        bid(f"B{at}", price, safety=safety, people=people, value=value)
        for at, (price, safety, people, value) in enumerate(given_rows)
    )
    result = evaluate(model, bids).lots[0]
    before, fewest = set(winners(result)), None
    for one in bids:
        for leaf, mark in one.lots["whole"].marks.items():
            for other in range(6):
                changed = [with_mark(each, "whole", leaf, Decimal(other)) if each is one else each
                           for each in bids]  # fmt: skip
                steps = abs(other - int(mark))
                if steps and first(model, changed) != before:
                    fewest = min(steps, fewest or steps)
    found = smallest_mark_changes(model, bids, result)
    assert {change.steps for change in found} == ({fewest} if fewest else set())


def test_a_way_without_a_comparison_says_so_and_is_not_drawn():
    how = "{method: superformula, reference_quality: 60, reference_price: 100, exponent: 2}"
    head = HEAD.replace("combine: weighted_sum", f"combine: {how}")
    model = model_from(
        f"\ncriteria:\n  - id: quality\n    title: Quality\n    weight: 100\n    criteria:{LEAVES}"
        + BESIDE.format(weight="", price=MONEY),
        head=head,
    )
    bids = (bid("A", 100, safety=5, people=4, value=3), bid("B", 90, safety=2, people=2, value=2))
    (found,) = robustness(model, bids, Chances(seed=1, draws=10))
    codes = {finding.code for finding in found.found.findings}
    assert {"sensitivity-weights-not-added", "simulation-not-offered"} <= codes
    assert (found.found.weights, found.table) == ((), None)


def test_a_median_as_reference_has_no_intervals():
    model = model_with("ufab_weighted")
    settings_of = {**model.combine_settings, "reference": "median"}
    median = replace(model, combine_settings=settings_of)
    bids = (bid("A", 100, safety=5, people=4, value=3), bid("B", 90, safety=2, people=2, value=2))
    assert sensitivity(median, bids)[0].weights == ()

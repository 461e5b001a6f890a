"""Targets: a bidder's own figure, scored by a published rule, exact and in one direction."""

from decimal import Decimal
from fractions import Fraction

import pytest
from evaluation_builders import PRICE, model_from
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.i18n.sentences import say
from tender_flow.i18n.steps import explain
from tender_flow.rules.evaluation.invented import invent_bids
from tender_flow.rules.evaluation.ranking import BidInput, LotBid, evaluate
from tender_flow.rules.evaluation.rehearsal import rehearse
from tender_flow.rules.evaluation.sensitivity import sensitivity
from tender_flow.rules.evaluation.targets import TARGET_RULES, target_share

RULES = {
    "linear": "rule: linear, better: higher, from: 20, to: 80",
    "linear_down": "rule: linear, better: lower, from: 30, to: 3",
    "bands": "rule: bands, better: higher, bands: {50: 40, 70: 70, 90: 100}, otherwise: 0",
    "bands_down": "rule: bands, better: lower, bands: {3: 100, 7: 50}, otherwise: 20",
    "ratio": "rule: ratio_to_best, better: higher, all_zero: none",
    "ratio_full": "rule: ratio_to_best, better: higher, all_zero: full",
    "ratio_down": "rule: ratio_to_best, better: lower",
}


def model_of(rule: str):
    return model_from(f"""
criteria:
  - {{id: plan, title: Plan, weight: 30, scale: zero_to_five, question: How}}
  - id: work
    title: In work
    weight: 30
    target: {{unit: "% of residents", {RULES[rule]}}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
""")


MODELS = {name: model_of(name) for name in RULES}


def offer(supplier: str, figure: str | None, mark: int = 3, price: str = "100") -> BidInput:
    targets = {} if figure is None else {"work": Decimal(figure)}
    lot = LotBid(Decimal(price), {"plan": Decimal(mark)}, {}, targets)
    return BidInput(supplier, {"whole": lot})


def share(rule: str, figure: str, best: str = "80") -> Fraction:
    return target_share(MODELS[rule].leaf("work"), Fraction(figure), Fraction(best))


@pytest.mark.parametrize(
    ("rule", "figure", "expected"),
    [
        ("linear", "62.5", Fraction(17, 24)),
        ("linear", "20", 0),
        ("linear", "19", 0),
        ("linear", "95", 1),
        ("linear_down", "12", Fraction(2, 3)),
        ("linear_down", "40", 0),
        ("bands", "49.99", 0),
        ("bands", "50", Fraction(2, 5)),
        ("bands", "89", Fraction(7, 10)),
        ("bands", "100", 1),
        ("bands_down", "3", 1),
        ("bands_down", "3.5", Fraction(1, 2)),
        ("bands_down", "8", Fraction(1, 5)),
        ("ratio", "60", Fraction(3, 4)),
    ],
)
def test_a_rule_gives_the_published_share(rule, figure, expected):
    assert share(rule, figure) == expected


def test_the_least_figure_is_the_best_where_less_is_better():
    assert share("ratio_down", "8", best="5") == Fraction(5, 8)
    assert share("ratio_down", "0", best="0") == 1
    assert share("ratio_down", "8", best="0") == 0


def test_where_every_figure_is_zero_the_model_says_what_they_earn():
    assert share("ratio", "0", best="0") == 0
    assert share("ratio_full", "0", best="0") == 1


def test_every_rule_names_its_source():
    assert all(rule.source and rule.text for rule in TARGET_RULES.values())


def test_a_missing_target_is_named_and_never_zero():
    result = evaluate(MODELS["linear"], [offer("Alpha", None), offer("Beta", "50")]).lots[0]
    assert [bid.supplier for bid in result.incomplete] == ["Alpha"]
    (reason,) = result.incomplete[0].reasons
    assert reason.code == "target-missing"
    assert "blank is not zero" in say(reason)
    assert not result.is_final


@pytest.mark.parametrize(
    ("figure", "code"), [("-1", "target-below-zero"), ("100.5", "target-beyond-most")]
)
def test_a_figure_that_can_not_be_meant_is_a_problem(figure, code):
    model = model_from(f"""
criteria:
  - {{id: work, title: W, weight: 60, target: {{unit: "%", {RULES["linear"]}, most: 100}}}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
""")
    lot = LotBid(Decimal(1), {}, {}, {"work": Decimal(figure)})
    result = evaluate(model, [BidInput("Alpha", {"whole": lot})]).lots[0]
    assert [reason.code for reason in result.incomplete[0].reasons] == [code]


def test_a_bid_that_is_out_never_sets_the_best_figure():
    model = model_from(f"""
criteria:
  - {{id: plan, title: Plan, weight: 30, scale: zero_to_five, minimum: 2, question: How}}
  - {{id: work, title: W, weight: 30, target: {{unit: "%", {RULES["ratio"]}}}}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
""")
    bids = [offer("Alpha", "60"), offer("Beta", "90", mark=1)]
    (first,) = evaluate(model, bids).lots[0].standings
    assert first.scores["work"].exact == 30


def test_where_points_are_divided_a_bid_without_any_waits():
    model = model_from(
        f"""
criteria:
  - {{id: plan, title: Plan, weight: 50, scale: zero_to_five, question: How}}
  - {{id: work, title: W, weight: 50, target: {{unit: "%", {RULES["ratio"]}}}}}
  - {{id: price, title: Price, price: {{currency: GBP, vat: excluded, period: year}}}}
""",
        head="""
format: 1
id: small
title: Small model
combine: price_per_quality_point
scales: {zero_to_five: {0: "None: nothing.", 3: "Good: most.", 5: "Excellent: more."}}
""",
    )
    bids = [offer("Alpha", "0", mark=0), offer("Beta", "40", mark=0), offer("Cedar", "20", mark=3)]
    result = evaluate(model, bids).lots[0]
    assert [bid.supplier for bid in result.incomplete] == ["Alpha"]
    assert [bid.supplier for bid in result.standings] == ["Cedar", "Beta"]


def test_the_step_of_a_target_says_figure_rule_and_share():
    evaluation = evaluate(MODELS["linear"], [offer("Alpha", "62.5")])
    lines = explain(MODELS["linear"], evaluation.lots[0].standings[0])
    (text,) = [line for line in lines if "In work" in line]
    assert text.startswith("2 In work: 62.5 (% of residents); W × ")
    assert "from 20, to 80" in text
    assert text.endswith("W 30% = 21.25")


def test_rehearsal_and_sensitivity_take_targets_as_given():
    for model in MODELS.values():
        sets = invent_bids(model, 1, 5, 4)
        figures = [bid.lots["whole"].targets["work"] for bids in sets for bid in bids]
        assert len(set(figures)) > 1
        (found,) = rehearse(model, sets)
        assert found.ranked == 5
        (changes,) = sensitivity(model, sets[0])
        assert "work" in {weight.criterion_id for weight in changes.weights}


figures = st.decimals("0", "120", places=2)
fields = st.lists(
    st.tuples(figures, st.integers(0, 5), st.integers(1, 500)), min_size=2, max_size=6
)


@given(st.sampled_from(sorted(RULES)), fields, figures)
def test_a_better_target_never_lowers_a_rank(rule, field, other):
    model = MODELS[rule]
    better = model.leaf("work").target.settings["better"]
    bids = [
        offer(f"S{at}", f"{figure}", mark, f"{price}")
        for at, (figure, mark, price) in enumerate(field)
    ]
    best = (min if better == "lower" else max)(field[0][0], other)
    raised = [offer("S0", f"{best}", field[0][1], f"{field[0][2]}"), *bids[1:]]
    before, after = (
        next(one for one in evaluate(model, these).lots[0].standings if one.supplier == "S0")
        for these in (bids, raised)
    )
    assert after.rank <= before.rank
    assert after.total.exact >= before.total.exact


@given(st.sampled_from(sorted(RULES)), fields)
def test_the_order_of_bids_never_matters_to_targets(rule, field):
    bids = [
        offer(f"S{at}", f"{figure}", mark, f"{price}")
        for at, (figure, mark, price) in enumerate(field)
    ]
    assert evaluate(MODELS[rule], bids) == evaluate(MODELS[rule], bids[::-1])

"""Price formulas and ways of combining: bounds of error, edges, and what holds for every bid."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from evaluation_builders import HEAD, bid, model_from
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.flaws import flaws
from tender_flow.rules.evaluation.irrational import Near, logarithm, power
from tender_flow.rules.evaluation.prices import FORMULAS, POINT_FORMULAS, enough, price_points
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.scoring import Quality, field_of, results
from tender_flow.rules.evaluation.screens import SCREENS, world_bank

F = Fraction
SETTINGS = {
    "lowest_over_price": {},
    "reference_over_price": {"reference": F(100), "above_full": "cap"},
    "linear_from_lowest": {"below_zero": "floor"},
    "price_span": {"span": F(50)},
    "times_lowest": {"times": F(3), "below_zero": "allow"},
    "full_range": {"all_equal": "full"},
    "fixed_bounds": {"lower": F(1), "upper": F(1000), "below_zero": "allow", "above_full": "allow"},
    "power_of_ratio": {"exponent": F(3, 2)},
    "deviation_from_mean": {
        "at_mean": F(50), "each_per_cent": F(1), "below_zero": "floor", "above_full": "cap",
    },
    "logarithmic": {"base": F(2), "below_zero": "allow"},
    "optimal_price": {"optimum": F(50), "above_full": "cap"},
    "ratio_to_highest": {},
    "superformula": {"reference": F(100), "exponent": F(5, 2), "above_full": "allow"},
}  # fmt: skip
PROPORTIONAL = [
    name for name in POINT_FORMULAS
    if name not in {"reference_over_price", "fixed_bounds", "optimal_price", "superformula"}
]  # fmt: skip

positive = st.fractions(F(1, 100), F(10_000), max_denominator=100)
many = st.lists(positive, min_size=1, max_size=6)


def points(name: str, price: Fraction, prices: list[Fraction]) -> Near:
    return price_points(name, SETTINGS[name], F(100), price, prices)


def test_every_formula_is_tried_here():
    assert set(SETTINGS) == set(POINT_FORMULAS)


@pytest.mark.parametrize("name", [one for one in POINT_FORMULAS if one != "ratio_to_highest"])
@given(prices=many)
def test_a_lower_price_never_has_fewer_points(name, prices):
    ordered = [points(name, price, prices) for price in sorted(prices)]
    for lower, higher in pairwise(ordered):
        assert higher.value - lower.value <= lower.error + higher.error


@pytest.mark.parametrize("name", PROPORTIONAL)
@given(prices=many, factor=positive)
def test_scaling_every_price_changes_no_points(name, prices, factor):
    scaled = [price * factor for price in prices]
    for price in prices:
        before, after = points(name, price, prices), points(name, price * factor, scaled)
        assert abs(before.value - after.value) <= before.error + after.error


@pytest.mark.parametrize("name", POINT_FORMULAS)
def test_a_formula_looks_only_at_what_it_says(name):
    prices = [F(10), F(20), F(30), F(40)]
    without_a_middle_one = [F(10), F(20), F(40)]
    if "mean" not in FORMULAS[name].looks_at:
        assert points(name, F(20), prices) == points(name, F(20), without_a_middle_one)
    if not FORMULAS[name].looks_at:
        assert points(name, F(20), prices) == points(name, F(20), [F(20), F(30)])


@pytest.mark.parametrize("name", POINT_FORMULAS)
@given(prices=many)
def test_the_few_prices_that_a_formula_needs_give_the_same_points_as_all(name, prices):
    few = enough(name, prices)
    assert [points(name, one, prices) for one in prices] == [
        points(name, one, few) for one in prices
    ]


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(0, 4)), min_size=3, max_size=6),
    st.sampled_from(["weighted_sum", "quality_rescaled"]),
)
def test_every_bid_whose_leaving_turns_the_order_is_named(rows, method):
    model = model_from(head=HEAD.replace("weighted_sum", method))
    bids = [
        (f"S{index}", Decimal(price), Quality(F(12 * points_), {}, ()))
        for index, (price, points_) in enumerate(rows)
    ]

    def places(values):
        return [sum(other > one for other in values) for one in values]

    found = [one.value for one in results(model, field_of(model, "whole", bids))]
    turned = set()
    for index, left in enumerate(bids):
        here = [*found[:index], *found[index + 1 :]]
        rest = [*bids[:index], *bids[index + 1 :]]
        there = [one.value for one in results(model, field_of(model, "whole", rest))]
        if places(here) != places(there):
            turned.add(left[0])
    named = {
        one.facts["left_out"]
        for one in flaws(model, "whole", bids, [])
        if one.code == "ranks-hang-on-bid"
    }
    assert named == turned


@given(st.fractions(F(1, 50), F(50), max_denominator=60), positive.map(lambda one: one + 1))
def test_a_logarithm_lies_within_its_bound(number, base):
    found = logarithm(number, base)
    twice = logarithm(number * number, base)
    assert abs(2 * found.value - twice.value) <= 2 * found.error + twice.error
    assert found.error < F(1, 10**36)


@given(st.fractions(F(1, 50), F(50), max_denominator=60))
def test_a_square_root_lies_within_its_bound(number):
    root = power(number, F(1, 2))
    assert (root.value - root.error) ** 2 <= number <= (root.value + root.error) ** 2
    assert root.error < F(1, 10**36)


@pytest.mark.parametrize(
    ("number", "base", "exact"),
    [
        (F(8), F(4), F(3, 2)),
        (F(1), F(2), F(0)),
        (F(1, 4), F(2), F(-2)),
        (F(9, 4), F(27, 8), F(2, 3)),
    ],
)
def test_a_logarithm_that_is_a_fraction_is_found(number, base, exact):
    assert logarithm(number, base) == Near(exact)


def test_a_root_that_is_a_fraction_is_found():
    assert power(F(4, 9), F(3, 2)) == Near(F(8, 27))


def lone(combine: str, price: str) -> str:
    return (
        "criteria:\n  - {id: quality, title: Quality, weight: 100, scale: zero_to_five}\n"
        f"  - {{id: price, title: Price, price: {price}}}\n"
    ).replace("combine", combine)


def per_point():
    head = HEAD.replace("combine: weighted_sum", "combine: price_per_quality_point")
    return model_from(lone("", "{currency: GBP, vat: excluded, period: year}"), head=head)


@given(st.lists(st.tuples(st.integers(1, 5), positive), min_size=2, max_size=5))
def test_price_per_quality_point_never_hangs_on_another_bid(rows):
    model = per_point()
    bids = [bid(f"S{n}", Decimal(n + 1), quality=mark) for n, (mark, _price) in enumerate(rows)]
    whole = [one.supplier for one in evaluate(model, bids).lots[0].standings]
    rest = [one.supplier for one in evaluate(model, bids[1:]).lots[0].standings]
    assert [name for name in whole if name != "S0"] == rest


def test_the_lowest_result_wins_and_its_step_says_how():
    (first, second) = evaluate(
        per_point(), [bid("A", 400, quality=4), bid("B", 200, quality=1)]
    ).lots[0].standings  # fmt: skip
    assert (first.supplier, first.total.exact) == ("A", 5)
    assert second.total.exact == 10
    assert first.steps[-1].what == "combined"
    assert first.steps[-1].inputs == {
        "method": "price_per_quality_point", "quality": F(80), "price": Decimal(400),
    }  # fmt: skip


LOG = """
criteria:
  - {id: quality, title: Quality, weight: 60, scale: zero_to_five}
  - id: price
    title: Price
    weight: 40
    price:
      {formula: logarithmic, base: 3, below_zero: allow, currency: GBP, vat: excluded, period: year}
"""


def test_an_order_that_the_bound_does_not_decide_is_a_tie_with_a_finding():
    near = Decimal("2." + "0" * 44 + "1")
    result = evaluate(
        model_from(LOG), [bid("A", 2, quality=3), bid("B", near, quality=3), bid("C", 1, quality=0)]
    ).lots[0]  # fmt: skip
    assert [(one.supplier, one.rank) for one in result.standings][:2] == [("A", 1), ("B", 1)]
    assert "order-within-error" in [finding.code for finding in result.findings]


def test_every_way_of_combining_and_every_test_names_its_source():
    for named in (*COMBINES.values(), *FORMULAS.values(), *SCREENS.values()):
        assert named.source


def test_the_standard_deviation_is_compared_without_a_root():
    prices = [F(90), F(100), F(100), F(100), F(110)]
    assert set(world_bank(prices, {"estimate": F(1)})) == {F(90)}
    assert world_bank([F(100)] * 5, {"estimate": F(1)}) == {}


def test_flaws_find_nothing_in_a_lot_without_bids():
    assert list(flaws(model_from(), "whole", [], [])) == []

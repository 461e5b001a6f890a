"""What would change the winner: weights, single marks, evaluators, bidders."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from evaluation_builders import HEAD, PRICE, bid, model_from
from hypothesis import given, settings
from hypothesis import strategies as st

from tender_flow.rules.evaluation.bids import Draw
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.mark_changes import MarkChange, smallest_mark_changes, winners
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.sensitivity import sensitivity
from tender_flow.rules.evaluation.weight_intervals import weight_intervals

TREE = f"""
criteria:
  - id: quality
    title: Quality
    weight: 60
    criteria:
      - {{id: safety, title: Safety, weight: 40, scale: zero_to_five}}
      - {{id: people, title: People, weight: 35, scale: zero_to_five}}
      - {{id: value, title: Social value, weight: 25, scale: zero_to_five}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""

MEDIAN = """
moderation: {method: consensus, tolerance: 1, within_tolerance: median}
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
award: {per_lot: 1}
"""


def reweighted(model: Model, criterion: str, weight: Fraction) -> Model:
    """The model with one weight moved and its siblings rescaled, as a person would do it."""

    def level(criteria, total):
        if criterion not in {one.id for one in criteria}:
            return tuple(replace(one, criteria=level(one.criteria, one.total)) for one in criteria)
        others = sum(one.weight for one in criteria if one.id != criterion)
        return tuple(
            replace(
                one,
                weight=weight if one.id == criterion else one.weight * (total - weight) / others,
            )
            for one in criteria
        )

    return replace(model, criteria=level(model.criteria, model.total))


def first(model: Model, bids) -> set[str]:
    return set(winners(evaluate(model, bids).lots[0]))


def test_the_interval_of_a_weight_ends_where_two_totals_are_equal():
    """Alpha: quality 4/5, price 100/125 = 4/5; Beta: quality 3/5, price 1.

    w/100 × 4/5 + (100−w)/100 × 4/5 = 4/5 for Alpha; Beta reaches 3/5 × w + 100 − w = 80 at w = 50.
    """
    model = model_from()
    bids = (bid("Alpha", 125, quality=4), bid("Beta", 100, quality=3))
    quality, price = weight_intervals(model, evaluate(model, bids).lots[0])
    assert (quality.criterion_id, quality.weight, quality.low, quality.high) == (
        "quality",
        60,
        50,
        100,
    )
    assert (quality.below, quality.above) == (("Beta",), ())
    assert (price.low, price.high, price.above) == (0, 50, ("Beta",))
    assert quality.room == price.room == 10


def test_an_interval_is_an_exact_fraction():
    model = model_from()
    bids = (bid("Alpha", 130, quality=5), bid("Beta", 100, quality=3))
    quality = weight_intervals(model, evaluate(model, bids).lots[0])[0]
    # Alpha leads by 2/5 per point of quality and trails by 3/13 per point of price:
    # 2/5 w = 3/13 (100 − w), so w = 1500/41.
    assert quality.low == Fraction(1500, 41)


def test_a_tie_for_the_first_place_has_no_intervals_and_says_so():
    found = sensitivity(model_from(), (bid("A", 100, quality=3), bid("B", 100, quality=3)))[0]
    assert found.weights == ()
    assert "sensitivity-weights-without-winner" in {finding.code for finding in found.findings}


bids_of_a_tree = st.lists(
    st.tuples(st.integers(80, 200), *([st.integers(0, 5)] * 3)), min_size=2, max_size=5
).map(
    lambda rows: tuple(
        bid(f"B{at}", price, safety=safety, people=people, value=value)
        for at, (price, safety, people, value) in enumerate(rows)
    )
)


@settings(max_examples=30, deadline=None)
@given(bids_of_a_tree)
def test_evaluating_anew_agrees_inside_and_outside_of_every_interval(bids):
    model = model_from(TREE)
    result = evaluate(model, bids).lots[0]
    (before,) = winners(result)[:1]
    for interval in weight_intervals(model, result):
        for weight in (interval.low, interval.high):
            assert before in first(reweighted(model, interval.criterion_id, weight), bids)
        nearly = Fraction(1, 10**6)
        if interval.below and interval.low > nearly:
            outside = reweighted(model, interval.criterion_id, interval.low - nearly)
            assert before not in first(outside, bids)
        if interval.above and interval.high < interval.total - nearly:
            outside = reweighted(model, interval.criterion_id, interval.high + nearly)
            assert before not in first(outside, bids)


def test_the_smallest_change_of_a_mark_is_found_with_its_new_winner():
    model = model_from()
    bids = (bid("Alpha", 125, quality=4), bid("Beta", 100, quality=3))
    # 80 against 76: a step of quality is worth 12.
    found = smallest_mark_changes(model, bids, evaluate(model, bids).lots[0])
    assert found == (
        MarkChange("Alpha", "quality", Decimal(4), Decimal(3), 1, ("Beta",)),
        MarkChange("Beta", "quality", Decimal(3), Decimal(4), 1, ("Beta",)),
    )


def test_a_mark_that_puts_a_third_bid_out_may_change_the_winner():
    """Gamma sets the lowest price; below its minimum it leaves, and the price gap shrinks."""
    criteria = f"""
criteria:
  - {{id: quality, title: Quality, weight: 60, scale: zero_to_five, minimum: 1}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""
    model = model_from(criteria)
    bids = (
        bid("Alpha", 300, quality=5),
        bid("Beta", 100, quality=3),
        bid("Gamma", 50, quality=1),
    )
    # With Gamma: 60 + 6.67 = 66.67 against 36 + 20 = 56. Without: 60 + 13.33 against 36 + 40.
    found = smallest_mark_changes(model, bids, evaluate(model, bids).lots[0])
    assert MarkChange("Gamma", "quality", Decimal(1), Decimal(0), 1, ("Beta",)) in found


def test_no_single_mark_changes_a_wide_lead():
    criteria = f"""
criteria:
  - {{id: quality, title: Quality, weight: 1, scale: zero_to_five}}
  - {{id: price, title: Price, weight: 99, {PRICE}}}
"""
    bids = (bid("Alpha", 100, quality=0), bid("Beta", 200, quality=5))
    found = sensitivity(model_from(criteria), bids)[0]
    assert found.marks == ()


@settings(max_examples=12, deadline=None)
@given(bids_of_a_tree, st.sampled_from(["", "minimum_total: 40"]))
def test_the_smallest_mark_change_is_that_of_trying_every_mark(bids, minimum):
    model = model_from(TREE, head=HEAD + minimum + "\n")
    result = evaluate(model, bids).lots[0]
    if not result.standings:
        return
    before, every = set(winners(result)), []
    for tried in bids:
        for leaf, mark in tried.lots["whole"].marks.items():
            for other in range(6):
                lot = tried.lots["whole"]
                moved = replace(
                    tried, lots={"whole": replace(lot, marks={**lot.marks, leaf: Decimal(other)})}
                )
                after = first(model, [moved if one is tried else one for one in bids])
                if after != before:
                    every.append((abs(other - int(mark)), tried.supplier, leaf, Decimal(other)))
    fewest = min((one[0] for one in every), default=0)
    found = smallest_mark_changes(model, bids, result)
    assert {(one.steps, one.supplier, one.criterion_id, one.after) for one in found} == {
        one for one in every if one[0] == fewest
    }


HALVES = """
  halves:
    {from: 0, to: 10, step: "0.5", bands: {0: "Poor: little.", 4: "Good: most.", 10: "Best: all."}}
"""
"""A scale given as a range."""

halves = st.integers(0, 20).map(lambda steps: Decimal(steps) / 2)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(halves, halves, st.integers(50, 200)), min_size=2, max_size=4),
    st.sampled_from(["", ", minimum: 3.5", ", minimum: 8"]),
)
def test_halving_on_a_range_finds_what_trying_every_mark_finds(rows, minimum):
    criteria = f"""
criteria:
  - {{id: plan, title: Plan, weight: 40, scale: halves{minimum}}}
  - {{id: team, title: Team, weight: 20, scale: halves}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""
    model = model_from(criteria, head=HEAD + HALVES.strip("\n") + "\n")
    bids = [
        bid(f"Bidder {at}", price, plan=plan, team=team)
        for at, (plan, team, price) in enumerate(rows)
    ]
    result = evaluate(model, bids).lots[0]
    one_by_one = replace(model.scales["halves"], ranges=())
    listed = replace(model, scales={**model.scales, "halves": one_by_one})
    assert set(smallest_mark_changes(model, bids, result)) == set(
        smallest_mark_changes(listed, bids, result)
    )


def test_a_losing_bidder_that_leaves_may_change_the_winner():
    """With Gamma's 50 as lowest price Alpha leads; without it Beta does: rank reversal."""
    bids = (bid("Alpha", 300, quality=5), bid("Beta", 100, quality=3), bid("Gamma", 50, quality=0))
    found = sensitivity(model_from(), bids)[0]
    without = {one.name: one for one in found.otherwise if one.what == "bidder"}
    assert found.winners == ("Alpha",)
    assert without["Gamma"].winners == ("Beta",)
    assert without["Gamma"].changes_winner
    assert set(without["Gamma"].reordered) == {"Alpha", "Beta"}
    assert not without["Alpha"].changes_winner
    codes = [(finding.code, finding.facts.get("name")) for finding in found.findings]
    assert ("sensitivity-bidder-decides", "Gamma") in codes


def test_the_result_without_each_evaluator_is_evaluated_anew():
    """Beta has 3, 3, 4: the median is 3; without the first evaluator the rule gives no mark."""
    model = model_from(tail=MEDIAN)
    bids = (bid("Alpha", 125, quality=(4, 4, 4)), bid("Beta", 100, quality=(3, 3, 4)))
    found = [one for one in sensitivity(model, bids)[0].otherwise if one.what == "evaluator"]
    assert [one.without_total for one in found] == [("Beta",), ("Beta",), ()]
    assert [one.winners for one in found] == [("Alpha",), ("Alpha",), ("Alpha",)]


def test_an_evaluator_whose_mark_decides_is_named():
    model = model_from(tail=MEDIAN)
    bids = (bid("Alpha", 125, quality=(4, 3, 3)), bid("Beta", 124, quality=3))
    # The median 3 leaves Alpha behind; without the second or third mark there is none.
    found = sensitivity(model, bids)[0]
    assert found.winners == ("Beta",)
    by_evaluator = [one for one in found.otherwise if one.what == "evaluator"]
    assert not by_evaluator[0].changes_winner


def test_a_lot_that_is_not_final_says_only_that():
    found = sensitivity(model_from(), (bid("Alpha", 100), bid("Beta", 90, quality=3)))[0]
    assert found.weights == found.marks == found.otherwise == ()
    assert [finding.code for finding in found.findings] == ["sensitivity-without-result"]


def per_quality_point(criteria: str = "") -> Model:
    head = HEAD.replace("combine: weighted_sum", "combine: price_per_quality_point")
    terms = PRICE.replace("formula: lowest_over_price, ", "")
    text = f"""
criteria:
  - {{id: quality, title: Quality, weight: 100, scale: zero_to_five, minimum: 1}}
  - {{id: price, title: Price, {terms}}}
"""
    return model_from(criteria or text, head=head)


def test_a_way_of_combining_that_adds_no_points_has_everything_too():
    """Price per quality point: Alpha 100 / 80 = 1.25, Beta 90 / 60 = 1.5, the lower wins.

    Beta with 4 has 1.125; Alpha with 3 has 1.67.
    """
    bids = (bid("Alpha", 100, quality=4), bid("Beta", 90, quality=3))
    found = sensitivity(per_quality_point(), bids)[0]
    assert found.winners == ("Alpha",)
    assert found.weights == ()
    assert {(one.supplier, one.after, one.winners) for one in found.marks} == {
        ("Alpha", Decimal(3), ("Beta",)),
        ("Beta", Decimal(4), ("Beta",)),
    }
    assert {one.what for one in found.otherwise} == {"bidder"}
    assert "sensitivity-weights-not-added" not in {finding.code for finding in found.findings}


def test_bids_in_another_order_say_the_same():
    bids = (bid("A", 110, quality=4), bid("B", 100, quality=3), bid("C", 95, quality=2))
    assert sensitivity(model_from(), bids) == sensitivity(model_from(), bids[::-1])


def test_scaling_all_prices_changes_nothing():
    def bids(times: int):
        return tuple(
            bid(name, p * times, quality=q) for name, p, q in (("A", 110, 4), ("B", 100, 3))
        )

    one, other = (sensitivity(model_from(), bids(times))[0] for times in (1, 7))
    assert (one.weights, one.marks, one.otherwise) == (other.weights, other.marks, other.otherwise)


def test_a_draw_by_lot_is_asked_again_wherever_the_same_bids_are_equal():
    """A and B are equal, B was drawn first: it is the winner, also where the formula is another."""
    model = replace(model_from(), ties=("higher:quality", "drawn_by_lot"))
    bids = (bid("A", 100, quality=4), bid("B", 100, quality=4), bid("C", 125, quality=3))
    (open_still,) = sensitivity(model, bids)
    (found,) = sensitivity(model, bids, draws=(Draw(model.lots[0].id, ("B", "A")),))
    assert open_still.winners == ("A", "B")
    assert found.winners == ("B",)
    assert not any(one.changes_winner for one in found.otherwise if one.what == "formula")
    assert {one.winners for one in found.otherwise if one.name == "C"} == {("B",)}
    worse = next(one for one in found.marks if one.supplier == "B")
    assert worse.winners == ("A",)

"""From bids to a ranking: order of the steps, exactness, ties, what is missing."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from evaluation_builders import PRICE, QUALITY_60_PRICE_40, TAIL, bid, model_from
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.i18n.sentences import say
from tender_flow.rules.evaluation.plain import number_from_plain, plain_evaluation
from tender_flow.rules.evaluation.ranking import BidInput, LotBid, evaluate

REQUIREMENT = "  - {id: insured, title: Insured, pass_fail: true}\n"
MODEL = model_from()
TREE = model_from(f"""
criteria:
  - id: quality
    title: Quality
    weight: 60
    criteria:
      - {{id: need, title: Need, weight: 35, scale: zero_to_five}}
      - id: service
        title: Service
        weight: 65
        total: 7
        criteria:
          - {{id: safety, title: Safety, weight: 3, scale: zero_to_five}}
          - {{id: children, title: Children, weight: 4, scale: zero_to_five}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
""")

marks = st.integers(0, 5)
prices = st.decimals("0.01", "9999999.99", places=2)
bids_of_tree = st.lists(st.tuples(marks, marks, marks, prices), min_size=1, max_size=6)


def tree_bids(rows) -> list[BidInput]:
    return [
        bid(f"S{index}", price, need=need, safety=safety, children=children)
        for index, (need, safety, children, price) in enumerate(rows)
    ]


def only(evaluation):
    return evaluation.lots[0]


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def ranks(evaluation) -> dict[str, int]:
    return {standing.supplier: standing.rank for standing in only(evaluation).standings}


@given(bids_of_tree)
def test_totals_and_ranks_are_those_of_exact_arithmetic(rows):
    lowest = min(Fraction(price) for *_marks, price in rows)
    expected = [
        60 * (Fraction(35, 100) * Fraction(need, 5)
              + Fraction(65, 100) * (Fraction(3 * safety + 4 * children, 7 * 5)))
        + 40 * lowest / Fraction(price)
        for need, safety, children, price in rows
    ]  # fmt: skip
    result = evaluate(TREE, tree_bids(rows))
    for standing in only(result).standings:
        total = expected[int(standing.supplier[1:])]
        assert standing.total.exact == total
        assert standing.rank == 1 + sum(other > total for other in expected)


@given(bids_of_tree, st.randoms())
def test_the_order_of_the_bids_never_matters(rows, random: Random):
    bids = tree_bids(rows)
    shuffled = random.sample(bids, len(bids))
    assert evaluate(TREE, shuffled) == evaluate(TREE, bids)


@given(bids_of_tree, st.decimals("0.01", "1000", places=2))
def test_scaling_every_price_changes_nothing(rows, factor):
    scaled = [(*given_marks, price * factor) for *given_marks, price in rows]
    before = [(one.supplier, one.total) for one in only(evaluate(TREE, tree_bids(rows))).standings]
    after = [(one.supplier, one.total) for one in only(evaluate(TREE, tree_bids(scaled))).standings]
    assert before == after


@given(bids_of_tree)
def test_a_better_mark_never_lowers_a_rank(rows):
    need, *rest = rows[0]
    better = [(min(need + 1, 5), *rest), *rows[1:]]
    assert (
        ranks(evaluate(TREE, tree_bids(better)))["S0"]
        <= ranks(evaluate(TREE, tree_bids(rows)))["S0"]
    )


@given(bids_of_tree)
def test_the_json_holds_every_number_exactly(rows):
    result = evaluate(TREE, tree_bids(rows))
    plain = json.loads(json.dumps(plain_evaluation(result, say)))
    for standing, given_ in zip(only(result).standings, plain["lots"][0]["standings"], strict=True):
        assert number_from_plain(given_["total"]) == standing.total
        assert {k: number_from_plain(v) for k, v in given_["scores"].items()} == standing.scores


def test_a_total_carries_the_steps_that_made_it():
    (standing,) = only(evaluate(TREE, [bid("A", 100, need=4, safety=3, children=5)])).standings
    safety = next(step for step in standing.steps if step.criterion_id == "safety")
    assert safety.inputs["mark"] == 3
    assert safety.inputs["highest"] == 5
    assert safety.inputs["shares"] == ("3/7", "65%", "60%")
    assert safety.result.exact == Fraction(3, 5) * Fraction(3, 7) * 39
    total = standing.steps[-1]
    assert (total.what, total.result) == ("total", standing.total)
    assert sum(total.inputs.values()) == standing.total.exact
    assert [step.what for step in standing.steps] == [
        "leaf", "leaf", "leaf", "section", "section", "price", "total",
    ]  # fmt: skip


def test_a_failed_requirement_puts_a_bid_out_and_its_marks_are_not_asked_for():
    model = model_from(QUALITY_60_PRICE_40 + REQUIREMENT)
    result = only(
        evaluate(model, [bid("A", insured=False), bid("B", 100, quality=4, insured=True)])
    )
    assert [(out.supplier, codes(out.reasons)) for out in result.excluded] == [
        ("A", ["requirement-failed"])
    ]
    assert result.incomplete == ()
    assert [standing.supplier for standing in result.standings] == ["B"]


def test_a_requirement_on_which_nothing_was_decided_is_a_problem():
    model = model_from(QUALITY_60_PRICE_40 + REQUIREMENT)
    result = only(evaluate(model, [bid("A", 100, quality=4)]))
    assert codes(result.incomplete[0].reasons) == ["requirement-undecided"]
    assert not result.is_final


def test_a_bid_below_a_minimum_never_sets_the_lowest_price():
    criteria = QUALITY_60_PRICE_40.replace("weight: 60", "weight: 60, minimum: 3")
    result = only(
        evaluate(model_from(criteria), [bid("A", 100, quality=4), bid("Cheap", 10, quality=2)])
    )
    assert result.standings[0].price_score.exact == 40
    assert codes(result.excluded[0].reasons) == ["mark-below-minimum"]
    assert result.excluded[0].quality is not None
    assert result.excluded[0].quality.exact == 24


def test_a_bid_at_the_minimum_meets_it():
    criteria = QUALITY_60_PRICE_40.replace("weight: 60", "weight: 60, minimum: 3")
    assert ranks(evaluate(model_from(criteria), [bid("A", 100, quality=3)])) == {"A": 1}


def test_the_price_of_a_bid_below_a_minimum_is_not_asked_for():
    criteria = QUALITY_60_PRICE_40.replace("weight: 60", "weight: 60, minimum: 3")
    result = only(evaluate(model_from(criteria), [bid("A", quality=2)]))
    assert result.is_final


@pytest.mark.parametrize(
    ("given_bid", "problems"),
    [
        (bid("A", 100), ["mark-missing"]),
        (bid("A", None, quality=3), ["price-missing"]),
        (bid("A"), ["mark-missing", "price-missing"]),
        (bid("A", 0, quality=3), ["price-not-above-zero"]),
        (bid("A", "-1.00", quality=3), ["price-not-above-zero"]),
        (bid("A", 100, quality="3.5"), ["mark-off-scale"]),
        (bid("A", 100, quality=6), ["mark-off-scale"]),
        (bid("A", 100, quality=3, other=3), ["mark-for-no-question"]),
        (bid("A", 100, quality=()), ["mark-missing"]),
        (bid("A", 100, quality=(3, 3, 4)), ["marks-not-agreed", "no-rule"]),
    ],
)
def test_what_is_missing_or_wrong_leaves_a_bid_without_a_total(given_bid, problems):
    evaluation = evaluate(MODEL, [given_bid, bid("B", 50, quality=3)])
    result = only(evaluation)
    assert [codes(one.reasons) for one in result.incomplete] == [problems]
    assert [standing.supplier for standing in result.standings] == ["B"]
    assert "ranking-not-final" in codes(result.findings)
    assert evaluation.award.lots[0].suppliers == ()
    assert codes(evaluation.award.lots[0].findings) == ["award-waits"]


def test_a_zero_is_a_mark_and_not_a_blank():
    assert only(evaluate(MODEL, [bid("A", 100, quality=0)])).standings[0].quality.exact == 0


def test_individual_marks_give_the_mark_of_the_published_rule():
    rule = (
        "moderation: {method: consensus, tolerance: 1, within_tolerance: median, minimum_marks: 3}"
    )
    model = model_from(tail=TAIL + rule)
    (standing,) = only(evaluate(model, [bid("A", 100, quality=(3, 4, 3))])).standings
    assert standing.scores["quality"].exact == 36
    assert standing.steps[0].inputs["marks"] == ("3", "4", "3")


def test_the_same_supplier_twice_is_ranked_neither_time():
    result = evaluate(MODEL, [bid("A", 100, quality=3), bid("A", 90, quality=3)])
    assert codes(result.findings) == ["supplier-twice"]
    assert only(result).standings == ()


def test_a_bid_for_an_unknown_lot_is_a_finding():
    assert codes(evaluate(MODEL, [bid("A", 100, lot="north")]).findings) == ["bid-for-unknown-lot"]


def test_a_lot_without_a_bid_says_so():
    result = evaluate(MODEL, [])
    assert codes(only(result).findings) == ["lot-without-valid-bid"]
    assert codes(result.award.lots[0].findings) == ["award-without-bid"]


def with_ties(*rules: str, rank_on: str = "exact"):
    return replace(MODEL, ties=rules, rounding=replace(MODEL.rounding, rank_on=rank_on))


# 60 × 3/5 + 40 × 100/100 = 76 and 60 × 5/5 + 40 × 100/250 = 76: equal, by other ways
TIED = [bid("Cheap", 100, quality=3), bid("Good", 250, quality=5)]


def test_the_published_rules_break_a_tie_in_their_order():
    assert ranks(evaluate(with_ties("higher:quality", "lower:price"), TIED)) == {
        "Good": 1,
        "Cheap": 2,
    }
    assert ranks(evaluate(with_ties("lower:price", "higher:quality"), TIED)) == {
        "Cheap": 1,
        "Good": 2,
    }


def test_a_tie_names_the_rule_that_decided_it():
    (tie,) = only(evaluate(with_ties("higher:quality"), TIED)).ties
    assert (tie.suppliers, tie.decided_by, tie.undecided) == (
        ("Good", "Cheap"),
        ("higher:quality",),
        (),
    )


def test_without_a_published_rule_tied_bids_share_the_rank_and_nobody_is_proposed():
    evaluation = evaluate(with_ties(), [*TIED, bid("Last", 400, quality=1)])
    assert ranks(evaluation) == {"Cheap": 1, "Good": 1, "Last": 3}
    assert "tie-undecided" in codes(only(evaluation).findings)
    assert codes(evaluation.award.lots[0].findings) == ["award-tied"]


def test_a_tie_below_first_place_does_not_stop_the_award():
    evaluation = evaluate(with_ties(), [*TIED, bid("First", 100, quality=5)])
    assert ranks(evaluation) == {"First": 1, "Cheap": 2, "Good": 2}
    assert evaluation.award.lots[0].suppliers == ("First",)


NEAR = [bid("A", "100.00", quality=3), bid("B", "100.01", quality=3)]  # 76 and 75.996…: 76.00 both


def test_published_totals_that_are_equal_are_a_tie_where_these_are_compared():
    published = evaluate(with_ties(rank_on="published"), NEAR)
    assert ranks(published) == {"A": 1, "B": 1}
    assert ranks(evaluate(with_ties(), NEAR)) == {"A": 1, "B": 2}


@pytest.mark.parametrize("rank_on", ["exact", "published"])
def test_a_warning_says_when_the_other_way_of_comparing_gives_other_ranks(rank_on):
    assert "rank-on-matters" in codes(only(evaluate(with_ties(rank_on=rank_on), NEAR)).findings)
    assert "rank-on-matters" not in codes(only(evaluate(with_ties("lower:price"), TIED)).findings)


def test_the_lower_price_breaks_a_tie_of_published_totals_by_the_price_and_not_its_points():
    published = evaluate(with_ties("lower:price", rank_on="published"), list(reversed(NEAR)))
    assert [one.price_score.shown for one in only(published).standings] == ["40.00", "40.00"]
    assert ranks(published) == {"A": 1, "B": 2}


@pytest.mark.parametrize(("price", "out"), [("99.99", []), ("100.00", []), ("100.01", ["A"])])
def test_a_price_at_the_ceiling_is_in_and_a_penny_above_is_out(price, out):
    criteria = QUALITY_60_PRICE_40.replace("period: year", "period: year, ceiling: {whole: 100}")
    result = only(evaluate(model_from(criteria), [bid("A", price, quality=3)]))
    assert [one.supplier for one in result.excluded] == out


def test_a_lowest_price_that_falls_below_the_minimum_total_leaves_points_as_compared():
    model = replace(MODEL, minimum_total=Decimal(60))
    result = only(evaluate(model, [bid("Cheap", 50, quality=1), bid("Good", 80, quality=5)]))
    assert codes(result.excluded[0].reasons) == ["total-below-minimum"]
    assert result.standings[0].price_score.exact == 25
    assert "lowest-price-below-minimum-total" in codes(result.findings)


def test_quality_alone_is_ranked_without_prices():
    model = model_from(
        "criteria: [{id: quality, title: Quality, weight: 100, scale: zero_to_five}]"
    )
    evaluation = evaluate(model, [bid("A", quality=3), bid("B", quality=4)])
    assert ranks(evaluation) == {"B": 1, "A": 2}
    assert only(evaluation).standings[0].price is None


def test_shared_marks_count_in_each_lot():
    model = model_from(
        "lots: [{id: east, title: East}, {id: west, title: West}]"
        + QUALITY_60_PRICE_40.replace("weight: 60", "weight: 60, shared: true")
    )
    shared = {"quality": Decimal(4)}
    lots = {"east": LotBid(Decimal(100), shared), "west": LotBid(Decimal(90), shared)}
    result = evaluate(model, [BidInput("A", lots)])
    assert [lot.standings[0].quality.exact for lot in result.lots] == [48, 48]

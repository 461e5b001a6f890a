"""Ties by time and by lot, and margins that rounding would hide."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from evaluation_builders import bid, model_from
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.definitions.model_checks import ties_can_be_broken
from tender_flow.rules.evaluation.ranking import Draw, evaluate

MODEL = model_from()
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EQUAL = [bid(name, 100, quality=4) for name in ("A", "B", "C")]


def with_ties(*rules, **rounding):
    return replace(MODEL, ties=rules, rounding=replace(MODEL.rounding, **rounding))


def ranks(evaluation) -> dict[str, int]:
    return {one.supplier: one.rank for one in evaluation.lots[0].standings}


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def received(bids, *minutes):
    pairs = zip(bids, minutes, strict=True)
    return [replace(one, received=NOON + timedelta(minutes=late)) for one, late in pairs]


def test_equal_bids_go_by_the_time_of_receipt_and_not_by_their_names():
    evaluation = evaluate(with_ties("earliest"), received(EQUAL, 2, 0, 1))
    assert ranks(evaluation) == {"B": 1, "C": 2, "A": 3}
    assert evaluation.lots[0].ties[0].decided_by == ("earliest",)


def test_the_same_instant_is_still_a_tie():
    evaluation = evaluate(with_ties("earliest"), received(EQUAL, 0, 0, 1))
    assert ranks(evaluation) == {"A": 1, "B": 1, "C": 3}
    assert "tie-undecided" in codes(evaluation.lots[0].findings)


def test_a_missing_time_of_receipt_decides_nothing_and_hides_the_rules_after_it():
    bids = [*received(EQUAL[:2], 0, 1), EQUAL[2]]
    draws = [Draw("whole", ("A", "B", "C"))]
    evaluation = evaluate(with_ties("earliest", "drawn_by_lot"), bids, draws)
    assert ranks(evaluation) == {"A": 1, "B": 1, "C": 1}
    (found,) = [one for one in evaluation.lots[0].findings if "receipt" in one.code]
    assert found.facts["missing"] == ("C",)


def test_bids_that_are_to_be_drawn_wait_for_the_draw():
    evaluation = evaluate(with_ties("drawn_by_lot"), EQUAL)
    assert ranks(evaluation) == {"A": 1, "B": 1, "C": 1}
    assert "tie-to-be-drawn" in codes(evaluation.lots[0].findings)
    assert codes(evaluation.award.lots[0].findings) == ["award-waits-for-draw"]


@pytest.mark.parametrize("order", [("B", "A"), ("C", "A", "B", "D"), ("A", "B", "D")])
def test_a_draw_between_others_than_the_equal_bids_counts_for_nothing(order):
    bids = [*EQUAL, bid("D", 100, quality=3)]
    evaluation = evaluate(with_ties("drawn_by_lot"), bids, [Draw("whole", order)])
    assert ranks(evaluation) == {"A": 1, "B": 1, "C": 1, "D": 4}


def test_a_draw_without_a_published_rule_counts_for_nothing():
    evaluation = evaluate(with_ties(), EQUAL, [Draw("whole", ("C", "A", "B"))])
    assert ranks(evaluation) == {"A": 1, "B": 1, "C": 1}


@given(st.permutations("ABC"), st.permutations(EQUAL))
def test_the_draw_alone_makes_the_order(order, bids):
    evaluation = evaluate(with_ties("drawn_by_lot"), bids, [Draw("whole", tuple(order))])
    assert ranks(evaluation) == {name: place for place, name in enumerate(order, 1)}
    assert evaluation.award.lots[0].suppliers == (order[0],)


def test_a_draw_is_the_last_rule():
    (found,) = ties_can_be_broken(with_ties("drawn_by_lot", "lower:price"), {})
    assert (found.code, found.facts["rule"]) == ("tie-rule-after-draw", "lower:price")
    assert list(ties_can_be_broken(with_ties("earliest", "drawn_by_lot"), {})) == []


def test_a_margin_below_the_last_printed_digit_is_a_warning():
    near = [bid("A", "100.00", quality=3), bid("B", "100.01", quality=3)]
    (found,) = [
        one
        for one in evaluate(with_ties(), near).lots[0].findings
        if one.code == "margin-below-rounding"
    ]
    assert Fraction(found.facts["margin"]) == 40 - Fraction(40 * 100) / Fraction("100.01")
    assert found.facts["step"] == "0.01"


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_the_warning_comes_exactly_below_one_step(first, second, places):
    bids = [bid("A", first, quality=3), bid("B", second, quality=3)]
    lot = evaluate(with_ties(places=places), bids).lots[0]
    margin = abs(lot.standings[0].total.exact - lot.standings[1].total.exact)
    warned = "margin-below-rounding" in codes(lot.findings)
    assert warned is (0 < margin < Fraction(1, 10**places))


def test_the_margin_is_that_of_the_last_place_that_wins():
    model = replace(with_ties(), award=replace(MODEL.award, per_lot=2))
    bids = [bid("A", "100.00", quality=5), bid("B", "100.01", quality=5), bid("C", 100, quality=1)]
    assert "margin-below-rounding" not in codes(evaluate(model, bids).lots[0].findings)


def test_published_totals_that_are_equal_are_a_tie_and_no_margin():
    near = [bid("A", "100.00", quality=3), bid("B", "100.01", quality=3)]
    for rules in ((), ("lower:price",)):
        found = codes(evaluate(with_ties(*rules, rank_on="published"), near).lots[0].findings)
        assert "margin-below-rounding" not in found

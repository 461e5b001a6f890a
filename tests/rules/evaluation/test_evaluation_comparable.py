"""Prices made of items: what they come to, what contradicts, and what makes them comparable."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from evaluation_builders import HEAD, TAIL, model_from
from hypothesis import given
from hypothesis import strategies as some

from tender_flow.definitions.models import parse_model
from tender_flow.i18n.sentences import line
from tender_flow.i18n.steps import explain
from tender_flow.rules.evaluation.bids import BidInput, LotBid
from tender_flow.rules.evaluation.corrections import RunningCosts
from tender_flow.rules.evaluation.offers import Line, Offered, differences, price_as_read
from tender_flow.rules.evaluation.ranking import evaluate

ITEMS = """
criteria:
  - {id: quality, title: Quality, weight: 60, scale: zero_to_five}
  - id: price
    title: Price
    weight: 40
    price:
      formula: lowest_over_price
      currency: GBP
      vat: excluded
      period: year
      basket: {nights: 3, cleaning: 7}
"""
AVERAGE = "      corrections: {missing_item: average_of_responsive}\n"
amounts = some.decimals("0.01", "9999.99", places=2)


def offer(supplier: str, model, **items: object) -> BidInput:
    offered = Offered({name: Line(Decimal(str(price))) for name, price in items.items()})
    amount = price_as_read(model.price().price, offered)
    return BidInput(supplier, {"whole": LotBid(amount, {"quality": Decimal(3)}, offered=offered)})


def only_lot(model, *bids: BidInput):
    return evaluate(model, bids).for_lot("whole")


def codes(excluded) -> list[str]:
    return [reason.code for out in excluded for reason in out.reasons]


@given(amounts, amounts)
def test_a_basket_is_the_exact_sum_of_price_times_quantity(night, clean):
    model = model_from(ITEMS)
    standing = only_lot(model, offer("A", model, nights=night, cleaning=clean)).standings[0]
    assert Fraction(standing.price) == 3 * Fraction(night) + 7 * Fraction(clean)
    assert standing.compared is None


def test_without_a_published_rule_a_missing_item_leaves_the_bid_without_a_total():
    model = model_from(ITEMS)
    result = only_lot(model, offer("A", model, nights=9), offer("B", model, nights=9, cleaning=1))
    assert codes(result.incomplete) == ["items-missing"]
    assert [one.supplier for one in result.standings] == ["B"]


def test_an_item_that_nobody_asked_for_is_not_added_by_guess():
    model = model_from(ITEMS)
    result = only_lot(model, offer("A", model, nights=9, cleaning=1, lift=5))
    assert codes(result.incomplete) == ["items-unknown"]


def test_an_item_for_nothing_is_a_warning_and_below_zero_a_problem():
    model = model_from(ITEMS)
    free = only_lot(model, offer("A", model, nights=9, cleaning=0))
    assert "item-without-charge" in [finding.code for finding in free.findings]
    assert len(free.standings) == 1
    below = only_lot(model, offer("A", model, nights=9, cleaning=-1))
    assert codes(below.incomplete) == ["item-below-zero"]


@given(amounts, amounts, amounts)
def test_a_bid_never_prices_its_own_gap(own, other, third):
    """The missing item costs what the others ask, whatever this bid asks for the rest."""
    model = model_from(ITEMS + AVERAGE)
    result = only_lot(
        model,
        offer("A", model, nights=own),
        offer("B", model, nights=1, cleaning=other),
        offer("C", model, nights=1, cleaning=third),
    )
    found = next(one for one in result.standings if one.supplier == "A")
    average = (Fraction(other) + Fraction(third)) / 2
    assert Fraction(found.compared) == 3 * Fraction(own) + 7 * average
    assert Fraction(found.price) == 3 * Fraction(own)


def test_a_bid_that_is_out_has_no_part_in_the_average():
    low = ITEMS.replace("scale: zero_to_five", "scale: zero_to_five, minimum: 3")
    model = model_from(low + AVERAGE)
    out = offer("C", model, nights=1, cleaning=1000)
    weak = BidInput("C", {"whole": LotBid(out.lots["whole"].price, {"quality": Decimal(1)},
                                         offered=out.lots["whole"].offered)})  # fmt: skip
    result = only_lot(
        model, offer("A", model, nights=1), offer("B", model, nights=1, cleaning=2), weak
    )
    found = next(one for one in result.standings if one.supplier == "A")
    assert found.compared == 3 + 7 * 2


def test_what_nobody_priced_and_nobody_estimated_leaves_the_bid_without_a_total():
    model = model_from(ITEMS + AVERAGE)
    result = only_lot(model, offer("A", model, nights=9), offer("B", model, nights=8))
    assert codes(result.incomplete) == ["item-priced-by-nobody"] * 2


def test_the_steps_lead_from_the_price_as_read_to_the_points():
    model = model_from(ITEMS + AVERAGE)
    result = only_lot(model, offer("A", model, nights=9), offer("B", model, nights=9, cleaning=1))
    steps = explain(model, next(one for one in result.standings if one.supplier == "A"))
    assert "2 Price: as read £27.00" in steps
    assert any("cleaning missing: 7 × £1.00" in step and "£34.00" in step for step in steps)
    assert steps.index("2 Price: as read £27.00") < len(steps) - 2


def test_a_unit_price_off_by_ten_has_its_point_misplaced_and_by_two_has_not():
    terms = model_from(ITEMS).price().price
    offered = Offered({"nights": Line(Decimal(40), Decimal(12)), "cleaning": Line(Decimal(1))})
    assert [(one.basis, one.to) for one in differences(terms, offered)] == [("decimal_point", 12)]
    offered = Offered({"nights": Line(Decimal(8), Decimal(12)), "cleaning": Line(Decimal(1))})
    assert [(one.basis, one.to) for one in differences(terms, offered)] == [("unit_price", 24)]


def test_a_difference_without_a_published_rule_says_that_nothing_is_corrected():
    model = model_from(ITEMS)
    offered = Offered({"nights": Line(Decimal(8), Decimal(12)), "cleaning": Line(Decimal(1))})
    bid = BidInput("A", {"whole": LotBid(Decimal(31), {"quality": Decimal(3)}, offered=offered)})
    result = only_lot(model, bid)
    assert codes(result.incomplete) == ["price-line-differs-unpublished"]
    assert "publishes no rule" in line(result.incomplete[0].reasons[0])


def test_a_year_paid_at_its_start_costs_more_today_than_at_its_end():
    late = RunningCosts(Decimal(25), 2, "end_of_year", {})
    early = RunningCosts(Decimal(25), 2, "start_of_year", {})
    assert late.factor == Fraction(36, 25)
    assert early.factor == Fraction(9, 5)


@given(some.permutations(["A", "B", "C"]))
def test_the_order_of_bids_never_matters_to_a_compared_price(order):
    model = model_from(ITEMS + AVERAGE)
    given_bids = {
        "A": offer("A", model, nights=9),
        "B": offer("B", model, nights=8, cleaning=1),
        "C": offer("C", model, nights=7, cleaning=2),
    }
    result = only_lot(model, *(given_bids[name] for name in order))
    assert {one.supplier: one.compared for one in result.standings} == {
        "A": Decimal("37.5"), "B": None, "C": None
    }  # fmt: skip


def test_a_preference_margin_stands_beside_nothing_but_the_scope():
    text = ITEMS.replace("    weight: 40\n", "").replace("      formula: lowest_over_price\n", "")
    text = text.replace("weight: 60", "weight: 100")
    late = "      corrections: {late_completion: {per_week: 5, most_weeks: 2}}\n"
    head = HEAD.replace(
        "combine: weighted_sum",
        "combine: {method: preference_margin, margin: 10, question: quality}",
    )
    _model, findings = parse_model(head + text + late + TAIL, "small.yaml")
    assert "preference-beside-adjustments" in [finding.code for finding in findings]
    _model, findings = parse_model(head + text + AVERAGE + TAIL, "small.yaml")
    assert "preference-beside-adjustments" not in [finding.code for finding in findings]


def test_a_price_is_not_refused_before_it_is_adjusted():
    text = ITEMS.replace(
        "formula: lowest_over_price",
        "formula: reference_over_price\n      reference: 100\n      above_full: refuse",
    )
    _model, findings = parse_model(HEAD + text + AVERAGE + TAIL, "small.yaml")
    assert "refusal-beside-adjustments" in [finding.code for finding in findings]
    _model, findings = parse_model(HEAD + text + TAIL, "small.yaml")
    assert "refusal-beside-adjustments" not in [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ("{late_completion: {most_weeks: 2}}", "late-rate-one-of-two"),
        ("{late_completion: {per_week: 1, most_weeks: 0}}", "count-out-of-bounds"),
        ("{estimates: {nights: 5}}", "estimates-without-rule"),
        ("{missing_item: average_of_responsive, estimates: {lift: 5}}", "estimate-of-no-item"),
        (
            "{running_costs: {rate: 5, years: 2, paid: end_of_year, items: {nights: 1}}}",
            "item-twice",
        ),
        ("{running_costs: {rate: 5, years: 2, items: {energy: 1}}}", "yaml-missing-key"),
        ("{missing_item: the_highest}", "yaml-not-a-choice"),
    ],
)
def test_a_rule_that_says_too_little_or_too_much_is_refused(rules, code):
    text = HEAD + ITEMS + f"      corrections: {rules}\n" + TAIL
    _model, findings = parse_model(text, "small.yaml")
    assert code in [finding.code for finding in findings]

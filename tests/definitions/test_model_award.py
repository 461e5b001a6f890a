"""Reading how lots are awarded together, and what bidders offer over several lots."""

from decimal import Decimal

import pytest

from tender_flow.definitions.bids_file import bids_of
from tender_flow.definitions.models import parse_model
from tender_flow.definitions.reader import read_text
from tender_flow.rules.evaluation.bids import Discount
from tender_flow.rules.evaluation.criteria import AwardRules

PRICE = "formula: lowest_over_price, currency: GBP, vat: excluded, period: year"
MODEL = """
format: 1
id: small
title: Small
combine: {combine}
lots: [{{id: a, title: A}}, {{id: b, title: B}}, {{id: c, title: C}}]
criteria:
  - {{id: price, title: Price, {price}}}
{questions}
rounding: {{places: 2, mode: half-up, at: total, rank_on: exact}}
ties: [lower:price]
award: {award}
"""
WHOLE = "{per_lot: 1, method: least_total_price, conditional_discounts: true}"


def read(award, *, combine="weighted_sum", price=f"weight: 100, price: {{{PRICE}}}"):
    return parse_model(
        MODEL.format(award=award, combine=combine, price=price, questions=""), "m.yaml"
    )


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_every_key_of_the_award_is_read():
    model, findings = read(
        "{per_lot: 2, method: best_total_score, maximum_lots_per_supplier: 2, "
        "not_together: [[a, c]], minimum_suppliers: 2, conditional_discounts: true}"
    )
    assert findings == ()
    assert model.award == AwardRules(2, 2, None, "best_total_score", (("a", "c"),), 2, True)


@pytest.mark.parametrize(
    ("award", "code"),
    [
        ("{per_lot: 1, maximum_lots_per_supplier: 1}", "cap-without-rule"),
        ("{per_lot: 1, not_together: [[a, b]]}", "pair-without-rule"),
        ("{per_lot: 1, not_together: [[a, a]]}", "not-together-unusable"),
        ("{per_lot: 1, not_together: [[a, x]]}", "not-together-unusable"),
        ("{per_lot: 1, not_together: [[a, b, c]]}", "not-together-unusable"),
        ("{per_lot: 1, minimum_suppliers: 2}", "award-key-needs-whole"),
        ("{per_lot: 1, conditional_discounts: true}", "award-key-needs-whole"),
        (
            "{per_lot: 1, method: least_total_price, when_capped: largest_total}",
            "when-capped-not-asked",
        ),
        (
            "{per_lot: 1, method: least_total_price, minimum_suppliers: 4}",
            "minimum-suppliers-impossible",
        ),
        ("{per_lot: 0}", "count-below-one"),
    ],
)
def test_what_can_not_be_kept_is_said(award, code):
    assert codes(read(award)[1]) == [code]


def test_a_sum_of_totals_needs_a_method_where_the_highest_wins():
    price = "price: {currency: GBP, vat: excluded, period: year}"
    award = "{per_lot: 1, method: best_total_score}"
    assert "award-method-needs-highest" in codes(
        read(award, combine="lowest_price", price=price)[1]
    )


def test_a_cap_needs_no_further_rule_where_all_allocations_are_compared():
    model, findings = read("{per_lot: 1, method: least_total_price, maximum_lots_per_supplier: 1}")
    assert model is not None
    assert findings == ()


def test_a_conditional_discount_needs_one_price_for_each_lot():
    price = f"weight: 100, price: {{{PRICE}, basket: {{hour: 10}}}}"
    assert codes(read(WHOLE, price=price)[1]) == ["discounts-need-one-price"]


def bids(offers: str):
    model, _findings = read(WHOLE)
    lots = "lots: {a: {price: 10}, b: {price: 10}}"
    text = f"format: 1\nbids:\n  - {{supplier: X, {lots}, {offers}}}\n"
    root, _ = read_text(text, "bids.yaml")
    return bids_of(root, model)


def test_capacity_preference_and_discounts_are_read():
    given = bids(
        "capacity: 1, preference: [b, a], discounts: [{if_wins: [a, b], per_cent: 5}, "
        '{if_wins: [a, b, c], at_least: 2, prices: {a: "9.50"}}]'
    )
    (bid,) = given.bids
    assert given.findings == ()
    assert (bid.capacity, bid.preference) == (1, ("b", "a"))
    assert bid.discounts == (
        Discount(("a", "b"), 2, Decimal(5)),
        Discount(("a", "b", "c"), 2, None, {"a": Decimal("9.50")}),
    )


@pytest.mark.parametrize(
    ("offers", "code"),
    [
        ("capacity: 0", "count-below-one"),
        ("preference: [a, a]", "offer-lots-unusable"),
        ("preference: [x]", "offer-lots-unusable"),
        ("discounts: [{if_wins: [a, b]}]", "discount-unusable"),
        ("discounts: [{if_wins: [a, b], per_cent: 5, prices: {a: 9}}]", "discount-unusable"),
        ("discounts: [{if_wins: [a, b], per_cent: 100}]", "discount-unusable"),
        ("discounts: [{if_wins: [a, b], at_least: 3, per_cent: 5}]", "discount-unusable"),
    ],
)
def test_an_offer_that_can_not_be_used_is_a_finding_with_its_line(offers, code):
    given = bids(offers)
    assert codes(given.findings) == [code]
    assert given.findings[0].place.line == 3

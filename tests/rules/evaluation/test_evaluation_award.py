"""What the published rules propose over all lots, and when they propose nobody."""

from dataclasses import replace
from decimal import Decimal

import pytest
from evaluation_builders import PRICE, model_from
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.rules.evaluation.criteria import AwardRules
from tender_flow.rules.evaluation.ranking import BidInput, LotBid, evaluate

MODEL = model_from(f"""
lots: [{{id: a, title: A}}, {{id: b, title: B}}, {{id: c, title: C}}]
criteria:
  - {{id: quality, title: Quality, weight: 60, scale: zero_to_five}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
""")


def award(rules: AwardRules, **marks: dict[str, int]):
    """Every bid costs 100; marks by supplier and lot."""
    bids = [
        BidInput(
            supplier,
            {lot: LotBid(Decimal(100), {"quality": Decimal(mark)}) for lot, mark in lots.items()},
        )
        for supplier, lots in marks.items()
    ]
    return evaluate(replace(MODEL, award=rules), bids).award


def winners(proposal) -> dict[str, tuple[str, ...]]:
    return {lot.lot: lot.suppliers for lot in proposal.lots}


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


STRONG = {"Strong": {"a": 5, "b": 4, "c": 3}, "Next": {"a": 1, "b": 1, "c": 1}}


def test_without_a_cap_the_first_in_each_lot_is_proposed():
    assert winners(award(AwardRules(), **STRONG)) == {
        "a": ("Strong",),
        "b": ("Strong",),
        "c": ("Strong",),
    }


def test_at_the_cap_a_supplier_keeps_its_best_totals_and_the_rest_go_to_the_next():
    proposal = award(AwardRules(1, 2, "largest_total"), **STRONG)
    assert winners(proposal) == {"a": ("Strong",), "b": ("Strong",), "c": ("Next",)}
    assert codes(proposal.for_lot("c").findings) == ["award-passed-on"]


def test_a_cap_without_a_published_rule_proposes_nobody_where_it_bites():
    proposal = award(AwardRules(1, 2, None), **STRONG)
    assert winners(proposal) == {"a": (), "b": (), "c": ()}
    assert codes(proposal.for_lot("a").findings) == ["award-cap-without-rule"]


def test_a_cap_that_does_not_bite_needs_no_rule():
    proposal = award(AwardRules(1, 2, None), X={"a": 5, "b": 5, "c": 1}, Y={"c": 4})
    assert winners(proposal) == {"a": ("X",), "b": ("X",), "c": ("Y",)}


def test_equal_totals_at_the_cap_are_not_decided():
    proposal = award(
        AwardRules(1, 2, "largest_total"), X={"a": 5, "b": 4, "c": 4}, Y={"a": 1, "b": 1, "c": 1}
    )
    assert winners(proposal) == {"a": ("X",), "b": (), "c": ()}
    assert codes(proposal.for_lot("b").findings) == ["award-cap-undecided"]


def test_a_lot_that_nobody_else_wants_goes_to_nobody():
    proposal = award(AwardRules(1, 1, "largest_total"), X={"a": 5, "b": 4})
    assert winners(proposal) == {"a": ("X",), "b": (), "c": ()}
    assert "award-without-bid" in codes(proposal.for_lot("b").findings)


def test_several_winners_per_lot_are_the_first_in_rank():
    proposal = award(AwardRules(per_lot=2), X={"a": 5}, Y={"a": 4}, Z={"a": 3})
    assert proposal.for_lot("a").suppliers == ("X", "Y")


def test_a_tie_at_the_last_winning_place_is_not_decided():
    proposal = award(AwardRules(per_lot=2), X={"a": 5}, Y={"a": 4}, Z={"a": 4})
    assert proposal.for_lot("a").suppliers == ()
    assert proposal.for_lot("a").findings[0].facts["suppliers"] == ("Y", "Z")


def test_passing_a_lot_on_may_take_the_next_supplier_over_its_cap_too():
    proposal = award(
        AwardRules(1, 1, "largest_total"),
        X={"a": 5, "b": 4, "c": 3},
        Y={"a": 4, "b": 3, "c": 2},
        Z={"a": 3, "b": 2, "c": 1},
    )
    assert winners(proposal) == {"a": ("X",), "b": ("Y",), "c": ("Z",)}


@given(
    st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=1, max_size=5),
    st.integers(1, 3),
    st.integers(1, 2),
)
def test_no_supplier_is_proposed_for_more_lots_than_its_cap(rows, cap, per_lot):
    marks = {f"S{index}": dict(zip("abc", row, strict=True)) for index, row in enumerate(rows)}
    proposal = award(AwardRules(per_lot, cap, "largest_total"), **marks)
    won = [supplier for lot in proposal.lots for supplier in lot.suppliers]
    assert all(won.count(supplier) <= cap for supplier in won)
    assert all(lot.suppliers or lot.findings for lot in proposal.lots)


@pytest.mark.parametrize(("ceiling", "proposed"), [("300", True), ("299.99", False)])
def test_the_ceiling_over_all_lots_limits_what_the_proposed_bids_cost_together(ceiling, proposed):
    price = MODEL.price()
    assert price is not None
    assert price.price is not None
    capped = replace(price, price=replace(price.price, ceilings={"all": Decimal(ceiling)}))
    model = replace(MODEL, criteria=(MODEL.criteria[0], capped))
    lot_bid = LotBid(Decimal(100), {"quality": Decimal(4)})
    found = evaluate(model, [BidInput("X", {"a": lot_bid, "b": lot_bid, "c": lot_bid})]).award
    assert all(lot.suppliers for lot in found.lots) is proposed
    assert codes(found.findings) == ([] if proposed else ["award-over-ceiling-of-all-lots"])

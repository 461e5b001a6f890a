"""A stage that was decided on the record stands, whoever leaves afterwards."""

from decimal import Decimal

from evaluation_builders import HEAD, PRICE, model_from

from tender_flow.rules.evaluation.ranking import BidInput, LotBid, evaluate

MODEL = model_from(
    f"""
rounds: [written, interview]
stages: [{{id: cut, title: Cut, rounds: [written], points: carry, advance: {{best: 1}}, tied: rules,
  ties: [higher:plan]}}]
criteria:
  - {{id: plan, title: Plan, weight: 60, scale: zero_to_five, question: How}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
""",
    head=HEAD,
)


def offer(supplier: str, mark: int, decided: bool | None) -> BidInput:
    shortlisted = {} if decided is None else {"cut": decided}
    bid = LotBid(Decimal(100), {"plan": Decimal(mark)}, shortlisted=shortlisted)
    return BidInput(supplier, {"whole": bid})


def going_on(*bids: BidInput) -> list[str]:
    return [one.supplier for one in evaluate(MODEL, bids).lots[0].standings]


def test_a_bid_that_was_cut_does_not_come_back():
    assert going_on(offer("Beta", 3, False)) == []
    assert going_on(offer("Beta", 3, None)) == ["Beta"]


def test_a_decision_between_equal_bids_stands():
    assert going_on(offer("Alpha", 3, None), offer("Beta", 3, None)) == []
    assert going_on(offer("Alpha", 3, True), offer("Beta", 3, False)) == ["Alpha"]

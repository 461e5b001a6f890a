"""The tree of criteria: shares, numbers, scales, what counts in which lot."""

from decimal import Decimal
from fractions import Fraction

import pytest
from evaluation_builders import PRICE, model_from

from tender_flow.definitions.models import load_model
from tender_flow.definitions.shipped import find_definition

LOTS = f"""
lots: [{{id: east, title: East}}, {{id: west, title: West}}]
criteria:
  - id: checks
    title: Checks
    criteria:
      - {{id: insured, title: Insured, pass_fail: true}}
  - id: quality
    title: Quality
    weight: 60
    numbered: false
    criteria:
      - {{id: plan, title: Plan, weight: 1, total: 100, scale: zero_to_five, shared: true}}
      - id: service
        title: Service
        weight: 2
        criteria:
          - {{id: safety, title: Safety, weight: 70, scale: zero_to_five}}
          - {{id: in_east, title: East, weight: 30, lots: [east], scale: zero_to_five}}
          - {{id: in_west, title: West, weight: 30, lots: [west], scale: zero_to_five}}
    total: 3
  - {{id: price, title: Price, weight: 40, {PRICE}}}
"""


def test_weights_multiply_down_the_tree_and_stay_exact():
    model = model_from(LOTS)
    assert model.effective_weight("plan", "east") == 20
    assert model.effective_weight("safety", "east") == Fraction(40) * Fraction(7, 10)
    assert model.shares("safety") == (Fraction(7, 10), Fraction(2, 3), Fraction(3, 5))


def test_a_lot_only_question_counts_in_its_lot_alone():
    model = model_from(LOTS)
    assert model.effective_weight("in_east", "east") == 12
    assert model.effective_weight("in_east", "west") == 0
    assert "in_east" not in [leaf.id for leaf in model.leaves_for("west")]


@pytest.mark.parametrize("lot", ["east", "west"])
def test_the_leaves_of_each_lot_add_up_to_100(lot):
    model = model_from(LOTS)
    assert sum(model.effective_weight(leaf.id, lot) for leaf in model.leaves_for(lot)) == 100


@pytest.mark.parametrize("lot", ["east_kent", "west_kent"])
def test_the_leaves_of_the_kent_model_add_up_to_100_in_each_lot(lot):
    model = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014")).model
    assert sum(model.effective_weight(leaf.id, lot) for leaf in model.leaves_for(lot)) == 100


def test_numbers_follow_the_tree_and_requirements_are_numbered_apart():
    model = model_from(LOTS)
    numbers = {criterion.id: criterion.number for criterion in model.walk()}
    assert numbers == {
        "checks": "",
        "insured": "R1",
        "quality": "",
        "plan": "1",
        "service": "2",
        "safety": "2.1",
        "in_east": "2.2",
        "in_west": "2.3",
        "price": "3",
    }


def test_a_scale_knows_its_marks_and_the_next_one_up():
    scale = model_from().scales["zero_to_five"]
    assert scale.has(Decimal("3.0"))
    assert not scale.has(Decimal("3.5"))
    assert scale.level(Decimal(3)).name == "Good"
    above = scale.above(Decimal(3))
    assert above is not None
    assert above.name == "Very good"
    assert scale.above(Decimal(5)) is None
    assert (scale.lowest.mark, scale.highest.mark) == (0, 5)
    with pytest.raises(KeyError):
        scale.level(Decimal(6))


def test_a_model_without_lots_has_one_lot_with_the_title_of_the_whole():
    assert [(lot.id, lot.title) for lot in model_from().lots] == [("whole", "Small model")]


def test_questions_are_those_of_their_round():
    model = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014")).model
    assert [leaf.id for leaf in model.questions("interview")] == ["interview_case"]
    assert len(model.questions("written")) == 11
    assert len(model.questions()) == 12


def test_an_unknown_criterion_is_a_key_error():
    model = model_from()
    with pytest.raises(KeyError):
        model.criterion("nothing")
    with pytest.raises(KeyError):
        model.path("nothing")

"""What may be adopted by the published rule, and what goes to the table and why."""

from decimal import Decimal

import pytest
from evaluation_builders import QUALITY_60_PRICE_40, TAIL, model_from

from tender_flow.rules.evaluation.moderation import adoption

RULE = "moderation: {method: consensus, tolerance: 1, within_tolerance: median, minimum_marks: 3}"


def result(*marks: int | None, moderation: str = RULE, minimum: int | None = None):
    criteria = QUALITY_60_PRICE_40
    if minimum is not None:
        criteria = criteria.replace("weight: 60", f"weight: 60, minimum: {minimum}")
    model = model_from(criteria, tail=TAIL + moderation)
    individual = [None if mark is None else Decimal(mark) for mark in marks]
    return adoption(model, model.leaf("quality"), individual)


def test_marks_within_tolerance_may_be_adopted_with_the_middle_one():
    found = result(3, 4, 4)
    assert found.may_be_adopted
    assert (found.mark, found.spread, found.reasons) == (4, 1, ())


@pytest.mark.parametrize(
    ("marks", "reasons"),
    [
        ((2, 4, 4), ("outside-tolerance",)),
        ((3, 3, 4, 4), ("even-split",)),
        ((3, 3, None), ("cannot-mark", "too-few-marks")),
        ((3, 3, 3, None), ("cannot-mark",)),
        ((3, 4), ("too-few-marks", "even-split")),
        ((None, None, None), ("cannot-mark", "too-few-marks")),
        ((), ("too-few-marks",)),
    ],
)
def test_what_the_rule_does_not_settle_goes_to_the_table_with_every_reason(marks, reasons):
    found = result(*marks)
    assert not found.may_be_adopted
    assert found.reasons == reasons


def test_a_mark_below_the_minimum_goes_to_the_table_even_if_the_rule_gives_a_pass():
    assert result(2, 3, 3, minimum=3).reasons == ("minimum-at-stake",)
    assert result(2, 2, 2, minimum=3).reasons == ("minimum-at-stake",)
    assert result(3, 3, 4, minimum=3).may_be_adopted


def test_without_moderation_in_the_model_every_answer_is_discussed():
    assert result(4, 4, 4, moderation="").reasons == ("no-rule",)


def test_without_a_published_rule_nothing_is_adopted():
    rule = "moderation: {method: consensus, tolerance: 1}"
    assert result(4, 4, 4, moderation=rule).reasons == ("no-rule",)


def test_the_middle_of_an_even_number_is_never_a_mark_that_nobody_gave():
    rule = "moderation: {method: consensus, tolerance: 2, within_tolerance: median}"
    found = result(3, 5, moderation=rule)
    assert found.mark is None
    assert found.reasons == ("even-split",)


def test_a_mark_that_somebody_still_owes_sends_the_answer_to_the_table():
    model = model_from(QUALITY_60_PRICE_40, tail=TAIL + RULE)
    found = adoption(model, model.leaf("quality"), [Decimal(3)] * 3, owed=1)
    assert not found.may_be_adopted
    assert found.reasons == ("mark-still-owed",)

"""Mean, median, trimmed mean and tolerances: what the published model says is what happens."""

from decimal import Decimal
from fractions import Fraction

import pytest
from evaluation_builders import HEAD, QUALITY_60_PRICE_40, TAIL, bid, model_from
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.definitions.models import parse_model
from tender_flow.i18n.moderation import plain_words
from tender_flow.rules.evaluation.marks import mean, middle, trimmed_mean
from tender_flow.rules.evaluation.moderation import adoption
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.rounding import mark_text, to_scale

MARKS = st.lists(st.sampled_from([Decimal(mark) for mark in range(6)]), min_size=1, max_size=9)
ALLOWED = "method: mean, off_scale: allow"


def model_with(moderation: str, *, minimum: int | None = None):
    criteria = QUALITY_60_PRICE_40
    if minimum is not None:
        criteria = criteria.replace("weight: 60", f"weight: 60, minimum: {minimum}")
    return model_from(criteria, tail=f"{TAIL}moderation: {{{moderation}}}")


def result(*marks: int | None, moderation: str, minimum: int | None = None, owed: int = 0):
    model = model_with(moderation, minimum=minimum)
    individual = [None if mark is None else Decimal(mark) for mark in marks]
    return adoption(model, model.leaf("quality"), individual, owed=owed)


def findings_of(moderation: str) -> list[str]:
    text = (
        f"{HEAD}{QUALITY_60_PRICE_40}{TAIL}ties: [higher:quality]\nmoderation: {{{moderation}}}\n"
    )
    _model, findings = parse_model(text, "small.yaml")
    return [one.code for one in findings if one.code != "question-without-text"]


# The marks themselves


@given(MARKS, st.randoms())
def test_the_order_of_the_evaluators_never_matters(marks, random):
    shuffled = list(marks)
    random.shuffle(shuffled)
    for way in (mean, middle, lambda some: trimmed_mean(some, 1)):
        assert way(shuffled) == way(marks)


@given(MARKS)
def test_a_mean_lies_between_the_extremes(marks):
    for found in (mean(marks), middle(marks), trimmed_mean(marks, 1)):
        assert found is None or min(marks) <= found <= max(marks)


@given(MARKS)
def test_the_mean_times_the_count_is_the_sum_without_a_rest(marks):
    assert mean(marks) * len(marks) == sum(marks)


def test_a_trimmed_mean_leaves_out_the_highest_and_the_lowest():
    marks = [Decimal(mark) for mark in (0, 3, 4, 4, 5)]
    assert trimmed_mean(marks, 1) == Fraction(11, 3)
    assert trimmed_mean(marks, 3) is None


# What the model says


def test_a_mean_that_does_not_end_is_kept_as_a_fraction():
    found = result(3, 3, 4, moderation=ALLOWED)
    assert (found.mark, found.settled, found.may_be_adopted) == (Fraction(10, 3), True, True)
    assert mark_text(found.mark) == "3 1/3"


def test_a_mean_on_the_scale_is_that_mark():
    assert result(2, 3, 4, moderation=ALLOWED).mark == Decimal(3)


@pytest.mark.parametrize(
    ("how", "marks", "mark"),
    [
        ("nearest_half_up", (3, 4), 4),
        ("nearest_half_down", (3, 4), 3),
        ("nearest_half_up", (3, 3, 4), 3),
        ("nearest_half_down", (3, 4, 4), 4),
        ("next_below", (3, 4, 4), 3),
        ("next_above", (3, 3, 4), 4),
        ("allow", (3, 4), Decimal("3.5")),
    ],
)
def test_an_average_off_the_scale_goes_where_the_model_says(how, marks, mark):
    found = result(*marks, moderation=f"method: mean, off_scale: {how}")
    assert found.mark == mark
    assert found.settled


def test_a_scale_with_uneven_steps_has_its_own_nearest_mark():
    head = HEAD.replace('    1: "Poor: little."\n    2: "Limited: part."\n', "")
    scale = model_from(head=head).scales["zero_to_five"]
    assert to_scale(Fraction(5, 4), scale, "nearest_half_up") == 0
    assert to_scale(Fraction(3, 2), scale, "nearest_half_up") == 3


def test_an_average_off_the_scale_may_be_left_to_the_panel():
    found = result(3, 4, 4, moderation="method: mean, off_scale: discuss")
    assert (found.mark, found.settled, found.reasons) == (None, False, ("average-off-scale",))
    assert found.waits_for == ()


def test_the_median_of_an_even_number_is_half_way_where_median_is_the_method():
    assert result(3, 4, 4, 5, moderation="method: median, off_scale: allow").mark == 4
    assert result(2, 3, 4, 5, moderation="method: median, off_scale: allow").mark == Decimal("3.5")


def test_a_trimmed_mean_by_share_leaves_out_whole_marks_only():
    rule = "method: trimmed_mean, off_scale: allow, trim: {share: 20}"
    assert result(0, 4, 4, 4, moderation=rule).mark == 3
    assert result(0, 4, 4, 4, 5, moderation=rule).mark == 4


def test_a_trimmed_mean_needs_a_mark_that_is_left():
    rule = "method: trimmed_mean, off_scale: allow, trim: {each_end: 1}"
    found = result(3, 4, moderation=rule)
    assert (found.mark, found.reasons) == (None, ("too-few-marks",))
    assert found.waits_for[0].facts["needed"] == 3


def test_an_average_stays_the_mark_where_the_marks_lie_far_apart_but_is_discussed():
    found = result(1, 5, moderation=f"{ALLOWED}, tolerance: 1")
    assert (found.mark, found.settled, found.may_be_adopted) == (3, True, False)
    assert found.reasons == ("outside-tolerance",)


# Blank, abstention, zero


@pytest.mark.parametrize(
    ("method", "with_abstention", "with_zero"),
    [
        (ALLOWED, 4, 2),
        ("method: median, off_scale: allow", 4, 2),
        ("method: trimmed_mean, off_scale: allow, trim: {share: 10}", 4, 2),
    ],
)
def test_who_cannot_mark_is_left_out_and_is_no_zero(method, with_abstention, with_zero):
    found = result(4, None, moderation=method)
    assert found.mark == with_abstention
    assert found.reasons == ("cannot-mark",)
    assert result(4, 0, moderation=method).mark == with_zero


def test_who_cannot_mark_does_not_count_towards_the_least_number():
    found = result(4, 4, None, moderation=f"{ALLOWED}, minimum_marks: 3")
    assert (found.mark, found.reasons) == (None, ("cannot-mark", "too-few-marks"))


def test_a_mark_still_owed_stops_the_average():
    found = result(4, 4, moderation=ALLOWED, owed=1)
    assert (found.mark, found.reasons) == (None, ("mark-still-owed",))


def test_an_average_below_the_minimum_is_discussed_and_stays():
    found = result(2, 3, 3, moderation=ALLOWED, minimum=3)
    assert (found.mark, found.reasons) == (Fraction(8, 3), ("minimum-at-stake",))
    assert found.settled


# Tolerance


@pytest.mark.parametrize(
    ("marks", "reasons"),
    [
        ((2, 4, 4), ()),
        ((1, 4, 4), ("outside-tolerance",)),
        ((0, 4, 4), ("outside-tolerance", "marks-far-apart")),
    ],
)
def test_a_tolerance_may_be_a_share_of_the_scale(marks, reasons):
    rule = "method: consensus, within_tolerance: median, tolerance: {share: 40, far: 60}"
    assert result(*marks, moderation=rule).reasons == reasons


def test_a_share_counts_on_the_range_of_a_scale_that_does_not_begin_at_zero():
    head = HEAD.replace('    0: "Unacceptable: nothing."\n', "")
    rule = "moderation: {method: consensus, within_tolerance: median, tolerance: {share: 40}}"
    model = model_from(head=head, tail=TAIL + rule)
    leaf = model.leaf("quality")
    assert adoption(model, leaf, [Decimal(3), Decimal(3), Decimal(4)]).may_be_adopted
    assert not adoption(model, leaf, [Decimal(2), Decimal(3), Decimal(4)]).may_be_adopted


# The whole evaluation


def test_the_ranking_counts_the_mean_exactly():
    found = evaluate(
        model_with(ALLOWED),
        [bid("Alpha", 100, quality=(3, 3, 4)), bid("Beta", 100, quality=(3, 4, 3))],
    ).lots[0]
    assert [one.total.exact for one in found.standings] == [80, 80]
    assert found.ties


def test_a_mean_just_below_the_minimum_is_out():
    found = evaluate(
        model_with(ALLOWED, minimum=3),
        [bid("Alpha", 100, quality=(2, 3, 3)), bid("Beta", 90, quality=3)],
    ).lots[0]
    assert [one.reasons[0].code for one in found.excluded] == ["mark-below-minimum"]


@pytest.mark.parametrize(("mark", "is_fine"), [("3.5", True), ("5.5", False)])
def test_an_agreed_average_may_lie_between_two_marks_but_not_outside(mark, is_fine):
    found = evaluate(model_with(ALLOWED), [bid("Alpha", 100, quality=mark)]).lots[0]
    assert bool(found.standings) is is_fine


def test_under_consensus_a_mark_between_two_is_refused():
    model = model_with("method: consensus, tolerance: 1")
    found = evaluate(model, [bid("Alpha", 100, quality="3.5")]).lots[0]
    assert [one.code for one in found.incomplete[0].reasons] == ["mark-off-scale"]


# The file


@pytest.mark.parametrize(
    ("moderation", "codes"),
    [
        ("method: consensus, tolerance: 1", []),
        ("method: mean, off_scale: discuss", ["average-needs-reasons"]),
        (ALLOWED, ["average-needs-reasons", "average-leaves-scale"]),
        ("method: mean", ["yaml-missing-key"]),
        ("method: consensus", ["yaml-missing-key"]),
        ("method: trimmed_mean, off_scale: discuss", ["yaml-missing-key"]),
        ("method: consensus, tolerance: 1, off_scale: allow", ["moderation-key-not-used"]),
        (f"{ALLOWED}, within_tolerance: median", ["moderation-key-not-used"]),
        (f"{ALLOWED}, tolerance: {{}}", ["one-of-two-keys"]),
        (f"{ALLOWED}, tolerance: {{share: 101}}", ["tolerance-over-scale"]),
        (f"{ALLOWED}, tolerance: {{share: 20, far: 20}}", ["tolerance-far-not-above"]),
        (f"{ALLOWED}, override: {{role: lead}}", ["setting-not-stated"]),
        (f"{ALLOWED}, override: {{role: witness, second_approver: true}}", ["yaml-not-a-choice"]),
        ("method: trimmed_mean, off_scale: allow, trim: {share: 50}", ["trim-share"]),
        ("method: trimmed_mean, off_scale: allow, trim: {each_end: 0}", ["count-below-one"]),
    ],
)
def test_what_a_model_leaves_open_or_says_in_vain_is_a_finding(moderation, codes):
    found = findings_of(moderation)
    assert [code for code in found if code in codes] == codes
    if codes and not codes[0].startswith("average"):
        assert set(found) - set(codes) <= {"average-needs-reasons", "average-leaves-scale"}
    else:
        assert found == codes


def test_the_model_is_told_in_plain_words():
    rules = model_with(
        "method: trimmed_mean, off_scale: nearest_half_up, trim: {each_end: 1}, minimum_marks: 4, "
        "tolerance: {share: 40}, override: {role: chair, second_approver: true}"
    ).moderation
    words = " ".join(plain_words(rules))
    assert "without the highest and the lowest" in words
    assert "1 mark is left out at each end" in words
    assert "the nearer one counts; half-way, the higher" in words
    assert "40% of the scale" in words
    assert "At least 4 individual marks" in words
    assert "The chair may override a mark, with a reason and a second person's approval" in words

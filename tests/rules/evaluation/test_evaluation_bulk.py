"""The packed path agrees with fractions in 100,000 evaluations; floats and Decimal do not."""

import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from evaluation_builders import bid, model_from
from hypothesis import given, settings
from hypothesis import strategies as st

from tender_flow.definitions.models import load_model
from tender_flow.definitions.shipped import find_definition
from tender_flow.rules.evaluation.bulk import (
    TEN_THOUSANDTHS,
    MarkTable,
    leaf_weights,
    rank_totals,
)
from tender_flow.rules.evaluation.criteria import Criterion, Model
from tender_flow.rules.evaluation.ranking import evaluate

MODELS = 500
EVALUATIONS = 200  # of each model
BIDS, EVALUATORS, TOP = 4, 3, 5
PLAIN = model_from("criteria: [{id: q, title: Q, weight: 100, scale: zero_to_five}]")


def split(random: Random, parts: int) -> list[int]:
    """Whole per cents that add up to 100."""
    cuts = sorted(random.sample(range(1, 100), parts - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]


def generated_model(random: Random) -> tuple[Model, list[tuple[int, list[int]]]]:
    """A model of two sections with two questions each, and its weights as plain numbers."""
    weights = [(section, split(random, 2)) for section in split(random, 2)]
    sections = tuple(
        Criterion(f"s{s}", "Section", "group", Fraction(weight), tuple(
            Criterion(f"q{s}{q}", "Question", "scored", Fraction(own), scale="zero_to_five")
            for q, own in enumerate(leaves)
        ))
        for s, (weight, leaves) in enumerate(weights)
    )  # fmt: skip
    return replace(PLAIN, criteria=sections), weights


def fraction_total(weights, marks) -> Fraction:
    """The oracle: means and the tree in fractions."""
    total, at = Fraction(0), 0
    for section, leaves in weights:
        points = Fraction(0)
        for weight in leaves:
            points += weight * Fraction(sum(marks[at]), EVALUATORS)
            at += 1
        total += section * points
    return total / (100 * TOP)


def float_total(weights, marks) -> float:
    total, at = 0.0, 0
    for section, leaves in weights:
        points = 0.0
        for weight in leaves:
            points += weight / 100 * (sum(marks[at]) / EVALUATORS)
            at += 1
        total += section / 100 * points
    return total


def decimal_total(weights, marks) -> Decimal:
    total, at = Decimal(0), 0
    for section, leaves in weights:
        points = Decimal(0)
        for weight in leaves:
            points += Decimal(weight) / 100 * (Decimal(sum(marks[at])) / EVALUATORS)
            at += 1
        total += Decimal(section) / 100 * points
    return total


def test_whole_numbers_rank_100_000_evaluations_as_fractions_do_while_floats_and_decimals_fail():
    random = Random(20141024)
    wrong = {"whole numbers": 0, "floats": 0, "decimals": 0}
    for number in range(MODELS):
        model, weights = generated_model(random)
        packed = list(leaf_weights(model, "whole").weights.values())
        for _ in range(EVALUATIONS):
            drawn = random.choices(range(TOP + 1), k=BIDS * 4 * EVALUATORS)
            bids = [
                [drawn[at : at + EVALUATORS] for at in range(first, first + 12, EVALUATORS)]
                for first in range(0, len(drawn), 12)
            ]
            exact = rank_totals([fraction_total(weights, marks) for marks in bids])
            whole = [
                sum(
                    w * sum(given) * TEN_THOUSANDTHS for w, given in zip(packed, marks, strict=True)
                )
                for marks in bids
            ]
            wrong["whole numbers"] += rank_totals(whole) != exact
            if number % 10:
                continue  # the others are slow, and fail often enough in one model of ten
            wrong["floats"] += rank_totals([float_total(weights, m) for m in bids]) != exact
            wrong["decimals"] += rank_totals([decimal_total(weights, m) for m in bids]) != exact
    assert wrong["whole numbers"] == 0
    assert wrong["floats"] > 0
    assert wrong["decimals"] > 0


def test_the_packed_sum_gives_the_exact_points():
    random = Random(7)
    model, weights = generated_model(random)
    packed = leaf_weights(model, "whole")
    marks = [[random.randrange(TOP + 1) for _ in range(EVALUATORS)] for _ in range(4)]
    total = sum(
        weight * sum(given) * TEN_THOUSANDTHS
        for weight, given in zip(packed.weights.values(), marks, strict=True)
    )
    assert packed.points(total, EVALUATORS) == fraction_total(weights, marks)


def test_the_packed_path_and_the_evaluation_agree_on_the_kent_model():
    model = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014")).model
    packed = leaf_weights(model, "east_kent")
    decided = {leaf.id: True for leaf in model.requirements()}
    marks = {leaf: 3 + at % 3 for at, leaf in enumerate(packed.weights)}
    result = evaluate(model, [bid("A", 100, "east_kent", **decided, **marks)])
    total = sum(packed.weights[leaf] * mark * TEN_THOUSANDTHS for leaf, mark in marks.items())
    assert packed.points(total) == result.for_lot("east_kent").standings[0].quality.exact
    assert packed.fits_in_64_bits(marks_each=7)


def test_a_question_of_another_lot_has_no_packed_weight():
    model = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014")).model
    assert "west_delivery" not in leaf_weights(model, "east_kent").weights


def test_equal_totals_share_a_rank_and_the_next_is_left_out():
    assert rank_totals([70, 90, 70, 60]) == [2, 1, 2, 4]
    assert rank_totals([]) == []


SIZES = st.sampled_from([1, 50_000, 2**40, 2**60])  # the last two are beyond what a float holds


@st.composite
def tables(draw):
    leaves, each = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    weights = draw(st.lists(st.integers(0, draw(SIZES)), min_size=leaves, max_size=leaves))
    marks = st.integers(0, draw(SIZES))
    row = st.lists(marks, min_size=leaves * each, max_size=leaves * each)
    return weights, draw(st.lists(row, min_size=1, max_size=6)), each, draw(marks)


def by_fractions(weights, rows, each) -> list[Fraction]:
    return [
        sum((w * Fraction(sum(row[at * each : at * each + each]), each)
             for at, w in enumerate(weights)), Fraction(0))
        for row in rows
    ]  # fmt: skip


@settings(deadline=None)  # the first one imports numpy
@given(tables())
def test_a_table_of_marks_gives_the_totals_and_ranks_of_fractions(table):
    weights, rows, each, _mark = table
    found, exact = MarkTable(weights, rows, each), by_fractions(weights, rows, each)
    assert [Fraction(total, each) for total in found.totals] == exact
    assert found.ranks() == rank_totals(exact)


@settings(deadline=None)  # the first one imports numpy
@given(tables(), st.data())
def test_a_changed_mark_gives_what_a_new_table_would(table, data):
    weights, rows, each, mark = table
    found = MarkTable(weights, rows, each)
    for _ in range(2):
        bid, leaf, evaluator = (
            data.draw(st.integers(0, size - 1)) for size in (len(rows), len(weights), each)
        )
        found.change(bid, leaf, evaluator, mark)
        rows[bid][leaf * each + evaluator] = mark
    assert found.totals == MarkTable(weights, rows, each).totals
    assert found.ranks() == rank_totals(by_fractions(weights, rows, each))


def test_without_numpy_a_table_of_marks_adds_up_whole_numbers(monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert MarkTable([2, 3], [[1, 2, 3, 4], [4, 3, 2, 1]], 2).totals == [27, 23]


def test_a_table_from_numpy_is_the_same():
    np = pytest.importorskip("numpy")
    rows = np.arange(24, dtype=np.int64).reshape(4, 6)
    assert MarkTable([5, 7], rows, 3).totals == MarkTable([5, 7], rows.tolist(), 3).totals

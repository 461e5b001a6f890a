"""Whoever has only the printed steps of a worked example can work its results out again."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tender_flow.definitions.reader import read_file
from tender_flow.i18n.sentences import line
from tender_flow.i18n.steps import explain_step
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.results import Number, Step
from test_cases import CASES, evaluated, model_in


def last(text):
    """“payment 0.05” or “plan 60000 × 80%”: the amount behind the name."""
    factors = text.split(" ", 1)[1].split(" × ")
    product = Fraction(1)
    for factor in factors:
        product *= Fraction(factor.removesuffix("%")) / (100 if factor.endswith("%") else 1)
    return product


def value_for_money(n):
    return n["factor"] * n["quality"] / n["price"]


def rescaled(n):
    return n["Wq"] * n["quality"] / n["Qbest"] + n["price_points"]


def coefficient(n):
    assert n["v"] == sum(map(last, n["options"]))
    return 1 + n["v"] / (1 - n["vmax"])


def margin(n):
    return n["price"] * (1 + Fraction(n["added"].removesuffix("%")) / 100)


def in_band(n):
    assert n["Z ≥"] == n["Zbest"] * (1 - n["band"] / 100)
    return value_for_money(n)


BY_HAND = {
    "price_per_quality_point": lambda n: n["price"] / n["quality"],
    "value_for_money": value_for_money,
    "quality_price": value_for_money,
    "ufab_simple": value_for_money,
    "ufab_extended": in_band,
    "utility_index": lambda n: (
        (1 - (n["Qbest"] - n["Q"]) * n["Wq"] / n["Wp"]) / n["price"] * n["Pmin"]
    ),
    "monetised_quality": lambda n: n["price"] - n["per_point"] * n["quality"],
    "gunnen_op_waarde": lambda n: n["price"] - sum(map(last, n["amounts"])),
    "monetary_deduction": lambda n: n["price"] - sum(map(last, n["amounts"])),
    "superformula": lambda n: (
        (n["quality"] / n["reference_quality"]) ** n["exponent"]
        + (n["price"] / n["reference_price"]) ** -n["exponent"]
    ),
    "price_uplift": lambda n: (
        n["price"] * (1 + (n["Qmax"] - n["quality"]) / n["Qmax"] * n["Wq"] / n["Wp"])
    ),
    "quality_premium": lambda n: (
        n["price"] - n["estimate"] * (n["quality"] - n["Qlowest"]) / n["Wp"]
    ),
    "quality_rescaled": rescaled,
    "rated_criteria": lambda n: n["price_points"] + (1 - n["X"]) * n["T"] / n["Thigh"] * 100,
    "rvc": lambda n: n["price"] / ((n["quality"] + n["Qfull"]) / (n["Qlowest"] + n["Qfull"])),
    "qbs": lambda n: n["quality"],
    "fbs": lambda n: n["quality"],
    "lcs": lambda n: n["price"],
    "lowest_price": lambda n: n["price"],
    "ufab_weighted": lambda n: n["GL"] * n["L"] / n["Lref"] - n["GP"] * n["price"] / n["Pref"],
    "prozorro_features": lambda n: n["price"] / coefficient(n),
    "prozorro_features_income": lambda n: n["price"] * coefficient(n),
    "preference_margin": margin,
}


def numbers(step):
    return {
        name: Fraction(one) if isinstance(one, Decimal) else one
        for name, one in step.inputs.items()
    }


def standings(path):
    root, _findings = read_file(path)
    model = model_in(root.entries["model"])
    return model, [one for lot in evaluated(root).lots for one in lot.standings]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_step_shows_makes_its_result(path):
    model, found = standings(path)
    for standing in found:
        for step in standing.steps:
            if step.what == "combined":
                made = BY_HAND[model.combine](numbers(step))
                assert abs(made - step.result.exact) <= step.result.error, step
                shown = explain_step(model, step, standing.scores)
                assert all(name in shown for name in step.inputs if name != "method")
            if step.what in {"section", "total"}:
                assert sum(map(Fraction, step.inputs.values())) == step.result.exact
        assert standing.steps[-1].result == standing.total


def test_every_way_of_combining_is_worked_out_by_hand_here():
    ways = {name for name, way in COMBINES.items() if way.total.__name__ != "weighted_sum"}
    assert set(BY_HAND) == ways


def summed(parts, result):
    """The line of a sum of two parts, in the model of the Kent case."""
    model, _found = standings(next(one for one in CASES if one.stem == "kent_two_lots"))
    scores = dict(zip([one.id for one in model.criteria], parts, strict=False))
    inputs = {name: one.exact for name, one in scores.items()}
    return explain_step(model, Step("", "total", inputs, result), scores)


def test_a_sum_whose_printed_parts_miss_it_says_so_with_the_exact_sum():
    half, whole = Number(Fraction(50, 3), "16.67"), Number(Fraction(100, 3), "33.33")
    text = summed([half, half], whole)
    assert text.endswith("= 33.33 (rounded only here; exactly 100/3)")
    even = summed([Number(Fraction(16), "16.00")] * 2, Number(Fraction(32), "32.00"))
    assert even.endswith("= 32.00")


def test_a_sum_with_a_logarithm_says_where_its_digits_go_on():
    part = Number(Fraction(1, 3), "0.33", error=Fraction(1, 10**36))
    text = summed([part, part], Number(Fraction(2, 3), "0.67", error=Fraction(1, 10**36)))
    assert text.endswith("exactly 0.666666666666…)")


def test_a_part_below_zero_is_taken_off():
    parts = [Number(Fraction(50), "50.00"), Number(Fraction(-25), "-25.00")]
    assert " − 25.00 (" in summed(parts, Number(Fraction(25), "25.00"))


LIMITS = {
    "low_price_box_plot": "92",
    "low_price_house_estimate": "80",
    "low_price_house_flag": "76",
    "low_price_india": "70",
    "low_price_italy_2006": "84",
    "low_price_spain_one": "75",
    "low_price_spain_two": "72",
    "low_price_spain_three": "75",
    "low_price_spain_four": "65",
    "low_price_world_bank_example_1": "1348451.84",
    "low_price_world_bank_example_2": "120003090.40",
    "low_price_world_bank_few": "80",
    "low_price_world_bank_five": "74.58",
}
"""As each example's working has them; in Spain with three bids the larger of the two limits."""


@pytest.mark.parametrize("name", LIMITS)
def test_a_flag_says_from_which_price_on_the_test_flags(name):
    root, _findings = read_file(next(one for one in CASES if one.stem == name))
    found = [one for lot in evaluated(root).lots for one in lot.findings]
    flags = [one for one in found if one.code == "price-abnormally-low"]
    assert {Decimal(one.facts["limit"]) for one in flags} == {Decimal(LIMITS[name])}
    assert all(one.facts["price"] <= Decimal(LIMITS[name]) for one in flags)
    assert all(one.facts["limit"] in line(one) for one in flags)

"""What a model must say about its formulas: every choice, every mark, only what counts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.definitions.models import parse_model
from tender_flow.definitions.shipped import shipped_folder
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.prices import POINT_FORMULAS

MODEL = """
format: 1
id: small
title: Small
combine: {combine}
scales: {{s: {{0: "None: nothing.", 1: "All: everything."}}}}
criteria:
  - {{id: quality, title: Quality, weight: {weight}, scale: s, question: What will you do?}}
  - {{id: price, title: Price, {price}}}
rounding: {{places: 2, mode: half-up, at: total, rank_on: exact}}
ties: [lower:price]
award: {{per_lot: 1}}
"""
TERMS = "currency: GBP, vat: excluded, period: year"


def codes(combine: str, price: str, weight: str = "100", more: str = "") -> list[str]:
    text = MODEL.format(combine=combine, price=price, weight=weight) + more
    _model, findings = parse_model(text, "small.yaml")
    for finding in findings:
        assert finding.place is not None
        assert finding.place.line, finding
        assert line(finding)
    return [finding.code for finding in findings]


def points(formula: str) -> list[str]:
    return codes("weighted_sum", f"weight: 40, price: {{formula: {formula}, {TERMS}}}", "60")


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("lowest_over_price", []),
        ("full_range", ["setting-choice-not-stated"]),
        ("reference_over_price", ["setting-not-stated", "setting-choice-not-stated"]),
        ("'logarithmic', base: 1, below_zero: floor", ["setting-not-above"]),
        ("power_of_ratio, exponent: 21", ["setting-too-large"]),
        ("lowest_over_price, base: 2", ["yaml-unknown-key"]),
        ("full_range, all_equal: half", ["yaml-not-a-choice"]),
        (
            "fixed_bounds, lower: 9, upper: 5, below_zero: floor, above_full: cap",
            ["setting-not-below"],
        ),
    ],
)
def test_a_choice_that_a_formula_leaves_open_must_be_stated(formula, found):
    assert points(formula) == found


@pytest.mark.parametrize("formula", POINT_FORMULAS)
def test_no_formula_has_a_silent_default(formula):
    stated = bool(re.search("not-stated", " ".join(points(formula))))
    assert stated == (formula not in {"lowest_over_price", "ratio_to_highest"})


MONEY = f"price: {{{TERMS}}}"


@pytest.mark.parametrize(
    ("combine", "price", "found"),
    [
        ("monetised_quality", MONEY, ["setting-not-stated"]),
        ("rvc", f"weight: 5, {MONEY}", ["price-weight-not-counted"]),
        ("rvc", f"price: {{formula: lowest_over_price, {TERMS}}}", ["price-formula-not-counted"]),
        ("price_per_quality_point", MONEY, ["combine-wants-minimum"]),
        ("rvc", "pass_fail: true", ["combine-needs-price", "tie-rule-needs-price"]),
        (
            "{method: monetary_deduction, deductions: {other: {0: 0}}}",
            MONEY,
            ["setting-questions-missing", "setting-questions-unknown"],
        ),
        (
            "{method: monetary_deduction, deductions: {quality: {0: 0}}}",
            MONEY,
            ["setting-marks-missing"],
        ),
        (
            "{method: prozorro_features, features: {quality: {0: 0, 1: 1}}}",
            MONEY,
            ["features-not-below-one"],
        ),
        (
            "{method: preference_margin, margin: 15, question: other}",
            MONEY,
            ["setting-questions-unknown"],
        ),
        (
            "{method: ufab_extended, factor: 1, band: 5, decide: luck}",
            MONEY,
            ["tie-rule-unreadable"],
        ),
        ("{method: luck}", MONEY, ["yaml-not-a-choice"]),
    ],
)
def test_price_and_tables_fit_the_way_of_combining(combine, price, found):
    assert sorted(code for code in codes(combine, price) if code in set(found)) == sorted(found)


def test_a_weighted_price_without_a_formula_is_a_finding():
    assert codes("weighted_sum", f"weight: 40, {MONEY}", "60") == ["price-formula-missing"]


def test_a_least_total_needs_points_and_the_largest_total_a_highest_winner():
    more = "minimum_total: 50\n"
    assert "minimum-total-needs-points" in codes("rvc", MONEY, more=more)


def test_a_test_for_low_prices_must_be_stated_whole():
    more = "abnormally_low: [{rule: house, per_cent: 20}, {rule: luck}]\n"
    assert codes("lowest_price", MONEY, more=more) == [
        "setting-choice-not-stated",
        "yaml-not-a-choice",
    ]


TEXTS = [path.read_text(encoding="utf-8") for path in shipped_folder("evaluation_models").glob("*")]
WORDS = st.sampled_from(
    ["0", "-1", "1e9", "{}", "[]", "", "luck", "higher:quality", *COMBINES, *POINT_FORMULAS]
)


@given(st.sampled_from(TEXTS), st.integers(0, 10_000), WORDS)
def test_a_shipped_model_with_any_value_replaced_never_sees_a_traceback(text, place, word):
    values = list(re.finditer(r"(?<=: )[^{}\[\],\n]+", text))
    if values:
        one = values[place % len(values)]
        text = text[: one.start()] + word + text[one.end() :]
    _model, findings = parse_model(text, "fuzzed.yaml")
    for finding in findings:
        assert line(finding)

"""Rounding is exact, by the published way, and nothing else rounds."""

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.rules.evaluation.criteria import Rounding
from tender_flow.rules.evaluation.rounding import MODES, exact_text, rounded, shown

WAYS = {
    "half-up": decimal.ROUND_HALF_UP,
    "half-even": decimal.ROUND_HALF_EVEN,
    "down": decimal.ROUND_DOWN,
}


def rule(mode: str, places: int = 2) -> Rounding:
    return Rounding(places, mode, "total", "exact")


@pytest.mark.parametrize(
    ("value", "half_up", "half_even", "down"),
    [
        ("2.345", "2.35", "2.34", "2.34"),
        ("2.355", "2.36", "2.36", "2.35"),
        ("-2.345", "-2.35", "-2.34", "-2.34"),
        ("0.005", "0.01", "0.00", "0.00"),
        ("1/3", "0.33", "0.33", "0.33"),
        ("2/3", "0.67", "0.67", "0.66"),
        ("7", "7.00", "7.00", "7.00"),
    ],
)
def test_each_way_rounds_as_it_is_published(value, half_up, half_even, down):
    exact = Fraction(value)
    assert shown(exact, rule("half-up")) == half_up
    assert shown(exact, rule("half-even")) == half_even
    assert shown(exact, rule("down")) == down


def test_a_number_of_forty_digits_is_rounded_without_loss():
    value = Fraction(10**40) + Fraction(1, 200)
    assert shown(value, rule("half-up")) == "1" + "0" * 40 + ".01"


def test_no_places_show_no_point():
    assert shown(Fraction(5, 2), rule("half-up", places=0)) == "3"


@given(
    st.fractions(max_denominator=10**9),
    st.integers(0, 6),
    st.sampled_from(sorted(MODES)),
)
def test_every_way_agrees_with_decimal_at_high_precision(value, places, mode):
    with decimal.localcontext(decimal.Context(prec=200)):
        expected = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
            Decimal(1).scaleb(-places), rounding=WAYS[mode]
        )
    assert rounded(value, rule(mode, places)) == expected


def test_every_way_of_rounding_is_compared_with_decimal():
    assert set(WAYS) == set(MODES)


@pytest.mark.parametrize(
    ("value", "text"),
    [("7.2", "7.2"), ("100", "100"), ("1150/13", "1150/13"), ("1/8", "0.125"), ("-1/4", "-0.25")],
)
def test_an_exact_text_ends_or_stays_a_fraction(value, text):
    assert exact_text(Fraction(value)) == text


@given(st.fractions())
def test_an_exact_text_loses_nothing(value):
    assert Fraction(exact_text(value)) == value

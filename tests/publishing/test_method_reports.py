"""Reports of methods whose result is no number of points: nothing in them speaks of points."""

from __future__ import annotations

import io
import re

import pytest
from method_examples import example_of
from pypdf import PdfReader

from tender_flow.publishing.evaluation_report import render

RESULTS = {
    "price_per_quality_point": ("£12,500.00", "Price per quality point"),
    "gunnen_op_waarde": ("€375,000.00", "Compared price"),
    "monetised_quality": ("£600,000.00", "Compared price"),
    "utility_index": ("0.8333", "Result"),
    "least_cost_selection": ("US$100.00", "Price"),
}
"""The winner's result and its heading, by worked example."""


def text_of(name: str) -> str:
    pages = PdfReader(io.BytesIO(render(example_of(name)))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("name", RESULTS)
def test_a_report_without_price_points_prints_the_methods_own_result(name):
    text = text_of(name)
    result, heading = RESULTS[name]
    assert result in text
    assert heading in text
    assert not re.search(r"with [0-9.,]+ of 100", text)
    assert "Price points" not in text
    assert "Points of each bid" not in text


@pytest.mark.parametrize("name", ["price_per_quality_point", "gunnen_op_waarde"])
def test_a_report_says_that_the_lowest_result_wins(name):
    text = text_of(name)
    assert "the lowest wins" in text
    assert "the highest wins" not in text


def test_a_margin_has_its_unit_and_is_never_below_zero():
    text = text_of("price_per_quality_point")
    assert "£12,500.00 for each quality point" in text
    assert "a margin of £2,500.00 for each quality point" in text
    assert "margin of -" not in text


def test_quality_alone_is_points_of_100_without_a_price_column():
    text = text_of("quality_based_selection")
    assert "with 92 of 100" in text
    assert "Price points" not in text


def test_a_rescaled_quality_is_drawn_as_it_counts():
    text = text_of("quality_rescaled_to_the_best")
    assert "48.00" in text  # 60 × 24 / 30
    assert "88.00" in text


def test_a_report_shows_how_each_price_is_made_up_and_which_one_was_compared():
    text = text_of("prices_made_comparable")
    assert "How each price is made up" in text
    assert "Price for comparison" in text
    assert "C is recommended, with a price of US$2,272.00" in text
    assert "average of other responsive bidders (2)" in text
    assert "accepted 4 May 2026" in text_of("price_arithmetic_put_right")


def test_a_report_whose_result_is_the_price_says_it_once():
    assert text_of("least_cost_selection").count("Price Margin") == 0
    assert "Margin Price" in text_of("least_cost_selection")


def test_a_scale_that_is_a_range_is_printed_by_its_bands():
    text = text_of("qcbs_scores_with_decimals")
    assert "70 to 99.99 Good" in text
    assert "Marks are given in steps of 0.01." in text
    assert "87.36" not in text

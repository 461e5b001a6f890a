"""Tables: aligned, wrapped to the window, and safe with any text."""

from hypothesis import given
from hypothesis import strategies as st

from tender_flow.cli.tables import NARROWEST, table_lines

ROWS = [["Elm Housing", "88.46"], ["Medway Refuge with Thanet Homes", "7.10"]]


def test_columns_are_aligned_and_numbers_stand_right():
    assert table_lines(["Bidder", "Total"], ROWS, right={1}) == [
        "Bidder                           Total",
        "-------------------------------  -----",
        "Elm Housing                      88.46",
        "Medway Refuge with Thanet Homes   7.10",
    ]


def test_a_narrow_window_wraps_the_widest_column_between_words():
    assert table_lines(["Bidder", "Total"], ROWS, right={1}, width=24) == [
        "Bidder             Total",
        "-----------------  -----",
        "Elm Housing        88.46",
        "Medway Refuge       7.10",
        "with Thanet Homes",
    ]


def test_a_table_without_rows_has_its_headings():
    assert table_lines(["Bidder"], []) == ["Bidder", "------"]


@given(
    st.lists(st.lists(st.text(max_size=40), min_size=3, max_size=3), max_size=5),
    st.integers(20, 120),
)
def test_no_line_is_wider_than_the_window_unless_all_columns_are_at_their_narrowest(rows, width):
    narrowest = 3 * NARROWEST + 4
    lines = table_lines(["a", "b", "c"], rows, width=width)
    assert all(len(line) <= max(width, narrowest) for line in lines)
    assert all(line.isprintable() for line in lines)

"""Tables and texts on the page: nothing is lost, nothing stands below the margin."""

from __future__ import annotations

import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tender_flow.publishing.fonts import REGULAR, register, width
from tender_flow.publishing.sheet import BOTTOM, WIDTH, Furniture, Sheet
from tender_flow.publishing.table import Column, Row, facts, table
from tender_flow.publishing.wrapping import clean, lines_of

FURNITURE = Furniture("Marking", "", "Running title", (), "A title", "An author", "en-GB")
COLUMNS = (Column("Name", 20), Column("Number", 10, right=True), Column("Text", 70))


def words(row: int, count: int) -> str:
    return " ".join(f"w{row}x{number}" for number in range(count))


def read(pdf: bytes) -> tuple[list[str], list[float]]:
    """The words of the tables in order, and how far down each text of the body stands."""
    found, heights = [], []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, tm, _font, _size: (
                heights.append(tm[5]) if re.search(r"w\d+x", text) else None
            )
        )
        found += re.findall(r"\bw\d+x\d+\b", page.extract_text())
    return found, heights


rows_of_any_length = st.lists(
    st.tuples(st.integers(1, 1500), st.sampled_from(["row", "band", "strong"])),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None)
@given(rows_of_any_length)
def test_every_word_of_a_table_is_printed_once_and_above_the_margin(shapes):
    sheet = Sheet(FURNITURE)
    sheet.heading("A heading", 1, listed="one")
    rows, expected = [], []
    for number, (count, kind) in enumerate(shapes):
        text = words(number, min(count, 8) if kind == "band" else count)
        expected += text.split()
        cells = (text,) if kind == "band" else ("A name", "1", text)
        rows.append(Row(cells, band=kind == "band", strong=kind == "strong"))
    table(sheet, COLUMNS, rows)
    found, heights = read(sheet.finish())
    assert [word for word in found if found.count(word) == 1] == [
        word for word in expected if found.count(word) == 1
    ]
    assert set(found) == set(expected)
    repeated = {word for word in found if found.count(word) > 1}
    bands = {n for n, (_count, kind) in enumerate(shapes) if kind == "band"}
    assert {int(word[1:].partition("x")[0]) for word in repeated} <= bands
    assert min(heights) >= BOTTOM - 1


def test_a_heading_stands_on_the_page_of_what_follows_it():
    sheet = Sheet(FURNITURE)
    while sheet.room > 60:
        sheet.text("A line.")
    sheet.heading("Alone?", 1, listed="alone")
    table(sheet, COLUMNS, [("a", "b", words(0, 200)), ("c", "d", words(1, 20))])
    assert sheet.page_of("alone") == 2
    pages = PdfReader(io.BytesIO(sheet.finish())).pages
    assert "Alone?" not in pages[0].extract_text()
    assert "w0x0" in pages[1].extract_text()


def test_the_last_row_of_a_table_is_not_left_alone_on_a_page():
    for lines in range(30, 45):
        sheet = Sheet(FURNITURE)
        table(sheet, COLUMNS, [(f"row{n}", "1", "text") for n in range(lines)])
        last = PdfReader(io.BytesIO(sheet.finish())).pages[-1].extract_text()
        assert len(re.findall(r"\brow\d+\b", last)) >= 2


def test_facts_keep_name_and_text_beside_each_other():
    sheet = Sheet(FURNITURE)
    facts(sheet, [("A name", words(0, 900)), ("Another", "short")])
    found, _heights = read(sheet.finish())
    assert found == words(0, 900).split()


@given(st.text(max_size=200), st.integers(20, 400))
def test_wrapped_lines_fit_and_lose_no_letter(text, room):
    register()
    lines = lines_of(text, REGULAR, 8, room)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(width(line, REGULAR, 8) <= room + 0.01 or len(line) == 1 for line in lines)


def test_a_word_wider_than_the_line_is_broken():
    register()
    lines = lines_of("x" * 500, REGULAR, 8, WIDTH / 4)
    assert len(lines) > 5
    assert "".join(lines) == "x" * 500


def test_control_characters_and_changes_of_direction_are_dropped():
    assert clean("a\x00b\x1bc\u202ed\r\ne\tf") == "abcd\ne f"

"""Each of the 22 questions of docs/record-questions.md, asked of a whole procurement."""

import re
from pathlib import Path

import pytest
from award_flow import approved, prices_opened, recommended, told, until_quality_locked

from tender_flow.i18n.deeds import DEEDS
from tender_flow.records.shapes import shape
from tender_flow.services import conflicts, considerations, query

PAGE = Path(__file__).parents[2] / "docs" / "record-questions.md"
NOT_YET = "not recorded yet"
LATER = {10, 14, 15, 17}


def questions():
    """Number, columns, deeds and state of each line of the table."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[0].isdigit():
            columns = re.findall(r"`(\w+)\.(\w+)`", cells[2])
            deeds = re.findall(r"`([\w.]+)`", cells[3])
            yield int(cells[0]), columns, deeds, cells[4]


@pytest.fixture(scope="module")
def rows(sqlite_template, tmp_path_factory):
    """A procurement from its first paper to the letters, with a query on the way."""
    import shutil

    folder = tmp_path_factory.mktemp("questions")
    path = folder / "one.db"
    shutil.copy(sqlite_template, path)
    mark = lambda login, question, supplier, lot: 4 if supplier == "Elm Housing" else 3  # noqa: E731
    flow = until_quality_locked(f"sqlite:///{path}", folder, mark=mark)
    day = flow.later().now().date()
    considerations.record(
        flow.later(), flow.ref, "way_of_buying", choice="part_b", dated=day,
        reason="No framework has the service.", items=("Framework", "Own provision"),
    )  # fmt: skip
    conflicts.assess(
        flow.later(), flow.ref, dated=day, found="None.", perceived="None.", steps="None needed."
    )
    asked = query.open_query(flow.later(), flow.ref, "How many staff are there at night?")
    query.answer(flow.later(), flow.ref, asked.id, "Two.", to_all=True)
    query.close(flow.later(), flow.ref, asked.id)
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    approved(flow, "east")
    for supplier in ("Elm Housing", "Medway Refuge"):
        told(flow, "east", supplier)
    with flow.lead.reading(flow.ref) as reading:
        yield reading.rows
    flow.lead.database.close()


def answered(rows, columns):
    """The columns without any value in the record; or that nothing is kept for the question."""
    if not columns:
        return NOT_YET
    return [
        f"{table}.{column}"
        for table, column in columns
        if all(row[column] in {None, ""} for row in rows.of(table))
    ]


def test_all_22_questions_are_mapped_and_those_for_later_say_so():
    found = {number: state for number, _columns, _deeds, state in questions()}
    assert sorted(found) == list(range(1, 23))
    assert {number for number, state in found.items() if state == NOT_YET} == LATER
    assert all(found[number].startswith("recorded") for number in set(found) - LATER)


def test_each_table_column_and_deed_on_the_page_exists():
    for _number, columns, deeds, _state in questions():
        for table, column in columns:
            assert column in shape(table).columns
        assert [deed for deed in deeds if deed not in DEEDS] == []


@pytest.mark.parametrize("number", range(1, 23))
def test_the_record_answers_or_says_that_it_does_not_yet(rows, number):
    columns = next(columns for found, columns, _deeds, _state in questions() if found == number)
    assert answered(rows, columns) == (NOT_YET if number in LATER else [])

"""The office: who acts, at what time, and many at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from builders import REF, a_file, a_small_procurement, an_office, codes, moment

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.records.database import open_database
from tender_flow.services import document, overview
from tender_flow.services.office import Office


def test_deeds_at_once_wait_for_each_other_and_none_is_lost(database_url):
    office = Office(open_database(database_url), "jo.lowe")
    a_small_procurement(office, rehearsal=False)

    def file_some(number: int) -> None:
        mine = Office(open_database(database_url), "jo.lowe")
        for each in range(8):
            path = a_file(f"{number}-{each}.txt", f"{number} {each}")
            document.add(mine, REF, path=path, kind="note")
        mine.database.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(file_some, range(3)))

    view = overview.show(office, REF)
    assert len(view.documents) == 24
    assert view.entries == 25


def test_a_deed_before_the_last_entry_is_refused(database_url):
    office = an_office(database_url)
    a_small_procurement(office)

    with pytest.raises(RefusedError) as caught:
        document.add(office.at(moment("2014-06-01T09:00")), REF, path=a_file("a.txt"), kind="note")
    assert codes(caught) == ["clock-went-back"]


def test_a_real_procurement_takes_no_time_set_by_hand(database_url):
    office = Office(open_database(database_url), "jo.lowe")
    a_small_procurement(office, rehearsal=False)

    with pytest.raises(RefusedError) as caught:
        document.add(office.at(moment("2199-01-01T09:00")), REF, path=a_file("a.txt"), kind="note")
    assert codes(caught) == ["time-set-by-hand"]
    with pytest.raises(RefusedError) as caught:
        overview.show(office.at(moment("2199-01-01T09:00")), REF)
    assert codes(caught) == ["time-set-by-hand"]


def test_an_unknown_procurement_is_bad_input(database_url):
    with pytest.raises(BadInputError) as caught:
        overview.show(an_office(database_url), "nowhere")
    assert codes(caught) == ["procurement-unknown"]

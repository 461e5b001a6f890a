"""Notices with their legal days and what they say, from the record; blanks are named."""

from datetime import date

import pytest
from builders import REF, codes
from walk import Walk

from tender_flow.cli.procurement_notices import FIELDS as WORDS
from tender_flow.errors import BadInputError
from tender_flow.rules.procedure.notice_kinds import NOTICE_KINDS
from tender_flow.services import notice_data, overview
from tender_flow.services.notice_fields import FIELDS, OTHERS, READ

QUOTATION = "pa_2023_below_threshold_quotation"


@pytest.fixture
def walk(database_url, tmp_path):
    return Walk(database_url, tmp_path, QUOTATION, "2025-03-03T09:00", title="Cleaning")


def sheet(walk, kind):
    (found,) = notice_data.sheets(walk.office, REF, kind)
    return found


def test_a_notice_that_a_later_move_wants_is_listed_before_that_move(walk):
    found = sheet(walk, "tender_notice")
    assert (found.state, found.number, found.before) == ("coming", "UK4", "Advertise the quotation")
    (coming,) = overview.show(walk.office, REF).coming
    assert (coming.kind, coming.source) == ("tender_notice", "Procurement Act 2023 s.87")


def test_a_notice_says_what_the_record_knows_and_names_what_it_does_not(walk):
    walk.set_deadline(30)
    found = sheet(walk, "tender_notice")
    assert found.fields["buyer"] == ("Kent County Council",)
    assert found.fields["title"] == ("Cleaning",)
    assert found.fields["lots"] == ("east: East", "west: West")
    assert found.fields["tenders_close"] == ("2025-04-02 12:00 (Europe/London)",)
    assert found.fields["award_criteria"] == ("1.1 Service: 60", "2 Price: 40")
    assert found.fields["conditions_of_participation"] == ("R1 Insurance: Are you insured?",)
    assert {"cpv_codes", "estimated_value"} <= set(found.blank)


def test_the_estimated_value_is_the_one_that_was_considered(walk):
    walk.consider("estimated_value")
    assert [str(value) for value in sheet(walk, "tender_notice").fields["estimated_value"]] == [
        "1800000"
    ]


def test_a_published_notice_is_shown_with_its_day_and_reference(walk):
    walk.publish("tender_notice")
    found = sheet(walk, "tender_notice")
    assert (found.state, found.published_on) == ("published", date(2025, 3, 3))
    assert overview.show(walk.office, REF).coming == ()


def test_a_kind_that_the_procurement_has_no_notice_of_is_refused_with_those_it_has(walk):
    with pytest.raises(BadInputError) as caught:
        notice_data.sheets(walk.office, REF, "pipeline_notice")
    assert codes(caught) == ["notice-not-here"]
    assert caught.value.findings[0].facts["known"] == ("tender_notice",)


def test_every_field_is_read_and_has_its_words():
    named = {name for fields in (*FIELDS.values(), OTHERS) for name in fields}
    assert named == set(READ) == set(WORDS)
    assert set(FIELDS) <= set(NOTICE_KINDS)


def test_what_is_owed_after_an_award_names_supplier_price_and_day(walk):
    walk.go("invite", "evaluate", "approve", "award")
    with walk.office.reading(REF) as reading:
        lots = [row["code"] for row in reading.of("lot")]
    from tender_flow.services import standstill

    for lot in lots:
        standstill.conclude(walk.flow.later(), REF, lot=lot)
    east, west = notice_data.sheets(walk.office, REF, "contract_details_notice")
    assert (east.state, east.prompt, east.overdue, east.lot) == ("owed", True, False, "East")
    assert east.fields["winner"] == ("East: Elm Housing",)
    assert [str(value) for value in east.fields["contract_value"]] == ["812345.67"]
    assert east.fields["contract_entered_on"] == (walk.today,)
    assert west.fields["winner"] == ("West: Medway Refuge",)


def test_a_transparency_notice_names_the_supplier_that_is_proposed(database_url, tmp_path):
    walk = Walk(database_url, tmp_path, "pa_2023_direct_award", "2025-03-03T09:00")
    walk.go("tell_market")
    found = sheet(walk, "transparency_notice")
    assert found.fields["winner"] == ("East: Elm Housing", "West: Medway Refuge")
    assert "Schedule 5 paragraph 13" in found.fields["direct_award_ground"]
    assert "decided_on" in found.blank


def test_a_sheet_names_what_the_notice_must_be_recorded_as_saying(database_url, tmp_path):
    open_procedure = Walk(database_url, tmp_path, "pa_2023_open", "2026-03-02T09:00", title="Care")
    assert sheet(open_procedure, "tender_notice").states == (
        "estimated_value",
        "conflicts_assessed",
    )
    assert sheet(open_procedure, "contract_award_notice").states == ("standstill_ends_on",)


def test_a_published_notice_has_nothing_more_to_be_recorded_as_saying(walk):
    walk.publish("tender_notice")
    assert sheet(walk, "tender_notice").states == ()

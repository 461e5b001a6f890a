"""Notices published and corrected, and the conflicts assessment, through the services."""

from datetime import date

import pytest
from builders import REF, a_small_procurement, an_office, codes, moment

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import conflicts, moves, notices
from tender_flow.services.facts import case_facts
from tender_flow.services.verify import verify

TENDER = {"kind": "tender_notice", "on": date(2014, 6, 2), "reference": "2014/000123"}
ENTRY = {
    "dated": date(2014, 6, 2),
    "found": "None known.",
    "perceived": "The lead once worked for a bidder; she left in 2009.",
    "steps": "She takes no part in marking.",
}


@pytest.fixture
def office(database_url):
    office = an_office(database_url)
    a_small_procurement(office)
    return office


def in_force(office):
    with office.reading(REF) as reading:
        return case_facts(reading, ("published",)).published


def test_a_notice_that_nothing_owes_is_recorded_with_what_it_says(office):
    done = notices.notice_published(
        office, REF, **TENDER, states={"estimated_value": "£250,000", "conflicts_assessed": "yes"}
    )
    assert done.owed_by is None
    (notice,) = in_force(office)
    assert notice.states == {"estimated_value": "250000", "conflicts_assessed": "yes"}


def test_the_same_notice_twice_is_a_correction_or_refused(office):
    notices.notice_published(office, REF, **TENDER, states={"estimated_value": "250000"})
    with pytest.raises(RefusedError) as caught:
        notices.notice_published(office, REF, **{**TENDER, "reference": "2014/000124"})
    assert codes(caught) == ["notice-published-already"]

    later = office.at(moment("2014-06-10T09:00"))
    corrected = {**TENDER, "on": date(2014, 6, 10), "reference": "2014/000124"}
    notices.notice_published(
        later, REF, **corrected, corrects="2014/000123", states={"contract_on": "2014-12-01"}
    )
    (notice,) = in_force(office)
    assert (notice.first_published_on, notice.published_on) == (date(2014, 6, 2), corrected["on"])
    assert notice.states == {"estimated_value": "250000", "contract_on": "2014-12-01"}

    with pytest.raises(BadInputError) as unknown:
        notices.notice_published(later, REF, **corrected, corrects="2014/000123")
    assert codes(unknown) == ["notice-to-correct-unknown"]  # it is no longer in force


def test_everything_wrong_with_a_notice_is_said_at_once(office):
    with pytest.raises(BadInputError) as caught:
        notices.notice_published(
            office,
            REF,
            **{**TENDER, "kind": "leaflet"},
            states={"colour": "blue", "contract_on": "soon"},
        )
    assert codes(caught) == ["notice-kind-unknown", "statement-unknown", "statement-unreadable"]


def test_a_notice_is_recorded_after_an_early_end(office):
    moves.terminate(office, REF, reason="The need has gone")
    notices.notice_published(
        office, REF, **{**TENDER, "kind": "procurement_termination_notice"}
    )  # fmt: skip
    assert [notice.kind for notice in in_force(office)] == ["procurement_termination_notice"]


def test_a_dry_run_keeps_no_notice(office):
    notices.notice_published(office, REF, **TENDER, dry_run=True)
    assert in_force(office) == ()


def test_the_assessment_comes_first_and_then_its_reviews(office):
    with pytest.raises(RefusedError) as early:
        conflicts.review(office, REF, **ENTRY)
    assert codes(early) == ["conflicts-not-assessed"]

    conflicts.assess(office, REF, **ENTRY)
    with pytest.raises(RefusedError) as again:
        conflicts.assess(office, REF, **ENTRY)
    assert codes(again) == ["conflicts-assessed-already"]

    conflicts.review(office.at(moment("2014-10-07T09:00")), REF, **ENTRY)
    entries = conflicts.list_conflicts(office, REF)
    assert [entry.kind for entry in entries] == ["assessment", "review"]
    assert entries[0].perceived == ENTRY["perceived"]


def test_an_entry_says_everything_and_keeps_the_order_of_days(office):
    conflicts.assess(office, REF, **ENTRY)
    blank = {**ENTRY, "dated": date(2014, 6, 1), "perceived": " "}
    with pytest.raises(RefusedError) as caught:
        conflicts.review(office, REF, **blank)
    assert codes(caught) == ["entry-before-the-last", "conflicts-text-missing"]
    with pytest.raises(RefusedError) as future:
        conflicts.review(office, REF, **{**ENTRY, "dated": date(2014, 6, 3)})
    assert codes(future) == ["entry-in-the-future"]


def test_verify_rebuilds_notices_and_conflicts_from_the_journal(office, database_url):
    notices.notice_published(office, REF, **TENDER, states={"conflicts_assessed": "yes"})
    conflicts.assess(office, REF, **ENTRY)
    assert verify(database_url, REF).exit_code == 0

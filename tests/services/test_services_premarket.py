"""Engagement with suppliers and the consultation register, through the services."""

from datetime import date

import pytest
from builders import REF, a_small_procurement, an_office, codes, moment

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.procedure.gates import GATES
from tender_flow.services import consultation, engagement
from tender_flow.services.facts import case_facts
from tender_flow.services.history import history
from tender_flow.services.verify import verify

DAY = date(2014, 5, 20)


@pytest.fixture
def office(database_url):
    office = an_office(database_url)
    a_small_procurement(office)
    return office


def missing(office, name):
    gate = GATES[name]
    with office.reading(REF) as reading:
        return [finding.code for finding in gate.ask(case_facts(reading, gate.needs), {})]


def an_open_day(office):
    return engagement.add(
        office, REF, held_on=DAY, title="Open day", suppliers=("Elm Housing", " ", "Elm Housing")
    )


def test_what_a_supplier_was_told_waits_until_all_have_it(office):
    assert missing(office, "engagement_fair") == []
    assert an_open_day(office).suppliers == ("Elm Housing",)
    for told in ("Two lots.", "No ceiling is set yet."):
        engagement.tell(office, REF, "1", told, question="How many?", supplier="Elm Housing")
    assert missing(office, "engagement_fair") == ["engagement-not-shared"] * 2
    assert missing(office, "engagement_noticed") == ["engagement-notice-missing"]

    engagement.share(office, REF, ("2",), on=DAY, how="Published with the notice")
    assert missing(office, "engagement_fair") == ["engagement-not-shared"]
    (shared,) = engagement.share(office, REF, (), on=DAY, how="Published with the notice")
    assert (shared.number, shared.told, shared.shared_on) == (1, "Two lots.", DAY)
    assert missing(office, "engagement_fair") == []


def test_an_event_or_item_that_is_not_there_is_said_with_how_many_are(office):
    an_open_day(office)
    for number in ("0", "2", "-1", "one"):
        with pytest.raises(BadInputError) as event:
            engagement.tell(office, REF, number, "Two lots.")
        assert codes(event) == ["engagement-event-unknown"]
    with pytest.raises(BadInputError) as item:
        engagement.share(office, REF, ("1",), on=DAY, how="A notice")
    assert codes(item) == ["engagement-item-unknown"]


def test_an_event_of_tomorrow_without_a_title_is_refused_for_both(office):
    with pytest.raises(RefusedError) as caught:
        engagement.add(office, REF, held_on=date(2014, 6, 3), title=" ")
    assert codes(caught) == ["entry-in-the-future", "text-missing"]
    assert engagement.list_engagement(office, REF) == ()


def test_every_comment_is_answered_and_the_report_names_nobody(office):
    consultation.comment(
        office, REF, "Refuges need longer contracts.", received_on=DAY, name="A. Webb",
        speaks_for="provider",
    )  # fmt: skip
    consultation.comment(office, REF, "Keep the helpline.", received_on=DAY)
    assert missing(office, "consultation_answered") == ["comments-unanswered"]
    consultation.answer(office, REF, "1", "Agreed.", change="Five years instead of three")
    consultation.answer(office, REF, "2", "It is paid for elsewhere.")
    assert missing(office, "consultation_answered") == []

    found = consultation.report(office, REF)
    assert (found.received, found.answered, found.changed) == (2, 2, 1)
    assert found.speaks_for == (("provider", 1),)
    assert "Webb" not in repr(found)
    assert consultation.list_comments(office, REF)[0].name == "A. Webb"


def test_an_answer_given_again_replaces_the_first_and_both_stay_in_the_journal(office):
    consultation.comment(office, REF, "Keep the helpline.", received_on=DAY)
    consultation.answer(office, REF, "1", "It is paid for elsewhere.", change="None yet")
    later = office.at(moment("2014-06-10T09:00"))
    again = consultation.answer(later, REF, "1", "It stays.")
    assert (again.answer, again.change, again.answered_on) == ("It stays.", "", date(2014, 6, 10))
    deeds = [line.deed for line in history(office, REF)]
    assert deeds.count("consultation.answer") == 2


def test_a_comment_that_is_not_there_is_said(office):
    with pytest.raises(BadInputError) as caught:
        consultation.answer(office, REF, "1", "Agreed.")
    assert codes(caught) == ["comment-unknown"]


def test_verify_rebuilds_engagement_and_consultation(office, database_url):
    an_open_day(office)
    engagement.tell(office, REF, "1", "Two lots.")
    engagement.share(office, REF, (), on=DAY, how="A notice")
    consultation.comment(office, REF, "Keep the helpline.", received_on=DAY)
    consultation.answer(office, REF, "1", "It stays.")
    assert verify(database_url, REF).exit_code == 0

"""The risk register and the communication plan, with what the history and the report say."""

from datetime import date

import pytest
from builders import REF, a_procurement, a_small_procurement, an_office, codes, moment
from pypdf import PdfReader

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import communications, risks
from tender_flow.services.history import history
from tender_flow.services.report import again, evaluation
from tender_flow.services.verify import verify

DAY = date(2014, 6, 2)
NEXT = date(2014, 7, 1)
TUPE = {
    "risk": "Bidders are put off by the cost of staff who transfer",
    "control": "All information about them goes out on request",
    "owner": "Procurement manager",
}
LATER = moment("2014-07-02T09:00")


@pytest.fixture
def office(database_url):
    office = an_office(database_url)
    a_small_procurement(office)
    return office


def add(office, **given):
    return risks.add(office, REF, **{**TUPE, "dated": DAY, "review_on": NEXT, **given})


def looked_at(office, **given):
    values = {"found": "Two asked, both answered", "dated": date(2014, 7, 2)}
    return risks.review(office, REF, "1", **{**values, "review_on": date(2014, 9, 1), **given})


def test_a_risk_is_overdue_until_it_is_reviewed_and_keeps_its_reviews(office, database_url):
    add(office)
    later = office.at(LATER)
    assert [one.overdue for one in risks.list_risks(office, REF)] == [False]
    assert [one.overdue for one in risks.list_risks(later, REF)] == [True]
    done = looked_at(later, owner="Category manager")
    assert (done.overdue, done.owner, done.control) == (False, "Category manager", TUPE["control"])
    assert [one.found for one in done.reviews] == ["Two asked, both answered"]
    assert [line.text for line in history(office, REF)][-1] == (
        "Risk 1 was reviewed; the next review is by 1 September 2014."
    )
    assert verify(database_url, REF).exit_code == 0


def test_everything_wrong_with_a_risk_is_said_at_once(office):
    with pytest.raises(RefusedError) as caught:
        add(office, control=" ", owner="", dated=date(2014, 6, 3), review_on=date(2014, 6, 3))
    assert codes(caught) == ["risk-text-missing", "entry-in-the-future", "risk-review-not-after"]
    assert caught.value.findings[0].facts["missing"] == ("control", "owner")
    assert risks.list_risks(office, REF) == ()


def test_reviews_stand_in_the_order_of_their_days_and_end_with_the_risk(office):
    add(office)
    later = office.at(LATER)
    looked_at(later)
    with pytest.raises(RefusedError) as caught:
        looked_at(later, dated=date(2014, 6, 30))
    assert codes(caught) == ["entry-before-the-last"]
    with pytest.raises(RefusedError) as caught:
        risks.close(later, REF, "1", reason=" ", dated=date(2014, 7, 2))
    assert codes(caught) == ["reason-missing"]
    done = risks.close(later, REF, "1", reason="The staff stay", dated=date(2014, 7, 2))
    assert (done.closed_on, done.overdue) == (date(2014, 7, 2), False)
    with pytest.raises(RefusedError) as caught:
        looked_at(later)
    assert codes(caught) == ["risk-closed-already"]


def test_an_unknown_risk_is_bad_input(office):
    with pytest.raises(BadInputError) as caught:
        looked_at(office.at(LATER))
    assert codes(caught) == ["risk-unknown"]


def test_what_a_risk_says_stands_in_no_journal_entry(office):
    add(office)
    bodies = [line.facts for line in history(office, REF)]
    assert "transfer" not in str(bodies)
    with office.database.snapshot() as rows:
        entries = rows.of("journal_entry")
    assert not any("transfer" in entry["body"] for entry in entries)


def words_of(path):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_the_evaluation_report_has_the_register_as_it_stood(database_url, tmp_path):
    office = an_office(database_url)
    a_procurement(office)
    without = evaluation(office, REF, tmp_path / "0.pdf")
    add(office)
    first = evaluation(office, REF, tmp_path / "1.pdf")
    looked_at(office.at(LATER), found="Nobody asked")
    assert "Risk" not in words_of(tmp_path / "0.pdf")
    assert "1. Bidders are put off" in words_of(tmp_path / "1.pdf")
    assert again(office.at(LATER), REF, first.version, tmp_path / "2.pdf").digest == first.digest
    assert again(office.at(LATER), REF, without.version, tmp_path / "3.pdf").digest == (
        without.digest
    )


def test_a_message_is_planned_falls_due_and_goes_out_once(office, database_url):
    told = communications.plan(
        office, REF, audience="Landlords", message="What changes for them", due_on=NEXT
    )
    assert (told.number, told.overdue) == (1, False)
    later = office.at(LATER)
    assert [one.overdue for one in communications.list_communications(later, REF)] == [True]
    done = communications.sent(later, REF, "1", on=date(2014, 7, 2), how="Meeting")
    assert (done.overdue, done.sent_by) == (False, "Jo Lowe")
    assert history(office, REF)[-1].text == "A message to Landlords went out on 2 July 2014."
    with pytest.raises(RefusedError) as caught:
        communications.sent(later, REF, "1", on=date(2014, 7, 3), how="")
    assert codes(caught) == [
        *("communication-sent-already", "entry-in-the-future", "communication-text-missing")
    ]
    assert verify(database_url, REF).exit_code == 0


def test_a_message_needs_an_audience_and_words_and_a_number_that_is_there(office):
    with pytest.raises(RefusedError) as caught:
        communications.plan(office, REF, audience="", message=" ", due_on=NEXT)
    assert caught.value.findings[0].facts["missing"] == ("audience", "message")
    with pytest.raises(BadInputError) as caught:
        communications.sent(office, REF, "4", on=DAY, how="Letter")
    assert codes(caught) == ["communication-unknown"]

"""Deadline, documents, publication and amendments of a procurement."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from builders import (
    REF,
    SMALL_MODEL,
    SMALL_WORKFLOW,
    STARTED,
    a_file,
    a_small_procurement,
    an_office,
    codes,
    filed,
    model_published,
    moment,
)

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import amendments, deadlines, document, history, overview
from tender_flow.services.marking import MarkingView
from tender_flow.services.office import Office
from tender_flow.services.rounds import open_round

REGIME_CHANGED = "amendment-changes-regime"
TOLD = {"reason": "A holiday was announced", "told": "All bidders by the portal"}


def small(url) -> Office:
    office = an_office(url)
    a_small_procurement(office)
    return office


def edited(path: str, old: str, new: str) -> str:
    """A copy of a definition with one word changed, under the same name."""
    text, changes = re.subn(rf"\b{old}\b", new, Path(path).read_text(encoding="utf-8"))
    assert changes
    return str(a_file(Path(path).name, text))


def test_a_deadline_is_kept_as_day_hour_and_place(database_url):
    office = small(database_url)

    set_ = deadlines.deadline(office, REF, local="2014-09-26T12:00")

    assert set_.at == datetime(2014, 9, 26, 11, 0, tzinfo=UTC)  # British Summer Time
    view = overview.show(office, REF)
    assert (view.deadline_local, view.deadline_zone) == ("2014-09-26T12:00", "Europe/London")


@pytest.mark.parametrize(
    ("local", "zone", "code"),
    [
        ("2014-03-30T01:30", "Europe/London", "time-does-not-exist"),
        ("2014-10-26T01:30", "Europe/London", "time-comes-twice"),
        ("2014-09-26", "Europe/London", "deadline-unreadable"),
        ("2014-09-31T12:00", "Europe/London", "deadline-unreadable"),
        ("2014-09-26T12:00+01:00", "Europe/London", "deadline-unreadable"),
        ("2014-09-26T12:00", "Europe/Maidstone", "zone-unknown"),
        ("2014-09-26T12:00", "../../etc/passwd", "zone-unknown"),
    ],
)
def test_an_hour_that_nobody_could_keep_is_refused(sqlite_url, local, zone, code):
    office = small(sqlite_url)

    with pytest.raises(BadInputError) as caught:
        deadlines.deadline(office, REF, local=local, zone=zone)
    assert codes(caught) == [code]


def test_a_deadline_is_moved_with_a_reason_before_it_has_passed(database_url):
    office = small(database_url)
    deadlines.deadline(office, REF, local="2014-09-26T12:00")

    with pytest.raises(RefusedError) as silent:
        deadlines.deadline(office, REF, local="2014-10-03T12:00")
    assert codes(silent) == ["reason-missing", "told-missing"]

    moved = deadlines.deadline(office, REF, local="2014-10-03T12:00", **TOLD)
    assert moved.before == datetime(2014, 9, 26, 11, 0, tzinfo=UTC)
    assert history.history(office, REF)[-1].details["reason"] == TOLD["reason"]

    after = office.at(moment("2014-10-04T09:00"))
    with pytest.raises(RefusedError) as late:
        deadlines.deadline(after, REF, local="2014-10-10T12:00", **TOLD)
    assert codes(late) == ["deadline-has-passed"]


def test_a_deadline_in_the_past_is_refused(database_url):
    with pytest.raises(RefusedError) as caught:
        deadlines.deadline(small(database_url), REF, local="2014-06-02T10:00")
    assert codes(caught) == ["deadline-in-the-past"]


def test_a_document_is_kept_by_its_digest(database_url):
    office = small(database_url)
    path = a_file("report.txt", "We consulted.\n")

    added = document.add(
        office, REF, path=path, kind="consultation_report", dated=date(2014, 5, 30), author="A"
    )

    assert added.digest == sha256(b"We consulted.\n").hexdigest()
    assert (added.size, added.title, added.dated) == (14, "report", date(2014, 5, 30))
    assert document.list_documents(office, REF) == (added,)


def test_money_is_filed_for_the_period_of_the_ceiling(database_url):
    office = small(database_url)

    assert filed(office, "funding_statement", amount=Decimal("1800000.50")).period == "year"
    with pytest.raises(RefusedError) as caught:
        filed(office, "other_money", amount=Decimal(5), period="month")
    assert codes(caught) == ["amount-for-another-period"]


def test_the_date_or_the_amount_that_was_left_out_is_filed_with_the_same_file(
    database_url,
):
    office = small(database_url)
    path = a_file("funding.md", "Money")
    day = date(2014, 6, 2)
    document.add(office, REF, path=path, kind="funding_statement")
    document.add(office, REF, path=path, kind="funding_statement", amount=Decimal(5))
    document.add(office, REF, path=path, kind="funding_statement", dated=day)
    for again in ({"amount": Decimal(6)}, {"dated": day}, {"dated": day, "amount": Decimal(5)}):
        with pytest.raises(RefusedError) as caught:
            document.add(office, REF, path=path, kind="funding_statement", **again)
        assert codes(caught) == ["document-filed-already"]


def test_a_document_that_cannot_be_filed_says_why(database_url, tmp_path):
    office = small(database_url)
    path = a_file("report.txt")
    document.add(office, REF, path=path, kind="report")

    with pytest.raises(RefusedError) as caught:
        document.add(office, REF, path=path, kind="report", amount=Decimal("-1"))
    assert codes(caught) == ["document-filed-already", "amount-not-positive"]
    with pytest.raises(RefusedError) as named:
        document.add(office, REF, path=path, kind="Final Report")
    assert codes(named) == ["document-kind-unusable"]
    with pytest.raises(BadInputError) as missing:
        document.add(office, REF, path=tmp_path / "nowhere.txt", kind="report")
    assert codes(missing) == ["file-not-found"]
    with pytest.raises(BadInputError) as empty:
        document.add(office, REF, path=a_file("empty.txt", ""), kind="report")
    assert codes(empty) == ["document-empty"]


def test_the_model_is_published_once(database_url):
    office = small(database_url)
    model_published(office)

    [workflow, model] = overview.show(office, REF).definitions
    assert (workflow.published_at, model.published_at) == (None, STARTED)
    with pytest.raises(RefusedError) as caught:
        model_published(office)
    assert codes(caught) == ["model-published-already"]


def test_an_amendment_is_a_version_with_its_approval(database_url):
    office = small(database_url)
    path = edited(SMALL_MODEL, "words: 500", "words: 700")

    amended = amendments.amend(
        office, REF, "model", path, reason="Too short", approver="The board", dated=STARTED.date()
    )

    assert (amended.version, amended.published, amended.rounds) == (2, False, ())
    lines = [line for line in overview.show(office, REF).definitions if line.kind == "model"]
    assert [(line.version, line.in_force) for line in lines] == [(1, False), (2, True)]
    assert lines[1].approver == "The board"
    with office.reading(REF) as reading:
        assert reading.model().leaf("service").words == 700


def test_a_published_model_is_amended_only_when_bidders_were_told(database_url):
    office = small(database_url)
    model_published(office)
    path = edited(SMALL_MODEL, "words: 500", "words: 700")
    approved = {"reason": "Too short", "approver": "The board", "dated": STARTED.date()}

    with pytest.raises(RefusedError) as caught:
        amendments.amend(office, REF, "model", path, **approved)
    assert codes(caught) == ["told-missing"]

    amended = amendments.amend(office, REF, "model", path, **approved, told="All bidders")
    assert amended.published


def test_an_amendment_that_changes_nothing_or_too_much_is_refused(database_url):
    office = small(database_url)
    approved = {"reason": "r", "approver": "a", "dated": STARTED.date()}

    for kind, path, code in (
        ("model", SMALL_MODEL, "amendment-changes-nothing"),
        ("model", edited(SMALL_MODEL, "west", "north"), "amendment-changes-lots"),
        (
            "workflow",
            edited(SMALL_WORKFLOW, "pcr_2006_part_b", "pcr_2006_part_c"),
            "yaml-not-a-choice",
        ),
        ("workflow", edited(SMALL_WORKFLOW, "pcr_2006_part_b", "pcr_2015"), REGIME_CHANGED),
    ):
        with pytest.raises((RefusedError, BadInputError)) as caught:
            amendments.amend(office, REF, kind, path, **approved)
        assert codes(caught) == [code]


def test_a_workflow_that_loses_the_present_stage_is_refused(database_url):
    office = small(database_url)
    text = Path(SMALL_WORKFLOW).read_text(encoding="utf-8").replace("prepare", "ready")
    with pytest.raises(RefusedError) as caught:
        amendments.amend(
            office,
            REF,
            "workflow",
            str(a_file("small_workflow.yaml", text)),
            reason="",
            approver="",
            dated=date(2015, 1, 1),
        )

    assert codes(caught) == [
        "amendment-loses-stage",
        "reason-missing",
        "approver-missing",
        "decision-in-the-future",
    ]


def with_a_mark(office: Office) -> str:
    """One answer with one mark in the written round; gives the round's id."""
    with office.deed("pack.accept", REF) as deed:
        supplier = deed.insert("supplier", {"name": "Elm Housing"})
        tender = deed.insert(
            "tender",
            {
                "supplier": supplier,
                "folder": "elm",
                "received_at": deed.now,
                "late": False,
                "status": "opened",
                "imported_at": deed.now,
            },
        )
        lot = deed.lot("east")["id"]
        deed.insert("bid", {"tender": tender, "lot": lot, "status": "in"})
        answer = deed.insert(
            "answer",
            {
                "tender": tender,
                "question": "service",
                "round": "written",
                "text": "So.",
                "words": 1,
                "digest": "d",
                "recorded_at": deed.now,
            },
        )
        round_ = open_round(deed, "written")
        words = ("cannot_reason", "strengths", "weaknesses", "why")
        deed.insert(
            "mark",
            {
                **dict.fromkeys(words, ""),
                "round": round_,
                "answer": answer,
                "member": deed.of("member")[0]["id"],
                "revision": 1,
                "value": 30000,
                "withheld": False,
                "pack_return": "r",
                "model_version": 1,
                "given_at": deed.now,
                "accepted_at": deed.now,
            },
        )
    return round_


def test_after_the_first_mark_an_amended_model_means_marking_again(database_url):
    office = small(database_url)
    first = with_a_mark(office)
    path = edited(SMALL_MODEL, "words: 500", "words: 700")
    approved = {"reason": "r", "approver": "a", "dated": STARTED.date()}

    with pytest.raises(RefusedError) as caught:
        amendments.amend(office, REF, "model", path, **approved)
    assert codes(caught) == ["amendment-after-marks"]

    amended = amendments.amend(office, REF, "model", path, **approved, new_round=True)

    assert amended.rounds == ("written:2",)
    with office.reading(REF) as reading:
        view = MarkingView(reading)
        [again] = view.rounds
        assert again["id"] != first
        assert view.round("written") == again
        assert len(view.answers("written:2")) == 1
        assert len(reading.of("mark")) == 1  # the first mark stays in the record

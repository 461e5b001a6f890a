"""The demonstration is run once, and everything that it says is asked of what it leaves."""

from __future__ import annotations

import re

import pytest
from pypdf import PdfReader

from demo_record import played
from tender_flow.demo import content
from tender_flow.demo.laptops import Laptops
from tender_flow.demo.scene import PASSPHRASES
from tender_flow.demo.script import CASE_ONE, CASE_TWO, FIRST, SECOND, run
from tender_flow.demo.telling import Begun, Line, Refused, Table
from tender_flow.errors import BadInputError
from tender_flow.packs.work import close, open_work
from tender_flow.records.database import open_database
from tender_flow.services import award, bids, overview, query
from tender_flow.services.moderation_view import agenda_of
from tender_flow.services.office import Office
from tender_flow.services.verify import verify


@pytest.fixture(scope="module")
def lead(demo_record):
    """The record that the demonstration left, for its lead, on the clock of today."""
    database = open_database(demo_record.url)
    yield Office(database, "jo.lowe")
    database.close()


def lines(record):
    return [said.text for said in record.said if isinstance(said, Line)]


def test_every_step_is_announced_with_its_number(demo_record):
    begun = [said for said in demo_record.said if isinstance(said, Begun)]
    count = len(CASE_ONE) + len(CASE_TWO)
    assert [one.number for one in begun] == list(range(1, count + 1))
    assert {one.count for one in begun} == {count}


def test_the_first_case_ends_closed_with_both_lots_awarded(lead):
    case = overview.show(lead, FIRST)
    assert case.stage == "closed"
    assert {lot.outcome for lot in case.lots} == {"awarded"}


def test_both_cases_say_that_they_are_rehearsals_and_illustrative(lead):
    for ref in (FIRST, SECOND):
        case = overview.show(lead, ref)
        assert case.rehearsal
        assert "Illustrative" in case.illustrative


def test_the_whole_record_verifies(demo_record):
    assert verify(demo_record.url).exit_code == 0


def test_the_move_that_is_too_early_is_refused_with_every_reason(demo_record):
    early = next(said for said in demo_record.said if isinstance(said, Refused))
    codes = {finding.code for finding in early.findings}
    assert {"document-missing", "funding-short", "model-not-published", "panel-too-small"} <= codes


def test_the_altered_pack_is_refused_as_damaged(demo_record):
    altered = [said for said in demo_record.said if isinstance(said, Refused)][1]
    assert [finding.code for finding in altered.findings] == ["pack-damaged"]


def test_the_ranking_shown_is_that_of_award_rank(demo_record, lead):
    found = award.ranking(lead, FIRST)
    shown = [said.rows for said in demo_record.said if isinstance(said, Table)][1:]
    for code, rows in zip(found.lots, shown, strict=True):
        standings = found.lot(code).standings
        assert [(row[0], row[1], row[4]) for row in rows] == [
            (str(one.rank), found.suppliers[one.supplier], one.total.shown) for one in standings
        ]


def test_the_bid_below_the_minimum_has_no_rank(lead):
    found = award.ranking(lead, FIRST)
    out = {found.suppliers[one.supplier] for one in found.lot("east_kent").excluded}
    assert out == {"Medway Refuge Ltd"}


def test_reasons_in_a_ranking_name_the_bidder_and_not_its_id(lead):
    found = award.ranking(lead, FIRST)
    (out,) = found.lot("east_kent").excluded
    named = [found.named(reason) for reason in out.reasons]
    assert {reason.facts["supplier"] for reason in named} == {"Medway Refuge Ltd"}


def test_both_versions_of_the_report_are_pdfs_that_name_the_winners(demo_record):
    for name in ("evaluation-report-1.pdf", "evaluation-report-2.pdf"):
        pages = PdfReader(demo_record.folder / FIRST / name).pages
        text = "\n".join(page.extract_text() for page in pages)
        assert "Beacon Homes & Support" in text
        assert "Llŵyn Refuge [CIO]" in text


def test_the_late_tender_was_never_opened(lead):
    late = [one for one in bids.list_bids(lead, FIRST).tenders if one.late]
    assert [(one.supplier, one.status, one.opened_at) for one in late] == [
        ("Harbourway Care", "refused", None)
    ]


def test_items_were_adopted_and_discussed_and_one_member_dissented(lead):
    agenda = agenda_of(lead, FIRST, round_name="written")
    routes = [item.agreed.route for item in agenda.items if item.agreed]
    assert len(routes) == len(agenda.items)
    assert set(routes) == {"adopted", "discussed"}
    against = [
        (said.name, item.question.id)
        for item in agenda.items
        for said in item.agreed.assents
        if said.choice == "disagrees"
    ]
    assert against == [("David Hill", "need")]


def test_each_item_outside_tolerance_has_the_panels_own_reason(lead):
    agenda = agenda_of(lead, FIRST, round_name="written")
    discussed = [item for item in agenda.items if item.agreed.route == "discussed"]
    assert {item.adoption.may_be_adopted for item in discussed} == {False}
    assert all(len(item.agreed.reason.split()) > 30 for item in discussed)
    reasons = {reason for item in discussed for reason in item.adoption.reasons}
    assert {"outside-tolerance", "cannot-mark", "even-split", "minimum-at-stake"} <= reasons


def test_the_member_with_a_conflict_marked_nothing_of_that_bidder(lead):
    agenda = agenda_of(lead, FIRST, round_name="written")
    beacon = [item for item in agenda.items if item.bidder == "Beacon Homes & Support"]
    states = {one.state for item in beacon for one in item.marks if one.name == "David Hill"}
    assert states == {"conflict"}


def test_a_question_to_a_bidder_was_answered_and_closed(lead):
    asked = query.list_queries(lead, FIRST)
    assert {one.direction for one in asked} == {"to_bidder", "from_bidder"}
    assert {one.status for one in asked} == {"closed"}


def test_the_second_case_stops_in_the_evaluation_with_its_meeting_half_way(lead):
    assert overview.show(lead, SECOND).stage == "evaluate"
    agenda = agenda_of(lead, SECOND, round_name="written")
    agreed = [item for item in agenda.items if item.agreed]
    assert not agenda.closed
    assert 0 < len(agreed) < len(agenda.items)
    assert sum(not item.done for item in agreed) == 1


def test_the_pack_that_is_left_opens_with_the_key_beside_it(demo_record, lead):
    work = open_work(demo_record.left.pack, demo_record.key, lead.now())
    try:
        counts = work.marking.counts()
        assert not work.read_only
        assert counts["to_finish"] == 1
        assert 0 < counts["done"] < counts["all"]
        assert work.marking.state.returns == ()
    finally:
        close(work)


def test_what_the_last_lines_name_is_there(demo_record):
    left = demo_record.left
    assert left.record.is_file()
    assert left.pack.is_file()
    assert (left.ref, left.login) == (SECOND, "jo.lowe")
    assert left.passphrase == PASSPHRASES["carys.evans"]


def test_no_price_of_any_bidder_is_in_the_pack_that_is_left(demo_record, lead):
    work = open_work(demo_record.left.pack, demo_record.key, lead.now())
    try:
        held = str(work.pack.contents)
    finally:
        close(work)
    for path in content.data_folder().glob("tenders/*/price.yaml"):
        for price in re.findall(r'"(\d+)\.\d\d"', path.read_text(encoding="utf-8")):
            assert price not in held
            assert f"{int(price):,}" not in held


def test_it_runs_to_its_end_on_postgresql_too(cluster, tmp_path):
    record = played(tmp_path / "run", cluster.url(cluster.new_database()))
    assert record.left.ref == SECOND
    assert verify(record.url).exit_code == 0


@pytest.mark.slow
def test_an_invitation_opens_in_a_process_beside(demo_record, tmp_path):
    path = tmp_path / "any.tfpack"
    path.write_bytes(b"not a pack")
    laptops = Laptops()
    try:
        waiting = laptops.open_invitation(path, "four unusual grey words")
        with pytest.raises(BadInputError):
            waiting.result()
    finally:
        laptops.close()


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(BadInputError) as caught:
        next(run(tmp_path, parallel=False))
    assert [finding.code for finding in caught.value.findings] == ["demo-folder-used"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("bidder", content.BIDDERS)
def test_every_member_has_a_mark_or_a_reason_for_each_of_their_answers(bidder):
    for question, judgement in content.judgements(bidder).items():
        for person in content.panel().evaluators:
            conflict = any(
                (one.member, one.tender) == (person.login, bidder)
                for one in content.panel().conflicts
            )
            wanted = question in person.questions and not conflict
            given = person.marks in judgement.marks or person.marks in judgement.cannot
            assert given == wanted, (bidder, question, person.name)


def test_two_members_never_write_the_same_reasons(lead):
    agenda = agenda_of(lead, FIRST, round_name="written")
    for item in agenda.items:
        written = [one.reason for one in item.marks if one.state == "marked"]
        assert len(set(written)) == len(written), item.question.label


def test_data_files_say_that_they_are_invented():
    folder = content.data_folder()
    for path in (
        *folder.glob("marks_*.yaml"),
        folder / "panel.yaml",
        *folder.glob("tenders/*/*.yaml"),
    ):
        assert "nvented" in path.read_text(encoding="utf-8"), path
    for path in folder.glob("documents/*.md"):
        assert "llustrative" in path.read_text(encoding="utf-8"), path

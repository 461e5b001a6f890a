"""Moving a procurement: all gates at once, one machine, two leads, an early end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from builders import (
    LEAD,
    REF,
    STARTED,
    a_person,
    a_small_procurement,
    an_office,
    codes,
    filed,
    moment,
)

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import deadlines, moves, notices, overview, pauses
from tender_flow.services.office import Office


def ready(url) -> Office:
    """A small procurement whose first move may be made."""
    office = an_office(url)
    a_small_procurement(office)
    filed(office, "consultation_report")
    deadlines.deadline(office, REF, local="2014-09-26T12:00")
    return office


def test_a_move_too_early_is_refused_with_everything_that_is_missing(database_url):
    office = an_office(database_url)
    a_small_procurement(office)

    with pytest.raises(RefusedError) as caught:
        moves.advance(office, REF, "invite")

    assert codes(caught) == ["document-missing", "deadline-not-set"]
    assert [finding.source for finding in caught.value.findings] == [
        "Lesson 2",
        "Equal treatment",
    ]
    assert overview.show(office, REF).stage == "prepare"
    assert overview.show(office, REF).entries == 1


def test_a_move_changes_stage_and_version_and_leaves_one_entry(database_url):
    office = ready(database_url)
    before = overview.show(office, REF)

    moved = moves.advance(office, REF)

    view = overview.show(office, REF)
    assert (moved.source, moved.target, moved.ended) == ("prepare", "tender", False)
    assert (view.stage, view.version, view.entries) == (
        "tender",
        before.version + 1,
        before.entries + 1,
    )
    assert [step.state for step in view.stages] == ["done", "now"]


def test_a_dry_run_of_a_move_shows_it_and_keeps_nothing(database_url):
    office = ready(database_url)

    assert moves.advance(office, REF, dry_run=True).target == "tender"
    assert overview.show(office, REF).stage == "prepare"


def test_a_move_writes_down_the_notice_that_it_owes(database_url):
    office = ready(database_url)
    moves.advance(office, REF)

    [owed] = overview.show(office, REF).notices
    assert (owed.kind, owed.due_on, owed.published_on) == (
        "contract_notice",
        date(2014, 7, 2),
        None,
    )
    late = office.at(moment("2014-07-03T09:00"))
    assert overview.show(late, REF).notices[0].overdue

    done = notices.notice_published(
        late, REF, kind="contract_notice", on=date(2014, 7, 1), reference="2014/S 1"
    )
    assert done.published_on == date(2014, 7, 1)
    assert done.owed_by == date(2014, 7, 2)
    with pytest.raises(RefusedError) as caught:
        notices.notice_published(
            late, REF, kind="contract_notice", on=date(2014, 7, 1), reference="2014/S 1"
        )
    assert codes(caught) == ["notice-published-already"]


def test_a_notice_of_tomorrow_is_not_published_yet(database_url):
    office = ready(database_url)
    moves.advance(office, REF)

    with pytest.raises(RefusedError) as caught:
        notices.notice_published(
            office, REF, kind="contract_notice", on=date(2014, 6, 3), reference=" "
        )
    assert codes(caught) == ["published-in-the-future", "reference-missing"]


def test_where_several_moves_lead_on_one_must_be_named(database_url):
    office = ready(database_url)
    moves.advance(office, REF)

    with pytest.raises(BadInputError) as caught:
        moves.advance(office, REF)
    assert codes(caught) == ["move-not-named"]
    assert moves.advance(office, REF, "back").target == "prepare"


def test_a_final_stage_ends_the_procurement(database_url):
    office = ready(database_url)
    moves.advance(office, REF)
    assert moves.advance(office, REF, "finish").ended

    assert overview.show(office, REF).ended_at == STARTED
    with pytest.raises(RefusedError) as caught:
        moves.advance(office, REF)
    assert codes(caught) == ["procurement-ended"]
    with pytest.raises(RefusedError) as again:
        moves.advance(office, REF, "finish")
    assert codes(again) == ["move-not-from-here"]


def test_an_unknown_move_is_refused_with_those_there_are(database_url):
    office = ready(database_url)

    with pytest.raises(BadInputError) as caught:
        moves.advance(office, REF, "fly")
    assert codes(caught) == ["move-unknown"]
    assert "invite" in caught.value.findings[0].facts["known"]


def test_only_the_role_of_the_move_may_make_it(database_url):
    office = ready(database_url)
    a_person(office, "ann.watcher", "assurance")

    with pytest.raises(RefusedError) as caught:
        moves.advance(office.at(STARTED, "ann.watcher"), REF)
    assert codes(caught) == ["role-missing"]
    with pytest.raises(RefusedError) as stranger:
        moves.advance(office.at(STARTED, "nobody"), REF)
    assert codes(stranger) == ["actor-unknown"]


def test_a_lead_who_saw_an_older_state_is_refused(database_url):
    office = ready(database_url)
    seen = moves.gates(office, REF).version
    moves.advance(office, REF, seen=seen)

    with pytest.raises(RefusedError) as caught:
        moves.advance(office, REF, "finish", seen=seen)
    assert codes(caught) == ["stage-moved"]


def test_of_two_leads_at_once_one_moves_and_one_is_refused(database_url):
    office = ready(database_url)
    seen = moves.gates(office, REF).version
    together = Barrier(2)

    def advance(_number: int) -> str:
        mine = an_office(database_url)
        try:
            together.wait(timeout=30)
            moves.advance(mine, REF, seen=seen)
        except RefusedError as error:
            return error.findings[0].code
        finally:
            mine.database.close()
        return "moved"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(advance, range(2)))

    assert outcomes == ["moved", "stage-moved"]
    assert overview.show(office, REF).stage == "tender"


def test_an_early_end_needs_a_reason_and_withdraws_open_lots(database_url):
    office = ready(database_url)
    with pytest.raises(RefusedError) as caught:
        moves.terminate(office, REF, reason=" ")
    assert codes(caught) == ["reason-missing"]

    ended = moves.terminate(office, REF, reason="The service is not needed any more")

    assert (ended.target, ended.ended) == ("ended", True)
    view = overview.show(office, REF)
    assert {lot.outcome for lot in view.lots} == {"withdrawn"}
    assert {step.state for step in view.stages} == {"ahead"}
    with pytest.raises(RefusedError) as after:
        deadlines.deadline(office, REF, local="2014-10-01T12:00", reason="x", told="y")
    assert codes(after) == ["case-terminated"]


def test_an_early_end_is_no_step_forward(database_url):
    office = ready(database_url)

    with pytest.raises(RefusedError) as caught:
        moves.advance(office, REF, "terminate", reason="x")
    assert codes(caught) == ["terminate-has-its-own-deed"]


def test_a_suspended_procurement_stands_still_and_resumes_where_it_was(database_url):
    office = ready(database_url)
    pauses.suspend(office, REF, reason="A claim was announced")

    with pytest.raises(RefusedError) as moving:
        moves.advance(office, REF)
    assert codes(moving) == ["procurement-suspended"]
    with pytest.raises(RefusedError) as filing:
        filed(office, "guidance")
    assert codes(filing) == ["case-suspended"]
    with pytest.raises(RefusedError) as twice:
        pauses.suspend(office, REF, reason="again")
    assert codes(twice) == ["suspended-already"]

    later = office.at(moment("2014-06-20T09:00"))
    over = pauses.resume(later, REF, reason="The claim was withdrawn")
    assert (over.began_at, over.ended_at) == (STARTED, later.now())
    assert moves.advance(later, REF).target == "tender"


def test_a_suspended_procurement_can_still_be_ended(database_url):
    office = ready(database_url)
    pauses.suspend(office, REF, reason="A claim")

    assert moves.terminate(office, REF, reason="The claim succeeded").ended
    assert overview.show(office, REF).pauses == ()


def test_a_lot_may_be_suspended_by_itself(database_url):
    office = ready(database_url)
    pauses.suspend(office, REF, reason="A query of law", scope="lot", subject="west")

    lots = {lot.code: lot.suspended_since for lot in overview.show(office, REF).lots}
    assert lots == {"east": None, "west": STARTED}
    assert moves.advance(office, REF).target == "tender"
    with pytest.raises(RefusedError) as caught:
        pauses.resume(office, REF, reason="x", scope="lot", subject="east")
    assert codes(caught) == ["nothing-suspended"]
    with pytest.raises(BadInputError) as unknown:
        pauses.suspend(office, REF, reason="x", scope="lot", subject="north")
    assert codes(unknown) == ["lot-unknown"]


def test_a_lead_is_known_by_login(database_url):
    office = ready(database_url)

    assert overview.show(office, REF).people[0].name == LEAD.name

"""Each shipped procedure that evaluates, walked from its first stage to its end and aside."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from builders import REF, SMALL_MODEL, an_office, codes
from walk import Walk

from tender_flow.errors import RefusedError
from tender_flow.services import (
    amendments,
    moves,
    notice_data,
    notices,
    overview,
    pauses,
    standstill,
)
from tender_flow.services.verify import verify

EVALUATED = ("evaluate", "draft_report", "approve")
MARKET = ("engage", "prepare", "publish")
KEPT = ("standstill", "award", "close")
PATHS = {
    "pcr_2006_part_b": ("2014-06-02T09:00", ("invite", *EVALUATED, *KEPT)),
    "pcr_2015_open": ("2018-03-05T09:00", ("publish", "tender", *EVALUATED, *KEPT)),
    "pcr_2015_restricted": (
        "2018-03-05T09:00",
        ("publish", "open_participation", "close_participation", "invite", *EVALUATED, *KEPT),
    ),
    "pa_2023_open": ("2025-03-03T09:00", (*MARKET, "tender", *EVALUATED, *KEPT)),
    "pa_2023_light_touch": ("2025-03-03T09:00", (*MARKET, "tender", *EVALUATED, *KEPT)),
    "pa_2023_competitive_flexible": (
        "2025-03-03T09:00",
        (
            *(*MARKET, "open_participation", "close_participation", "begin_dialogue"),
            *("another_round", "another_round", "invite_final", *EVALUATED, *KEPT),
        ),
    ),
    "pa_2023_framework_call_off": (
        "2025-03-03T09:00",
        ("invite", *EVALUATED, "award_without_standstill", "close"),
    ),
    "pa_2023_below_threshold_quotation": (
        "2025-03-03T09:00",
        ("invite", "evaluate", "approve", "award", "close"),
    ),
}
"""Each procedure that evaluates: when it begins, and its way from first stage to end."""
ASKED = {
    "pa_2023_open": {"not-considered", "conflicts-not-assessed", "notice-not-published"},
    "pa_2023_competitive_flexible": {"period-not-over", "nobody-checked-for-exclusion"},
    "pcr_2015_restricted": {"period-not-over", "standstill-running", "owed-not-published"},
    "pa_2023_light_touch": {"award-notice-missing", "standstill-running"},
}
"""Something of what must have been missing on the way."""


@pytest.fixture
def walk(sqlite_template, tmp_path):
    """A case of a procedure, on SQLite: what storage adds is tested elsewhere on both databases."""
    path = tmp_path / "walk.db"
    shutil.copy(sqlite_template, path)

    def begun(workflow: str, when: str, **given: object) -> Walk:
        return Walk(f"sqlite:///{path}", tmp_path, workflow, when, **given)

    return begun


def ended(walk: Walk, outcome: str = "awarded") -> None:
    """The case is closed, each lot has its outcome, and the record agrees with its journal."""
    view = overview.show(walk.office, REF)
    assert view.ended_at is not None
    assert {lot.outcome for lot in view.lots} == {outcome}
    assert [finding.code for finding in verify(walk.url).findings] == []


@pytest.mark.parametrize("workflow", PATHS)
def test_a_procedure_is_walked_from_its_first_stage_to_its_contract(walk, workflow):
    begun, path = PATHS[workflow]
    case = walk(workflow, begun)
    case.go(*path)
    ended(case)
    assert ASKED.get(workflow, set()) <= set(case.asked)


DIRECT = ("tell_market", "decide")


def test_a_direct_award_is_walked_with_its_standstill(walk):
    case = walk("pa_2023_direct_award", "2025-03-03T09:00")
    case.go(*DIRECT, *KEPT)
    ended(case)
    assert {"notice-not-published", "award-notice-missing"} <= set(case.asked)


def test_a_direct_award_in_extreme_urgency_goes_without_a_standstill(walk):
    case = walk("pa_2023_direct_award", "2025-03-03T09:00")
    case.go(*DIRECT)
    case.ready("award_without_standstill")
    with pytest.raises(RefusedError) as caught:
        moves.advance(case.office, REF, "award_without_standstill")
    assert codes(caught) == ["reason-missing"]
    case.go("award_without_standstill", "close", reason="Extreme urgency, Schedule 5 paragraph 13.")
    ended(case)


@pytest.mark.parametrize("workflow", [*PATHS, "pa_2023_direct_award"])
def test_every_stage_can_be_stopped_resumed_and_left_and_refuses_the_wrong_role(walk, workflow):
    begun, path = PATHS.get(workflow, ("2025-03-03T09:00", (*DIRECT, *KEPT)))
    case = walk(workflow, begun)
    for name in path:
        stage = case.stage
        watcher = case.office.at(case.office.now(), "ann.watcher")
        with pytest.raises(RefusedError) as role:
            moves.advance(watcher, REF, name)
        assert "role-missing" in codes(role)
        pauses.suspend(case.office, REF, reason="A claim was announced")
        with pytest.raises(RefusedError) as paused:
            moves.advance(case.office, REF, name)
        assert "procurement-suspended" in codes(paused)
        assert moves.terminate(case.office, REF, reason="x", dry_run=True).ended
        pauses.resume(case.office, REF, reason="It was withdrawn")
        assert case.stage == stage
        case.go(name)
    ended(case)


def test_what_ends_early_after_its_tender_notice_owes_a_termination_notice(walk):
    case = walk("pa_2023_open", "2025-03-03T09:00")
    assert moves.terminate(case.office, REF, reason="Not needed", dry_run=True).owed == ()
    case.go(*MARKET, "tender")
    (owed,) = moves.terminate(case.office, REF, reason="Not needed any more").owed
    assert (owed.kind, owed.prompt) == ("procurement_termination_notice", True)
    case.publish("procurement_termination_notice")
    (sheet,) = notice_data.sheets(case.office, REF, "procurement_termination_notice")
    assert sheet.fields["reason_for_ending"] == ("Not needed any more",)
    assert [finding.code for finding in verify(case.url).findings] == []


@pytest.mark.parametrize(
    ("workflow", "notice"),
    [("pa_2023_open", ["procurement_termination_notice"]), ("pcr_2015_open", [])],
)
def test_a_procedure_may_end_without_an_award_and_tells_every_bidder(walk, workflow, notice):
    begun, path = PATHS[workflow]
    case = walk(workflow, begun)
    case.no_award = True
    case.go(*path[: -len(KEPT)], "no_award", "close")
    ended(case, "not_awarded")
    assert [owed.kind for owed in overview.show(case.office, REF).notices] == notice


def test_an_award_can_not_pass_for_none(walk):
    begun, path = PATHS["pa_2023_below_threshold_quotation"]
    case = walk("pa_2023_below_threshold_quotation", begun)
    case.go(*path[:-2])
    assert "lot-to-be-awarded" not in [one.code for one in case.missing("no_award")]
    case.ready("award")
    assert [one.code for one in case.missing("no_award")] == ["lot-to-be-awarded"] * 2


def test_a_light_touch_contract_may_do_without_a_standstill_and_owes_details_in_120_days(walk):
    begun, path = PATHS["pa_2023_light_touch"]
    case = walk("pa_2023_light_touch", begun)
    case.go(*path[: -len(KEPT)], "award_without_standstill", reason="Light touch, s.51(3).")
    standstill.conclude(case.flow.later(), REF, lot="east")
    (owed,) = overview.show(case.office, REF).notices
    assert owed.due_on - case.today == timedelta(days=119)  # the day itself is day 1


def test_a_voluntary_standstill_of_a_call_off_is_kept_to_its_end(walk):
    begun, path = PATHS["pa_2023_framework_call_off"]
    case = walk("pa_2023_framework_call_off", begun)
    case.go(*path[:-2], *KEPT)
    ended(case)
    assert "standstill-running" in case.asked


def test_shortlisted_suppliers_may_be_asked_for_final_tenders_without_a_dialogue(walk):
    case = walk("pa_2023_competitive_flexible", "2025-03-03T09:00")
    case.go(*MARKET, "open_participation", "close_participation", "invite_at_once", *EVALUATED)
    assert case.stage == "approve"


def test_another_round_of_dialogue_needs_its_reason(walk):
    case = walk("pa_2023_competitive_flexible", "2025-03-03T09:00")
    case.go(*MARKET, "open_participation", "close_participation", "begin_dialogue")
    case.ready("another_round")
    with pytest.raises(RefusedError) as caught:
        moves.advance(case.office, REF, "another_round")
    assert codes(caught) == ["reason-missing"]
    case.go("another_round", reason="Two prices are still unclear.")
    assert case.stage == "dialogue"


def test_criteria_refined_in_the_dialogue_are_published_again_and_not_after_it(walk, tmp_path):
    case = walk("pa_2023_competitive_flexible", "2025-03-03T09:00")
    case.go(*MARKET, "open_participation", "close_participation", "begin_dialogue")
    case.ready("invite_final")
    case.flow.later(60 * 24)
    amended(case, tmp_path, "a refined question")
    assert [one.code for one in case.missing("invite_final")] == ["refinement-not-republished"]
    notices.notice_published(
        case.office, REF, kind="tender_notice", on=case.today, reference="again",
        corrects="tender_notice",
    )  # fmt: skip
    case.go("invite_final")
    case.flow.later()
    amended(case, tmp_path, "refined too late")
    assert "refined-too-late" in [one.code for one in case.missing("evaluate")]


def amended(case: Walk, folder, question: str) -> None:
    text = Path(SMALL_MODEL).read_text(encoding="utf-8")
    path = folder / "small_model.yaml"
    path.write_text(text.replace("How will you do it?", question), encoding="utf-8")
    amendments.amend(
        case.office, REF, "model", str(path), reason="The dialogue showed it.",
        approver="Director", dated=case.today, told="Every supplier",
    )  # fmt: skip


def test_a_time_for_tenders_that_is_too_short_is_refused(walk):
    case = walk("pa_2023_open", "2025-03-03T09:00")
    case.tender_days = 24
    case.go(*MARKET)
    case.publish("tender_notice")
    case.set_deadline()
    (finding,) = case.missing("tender")
    assert (finding.code, finding.facts["days"]) == ("period-too-short", 25)


def test_a_report_may_go_back_to_the_panel_and_come_again(walk):
    begun, path = PATHS["pcr_2015_open"]
    case = walk("pcr_2015_open", begun)
    case.go(*path[: -len(KEPT)], "send_back", reason="Say more about the winner.")
    assert case.stage == "draft_report"
    case.go("approve", *KEPT)
    ended(case)


def test_of_two_leads_at_once_one_moves_and_the_other_is_refused(walk):
    case = walk("pa_2023_open", "2025-03-03T09:00")
    case.ready("engage")
    seen = moves.gates(case.office, REF).version
    together = Barrier(2)

    def advance(name: str) -> str:
        mine = an_office(case.url, case.office.now())
        try:
            together.wait(timeout=30)
            moves.advance(mine, REF, name, seen=seen)
        except RefusedError as error:
            return error.findings[0].code
        finally:
            mine.database.close()
        return "moved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(advance, ("engage", "prepare_at_once"))) == ["moved", "stage-moved"]

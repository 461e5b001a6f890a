"""Moves: every unmet gate is named, and the shared machine moves what may be moved."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from procedure_facts import CASE, GOOD, at, codes

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.workflow import (
    Clock,
    GateUse,
    Move,
    Stage,
    Workflow,
    fire,
    first_day,
    gate_states,
    machine,
    moves_from,
    next_moves,
    parts_needed,
    standstill_terms,
    unmet,
)

REPORT = GateUse("document_filed", {"kind": "consultation_report"}, "Lesson 2", "Report issued")
EQUALITY = GateUse("document_filed", {"kind": "equality_impact_assessment"}, "s.149", "Assessed")
PANEL = GateUse("panel_named", {"minimum": "9"}, "Lesson 3", "Panel named")


def stage(name: str, kind: str = "normal") -> Stage:
    return Stage(name, name.title(), name.title(), kind, "What happens.", "Seed", "")


def move(name: str, sources: tuple[str, ...], target: str, **changes) -> Move:
    return replace(Move(name, name, sources, target, "lead", (), (), (), "Seed"), **changes)


SMALL = Workflow(
    format=1,
    id="small",
    title="Small",
    regime="pcr_2006_part_b",
    illustrative="",
    source="Test",
    initial="invite",
    stages=(stage("invite"), stage("evaluate"), stage("closed", "final"), stage("ended", "final")),
    moves=(
        move("evaluate", ("invite",), "evaluate", gates=(REPORT, EQUALITY, PANEL)),
        move("close", ("evaluate",), "closed"),
        move("terminate", ("invite", "evaluate"), "ended", needs_reason=True),
    ),
    tasks=(),
    suspension_allowed=True,
    suspension_source="Rule 1",
    termination="terminate",
)
BEGUN = replace(GOOD, case=replace(CASE, stage="invite"))


def test_a_refused_move_lists_all_unmet_gates_with_their_sources():
    found = unmet(SMALL, SMALL.move("evaluate"), BEGUN)
    assert [(finding.code, finding.source) for finding in found] == [
        ("document-missing", "s.149"),
        ("panel-too-small", "Lesson 3"),
    ]


def test_met_and_unmet_gates_are_shown_together():
    states = gate_states(SMALL.move("evaluate"), BEGUN)
    assert [(state.use.why, not state.findings) for state in states] == [
        ("Report issued", True),
        ("Assessed", False),
        ("Panel named", False),
    ]


def test_a_move_names_the_parts_of_the_facts_that_it_needs():
    assert parts_needed(SMALL.move("evaluate")) == {"documents", "members"}
    assert parts_needed(SMALL.move("close")) == frozenset()


def test_the_same_thing_missing_twice_is_said_once():
    twice = replace(SMALL.move("evaluate"), gates=(EQUALITY, EQUALITY))
    assert codes(unmet(SMALL, twice, BEGUN)) == ["document-missing"]


def test_a_move_from_another_stage_is_refused_with_what_is_possible():
    (finding,) = unmet(SMALL, SMALL.move("close"), BEGUN)
    assert finding.code == "move-not-from-here"
    assert finding.facts["possible"] == ("evaluate", "terminate")


def test_a_suspended_procurement_does_not_move_on_but_may_be_ended():
    suspended = replace(
        BEGUN, case=replace(CASE, stage="evaluate", suspended_since=at("2014-11-01 09:00"))
    )
    (finding,) = unmet(SMALL, SMALL.move("close"), suspended)
    assert (finding.code, finding.source) == ("procurement-suspended", "Rule 1")
    assert unmet(SMALL, SMALL.move("terminate"), suspended) == ()


def test_the_machine_makes_the_move():
    compiled = machine(SMALL)
    assert fire(compiled, "invite", "evaluate") == "evaluate"
    assert fire(compiled, "evaluate", "close") == "closed"
    assert fire(compiled, "invite", "terminate") == "ended"


@pytest.mark.parametrize("here", ["closed", "ended"])
def test_nothing_moves_out_of_a_final_stage(here):
    for name in ("evaluate", "close", "terminate"):
        with pytest.raises(RefusedError) as refused:
            fire(machine(SMALL), here, name)
        assert codes(refused.value.findings) == ["move-not-from-here"]


def test_an_unknown_move_lists_the_known_ones():
    with pytest.raises(BadInputError) as refused:
        fire(machine(SMALL), "invite", "award")
    (finding,) = refused.value.findings
    assert finding.facts["known"] == ("evaluate", "close", "terminate")


def test_one_machine_serves_all_cases_of_one_text():
    stored = replace(SMALL, digest="ab" * 32)
    assert machine(stored) is machine(replace(stored, title="Read again"))
    assert machine(stored).machine.models == []


def test_early_termination_is_a_move_from_everywhere_but_no_way_to_advance():
    assert [item.id for item in moves_from(SMALL, "invite")] == ["evaluate", "terminate"]
    assert [item.id for item in next_moves(SMALL, "invite")] == ["evaluate"]


def test_the_standstill_terms_are_those_of_the_move_that_starts_it():
    assert standstill_terms(SMALL) is None
    given = {"days": "10", "counted": "pcr_2006", "holidays": "england", "voluntary": "true"}
    waiting = move("wait", ("evaluate",), "closed", starts=(Clock("standstill", given),))
    terms = standstill_terms(replace(SMALL, moves=(*SMALL.moves, waiting)))
    assert (terms.days, terms.voluntary) == (10, True)


def test_the_line_of_stages_leaves_out_the_final_ones():
    assert [item.id for item in SMALL.path] == ["invite", "evaluate"]


def test_the_state_machine_library_is_imported_only_to_move():
    program = (
        "import sys; import tender_flow.rules.procedure.workflow; "
        "sys.exit('transitions' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_must_be_waited_for_is_over_on_the_last_of_its_days():
    standstill = Finding("standstill-running", {"ends_on": date(2025, 3, 12)})
    requests = Finding("period-not-over", {"ends_on": date(2025, 3, 12)})
    notice = Finding("document-too-recent", {"ready_on": date(2025, 3, 1)})
    tenders = Finding("deadline-not-passed", {"deadline_at": at("2025-03-02 12:00")})
    assert first_day([standstill, notice]) == date(2025, 3, 13)
    assert first_day([requests]) == date(2025, 3, 12)
    assert first_day([notice, tenders]) == date(2025, 3, 2)


def test_what_somebody_can_do_today_is_not_waited_for():
    assert first_day([Finding("period-too-short", {"ends_on": date(2025, 3, 12)})]) is None
    assert first_day([]) is None

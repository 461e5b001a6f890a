"""Workflow files: the shipped one is sound, broken ones are refused with every fault's line."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.definitions import workflow_reading as reading
from tender_flow.definitions.shipped import find_definition, shipped_folder
from tender_flow.definitions.workflow_text import compose
from tender_flow.definitions.workflows import load_workflow, parse_workflow, stored_workflow
from tender_flow.errors import BadInputError, BrokenRecordError
from tender_flow.i18n.sentences import remedy, say
from tender_flow.rules.procedure.gates import CLOCKS, GATES
from tender_flow.rules.procedure.workflow import (
    Clock,
    GateUse,
    Owed,
    fire,
    machine,
    moves_from,
    standstill_terms,
)

SOUND = """\
format: 1
id: small
title: Small
regime: pcr_2006_part_b
source: A test
suspension: {allowed: true, source: A rule}
termination: terminate
stages:
  - {id: invite, title: Invite, short: Invite, initial: true, description: D, source: S}
  - {id: evaluate, title: Evaluate, short: Evaluate, description: D, source: S}
  - {id: closed, title: Closed, short: Closed, kind: final, description: D, source: S}
moves:
  - id: evaluate
    title: Evaluate
    from: invite
    to: evaluate
    role: lead
    source: S
    gates:
      - gate: panel_named
        with: {minimum: 3, roles: [chair, witness]}
        why: Named
        source: S
  - {id: close, title: Close, from: evaluate, to: closed, role: lead, source: S}
  - {id: terminate, title: End, from: any, to: closed, role: lead, reason: true, source: S}
"""


@pytest.fixture(scope="module")
def kent():
    return load_workflow(find_definition("workflows", "kent_part_b_2014"))


def faults(text: str, folder: str = "nowhere") -> list[tuple[str, int | None]]:
    """Codes and lines of what is wrong, and the proof that nothing was built of it."""
    workflow, findings = parse_workflow(text, f"{folder}/small.yaml")
    assert workflow is None
    for finding in findings:
        assert say(finding)
        assert "{" not in say(finding) + remedy(finding)
    return [(finding.code, finding.place.line) for finding in findings]


def test_the_sound_file_is_sound():
    workflow, findings = parse_workflow(SOUND, "small.yaml")
    assert findings == ()
    assert workflow.initial == "invite"
    assert workflow.move("terminate").sources == ("invite", "evaluate")
    assert workflow.move("evaluate").gates[0].params == {"minimum": "3", "roles": "chair, witness"}
    assert workflow.move("evaluate").gates[0].line == 20


def test_kents_procedure_has_the_plans_eight_tasks_in_order(kent):
    assert [stage.planned_task for stage in kent.workflow.path] == [
        "Invite Expressions of Interest",
        "Invite tenders for provision of service",
        "Prepare tenders",
        "Evaluate tenders and tender clarification",
        "Draft tender evaluation report",
        "Review tender evaluation report and agree contract award",
        "Standstill period",
        "Award Contract",
    ]
    assert " ".join(stage.short for stage in kent.workflow.path) == (
        "Interest Invite Bids Evaluate Report Approve Standstill Award"
    )


def test_kents_procedure_can_be_walked_from_interest_to_the_end(kent):
    compiled, stage = machine(kent.workflow), kent.workflow.initial
    for move in (*(item.id for item in kent.workflow.path[1:]), "close"):
        stage = fire(compiled, stage, move)
    assert stage == "closed"


def test_kents_procedure_can_be_ended_early_from_every_stage(kent):
    for stage in kent.workflow.path:
        assert fire(machine(kent.workflow), stage.id, "terminate") == "terminated"
    assert moves_from(kent.workflow, "terminated") == moves_from(kent.workflow, "closed") == ()


def test_kents_standstill_is_ten_days_kept_voluntarily(kent):
    assert standstill_terms(kent.workflow) == (10, "pcr_2006", "england", True)


def test_kents_award_notice_is_owed_within_48_days(kent):
    (owed,) = kent.workflow.move("award").owes
    assert (owed.name, owed.due) == ("contract_award_notice", "48 days after award")


def test_kents_procedure_says_what_in_it_is_illustrative(kent):
    assert "illustrative" in kent.workflow.illustrative


@pytest.mark.parametrize(
    ("move", "gates"),
    [
        (
            "invite_tenders",
            "document_filed funding_identified model_frozen_and_published plan_has_baseline "
            "guidance_time_planned panel_named",
        ),
        ("prepare_tenders", "deadline_set document_filed"),
        (
            "evaluate",
            "deadline_passed late_tenders_decided tenders_opened panel_named specialisms_covered",
        ),
        (
            "draft_report",
            "requirements_decided guidance_acknowledged all_agreements_signed conflicts_declared "
            "all_marks_in queries_closed items_agreed meetings_closed slips_signed quality_locked "
            "prices_opened",
        ),
        ("approve", "report_made winner_checked low_prices_checked recommended_per_lot"),
        ("standstill", "approved_per_lot bidders_notified"),
        ("award", "standstill_ended call_in_ended"),
        ("close", "lots_settled"),
    ],
)
def test_each_of_kents_moves_has_its_gates(kent, move, gates):
    assert set(gates.split()) <= {use.name for use in kent.workflow.move(move).gates}


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("consultation_plan", "4(1), lesson 1"),
        ("consultation_report", "4(1), lesson 2"),
        ("procurement_plan", "4(1), lesson 3"),
        ("equality_impact_assessment", "Equality Act 2010 s.149"),
        ("social_value_consideration", "Public Services (Social Value) Act 2012 s.1"),
    ],
)
def test_the_invitation_waits_for_each_document_that_its_source_asks_for(kent, kind, source):
    uses = kent.workflow.move("invite_tenders").gates
    (use,) = [use for use in uses if use.params.get("kind") == kind]
    assert source in use.source


def test_every_gate_of_kents_procedure_is_known_and_has_why_and_source(kent):
    for move in kent.workflow.moves:
        for use in move.gates:
            assert use.name in GATES
            assert use.why
            assert use.source


def test_every_shipped_workflow_has_its_files_name():
    for path in shipped_folder("workflows").glob("*.yaml"):
        assert load_workflow(path).workflow.id == path.stem


def test_the_composed_text_loads_without_any_other_file_to_an_equal_workflow(kent):
    again, findings = parse_workflow(kent.text, "/nowhere/record.yaml")
    assert findings == ()
    assert "use:" not in kent.text
    assert again == kent.workflow
    assert again.digest == kent.digest
    assert compose(again) == kent.text


def test_a_case_reads_its_stored_workflow_once(kent):
    assert stored_workflow(kent.text) is stored_workflow(kent.text)
    with pytest.raises(BrokenRecordError):
        stored_workflow("format: 1\n")


texts = (
    st.text(
        st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"),
        min_size=1,
        max_size=40,
    )
    .map(lambda text: text.strip())
    .filter(bool)
)
identifiers = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)


@given(
    title=texts,
    why=texts,
    source=texts,
    planned=texts | st.just(""),
    days=st.integers(1, 99),
    kind=identifiers,
)
def test_composing_and_parsing_gives_the_same_workflow_whatever_its_texts(
    title, why, source, planned, days, kind
):
    small, _findings = parse_workflow(SOUND, "small.yaml")
    use = GateUse(
        "document_filed", {"days_before": str(days), "issued": "true", "kind": kind}, source, why
    )
    owed = Owed("document", kind, days, "move", source)
    clock = Clock(
        "standstill",
        {"counted": "pcr_2006", "days": str(days), "holidays": "england", "voluntary": "true"},
    )
    first = replace(small.moves[0], title=title, gates=(use,), owes=(owed,), starts=(clock,))
    stage = replace(small.stages[0], planned_task=planned, description=why)
    changed = replace(
        small,
        title=title,
        illustrative=why,
        moves=(first, *small.moves[1:]),
        stages=(stage, *small.stages[1:]),
    )
    again, findings = parse_workflow(compose(changed), "small.yaml")
    assert findings == ()
    assert again == changed
    assert compose(again) == compose(changed)


def test_a_file_with_three_faults_shows_all_three_with_their_lines():
    broken = (
        SOUND.replace("to: evaluate", "to: evalute")
        .replace("panel_named", "panel_nmaed")
        .replace("role: lead, reason", "role: boss, reason")
    )
    assert faults(broken) == [
        ("stage-unknown", 16),
        ("gate-unknown", 20),
        ("yaml-not-a-choice", 25),
    ]


def changed(old: str, new: str) -> str:
    assert old in SOUND
    return SOUND.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("format: 1", "format: 2", "format-unknown", 1),
        ("regime: pcr_2006_part_b", "regime: pcr_1066", "yaml-not-a-choice", 4),
        ("short: Invite, initial: true,", "short: Invite,", "stage-initial-missing", 1),
        ("short: Evaluate,", "short: Evaluate, initial: true,", "stage-initial-twice", 10),
        ("initial: true,", "initial: true, kind: final,", "stage-initial-final", 9),
        ("id: evaluate, title", "id: invite, title", "workflow-id-twice", 10),
        ("id: close, title", "id: evaluate, title", "workflow-id-twice", 24),
        ("from: evaluate, to: closed", "from: closed, to: evaluate", "final-stage-left", 24),
        ("from: invite\n", "from: evaluate\n", "stage-unreachable", 10),
        ("from: evaluate, to: closed", "from: evaluate, to: invite", "stage-without-end", 9),
        ("from: invite\n", "from: [invite, tender]\n", "stage-unknown", 15),
        ("termination: terminate", "termination: stop", "termination-unknown", 1),
        ("reason: true, ", "", "termination-without-reason", 25),
        ("from: any, to: closed", "from: any, to: invite", "termination-not-final", 25),
        ("from: any", "from: invite", "termination-not-everywhere", 25),
        ("role: lead\n", "role: assurance\n", "yaml-not-a-choice", 17),
        ("minimum: 3", "minimum: three", "yaml-not-a-number", 21),
        ("minimum: 3", "minimum: 0", "parameter-too-small", 21),
        ("minimum: 3", "smallest: 3", "parameter-unknown", 21),
        ("[chair, witness]", "[chair, boss]", "role-unknown", 21),
        ("        source: S\n", "", "yaml-missing-key", 20),
        ("        why: Named\n", "        why:\n", "yaml-empty", 22),
        ("gate: panel_named", "gate: document_filed", "parameter-missing", 20),
        ("title: Small\n", "title: Small\ncolour: red\n", "yaml-unknown-key", 4),
    ],
)
def test_a_fault_is_refused_at_its_line(old, new, code, line):
    assert (code, line) in faults(changed(old, new))


def test_a_gates_stages_and_tasks_must_be_those_of_the_file():
    gates = """\
      - {gate: delays_explained, with: {stage: award}, why: W, source: S}
      - {gate: plan_has_baseline, with: {stages: [invite, award]}, why: W, source: S}
      - {gate: guidance_time_planned, with: {task: guidance, before: evaluate}, why: W, source: S}
"""
    found = faults(changed("    gates:\n", "    gates:\n" + gates))
    assert found == [("stage-unknown", 20), ("stage-unknown", 21), ("task-unknown", 22)]


def test_what_is_owed_says_when_it_is_due():
    owes = "    owes:\n      - {kind: notice, name: award, due: 48 weeks after award, source: S}\n"
    assert faults(changed("    gates:\n", owes + "    gates:\n")) == [("due-unreadable", 20)]


def test_a_clock_must_be_known_and_complete_and_started_once():
    clock = "starts: [{clock: standstill, with: {days: 10, counted: pcr_2006, holidays: england}}]"
    unknown = "    starts:\n      - {clock: egg_timer}\n    gates:\n"
    assert faults(changed("    gates:\n", unknown)) == [("clock-unknown", 20)]
    incomplete = f"    {clock}\n    gates:\n".replace("holidays: england", "voluntary: true")
    assert faults(changed("    gates:\n", incomplete)) == [("parameter-missing", 19)]
    zero = f"    {clock}\n    gates:\n".replace("days: 10", "days: 0")
    assert faults(changed("    gates:\n", zero)) == [("parameter-too-small", 19)]
    twice = changed("    gates:\n", f"    {clock}\n    gates:\n").replace(
        "id: close, ", f"id: close, {clock}, "
    )
    assert faults(twice) == [("standstill-twice", 25)]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


ENDING = """\
format: 1
title: The end
source: A test
stages:
  - {id: closed, title: Closed, short: Closed, kind: final, description: D, source: S}
moves:
  - {id: close, title: Close, from: evaluate, to: closed, role: lead, source: S}
  - {id: terminate, title: End, from: any, to: closed, role: lead, reason: true, source: S}
"""
WITH_USE = re.sub(r"  - \{id: closed.*\n", "  - use: common/ending\n", SOUND)
WITH_USE = re.sub(r"  - \{id: (close|terminate).*\n", "", WITH_USE)


def test_a_file_that_uses_a_fragment_is_the_file_with_it_written_out(tmp_path):
    write(tmp_path, "common/ending", ENDING)
    used = load_workflow(write(tmp_path, "small", WITH_USE))
    written, _findings = parse_workflow(SOUND, "small.yaml")
    assert used.workflow == written
    assert used.digest == written.digest


def test_a_fault_in_a_fragment_is_shown_in_the_fragments_file(tmp_path):
    write(tmp_path, "common/ending", ENDING.replace("from: evaluate", "from: evaluation"))
    with pytest.raises(BadInputError) as refused:
        load_workflow(write(tmp_path, "small", WITH_USE))
    places = [
        (item.code, Path(item.place.file).name, item.place.line) for item in refused.value.findings
    ]
    assert ("stage-unknown", "ending.yaml", 7) in places


def test_fragments_that_use_each_other_in_a_circle_are_refused(tmp_path):
    first = ENDING.replace("stages:\n", "stages:\n  - use: common/other\n")
    write(tmp_path, "common/ending", first)
    write(
        tmp_path,
        "common/other",
        "format: 1\ntitle: O\nsource: S\nstages:\n  - use: common/ending\n",
    )
    with pytest.raises(BadInputError) as refused:
        load_workflow(write(tmp_path, "small", WITH_USE))
    (finding,) = refused.value.findings
    assert finding.code == "use-circular"
    assert finding.facts["trail"] == ("common/ending", "common/other", "common/ending")


@pytest.mark.parametrize(
    "name", ["common/nothing", "../secret", "/etc/passwd", "common/ending.yaml", ""]
)
def test_a_fragment_is_looked_for_only_beside_the_file_and_among_the_shipped(tmp_path, name):
    write(tmp_path, "common/ending", ENDING)
    write(tmp_path.parent, "secret", ENDING)
    path = write(tmp_path, "small", WITH_USE.replace("common/ending", f'"{name}"'))
    with pytest.raises(BadInputError) as refused:
        load_workflow(path)
    assert "use-not-found" in [item.code for item in refused.value.findings]


def test_a_file_of_ones_own_may_use_a_shipped_fragment(tmp_path):
    own = WITH_USE.replace("common/ending", "common/termination").replace(
        "kind: final", "kind: final"
    )
    own += "  - {id: close, title: Close, from: evaluate, to: terminated, role: lead, source: S}\n"
    assert load_workflow(write(tmp_path, "small", own)).workflow.is_final("terminated")


def test_a_file_that_is_not_there_is_a_finding(tmp_path):
    with pytest.raises(BadInputError) as refused:
        load_workflow(tmp_path / "none.yaml")
    assert refused.value.findings[0].code == "file-not-found"


@pytest.mark.parametrize(
    "text", ["", "- a\n", "just words\n", "stages: {a: b}\nmoves: 3\n", "\t\n"]
)
def test_a_file_that_is_no_workflow_at_all_is_refused_without_a_fall(text):
    assert faults(text)


def test_the_readme_explains_every_key_gate_and_parameter():
    readme = (shipped_folder("workflows") / "README.md").read_text(encoding="utf-8")
    keys = {
        *reading.WORKFLOW_KEYS,
        *reading.FRAGMENT_KEYS,
        *reading.STAGE_KEYS,
        *reading.MOVE_KEYS,
        *reading.GATE_KEYS,
        *reading.CLOCK_KEYS,
        *reading.OWED_KEYS,
        *reading.TASK_KEYS,
        *reading.SUSPENSION_KEYS,
        *GATES,
        *CLOCKS,
        *(item.name for found in GATES.values() for item in found.parameters),
        *(item.name for parameters in CLOCKS.values() for item in parameters),
    }
    assert {key for key in keys if f"`{key}`" not in readme} == set()


@pytest.mark.parametrize(
    ("clock", "code"),
    [
        ("days: 7, counted: pa_2023, holidays: uk", "standstill-too-short"),
        ("days: 7, counted: pa_2023, holidays: uk, voluntary: true", "standstill-too-short"),
        ("days: 9, counted: pcr_2015, holidays: wales", "standstill-too-short"),
    ],
)
def test_a_standstill_shorter_than_its_law_allows_is_refused(clock, code):
    start = f"    starts: [{{clock: standstill, with: {{{clock}}}}}]\n    gates:\n"
    assert faults(changed("    gates:\n", start)) == [(code, 13)]


@pytest.mark.parametrize(
    "clock",
    [
        "days: 8, counted: pa_2023, holidays: uk",
        "days: 8, counted: psr_2023, holidays: england",
        "days: 5, counted: pcr_2015, holidays: northern_ireland, voluntary: true",
        "days: 10, counted: pcsr_2015, holidays: scotland",
    ],
)
def test_each_regimes_standstill_can_be_started(clock):
    start = f"    starts: [{{clock: standstill, with: {{{clock}}}}}]\n    gates:\n"
    workflow, findings = parse_workflow(changed("    gates:\n", start), "small.yaml")
    assert findings == ()
    assert workflow is not None

"""`workflow`: what it prints, where, and how it ends."""

import json
import re
from dataclasses import replace

import pytest

from tender_flow.cli.failures import ended_with
from tender_flow.cli.workflow import workflow
from tender_flow.definitions.shipped import find_definition
from tender_flow.definitions.workflows import load_workflow
from tender_flow.rules.procedure.diagram import diagram


@pytest.fixture
def run(capsys):
    def run_it(*arguments: str) -> tuple[int, str, str]:
        try:
            code = ended_with(workflow, list(arguments))
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    return run_it


@pytest.fixture(scope="module")
def kent():
    return load_workflow(find_definition("workflows", "kent_part_b_2014"))


def test_the_shipped_procedure_is_listed(run):
    code, out, _err = run("list")
    assert code == 0
    assert "kent_part_b_2014" in out
    assert "common" not in out
    shipped = {
        item["id"]: item["title"]
        for item in json.loads(run("list", "--json")[1])
        if item["origin"] == "shipped"
    }
    assert shipped["kent_part_b_2014"] == "Part B services in eight stages (Kent, 2014)"


def test_a_broken_file_is_listed_as_unusable(run, tmp_path, monkeypatch):
    (tmp_path / "workflows").mkdir()
    (tmp_path / "workflows" / "ours.yaml").write_text("format: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "can't be used" in run("list")[1]


def test_a_procedure_is_shown_with_its_gates_sources_and_what_is_illustrative(run):
    code, out, _err = run("show", "kent_part_b_2014")
    assert code == 0
    assert "Public Services (Social Value) Act 2012 s.1" in out
    assert "Illustrative: The eight stages" in out
    assert "owes: contract award notice, 48 days after award" in out


def test_a_procedure_is_shown_to_programs_with_its_digest(run, kent):
    shown = json.loads(run("show", "kent_part_b_2014", "--json")[1])
    assert shown["digest"] == kent.digest
    assert shown["stages"][0]["id"] == "invite_interest"
    assert [move["owes"][0]["due"] for move in shown["moves"] if move["owes"]] == [
        "48 days after award"
    ]


def test_a_sound_file_is_in_order(run):
    code, out, err = run("check", "kent_part_b_2014")
    assert (code, err) == (0, "")
    assert "in order, 10 stages, 10 moves" in out


def test_every_fault_of_every_file_is_shown_and_the_exit_code_is_2(run, tmp_path, kent):
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    text = kent.text.replace("gate: report_made", "gate: report_read")
    first.write_text(text.replace("to: evaluate", "to: evalute"), encoding="utf-8")
    second.write_text("format: 7\n", encoding="utf-8")
    code, _out, err = run("check", str(first), "kent_part_b_2014", str(second))
    assert code == 2
    assert re.search(r"first\.yaml:\d+: There is no gate report_read\.", err)
    assert re.search(r"first\.yaml:\d+: There is no stage evalute\.", err)
    assert re.search(r"second\.yaml:1: This file is in format 7\.", err)


def test_an_unknown_name_is_refused_with_the_known_ones(run):
    code, _out, err = run("show", "kent_2015")
    assert code == 2
    assert "kent_part_b_2014" in err


STATE = re.compile(r'    state "([^"]*)" as ([a-z][a-z0-9_]*)\Z')
ARROW = re.compile(
    r"    (\[\*\]|[a-z][a-z0-9_]*) --> (\[\*\]|[a-z][a-z0-9_]*)"
    r"(?: : ((?:[^:;\"{}<>]|#\d+;)+))?\Z"
)


def parsed(text: str) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """States and arrows of a Mermaid state diagram; any line that is neither fails."""
    head, *lines = text.splitlines()
    assert head == "stateDiagram-v2"
    states, arrows = {}, set()
    for line in lines:
        if found := STATE.match(line):
            states[found[2]] = found[1]
        else:
            found = ARROW.match(line)
            assert found, line
            arrows.add((found[1], found[2]))
    return states, arrows


def test_the_diagram_has_every_stage_and_every_move(run, kent):
    states, arrows = parsed(run("diagram", "kent_part_b_2014")[1])
    assert states == {stage.id: stage.title for stage in kent.workflow.stages}
    moves = {(source, move.target) for move in kent.workflow.moves for source in move.sources}
    ends = {("[*]", "invite_interest"), ("closed", "[*]"), ("terminated", "[*]")}
    assert arrows == moves | ends


def test_titles_with_marks_of_the_diagrams_language_stay_titles(kent):
    first, *others = kent.workflow.stages
    odd = replace(first, title='Say "yes": {now};\nor #1 --> never')
    states, _arrows = parsed(diagram(replace(kent.workflow, stages=(odd, *others))))
    assert "#34;yes#34;" in states["invite_interest"]

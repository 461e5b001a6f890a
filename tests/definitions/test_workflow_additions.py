"""What a workflow may say beyond stages and moves: additions, forms of `due`, kind of award."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.definitions.workflows import load_workflow, stored_workflow
from tender_flow.errors import BadInputError
from tender_flow.rules.procedure.workflow import Owed, fire, machine

FRAGMENT = """\
format: 1
title: The end
source: A test
stages:
  - {id: closed, title: Closed, short: Closed, kind: final, description: D, source: S}
moves:
  - id: close
    title: Close
    from: evaluate
    to: closed
    role: lead
    source: S
    gates: [{gate: deadline_set, why: W, source: S}]
  - {id: terminate, title: End, from: any, to: closed, role: lead, reason: true, source: S}
"""
USER = """\
format: 1
id: small
title: Small
regime: pa_2023
award: direct
source: A test
suspension: {allowed: true, source: A rule}
termination: terminate
stages:
  - {id: evaluate, title: Evaluate, short: E, initial: true, description: D, source: S}
  - use: common/end
moves:
  - {id: again, title: Again, from: evaluate, to: evaluate, role: lead, reason: true, source: S}
  - adds_to: close
    gates: [{gate: lots_settled, why: W, source: S}]
    owes:
      - {kind: notice, name: details_notice, due: 30 days beginning with award, source: S}
      - {kind: notice, name: end_notice, due: without delay after move, once: notice, source: S}
"""


def written(folder, text=USER, fragment=FRAGMENT):
    (folder / "common").mkdir(exist_ok=True)
    (folder / "common" / "end.yaml").write_text(fragment, encoding="utf-8")
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder, text):
    with pytest.raises(BadInputError) as caught:
        load_workflow(written(folder, text))
    return [(finding.code, finding.place.line) for finding in caught.value.findings]


def test_an_addition_stands_behind_what_the_fragments_move_asks_for(tmp_path):
    close = load_workflow(written(tmp_path)).workflow.move("close")
    assert [use.name for use in close.gates] == ["deadline_set", "lots_settled"]
    assert [owed.name for owed in close.owes] == ["details_notice", "end_notice"]


def test_the_composed_text_says_the_same_without_fragment_or_addition(tmp_path):
    loaded = load_workflow(written(tmp_path))
    assert "adds_to" not in loaded.text
    assert stored_workflow(loaded.text) == loaded.workflow
    assert stored_workflow(loaded.text).award == "direct"


def test_an_addition_to_a_move_that_is_not_there_is_refused_with_its_line(tmp_path):
    assert faults(tmp_path, USER.replace("adds_to: close", "adds_to: clse")) == [
        ("addition-unknown", 14)
    ]


def test_an_addition_with_an_unknown_gate_is_refused(tmp_path):
    assert faults(tmp_path, USER.replace("lots_settled", "lots_fine")) == [("gate-unknown", 15)]


def test_an_addition_can_not_change_who_moves_or_where_to(tmp_path):
    text = USER.replace("  - adds_to: close\n", "  - adds_to: close\n    role: chair\n")
    assert faults(tmp_path, text) == [("yaml-unknown-key", 15)]


def test_only_known_ways_of_finding_a_winner_are_taken(tmp_path):
    assert faults(tmp_path, USER.replace("award: direct", "award: lottery")) == [
        ("yaml-not-a-choice", 5)
    ]


def test_a_round_may_lead_back_to_its_own_stage(tmp_path):
    workflow = load_workflow(written(tmp_path)).workflow
    assert fire(machine(workflow), "evaluate", "again") == "evaluate"


def test_a_fragment_without_stages_brings_its_moves(tmp_path):
    (tmp_path / "common").mkdir()
    moves = (
        "moves:\n  - {id: back, title: Back, from: evaluate, to: closed, role: lead, source: S}\n"
    )
    fragment = "format: 1\ntitle: Back\nsource: S\n" + moves
    (tmp_path / "common" / "back.yaml").write_text(fragment, encoding="utf-8")
    text = USER.replace("  - use: common/end\n", "  - use: common/end\n  - use: common/back\n")
    assert load_workflow(written(tmp_path, text)).workflow.move("back").target == "closed"


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("30 days beginning with award", date(2025, 3, 31)),
        ("30 days after award", date(2025, 4, 1)),
        ("without delay after move", date(2025, 3, 2)),
    ],
)
def test_a_due_day_is_counted_as_it_is_written(tmp_path, due, last):
    text = USER.replace("30 days beginning with award", due)
    owed = load_workflow(written(tmp_path, text)).workflow.move("close").owes[0]
    assert (owed.due, owed.due_on(date(2025, 3, 2))) == (due, last)


@given(days=st.integers(1, 9999))
def test_a_period_beginning_with_a_day_ends_a_day_sooner(days):
    after = Owed("notice", "n", days, "award", "s")
    with_it = Owed("notice", "n", days, "award", "s", first_counts=True)
    day = date(2025, 1, 1)
    assert (after.due_on(day) - with_it.due_on(day)).days == 1

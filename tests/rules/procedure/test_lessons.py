"""Which gates meet a lesson: those of moves that were made or may still be made."""

from dataclasses import replace

import pytest

from tender_flow.definitions.shipped import find_definition
from tender_flow.definitions.workflows import load_workflow
from tender_flow.rules.procedure.lessons import (
    counting_moves,
    faults,
    met_at,
    survey_faults,
)

KENT = load_workflow(find_definition("workflows", "kent_part_b_2014")).workflow


def met(*gates, stage="invite_interest", made=()):
    return met_at(gates, counting_moves(KENT, stage, made))


def test_a_gate_ahead_meets_a_lesson_and_the_move_is_named():
    assert met("all_agreements_signed") == ("End the evaluation and draft the report",)


def test_every_gate_that_a_lesson_names_is_needed():
    assert met("queries_closed", "items_agreed") == ("End the evaluation and draft the report",)
    assert met("queries_closed", "pack_checked") == ()


@pytest.mark.parametrize(
    ("gate", "moves"),
    [
        ("document_filed kind=consultation_report issued=true", 1),
        ("document_filed kind=consultation_plan issued=true", 0),
        ("document_filed kind=tupe_pack", 0),
        ("panel_named minimum=2", 2),
        ("panel_named minimum=4", 0),
        ("panel_named roles=witness,chair", 2),
        ("panel_named roles=assurance", 0),
    ],
)
def test_a_gate_asks_for_at_least_what_the_lesson_asks_for(gate, moves):
    assert len(met(gate)) == moves


def test_a_move_that_lies_behind_counts_only_if_it_was_made_with_the_gate():
    plan = "document_filed kind=consultation_plan"
    invite = KENT.move("invite_tenders")
    assert met(plan, stage="evaluate") == ()
    assert met(plan, stage="evaluate", made=(replace(invite, gates=()),)) == ()
    assert met(plan, stage="evaluate", made=(invite,)) == ("Invite tenders",)


def test_giving_a_procurement_up_meets_no_lesson():
    ending = KENT.move(KENT.termination)
    gated = replace(ending, gates=KENT.move("evaluate").gates)
    others = tuple(replace(one, gates=()) for one in KENT.moves if one is not ending)
    only_there = replace(KENT, moves=(*others, gated))
    assert met_at(("deadline_passed",), counting_moves(only_there, "evaluate", ())) == ()


@pytest.mark.parametrize(
    ("gate", "codes"),
    [
        ("document_filed kind=x", []),
        ("document_filed kid=x", ["parameter-unknown"]),
        ("tea_made", ["gate-unknown"]),
        ("", ["gate-unknown"]),
        ("lessons_answered", ["gate-unknown"]),
    ],
)
def test_a_gate_that_makes_no_sense_is_named(gate, codes):
    assert [fault.code for fault in faults(gate)] == codes


@pytest.mark.parametrize(
    ("asked", "returned", "good"),
    [(12, 1, True), (None, 1, True), (12, 12, True), (12, 13, False), (0, 0, False), (None, -1, 0)],
)
def test_no_more_come_back_than_went_out(asked, returned, good):
    assert (survey_faults(asked, returned) == []) is bool(good)

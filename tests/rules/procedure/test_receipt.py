"""Late, replaced, failed and passed again: what the rules say."""

from datetime import UTC, datetime, timedelta

import pytest

from tender_flow.rules.findings import Severity
from tender_flow.rules.procedure.receipt import check_change, is_late, lot_notes, replacing

DEADLINE = datetime(2014, 9, 26, 11, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_very_instant_of_the_deadline_is_in_time_and_a_second_later_is_late():
    assert not is_late(DEADLINE, DEADLINE)
    assert is_late(DEADLINE + timedelta(seconds=1), DEADLINE)


def replaced(**given):
    values = {
        "status": "received",
        "asked": True,
        "now": DEADLINE - HOUR,
        "earlier": DEADLINE - 3 * HOUR,
        "received_at": DEADLINE - 2 * HOUR,
        "deadline_at": DEADLINE,
    }
    return [finding.code for finding in replacing("Elm", **{**values, **given})]


def test_a_tender_sent_anew_before_the_deadline_replaces_the_first():
    assert replaced() == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"asked": False}, "tender-changed"),
        ({"now": DEADLINE + HOUR}, "tender-changed-after-deadline"),
        ({"received_at": DEADLINE + HOUR}, "tender-changed-after-deadline"),
        ({"received_at": DEADLINE - 4 * HOUR}, "tender-replaced-by-older"),
        ({"status": "opened"}, "tender-changed-after-opening"),
        ({"status": "withdrawn"}, "tender-changed-after-opening"),
    ],
)
def test_nothing_else_overwrites_what_was_received(given, code):
    assert replaced(**given) == [code]


def changed(before, outcome, reason="Seen.", second=None, roles=frozenset()):
    found = check_change(
        "Insurance",
        before=before,
        outcome=outcome,
        reason=reason,
        decider="jo",
        second=second,
        second_roles=roles,
    )
    return [finding.code for finding in found]


def test_a_first_pass_needs_no_reason_but_a_fail_and_every_change_do():
    assert changed(None, "pass", reason="") == []
    assert changed("pass", "pass", reason=" ") == []
    assert changed(None, "fail", reason=" ") == ["check-without-reason"]
    assert changed("pass", "fail", reason="") == ["check-without-reason"]


def test_from_fail_to_pass_needs_a_second_person_with_standing():
    assert changed("fail", "pass") == ["check-needs-second-approver"]
    assert changed("fail", "pass", second="jo", roles=frozenset({"lead"})) == [
        "second-approver-is-decider"
    ]
    assert changed("fail", "pass", second="ben", roles=frozenset({"evaluator"})) == [
        "second-approver-without-role"
    ]
    assert changed("fail", "pass", second="sam", roles=frozenset({"chair"})) == []


def test_a_lot_with_one_bid_or_none_gets_a_note_and_two_bids_none():
    notes = lot_notes({"East": 2, "West": 1, "North": 0})
    assert [(note.code, note.facts["lot"]) for note in notes] == [
        ("lot-with-one-bid", "West"),
        ("lot-without-bid", "North"),
    ]
    assert {note.severity for note in notes} == {Severity.NOTE}

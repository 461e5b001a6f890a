"""Stages in a model's file: what may stand there, and every problem at its line."""

import pytest

from tender_flow.definitions.models import parse_model
from tender_flow.i18n.sentences import line

GOOD = """format: 1
id: small
title: Small
combine: weighted_sum
rounds: [selection, written, interview]
scales: {five: {0: "None: nothing.", 5: "Best: all."}}
stages:
  - id: choice
    title: Choice
    rounds: [selection]
    points: select
    advance: {best: 5, minimum: 40}
    tied: rules
    ties: [higher:staff]
  - {id: answers, title: Answers, rounds: [written], points: carry, advance: {minimum: 60}}
criteria:
  - id: ability
    title: Ability
    weight: 100
    round: selection
    criteria:
      - {id: past, title: Past, weight: 60, scale: five, question: What}
      - {id: staff, title: Staff, weight: 40, scale: five, question: Who}
  - {id: plan, title: Plan, weight: 50, scale: five, round: written, question: How}
  - {id: talk, title: Talk, weight: 10, scale: five, round: interview, question: Why}
  - id: price
    title: Price
    weight: 40
    price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year}
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
ties: [higher:plan, lower:price]
award: {per_lot: 1}
"""


def test_stages_are_read_in_their_order_and_weights_add_up_apart():
    model, findings = parse_model(GOOD, "small.yaml")
    assert [line(finding) for finding in findings] == []
    choice, answers = model.stages
    assert (choice.counts, choice.best, choice.minimum, choice.ties) == (
        False, 5, 40, ("higher:staff",)
    )  # fmt: skip
    assert (answers.counts, answers.best, answers.tied) == (True, None, None)


RELATIVE = "target: {unit: days, rule: ratio_to_best, better: lower}"
WRONG = [
    ("advance: {best: 5, minimum: 40}", "advance: {}", "stage-takes-everybody"),
    ("best: 5", "best: 0", "count-below-one"),
    ("minimum: 40", "minimum: 101", "minimum-not-per-cent"),
    ("    points: select\n", "", "yaml-missing-key"),
    ("points: select", "points: half", "yaml-not-a-choice"),
    ("    tied: rules\n", "", "yaml-missing-key"),
    ("    ties: [higher:staff]\n", "", "stage-ties-missing"),
    ("    tied: rules\n", "    tied: all_go_on\n", "stage-ties-missing"),
    ("ties: [higher:staff]", "ties: [lower:price]", "stage-tie-rule-unusable"),
    ("ties: [higher:staff]", "ties: [higher:plan]", "stage-tie-rule-unusable"),
    ("rounds: [selection]\n", "rounds: [third]\n", "round-unknown"),
    ("rounds: [selection]\n", "rounds: [interview]\n", "stage-out-of-order"),
    ("rounds: [selection]\n", "rounds: [selection, written]\n", "stage-round-used-twice"),
    ("rounds: [written], points", "rounds: [], points", "stage-marks-nothing"),
    ("id: answers, ", "id: choice, ", "id-twice"),
    ("weight: 60, scale: five", "weight: 60, scale: five, round: written", "stage-mixed-criterion"),
    ("weight: 60, scale: five, question: What", f"weight: 60, {RELATIVE}",
     "stage-target-looks-at-others"),
    ("    weight: 100\n", "    weight: 90\n", "weights-not-total"),
    ("weight: 10, scale", "weight: 20, scale", "weights-not-total"),
    ("ties: [higher:plan", "ties: [higher:staff", "tie-rule-needs-points"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), WRONG)
def test_every_wrong_stage_is_a_finding_at_its_line(old, new, code):
    assert old in GOOD
    model, findings = parse_model(GOOD.replace(old, new), "small.yaml")
    assert model is None
    found = [finding for finding in findings if finding.code == code]
    assert found, [line(finding) for finding in findings]
    assert found[0].place.line is not None
    assert line(found[0])

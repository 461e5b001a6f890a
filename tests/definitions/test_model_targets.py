"""Targets in a model's file: what may stand there, and every problem at its line."""

import pytest

from tender_flow.definitions.bids_file import load_bids
from tender_flow.definitions.models import load_model, parse_model
from tender_flow.definitions.shipped import find_definition
from tender_flow.i18n.sentences import line

GOOD = """format: 1
id: small
title: Small
combine: weighted_sum
scales: {five: {0: "None: nothing.", 5: "Best: all."}}
criteria:
  - id: quality
    title: Quality
    weight: 60
    criteria:
      - {id: plan, title: Plan, weight: 40, scale: five, question: How}
      - id: work
        title: In work
        weight: 60
        minimum: 25
        shared: true
        target: {unit: "% of residents", rule: linear, better: higher, from: 20, to: 80, most: 100}
  - id: price
    title: Price
    weight: 40
    price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year}
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
ties: [higher:work, lower:price]
award: {per_lot: 1}
"""
TARGET = '{unit: "% of residents", rule: linear, better: higher, from: 20, to: 80, most: 100}'


def test_a_target_is_read_with_its_rule_and_may_break_ties():
    model, findings = parse_model(GOOD, "small.yaml")
    assert [line(finding) for finding in findings] == []
    leaf = model.leaf("work")
    assert (leaf.kind, leaf.target.rule, leaf.target.most) == ("target", "linear", 100)
    assert model.targets() == (leaf,)
    assert leaf not in model.questions()


WRONG = [
    (TARGET, "{unit: days}", "yaml-missing-key"),
    (TARGET, "{unit: days, rule: luck}", "yaml-not-a-choice"),
    (TARGET, "{rule: linear, better: higher, from: 20, to: 80}", "yaml-missing-key"),
    (TARGET, "{unit: days, rule: linear, from: 20, to: 80}", "setting-choice-not-stated"),
    ("from: 20, ", "", "setting-not-stated"),
    ("from: 20", "from: -1", "setting-too-small"),
    ("better: higher", "better: lower", "target-direction-differs"),
    ("to: 80", "to: 20", "target-direction-differs"),
    ("most: 100", "most: 0", "number-not-above-zero"),
    ("most: 100", "sense: 100", "yaml-unknown-key"),
    ("minimum: 25", "minimum: 101", "target-minimum-impossible"),
    ("minimum: 25", "minimum: -1", "target-minimum-impossible"),
    (TARGET, "{unit: days, rule: bands, better: higher, bands: {5: 50, 9: 40}, otherwise: 0}",
     "target-bands-not-rising"),
    (TARGET, "{unit: days, rule: bands, better: higher, bands: {5: 50}, otherwise: 60}",
     "target-bands-not-rising"),
    (TARGET, "{unit: days, rule: bands, better: lower, bands: {5: 50, 9: 60}, otherwise: 0}",
     "target-bands-not-rising"),
    (TARGET, "{unit: days, rule: bands, better: lower, bands: {}, otherwise: 0}",
     "target-bands-not-rising"),
    (TARGET, "{unit: days, rule: bands, better: lower, bands: {5: 101}, otherwise: 0}",
     "setting-too-large"),
    (TARGET, "{unit: days, rule: ratio_to_best, better: higher}", "setting-choice-not-stated"),
    (TARGET, "{unit: days, rule: ratio_to_best, better: lower, all_zero: full}",
     "setting-not-asked"),
    ("weight: 60\n        minimum", "minimum", "weight-missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), WRONG)
def test_every_wrong_target_is_a_finding_at_its_line(old, new, code):
    assert old in GOOD
    model, findings = parse_model(GOOD.replace(old, new), "small.yaml")
    assert model is None
    found = [finding for finding in findings if finding.code == code]
    assert found, [line(finding) for finding in findings]
    assert found[0].place.line is not None
    assert line(found[0])


RELATIVE = "{unit: days, rule: ratio_to_best, better: lower}"


def test_a_rule_that_looks_at_other_bids_is_warned_of():
    _model, findings = parse_model(GOOD.replace(TARGET, RELATIVE), "small.yaml")
    assert [finding.code for finding in findings] == ["target-looks-at-others"]


def test_no_section_minimum_may_hang_on_other_bids():
    text = GOOD.replace(TARGET, RELATIVE).replace(
        "    weight: 60\n    cr", "    minimum: 50\n    weight: 60\n    cr"
    )
    model, findings = parse_model(text, "small.yaml")
    assert model is None
    assert "minimum-over-relative-target" in {finding.code for finding in findings}


def test_a_target_is_refused_where_only_marks_have_a_worth():
    text = GOOD.replace(
        "combine: weighted_sum",
        "combine: {method: gunnen_op_waarde, values: {plan: 100}, per_cent: {0: 0, 5: 100}}",
    )
    text = text.replace("    weight: 40\n    price: {formula: lowest_over_price, ", "    price: {")
    text = text.replace("weight: 60\n    cr", "weight: 100\n    cr")
    _model, findings = parse_model(text, "small.yaml")
    assert [finding.code for finding in findings if finding.stops] == ["target-not-counted"]


def test_the_cambridgeshire_model_holds_the_specification():
    model = load_model(
        find_definition("evaluation_models", "cambridgeshire_offender_support_2017")
    ).model
    assert [model.ceiling(lot.id) for lot in model.lots] == [115_000, 79_000]
    assert model.ceiling("all") is None
    assert [leaf.id for leaf in model.targets()] == [
        "employment",
        "education",
        "programme",
        "referrals",
    ]
    assert "assumed" in model.illustrative


BIDS = """bids:
  - supplier: Alpha
    price: 100
    marks: {plan: 5}
    targets: {work: "62.5"}
"""


def test_figures_stand_under_targets_and_blank_ones_are_missing(tmp_path):
    model, _findings = parse_model(GOOD, "small.yaml")
    path = tmp_path / "bids.yaml"
    path.write_text(BIDS)
    (bid,) = load_bids(path, model).bids
    assert str(bid.lots["whole"].targets["work"]) == "62.5"
    path.write_text(BIDS.replace('"62.5"', "~"))
    assert load_bids(path, model).bids[0].lots["whole"].targets == {}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("targets: {work:", "targets: {plan:", "bid-unknown-criterion"),
        ('"62.5"', "many", "yaml-not-a-number"),
        ("marks: {plan: 5}", "marks: {plan: 5, work: 3}", "bid-unknown-criterion"),
    ],
)
def test_a_figure_in_the_wrong_place_is_a_finding(tmp_path, old, new, code):
    model, _findings = parse_model(GOOD, "small.yaml")
    path = tmp_path / "bids.yaml"
    path.write_text(BIDS.replace(old, new))
    assert code in {finding.code for finding in load_bids(path, model).findings}

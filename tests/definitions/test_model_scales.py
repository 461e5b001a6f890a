"""A scale given as a range: what it becomes, and every fault of it at its line."""

from decimal import Decimal

import pytest

from tender_flow.definitions.models import parse_model
from tender_flow.i18n.sentences import line

RANGE = """format: 1
id: small
title: Small
combine: weighted_sum
scales:
  per_cent:
    from: 0
    to: 100
    step: "0.01"
    bands:
      0: "Not acceptable: nothing."
      40: "Barely acceptable: part."
      70: {name: Good, description: Most.}
      100: "Excellent: all."
criteria:
  - {id: quality, title: Quality, weight: 60, scale: per_cent, minimum: "60.25", question: How?}
  - id: price
    title: Price
    weight: 40
    price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year}
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
ties: [lower:price]
award: {per_lot: 1}
"""


def found(text: str) -> list[tuple[str, int | None]]:
    _model, findings = parse_model(text, "small.yaml")
    assert all(line(one) for one in findings)
    return [(one.code, one.place.line if one.place else None) for one in findings]


def test_a_range_has_every_step_as_a_mark_with_the_words_of_its_band():
    model, _findings = parse_model(RANGE, "small.yaml")
    assert model is not None
    scale = model.scales["per_cent"]
    assert len(scale.levels) == 10_001
    assert scale.level(Decimal("87.35")).name == "Good"
    assert scale.level(Decimal("69.99")).name == "Barely acceptable"
    assert not scale.has(Decimal("87.355"))
    assert scale.above(Decimal("99.99")) == scale.highest
    assert [(one.lowest, one.highest) for one in scale.bands] == [
        (Decimal(0), Decimal("39.99")),
        (Decimal(40), Decimal("69.99")),
        (Decimal(70), Decimal("99.99")),
        (Decimal(100), Decimal(100)),
    ]
    assert scale.allowed == ("0", "0.01", "0.02", "…", "100")


def test_a_range_only_warns_that_the_panels_screen_has_no_room_for_it():
    assert found(RANGE) == [("scale-range-not-on-screen", 7)]


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ('"0.01"', "0", "number-not-above-zero", 9),
        ('"0.01"', '"-0.01"', "number-not-above-zero", 9),
        ('"0.01"', '"0.00001"', "scale-range-too-fine", 9),
        ('"0.01"', '"0.005"', "scale-range-too-long", 9),
        ('"0.01"', '"0.03"', "scale-range-uneven", 8),
        ('"0.01"', "hundredths", "yaml-not-a-number", 9),
        ("to: 100", "to: 0", "scale-range-upside-down", 8),
        ('    step: "0.01"\n', "", "yaml-missing-key", 7),
        ('      0: "Not', '      1: "Not', "scale-band-missing", 11),
        ("      40:", '      "40.005":', "scale-band-off-grid", 12),
        ("      40:", "      140:", "scale-band-off-grid", 12),
        ("      40:", '      "0.0":', "scale-mark-twice", 12),
        ('"Barely acceptable: part."', '"Barely"', "scale-mark-without-words", 12),
        ("    bands:", "    words: 3\n    bands:", "yaml-unknown-key", 10),
        ('"60.25"', '"60.255"', "minimum-off-scale", 16),
    ],
)
def test_a_fault_of_a_range_is_a_finding_at_its_line(old, new, code, at):
    assert RANGE.count(old) == 1
    assert (code, at) in found(RANGE.replace(old, new))


def test_several_faults_of_a_range_are_found_at_once_and_nothing_follows_from_them():
    text = RANGE.replace("to: 100", "to: -1").replace('"0.01"', "0").replace('0: "Not', '5: "Not')
    assert found(text) == [
        ("scale-range-upside-down", 8),
        ("number-not-above-zero", 9),
        ("scale-band-missing", 11),
    ]


def test_a_range_of_the_most_marks_by_the_finest_step_is_read():
    text = RANGE.replace("to: 100", "to: 1").replace('"0.01"', '"0.0001"').replace('"60.25"', "1")
    for old, new in (("40:", '"0.4":'), ("70:", '"0.7":'), ("      100:", "      1:")):
        text = text.replace(old, new)
    assert found(text) == [("scale-range-not-on-screen", 7)]


def test_a_practice_answer_cannot_be_marked_on_a_range():
    assert ("practice-on-a-range", 25) in found(
        RANGE + "practice:\n  question: quality\n  answer: An invented answer.\n"
    )

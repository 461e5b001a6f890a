"""A file with bids: what stands where, and every problem at its line."""

from decimal import Decimal
from pathlib import Path

import pytest

from tender_flow.definitions.bids_file import load_bids
from tender_flow.definitions.models import parse_model
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.ranking import evaluate

PRICE = "price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year}"
REST = """
combine: weighted_sum
scales: {five: {0: "None: nothing.", 3: "Good: most.", 4: "Very good: all.", 5: "Excellent: more."}}
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
award: {per_lot: 1}
"""
LOTS, _ = parse_model(
    f"""
format: 1
id: lots
title: Lots
lots: [{{id: east, title: East}}, {{id: west, title: West}}]
criteria:
  - {{id: insured, title: Insured, pass_fail: true}}
  - {{id: refuge, title: Refuge, pass_fail: true, shared: false}}
  - {{id: safety, title: Safety, weight: 30, scale: five, shared: true}}
  - {{id: local, title: Local, weight: 30, scale: five}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
{REST}
""",
    "lots.yaml",
)
PLAIN, _ = parse_model(
    f"""
format: 1
id: plain
title: Plain
criteria:
  - {{id: safety, title: Safety, weight: 60, scale: five, shared: true}}
  - {{id: price, title: Price, weight: 40, {PRICE}}}
{REST}
""",
    "plain.yaml",
)
GOOD = """\
bids:
  - supplier: Alpha
    shared: {safety: 4}
    pass_fail: {insured: true}
    lots:
      east: {price: "1650000.00", marks: {local: 4}, pass_fail: {refuge: true}}
      west: {price: "1700000.00", marks: {local: [3, 4, 3]}, pass_fail: {refuge: no}}
"""


@pytest.fixture
def read(tmp_path: Path):
    def _read(text: str, model=LOTS):
        path = tmp_path / "bids.yaml"
        path.write_text(text, encoding="utf-8")
        return load_bids(path, model)

    return _read


def found(loaded, model=LOTS) -> list[tuple[str, int | None]]:
    """Every problem, of the file and of the evaluation, with its line."""
    result = evaluate(model, loaded.bids)
    everything = [*loaded.findings, *loaded.located(result.all_findings())]
    assert all(line(finding) for finding in everything)
    problems = [finding for finding in everything if finding.stops]
    return [(one.code, one.place.line if one.place else None) for one in problems]


def test_a_shared_mark_stands_in_each_lot_with_the_lots_own(read):
    (bid,) = read(GOOD).bids
    assert bid.lots["east"].marks == {"safety": 4, "local": 4}
    assert bid.lots["west"].marks == {"safety": 4, "local": (3, 4, 3)}
    assert bid.lots["east"].price == Decimal("1650000.00")
    assert bid.lots["east"].pass_fail == {"insured": True, "refuge": True}
    assert bid.lots["west"].pass_fail["refuge"] is False


def test_a_model_without_lots_takes_the_short_form(read):
    text = 'bids:\n  - {supplier: Beta, price: "1500000.00", marks: {safety: 3}}\n'
    loaded = read(text, PLAIN)
    assert found(loaded, PLAIN) == []
    assert loaded.bids[0].lots["whole"].marks == {"safety": 3}


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("supplier: Alpha", "supplier:", "yaml-empty", 2),
        ("insured: true", "insured: maybe", "yaml-not-true-or-false", 4),
        ("insured: true", "unknown: true", "bid-unknown-criterion", 4),
        ("safety: 4", "safety: four", "yaml-not-a-number", 3),
        ("safety: 4", "safty: 4", "bid-unknown-criterion", 3),
        ("safety: 4", "local: 4", "bid-entry-belongs-in-lot", 3),
        ("safety: 4", "safety: 2", "mark-off-scale", 3),
        ("{safety: 4}", "{safety: }", "mark-missing", 3),
        ("{local: 4}", "{local: 4, safety: 4}", "bid-entry-is-shared", 6),
        ("{local: 4}", "{local: 1}", "mark-off-scale", 6),
        ("{local: 4}", "{}", "mark-missing", 6),
        ("{local: 4}", "{insured: 4}", "bid-unknown-criterion", 6),
        ('price: "1650000.00", ', "", "price-missing", 6),
        ("1650000.00", "1,650,000", "yaml-not-a-number", 6),
        ("1650000.00", "0", "price-not-above-zero", 6),
        ("pass_fail: {refuge: true}", "pass_fail: {}", "requirement-undecided", 6),
        ("pass_fail: {insured: true}", "pass_fail: {}", "requirement-undecided", 4),
        ("refuge: no", "refuge: yes", "marks-not-agreed", 7),
        ("      east:", "      north:", "bid-for-unknown-lot", 6),
        ("    lots:", "    price: 3\n    lots:", "bid-key-belongs-in-lot", 5),
        ("    lots:", "    lost:", "yaml-unknown-key", 5),
        ("    lots:", "    lost:", "bid-without-lots", 2),
    ],
)
def test_a_problem_is_found_at_its_line(read, old, new, code, at):
    assert GOOD.count(old) == 1
    assert (code, at) in found(read(GOOD.replace(old, new)))


def test_a_supplier_that_stands_twice_is_a_problem_at_the_second_line(read):
    loaded = read(GOOD + '  - supplier: Alpha\n    lots: {east: {price: "1"}}\n')
    assert ("supplier-twice", 8) in found(loaded)


def test_a_price_for_a_model_without_prices_is_a_problem(read):
    model, _findings = parse_model(
        "format: 1\nid: m\ntitle: M\ncriteria: [{id: q, title: Q, weight: 100, scale: five}]"
        + REST,
        "m.yaml",
    )
    loaded = read("bids:\n  - {supplier: A, price: 3, marks: {q: 3}}\n", model)
    assert found(loaded, model) == [("price-not-asked", 2)]


def test_every_problem_of_a_file_is_found_in_one_run(read):
    text = (
        GOOD.replace("safety: 4", "safety: four")
        .replace("east:", "north:")
        .replace("local: [3, 4, 3]", "")
    )
    codes = [code for code, _line in found(read(text))]
    assert {"yaml-not-a-number", "bid-for-unknown-lot"} <= set(codes)


@pytest.mark.parametrize("text", ["", "bids: 3", "- a", "bids:\n  - 3", "bids: {a: b}", "other: 3"])
def test_a_file_without_bids_says_why(read, text):
    assert found(read(text))


def test_a_missing_file_is_a_finding(tmp_path: Path):
    assert [one.code for one in load_bids(tmp_path / "none.yaml", LOTS).findings] == [
        "file-not-found"
    ]


@pytest.mark.parametrize("price", ["１００", "1e5", "NaN", "Infinity", "١٢", "1_000", "0x10"])
def test_a_price_is_plain_digits_and_nothing_else(read, price):
    loaded = read(GOOD.replace('"1650000.00"', f'"{price}"'))
    assert ("yaml-not-a-number", 6) in found(loaded)

"""`evaluate` and `model` from the command line: text, JSON, sentences and exit codes."""

import json
from pathlib import Path

import pytest

from tender_flow.cli.evaluate import evaluate
from tender_flow.cli.failures import ended_with
from tender_flow.cli.model import model

MODEL = """\
format: 1
id: small
title: Small model
illustrative: Invented for a test.
combine: weighted_sum
scales:
  five: {0: "None: nothing.", 3: "Good: most.", 4: "Very good: all.", 5: "Excellent: more."}
criteria:
  - {id: safety, title: Safety, weight: 60, scale: five, minimum: 3, question: How?}
  - {id: price, title: Price, weight: 40, price: {formula: lowest_over_price, currency: GBP, vat: excluded, period: year}}
rounding: {places: 2, mode: half-up, at: total, rank_on: exact}
ties: [higher:safety, lower:price]
award: {per_lot: 1}
"""  # noqa: E501
BIDS = """\
bids:
  - {supplier: Alpha, price: "1650000.00", marks: {safety: 4}}
  - {supplier: Beta, price: "1500000.00", marks: {safety: 3}}
  - {supplier: Gamma, price: "100.00", marks: {safety: 0}}
"""


def code_of(command, arguments: list[str]) -> int:
    """The exit code of a command, as a shell would see it."""
    try:
        return ended_with(command, arguments)
    except SystemExit as ended:
        return int(ended.code or 0)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "small.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "bids.yaml").write_text(BIDS, encoding="utf-8")
    return tmp_path


def test_the_ranking_is_printed_with_exclusions_and_the_proposal(capsys):
    assert code_of(evaluate, ["small.yaml", "bids.yaml"]) == 0
    text = capsys.readouterr().out
    assert "Invented for a test." in text
    assert "84.36" in text
    assert "£1,650,000.00" in text
    assert "Out: Gamma. Gamma has 0 for 1 Safety; the minimum is 3." in text
    assert "this lot goes to Alpha" in text


def test_the_steps_are_printed_when_asked_for(capsys):
    assert code_of(evaluate, ["small.yaml", "bids.yaml", "--steps"]) == 0
    assert "1 Safety: 4 of 5 × 60% = 48.00" in capsys.readouterr().out


def test_the_json_has_every_number_exact_and_shown(capsys):
    assert code_of(evaluate, ["small.yaml", "bids.yaml", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    first, second = answer["lots"][0]["standings"]
    assert first["total"] == {"exact": "928/11", "shown": "84.36"}
    assert first["price_score"] == {"exact": "400/11", "shown": "36.36"}
    assert (second["supplier"], second["rank"]) == ("Beta", 2)
    (out,) = answer["lots"][0]["excluded"]
    assert (out["supplier"], out["reasons"][0]["code"]) == ("Gamma", "mark-below-minimum")
    assert answer["award"]["lots"][0]["suppliers"] == ["Alpha"]
    assert answer["illustrative"] == "Invented for a test."


def test_a_bids_file_that_cannot_be_read_as_it_is_ends_with_2_and_prints_no_ranking(files, capsys):
    text = BIDS.replace("safety: 4", "safty: 4").replace("1500000.00", "1.500.000")
    (files / "bids.yaml").write_text(text, encoding="utf-8")
    assert code_of(evaluate, ["small.yaml", "bids.yaml"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "bids.yaml:2: " in printed.err
    assert "bids.yaml:3: " in printed.err


def test_a_bid_without_a_price_ends_with_2_and_the_others_are_shown_as_not_final(files, capsys):
    text = BIDS.replace('price: "1500000.00", ', "")
    (files / "bids.yaml").write_text(text, encoding="utf-8")
    assert code_of(evaluate, ["small.yaml", "bids.yaml", "--json"]) == 2
    printed = capsys.readouterr()
    lot = json.loads(printed.out)["lots"][0]
    assert lot["final"] is False
    (reason,) = lot["incomplete"][0]["reasons"]
    assert (reason["code"], reason["place"]) == ("price-missing", "bids.yaml:3")
    assert "bids.yaml:3: Beta has no price." in printed.err


def test_the_text_of_an_unfinished_ranking_names_the_bid_and_proposes_nobody(files, capsys):
    (files / "bids.yaml").write_text(BIDS.replace("safety: 3", ""), encoding="utf-8")
    assert code_of(evaluate, ["small.yaml", "bids.yaml"]) == 2
    printed = capsys.readouterr()
    assert "No total yet: Beta." in printed.out
    assert "this lot goes to nobody" in printed.out
    assert "blank is not zero" in printed.err


def test_a_shared_mark_that_is_wrong_is_said_once(files, capsys):
    text = MODEL.replace("combine:", "lots: [{id: e, title: E}, {id: w, title: W}]\ncombine:")
    text = text.replace("scale: five, minimum", "shared: true, scale: five, minimum")
    (files / "small.yaml").write_text(text, encoding="utf-8")
    bids = (
        "bids:\n  - supplier: A\n    shared: {safety: 9}\n    lots: {e: {price: 3}, w: {price: 4}}"
    )
    (files / "bids.yaml").write_text(bids, encoding="utf-8")
    assert code_of(evaluate, ["small.yaml", "bids.yaml"]) == 2
    assert capsys.readouterr().err.count("bids.yaml:3: ") == 1


def test_a_model_with_problems_lists_them_all_and_ends_with_2(files, capsys):
    text = MODEL.replace("weight: 40", "weight: 39").replace("per_lot: 1", "per_lot: 0")
    (files / "small.yaml").write_text(text, encoding="utf-8")
    assert code_of(evaluate, ["small.yaml", "bids.yaml"]) == 2
    assert code_of(model, ["check", "small.yaml"]) == 2
    errors = capsys.readouterr().err
    assert errors.count("small.yaml:8: ") == 2
    assert errors.count("small.yaml:13: ") == 2


def test_missing_files_and_unknown_names_end_with_2(capsys):
    assert code_of(evaluate, ["small.yaml", "none.yaml"]) == 2
    assert code_of(evaluate, ["unknown_model", "bids.yaml"]) == 2
    errors = capsys.readouterr().err
    assert "There is no file none.yaml." in errors
    assert "kent_domestic_abuse_2014" in errors


def test_model_check_of_several_files_names_each_problem_and_passes_good_ones(files, capsys):
    assert code_of(model, ["check", "small.yaml", "kent_domestic_abuse_2014"]) == 0
    assert "No problems found." in capsys.readouterr().out
    (files / "bad.yaml").write_text("a: [", encoding="utf-8")
    assert code_of(model, ["check", "small.yaml", "bad.yaml", "--json"]) == 2
    printed = capsys.readouterr()
    assert [one["code"] for one in json.loads(printed.out)["findings"]] == ["yaml-broken"]


def test_model_list_names_the_shipped_models(capsys):
    assert code_of(model, ["list"]) == 0
    assert "kent_domestic_abuse_2014" in capsys.readouterr().out
    assert code_of(model, ["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["origin"] == "shipped"


def test_model_show_prints_the_tree_with_effective_weights_and_the_rules(capsys):
    assert code_of(model, ["show", "kent_domestic_abuse_2014"]) == 0
    text = capsys.readouterr().out
    for part in ("Illustrative.", "2.1", "8.1%", "4.05%", "Very good", "£3,500,000.00", "half-up"):
        assert part in text, part


def test_model_show_as_json_holds_the_tree_and_the_digest(capsys):
    assert code_of(model, ["show", "kent_domestic_abuse_2014", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    quality = answer["criteria"][1]
    assert quality["effective_weight"] == {"east_kent": "60", "west_kent": "60"}
    assert quality["criteria"][1]["criteria"][0]["effective_weight"]["east_kent"] == "81/10"
    assert len(answer["digest"]) == 64

"""`evaluate --sensitivity`: what would change the winner, as text and as JSON."""

import json
from pathlib import Path

import pytest
from test_evaluate_command import BIDS, MODEL, code_of

from tender_flow.cli.evaluate import evaluate

ASKED = ["small.yaml", "bids.yaml", "--sensitivity", "--draws", "500"]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "bids.yaml").write_text(BIDS, encoding="utf-8")


def test_text_names_intervals_marks_what_ifs_and_draws(capsys):
    """Alpha 4/5 and 10/11, Beta 3/5 and 1: level where w/5 = (100 − w)/11, at 31.25."""
    assert code_of(evaluate, ASKED) == 0
    said = capsys.readouterr()
    assert "31.25" in said.out
    assert "is 1 step:" in said.out
    assert "without Beta" in said.out
    assert "price formula full_range" in said.out
    assert "In 500 draws" in said.out
    assert "one mark by one step changes the winner" in said.err


def test_json_is_exact_and_the_same_for_the_same_seed(capsys):
    answers = []
    for seed in ("7", "7", "8"):
        assert code_of(evaluate, [*ASKED, "--slips", "50", "--seed", seed, "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out)["sensitivity"][0])
    quality = answers[0]["weights"][0]
    assert (quality["criterion"], quality["low"], quality["below"]) == ("safety", "125/4", ["Beta"])
    assert answers[0] == answers[1]
    assert answers[0]["draws"]["ranks"] != answers[2]["draws"]["ranks"]
    assert sum(answers[0]["draws"]["ranks"]["Alpha"]) == 500


def test_without_numpy_everything_but_the_draws_is_shown(capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "numpy", None)
    assert code_of(evaluate, ASKED) == 0
    said = capsys.readouterr()
    assert "31.25" in said.out
    assert "draws" not in said.out
    assert "tender-flow[simulation]" in said.err


def test_without_the_option_nothing_of_it_is_said(capsys):
    assert code_of(evaluate, ["small.yaml", "bids.yaml", "--json"]) == 0
    assert "sensitivity" not in json.loads(capsys.readouterr().out)


def test_the_draws_of_the_file_decide_here_too(tmp_path, capsys):
    model = MODEL.replace("lower:price]", "lower:price, drawn_by_lot]")
    (tmp_path / "drawn.yaml").write_text(model, encoding="utf-8")
    same = "price: 100, marks: {safety: 4}"
    text = f"bids:\n  - {{supplier: A, {same}}}\n  - {{supplier: B, {same}}}\n"
    (tmp_path / "bids.yaml").write_text(f"{text}draws: [{{order: [B, A]}}]\n", encoding="utf-8")
    code_of(evaluate, ["drawn.yaml", "bids.yaml", "--sensitivity", "--draws", "0", "--json"])
    found = json.loads(capsys.readouterr().out)["sensitivity"][0]
    assert found["winners"] == ["B"]

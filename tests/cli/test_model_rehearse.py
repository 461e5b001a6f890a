"""`model rehearse`: on invented bids or given ones, as text and as JSON."""

import json
from pathlib import Path

import pytest
from test_evaluate_command import BIDS, MODEL, code_of

from tender_flow.cli.model import model


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "bids.yaml").write_text(BIDS, encoding="utf-8")


def test_invented_bids_say_so_with_their_seed(capsys):
    assert code_of(model, ["rehearse", "small.yaml", "--seed", "4"]) == 0
    said = capsys.readouterr()
    assert "invented, with seed 4" in said.out
    assert "Sets of bids with a winner: 50 of 50." in said.out
    assert "a price of 0 has no result" in said.err


def test_the_bids_of_a_file_are_one_set(capsys):
    assert code_of(model, ["rehearse", "small.yaml", "bids.yaml", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (lot,) = answer["lots"]
    assert (answer["seed"], lot["sets"], lot["ranked"]) == (None, 1, 1)
    assert lot["changed_by"] == {"safety": 1}


def test_the_same_seed_gives_the_same_answer(capsys):
    answers = []
    for seed in ("1", "1", "2"):
        assert code_of(model, ["rehearse", "small.yaml", "--seed", seed, "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out)["lots"])
    assert answers[0] == answers[1] != answers[2]


def test_a_broken_file_of_bids_ends_with_its_problems(tmp_path, capsys):
    (tmp_path / "bids.yaml").write_text("bids:\n  - {price: x}\n", encoding="utf-8")
    assert code_of(model, ["rehearse", "small.yaml", "bids.yaml"]) == 2
    assert "bids.yaml:2" in capsys.readouterr().err

"""`tender-flow award rank` with steps and `award sensitivity`, on SQLite."""

from __future__ import annotations

import json
import shutil

import pytest
from award_flow import prices_opened, until_quality_locked
from builders import LEAD, REF

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program


@pytest.fixture(scope="module")
def made(sqlite_template, tmp_path_factory):
    """A record with opened prices, made once, and the time of the next deed."""
    folder = tmp_path_factory.mktemp("award")
    path = folder / "record.db"
    shutil.copy(sqlite_template, path)
    flow = until_quality_locked(f"sqlite:///{path}", folder)
    prices_opened(flow)
    now = flow.later().now().isoformat()
    flow.lead.database.close()
    return path, now


@pytest.fixture
def run(made, capsys):
    path, now = made
    options = ["--database", str(path), "--now", now]

    def running(*arguments: str, login: str = LEAD.login) -> tuple[int, str, str]:
        code = ended_with(program, ["award", *arguments, *options, "--as", login])
        said = capsys.readouterr()
        return code, said.out, said.err

    return running


def test_steps_of_one_bidder_and_of_everybody(run):
    one = run("rank", REF, "--lot", "east", "--steps", "Elm Housing")[1]
    everybody = run("rank", REF, "--lot", "east", "--steps")[1]
    assert "\nElm Housing:\n" in one
    assert "\nMedway Refuge:\n" not in one
    assert "\nElm Housing:\n" in everybody
    assert "\nMedway Refuge:\n" in everybody
    assert everybody.count("Safeguarding: 3 of 5 × 40% × 60% = 14.40") == 2


def test_steps_of_a_bidder_that_is_not_there_name_those_that_are(run):
    code, out, err = run("rank", REF, "--steps", "Elm")
    assert (code, "Rank" in out) == (2, False)
    assert "No bidder of this procurement is called Elm." in err
    assert "Elm Housing, Medway Refuge, Safe Harbour" in err


def test_the_json_of_a_ranking_has_the_steps_of_every_number(run):
    found = json.loads(run("rank", REF, "--json")[1])
    for code in ("east", "west"):
        for standing in found[code]["standings"]:
            assert standing["steps"][-1].endswith(f"= {standing['total']['shown']}")


def test_sensitivity_names_bidders_members_and_what_it_is(run):
    code, out, err = run("sensitivity", REF, "--lot", "east", "--draws", "0")
    assert code == 0
    assert "This is kept apart from the result" in out
    assert "What would change the winner of East" in out
    assert "without the marks of Carys Evans" in out
    assert "without Medway Refuge" in out
    assert "price formula full_range" in out
    assert "West" not in out + err


def test_sensitivity_in_json_has_exact_numbers_and_the_draws(run):
    pytest.importorskip("numpy")
    east, west = json.loads(run("sensitivity", REF, "--draws", "200", "--json")[1])
    assert (east["lot"], west["lot"]) == ("east", "west")
    assert set(east["draws"]["ranks"]) == {"Elm Housing", "Medway Refuge"}
    assert {one["what"] for one in east["otherwise"]} == {"member", "bidder", "formula"}


def test_sensitivity_without_numpy_says_how_to_get_it_and_shows_the_rest(run, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "numpy", None)
    code, out, err = run("sensitivity", REF, "--lot", "west")
    assert code == 0
    assert "What would change the winner of West" in out
    assert "tender-flow[simulation]" in err


def test_sensitivity_is_not_for_everybody(run):
    code, _out, err = run("sensitivity", REF, login="carys.evans")
    assert code == 1
    assert "lead" in err

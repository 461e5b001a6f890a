"""Decisions, challenges and withdrawals from the command line, on SQLite."""

from __future__ import annotations

import json
import shutil

import pytest
from award_flow import approved, prices_opened, recommended, until_quality_locked
from builders import LEAD, REF

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program


@pytest.fixture(scope="module")
def made(sqlite_template, tmp_path_factory):
    """A record with one approval, and the time of the next deed."""
    folder = tmp_path_factory.mktemp("challenge")
    path = folder / "record.db"
    shutil.copy(sqlite_template, path)
    flow = until_quality_locked(f"sqlite:///{path}", folder)
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    approved(flow, "east")
    now = flow.later().now()
    flow.lead.database.close()
    return path, now


@pytest.fixture
def run(made, capsys, tmp_path):
    path = shutil.copy(made[0], tmp_path / "record.db")
    options = ["--database", str(path), "--now", made[1].isoformat(), "--as", LEAD.login]

    def running(*arguments: str) -> tuple[int, str, str]:
        code = ended_with(program, [*arguments, *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return running


def test_a_challenge_comes_and_the_decision_goes(run, made):
    today = made[1].date().isoformat()
    claim = ("award", "challenge", REF, "--lot", "east", "--grounds", "A mark below the scale.")
    code, out, err = run(
        *claim, "--supplier", "Medway", "--claim", today, "--notified", today, "--dry-run"
    )
    assert (code, err) == (0, "")
    assert "The contract of East must wait (PCR 2006 reg 47G" in out
    assert json.loads(run("award", "challenges", REF, "--json")[1]) == []

    run(*claim, "--supplier", "Medway", "--claim", today, "--notified", today)
    code, out, err = run(*claim, "--other", "An association", "--notified", today)
    assert (code, "A letter suspends nothing by itself." in err) == (0, True)
    assert "open; the contract must wait" in run("award", "challenges", REF)[1]

    closed = ("award", "close-challenge", REF, "2", "--outcome", "settled", "--reason", "Agreed.")
    assert run(*closed, "--on", today)[1].startswith("Challenge 2: settled.")
    gone = ("--body", "Cabinet", "--maker", "M. Director", "--date", today, "--minute", "2")
    code, out, err = run("award", "withdraw", REF, "--lot", "east", "--reason", "Wrong.", *gone)
    assert (code, out.splitlines()[0]) == (0, "East: decision 2 is withdrawn.")
    assert ": Wrong." in run("award", "decisions", REF)[1]
    assert "ended with the decision" in run("award", "challenges", REF)[1]
    assert run(*claim, "--supplier", "Medway", "--notified", today)[0] == 1


def test_marking_again_is_refused_while_a_decision_stands(run, made):
    again = ("panel", "reevaluate", REF, "--reason", "Wrong.", "--approver", "Cabinet")
    code, _out, err = run(*again, "--dated", made[1].date().isoformat())
    assert code == 1
    assert "The decision on East rests on the marks that would count no more." in err
    assert "tender-flow award withdraw" in err

"""`bids shortlist` and `award rank` where the model has stages."""

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "services"))
from builders import REF
from test_services_shortlists import until_written_locked

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program
from tender_flow.records.database import open_database


@pytest.fixture
def run(capsys, tmp_path):
    """Runs a command on a case whose written marks are locked: exit code, stdout, stderr."""
    url = f"sqlite:///{tmp_path / 'record.db'}"
    open_database(url, create=True).close()
    flow = until_written_locked(url, tmp_path)
    capsys.readouterr()
    now = flow.lead.now() + timedelta(minutes=5)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        line = [*arguments, "--database", url, "--as", "jo.lowe", "--now", now.isoformat()]
        try:
            code = ended_with(program, line)
        except SystemExit as ended:
            code = int(ended.code or 0)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run_it


def test_a_stage_is_decided_shown_and_refused_a_second_time(run):
    code, out, _err = run("bids", "shortlist", REF, "answers", "--dry-run")
    assert code == 0
    assert "Goes on: Elm Housing." in out
    assert "Medway Refuge is number 2 of 2 in Written answers" in out
    assert run("bids", "shortlist", REF, "answers")[0] == 0
    code, _out, err = run("bids", "shortlist", REF, "answers")
    assert code == 1
    assert "It is decided already who goes on from Written answers." in err


def test_the_ranking_shows_the_stages_and_how_they_were_made(run):
    _code, out, _err = run("award", "rank", REF, "--steps")
    assert "Stage: Written answers" in out
    assert "does not go on" in out
    assert "of 54 points" in out
    _code, out, _err = run("award", "rank", REF, "--json")
    assert json.loads(out)["east"]["stages"][0]["goes_on"] == ["Elm Housing"]


def test_an_unknown_stage_is_bad_input(run):
    code, _out, err = run("bids", "shortlist", REF, "nothing")
    assert code == 2
    assert "The model has no stage nothing." in err
    assert "Its stages: answers." in err

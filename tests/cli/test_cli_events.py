"""Irregularities, releases, visits, consortia and low prices from the command line, on SQLite."""

from __future__ import annotations

import json
import shutil

import pytest
from builders import LEAD, REF, a_file, filed
from panel_flow import a_panel_case, without_scrypt

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program

DAY = "2014-09-26"


@pytest.fixture
def run(sqlite_template, tmp_path, capsys):
    """Runs a command as the lead on a record with opened tenders."""
    sqlite_url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'record.db')}"
    with without_scrypt():
        flow = a_panel_case(sqlite_url, tmp_path)
        flow.tenders_in()
        flow.opened()
    path = a_file("tupe.txt", "The staff who would transfer.\n")
    filed(flow.later(), "tupe_information", title="TUPE pack", path=path)
    now = flow.later(10).now().isoformat()
    options = ["--database", sqlite_url, "--now", now, "--as", LEAD.login]

    def running(*arguments: str) -> tuple[int, str, str]:
        try:
            code = ended_with(program, [*arguments, *options])
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return running


def listed(run, noun):
    return json.loads(run(noun, "list", REF, "--json")[1])


def test_an_irregularity_from_found_to_decided(run):
    find = ("irregularity", "find", REF, "Elm", "--what", "Year 2 is blank", "--told", "ITT, 3.4")
    find += ("--obvious", "--material", "--on", DAY)
    assert run(*find, "--dry-run")[0] == 0
    assert listed(run, "irregularity") == []
    code, out, err = run(*find)
    assert (code, err) == (0, "")
    assert "Irregularity 1, in the tender of Elm Housing, is on record." in out

    decide = ("irregularity", "decide", REF, "1", "--decision", "ask", "--effect", "None.")
    decide += ("--reason", "Foreseen.", "--ask", "Foreseen.", "--correct", "No rule says so.")
    code, _out, err = run(*decide)
    assert (code, "what was weighed for: ignore, exclude." in err) == (1, True)
    code, out, err = run(*decide, "--ignore", "Not comparable.", "--exclude", "Too hard.")
    assert (code, out.splitlines()[0]) == (0, "Irregularity 1 is decided: ask the bidder.")
    assert "ask the bidder" in run("irregularity", "list", REF)[1]
    assert "was decided: ask." in run("procurement", "history", REF)[1]


def test_a_release_names_who_else_must_have_it(run):
    give = ("release", "record", REF, "Elm Housing", "--on", DAY, "--how", "By the portal")
    code, out, err = run(*give)
    assert (code, out.splitlines()[0]) == (0, "Elm Housing has: TUPE pack.")
    assert "Medway Refuge was not given the tupe information, and others were." in err
    assert "TUPE pack" in run("release", "list", REF)[1]
    assert [one["supplier"] for one in listed(run, "release")] == ["Elm Housing"]


def test_a_visit_whose_words_did_not_go_to_all_is_refused(run):
    came = ("visit", "record", REF, "Elm Housing", "--site", "Thanet", "--on", DAY)
    came += ("--present", "Jo Lowe", "--told", "The lift is new.")
    code, _out, err = run(*came)
    assert (code, "has not gone to the others" in err) == (1, True)
    assert run(*came, "--shared-on", DAY)[0] == 0
    assert listed(run, "visit")[0]["shared_on"] == DAY
    assert "Thanet" in run("visit", "list", REF)[1]


def test_a_member_of_a_consortium_joins(run):
    join = ("bids", "consortium", REF, "Elm", "--on", DAY, "--reason", "Staff.")
    join += ("--allowed-by", "ITT, 4.7")
    assert run(*join)[0] == 2
    code, out, _err = run(*join, "--joins", "Swale Homes")
    assert code == 0
    assert "Elm Housing now has as members: Thanet Homes, Swale Homes." in out

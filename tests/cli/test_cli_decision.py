"""`decision` and `waiver` from the command line."""

import json
from pathlib import Path

import pytest

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program

TIME = "T09:00+00:00"
ENTER = (
    *("decision", "enter", "leeds", "--kind", "waiver", "--title", "Interim contracts"),
    *("--body", "director", "--contract", "cri=728678,2015-04-01,12,6,6"),
    *("--contract", "disc=466629,2015-04-01,12,6,6"),
    *("--contract", "casmaco=£10800,2015-04-01,12,6,6"),
)
TAKE = (
    *("decision", "take", "leeds", "approve", "--matter", "1", "--maker", "N. Director"),
    *("--minute", "D42", "--route", "ordinary", "--reasons", "Services have to go on."),
    *("--rejected", "A short competition", "--date", "2015-03-09", "--published", "2015-03-09"),
)


@pytest.fixture
def council_key():
    return Path(__file__).parent.parent / "packs" / "keys" / "authority.tfkey"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs a command as Jo Lowe in an empty folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TENDER_FLOW_USER", "jo.lowe")
    monkeypatch.delenv("TENDER_FLOW_DATABASE", raising=False)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        try:
            code = ended_with(program, list(arguments))
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    return run_it


@pytest.fixture
def waiver(run, council_key):
    """A rehearsal of a waiver by the rules of Leeds; runs a command on a day."""
    code, _out, err = run(
        "procurement", "new", "leeds", "--workflow", "council_waiver", "--model",
        "leeds_interim_contracts_2015", "--lead", "Jo Lowe", "--rehearsal",
        "--key", str(council_key), "--now", f"2015-02-01{TIME}",
    )  # fmt: skip
    assert code == 0, err

    def on(day, *arguments):
        return run(*arguments, "--now", f"{day}{TIME}")

    assert on("2015-02-02", "decision", "rules", "leeds", "leeds_2015")[0] == 0
    return on


def noticed(waiver):
    waiver("2015-02-03", *ENTER)
    return waiver(
        "2015-02-06", "decision", "notice", "leeds", "1", "--kind", "forward_plan",
        "--published", "2015-02-06",
    )  # fmt: skip


def test_the_books_that_can_be_used_are_listed(run):
    code, out, _err = run("decision", "books")
    assert (code, "leeds_2015" in out, "kent_2014" in out) == (0, True, True)


def test_a_matter_is_shown_with_its_key_decision_test_and_its_days(waiver):
    code, out, err = noticed(waiver)
    assert code == 0, err
    assert "ordinary: from 7 March 2015 on" in out
    _code, shown, _err = waiver("2015-02-06", "decision", "matters", "leeds")
    assert "Together £1,206,107.00 a year; £2,412,214.00 with every extension." in shown
    assert "Key decision: £1,206,107.00 counts, more than £250,000" in shown
    assert "ends 31 March 2016, 30 September 2016, 31 March 2017" in shown


def test_a_dry_run_of_an_entry_keeps_nothing(waiver):
    code, out, _err = waiver("2015-02-03", *ENTER, "--dry-run")
    assert (code, "Nothing is kept" in out) == (0, True)
    assert json.loads(waiver("2015-02-03", "decision", "matters", "leeds", "--json")[1]) == []


def test_a_contract_that_can_t_be_read_is_bad_input(waiver):
    code, _out, err = waiver("2015-02-03", *ENTER[:8], "--contract", "cri=lots")
    assert (code, "cri=lots" in err) == (2, True)


def test_too_early_a_decision_is_refused_with_its_first_day(waiver):
    noticed(waiver)
    early = [part.replace("2015-03-09", "2015-03-06") for part in TAKE]
    code, _out, err = waiver("2015-03-06", *early)
    assert (code, "the first day is 7 March 2015" in err) == (1, True)


def test_a_decision_is_recorded_called_in_and_settled(waiver):
    noticed(waiver)
    code, out, err = waiver("2015-03-09", *TAKE)
    assert code == 0, err
    assert "It can be called in until 16 March 2015." in out
    assert "It has effect from 17 March 2015." in out
    called = ("decision", "call-in", "leeds", "1", "--on", "2015-03-12", "--by", "Five")
    assert waiver("2015-03-12", *called, "--reason", "Value")[0] == 0
    assert "called in" in waiver("2015-03-12", "decision", "list", "leeds")[1]
    settle = ("decision", "settle", "leeds", "1", "--on", "2015-03-20", "--reason", "Content")
    settled = waiver("2015-03-20", *settle, "--outcome", "stands")
    assert (settled[0], "effect from 20 March 2015" in settled[1]) == (0, True)
    (line,) = json.loads(waiver("2015-03-20", "decision", "list", "leeds", "--json")[1])
    assert (line["in_force"], line["minute"]) == (True, "D42")


def test_the_register_of_waivers_is_kept_and_listed(waiver, tmp_path):
    noticed(waiver)
    waiver("2015-03-09", *TAKE)
    report = tmp_path / "report.md"
    report.write_text("Approval to establish interim contracts\n", encoding="utf-8")
    filed = ("document", "add", "leeds", str(report), "--kind", "waiver_request")
    assert waiver("2015-03-09", *filed, "--dated", "2015-02-23")[0] == 0
    code, out, err = waiver(
        "2015-03-09", "waiver", "record", "leeds", "1", "--rule", "9.1", "--rule", "9.2",
        "--reason", "The contracts end before the review does", "--report", "waiver_request",
    )  # fmt: skip
    assert code == 0, err
    assert "In the register as waiver 1: Interim contracts" in out
    listed = waiver("2015-03-09", "waiver", "list")[1]
    assert "Rules: Contracts Procedure Rule 9.1, Contracts Procedure Rule 9.2." in listed
    assert "Options rejected: A short competition" in listed
    (entry,) = json.loads(waiver("2015-03-09", "waiver", "list", "leeds", "--json")[1])
    assert (entry["approver"], len(entry["contracts"])) == (
        "Director of Environment and Housing",
        3,
    )

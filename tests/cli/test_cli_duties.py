"""Notices, conflicts, engagement, consultation and the other duties from the command line."""

import json
from pathlib import Path

import pytest

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program

TESTS = Path(__file__).parent.parent
NOW = ("--now", "2025-06-02T09:00+01:00")
CONFLICTS = ("--found", "None known.", "--perceived", "None.", "--steps", "None needed.")


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs a command as Jo Lowe on a rehearsal with the pack's workflow: code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TENDER_FLOW_USER", "jo.lowe")
    monkeypatch.delenv("TENDER_FLOW_DATABASE", raising=False)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        try:
            code = ended_with(program, [*arguments, *NOW])
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    services = TESTS / "services"
    code, _out, err = run_it(
        *("procurement", "new", "try", "--lead", "Jo Lowe", "--rehearsal"),
        *("--workflow", str(services / "pack_workflow.yaml")),
        *("--model", str(services / "small_model.yaml")),
        *("--key", str(TESTS / "packs" / "keys" / "authority.tfkey")),
    )
    assert code == 0, err
    return run_it


def listed(run, noun):
    code, out, err = run(noun, "list", "try", "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_notice_is_recorded_with_what_it_says_and_corrected(run):
    notice = ("procurement", "notice", "try", "tender_notice", "--on", "2025-06-02")
    code, out, _err = run(*notice, "--reference", "S-1", "--states", "estimated_value=£250,000")
    assert (code, out.splitlines()[0]) == (0, "Published on 2 June 2025: tender notice.")
    code, _out, err = run(*notice, "--reference", "S-2")
    assert code == 1
    assert "published already: S-1" in err
    code, out, _err = run(*notice, "--reference", "S-2", "--corrects", "S-1")
    assert (code, out.splitlines()[1]) == (0, "It stands in for S-1.")


def test_a_statement_without_a_value_is_bad_input(run):
    notice = ("procurement", "notice", "try", "tender_notice", "--on", "2025-06-02")
    code, _out, err = run(*notice, "--reference", "S-1", "--states", "contract_on")
    assert code == 2
    assert "can't be kept as contract_on" in err


def test_the_conflicts_assessment_is_recorded_reviewed_and_listed(run):
    code, out, _err = run("conflicts", "assess", "try", "--dated", "2025-05-30", *CONFLICTS)
    assert (code, out.splitlines()[0]) == (0, "Recorded: conflicts assessment of 30 May 2025.")
    assert run("conflicts", "review", "try", "--dated", "2025-06-02", *CONFLICTS)[0] == 0
    assert [entry["kind"] for entry in listed(run, "conflicts")] == ["assessment", "review"]
    assert "None known." in run("conflicts", "list", "try")[1]


def test_engagement_is_told_shared_and_listed(run):
    event = ("--held-on", "2025-05-20", "--title", "Open day", "--supplier", "Elm Housing")
    assert run("engagement", "add", "try", *event)[0] == 0
    assert run("engagement", "tell", "try", "1", "Two lots.", "--supplier", "Elm Housing")[0] == 0
    assert "not yet" in run("engagement", "list", "try")[1]
    code, out, _err = run("engagement", "share", "try", "--on", "2025-06-01", "--how", "A notice")
    assert (code, out.splitlines()[0]) == (0, "Shared with all: 1.")
    assert listed(run, "engagement")[0]["items"][0]["shared_on"] == "2025-06-01"


def test_the_consultation_report_names_nobody(run):
    who = ("--received", "2025-05-21", "--name", "A. Webb", "--speaks-for", "provider")
    assert run("consultation", "comment", "try", "Longer contracts.", *who)[0] == 0
    assert run("consultation", "answer", "try", "1", "Agreed.", "--change", "Five years")[0] == 0
    code, out, _err = run("consultation", "report", "try")
    assert code == 0
    assert "Comments: 1; answered: 1; that changed something: 1." in out
    assert "Webb" not in out + run("consultation", "report", "try", "--json")[1]
    assert "A. Webb, provider" in run("consultation", "list", "try")[1]


def test_a_check_for_exclusion_grounds_is_about_one_person(run):
    check = ("exclusions", "record", "try", "Safe Harbour", "--debarment-checked", "2025-06-02")
    assert run(*check, "--outcome", "clear")[0] == 0
    two = ("--associated", "A. Bay", "--sub-contractor", "Bay Works")
    assert run(*check, "--outcome", "clear", *two)[0] == 2
    ground = ("--ground", "insolvency", "--reason", "A petition", "--sub-contractor", "Bay Works")
    code, out, _err = run(*check, "--outcome", "raised", *ground)
    assert (code, out.splitlines()[0]) == (0, "Recorded for Bay Works: ground raised.")
    assert [one["relation"] for one in listed(run, "exclusions")] == ["supplier", "sub_contractor"]
    assert "insolvency (may)" in run("exclusions", "list", "try")[1]


def test_what_was_considered_is_listed_with_its_source(run):
    estimate = ("estimated_value", "--choice", "stated", "--amount", "£6,200,000")
    why = ("--dated", "2025-05-21", "--reason", "Five years")
    code, out, _err = run("consideration", "record", "try", *estimate, *why)
    assert (code, out.splitlines()[0]) == (0, "Considered: estimated value: stated.")
    (entry,) = listed(run, "consideration")
    assert (entry["amount"], entry["source"]) == (
        "6200000",
        "Procurement Act 2023 s.4 and Schedule 3",
    )
    assert "£6,200,000.00" in run("consideration", "list", "try")[1]


def test_the_checklist_shows_what_is_open(run):
    assert run("checklist", "answer", "try", "specification", "--reason", "In the notice")[0] == 0
    rows = {one["item"]: one["reason"] for one in listed(run, "checklist")}
    assert rows == {"specification": "In the notice", "tupe_information": ""}
    assert "open" in run("checklist", "list", "try")[1]


def test_a_dispatch_gives_the_addresses_and_a_dry_run_keeps_nothing(run):
    consent = ("--consent", "2025-05-02", "--consent-how", "A form")
    assert (
        run("providers", "add", "try", "Elm Housing", "--email", "a@elm.example", *consent)[0] == 0
    )
    send = ("providers", "send", "try", "Tender notice", "--on", "2025-06-02")
    assert run(*send, "--dry-run")[0] == 0
    assert listed(run, "providers")[0]["sent"] == []
    code, out, _err = run(*send)
    assert (code, "Elm Housing <a@elm.example>" in out) == (0, True)
    assert run("providers", "withdraw", "try", "1", "--on", "2025-06-02")[0] == 0
    assert "taken back on 2 June 2025" in run("providers", "list", "try")[1]
    assert run(*send)[0] == 1


@pytest.mark.parametrize(
    "noun", ["conflicts", "engagement", "consultation", "exclusions", "consideration", "providers"]
)
def test_an_empty_register_says_so(run, noun):
    code, out, err = run(noun, "list", "try")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 2  # what kind of case it is, and that there is nothing
    assert listed(run, noun) == []

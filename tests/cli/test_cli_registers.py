"""Risks and the communication plan from the command line."""

import json
from pathlib import Path

import pytest

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program

TESTS = Path(__file__).parent.parent
NOW = ("--now", "2025-06-02T09:00+01:00")
RISK = ("--control", "All information on request", "--owner", "Procurement manager")
DATES = ("--dated", "2025-06-02", "--review-on", "2025-07-01")


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs a command as Jo Lowe on a rehearsal of two steps: code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TENDER_FLOW_USER", "jo.lowe")
    monkeypatch.delenv("TENDER_FLOW_DATABASE", raising=False)

    def run_it(*arguments: str, now: tuple[str, ...] = NOW) -> tuple[int, str, str]:
        try:
            code = ended_with(program, [*arguments, *now])
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    services = TESTS / "services"
    code, _out, err = run_it(
        *("procurement", "new", "try", "--lead", "Jo Lowe", "--rehearsal"),
        *("--workflow", str(services / "small_workflow.yaml")),
        *("--model", str(services / "small_model.yaml")),
        *("--key", str(TESTS / "packs" / "keys" / "authority.tfkey")),
    )
    assert code == 0, err
    return run_it


def test_a_risk_is_added_reviewed_closed_and_listed(run):
    assert "No risk is recorded yet." in run("risk", "list", "try")[1]
    code, out, _err = run("risk", "add", "try", "TUPE costs put bidders off", *RISK, *DATES)
    assert (code, out.splitlines()[0]) == (0, "Risk 1 is recorded. Review it by 1 July 2025.")
    late = ("--now", "2025-07-02T09:00+01:00")
    assert "1 July 2025, overdue" in run("risk", "list", "try", now=late)[1]
    again = ("--dated", "2025-06-02", "--review-on", "2025-09-01")
    assert run("risk", "review", "try", "1", "Nobody asked", *again)[0] == 0
    (found,) = json.loads(run("risk", "list", "try", "--json")[1])
    assert (found["review_on"], found["reviews"][0]["found"]) == ("2025-09-01", "Nobody asked")
    close = ("--dated", "2025-06-02", "--reason", "The staff stay")
    assert run("risk", "close", "try", "1", *close)[0] == 0
    assert "closed on 2 June 2025" in run("risk", "list", "try")[1]


def test_a_dry_run_of_a_risk_keeps_nothing(run):
    code, out, _err = run("risk", "add", "try", "TUPE", *RISK, *DATES, "--dry-run")
    assert (code, "Nothing is kept" in out) == (0, True)
    assert json.loads(run("risk", "list", "try", "--json")[1]) == []


def test_a_message_is_planned_sent_and_listed(run):
    code, out, _err = run(
        "communication", "plan", "try", "Landlords", "News", "--due", "2025-06-02"
    )
    assert (code, out.splitlines()[0]) == (
        *(0, "Message 1 to Landlords is planned for 2 June 2025."),
    )
    late = ("--now", "2025-06-03T09:00+01:00")
    assert "overdue" in run("communication", "list", "try", now=late)[1]
    sent = ("communication", "sent", "try", "1", "--on", "2025-06-02", "--how", "Meeting")
    assert run(*sent)[1].splitlines()[0] == "Message 1 to Landlords is recorded as sent."
    code, _out, err = run(*sent)
    assert (code, "went out on 2 June 2025" in err) == (1, True)
    (found,) = json.loads(run("communication", "list", "try", "--json")[1])
    assert found["sent_on"] == "2025-06-02"


def test_lessons_are_taken_up_answered_added_and_listed(run):
    assert "There are no lessons." in run("lesson", "list", "try")[1]
    code, out, _err = run("lesson", "adopt", "try", "kent_hia_2014")
    assert (code, out.splitlines()[0]) == (0, "Lessons taken up: 16.")
    said = ("lesson", "answer", "try", "kent_hia_2014.interviews", "At County Hall, both bidders")
    assert run(*said)[1].splitlines()[0] == "Lesson kent_hia_2014.interviews is answered."
    rows = json.loads(run("lesson", "list", "try", "--json")[1])
    answered = [row for row in rows if not row["open"]]
    assert [(row["code"], row["answered_by"]) for row in answered] == [
        ("kent_hia_2014.interviews", "Jo Lowe")
    ]
    assert "At County Hall, both bidders (Jo Lowe, 2 Jun 2025, 09:00)" in " ".join(
        run("lesson", "list", "try")[1].split()
    )
    code, out, _err = run("lesson", "add", "try", "Ring the landlords first.")
    assert (code, out.splitlines()[0].split(".")[:2]) == (0, ["Lesson try", "1 is recorded"])
    assert json.loads(run("lesson", "list", "try", "--known", "--json")[1])["lessons"][-1] == {
        **{"code": "try.1", "about": "process", "text": "Ring the landlords first."},
        **{"met_by": [], "learnt_in": "A small model", "source": "try", "met_at": []},
        **{"answer": "", "answered_by": "", "answered_at": None, "open": True},
    }


def test_a_lesson_with_an_unknown_gate_is_bad_input(run):
    code, _out, err = run("lesson", "add", "try", "Tea.", "--gate", "tea_made")
    assert (code, "There is no gate tea_made." in err) == (2, True)


def test_a_questionnaire_says_how_many_came_back_of_how_many(run):
    asked = ("--about", "Bidders", "--period", "May 2025", "--returned", "5")
    code, out, _err = run("lesson", "survey", "try", *asked, "--asked", "12")
    assert (code, out.splitlines()[0]) == (0, "Recorded: 5 of 12 answered.")
    assert run("lesson", "adopt", "try", "kent_hia_2014")[0] == 0
    shown = run("lesson", "list", "try", "--known")[1]
    assert "Questionnaire, May 2025: 5 of 12 answered." in shown
    assert "1 answered, of how many isn't known" in shown
    figures = json.loads(run("lesson", "list", "try", "--known", "--json")[1])["surveys"]
    assert [one["rate"] for one in figures] == ["5/12", None]

"""`procurement`, `document`, `database` and `verify` from the command line, in an empty folder."""

import json
import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from tender_flow.cli.failures import ended_with
from tender_flow.cli.main import program

PLAN = str(files("tender_flow.demo") / "data" / "kent_plan.yaml")
NOW = ("--now", "2014-06-02T09:00+01:00")
NEW = (
    *("procurement", "new", "kent-da", "--workflow", "kent_part_b_2014"),
    *("--model", "kent_domestic_abuse_2014", "--plan", PLAN),
    *("--lead", "Jo Lowe", "--telephone", "01622 000 000", "--rehearsal"),
)


@pytest.fixture
def council_key():
    """The council's key file of the pack tests; a new procurement reads only its clear line."""
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
def made(run, council_key):
    """The same, with a rehearsal of the Kent plan in the folder."""
    code, _out, err = run(*NEW, "--key", str(council_key), *NOW)
    assert code == 0, err
    return run


def test_a_new_procurement_says_what_was_made_and_what_is_next(run, council_key):
    code, out, err = run(*NEW, "--key", str(council_key), *NOW)

    assert code == 0
    assert "Kent Integrated Domestic Abuse Service (kent-da) is made." in out
    assert "Plan 2: Delivery timescales, April 2014" in out
    assert "A rehearsal with illustrative data: not a real procurement." in out
    assert "tender-flow procurement gates kent-da" in out
    assert "The plan leaves blank" in err


def test_a_new_procurement_without_a_key_says_how_to_make_one(run):
    code, _out, err = run(*NEW, *NOW)

    assert code == 1
    assert "needs the council's key" in err


def test_the_list_without_a_record_and_with_one(made):
    assert "kent-da" in made("procurement", "list")[1]
    listed = json.loads(made("procurement", "list", "--json")[1])
    assert [(one["ref"], one["stage"], one["rehearsal"]) for one in listed] == [
        ("kent-da", "invite_interest", True)
    ]
    code, _out, err = made("--database", "other.db", "procurement", "list")
    assert (code, "There is no record" in err) == (2, True)


def test_a_move_too_early_is_refused_with_every_reason_and_the_command_that_meets_it(made):
    code, out, err = made("procurement", "advance", "kent-da", *NOW)

    assert (code, out) == (1, "")
    assert err.count("error: There is no") == 5
    assert "tender-flow document add kent-da FILE --kind consultation_report" in err
    assert "tender-flow procurement publish kent-da" in err


def test_gates_are_shown_with_why_and_by_which_rule(made):
    code, out, _err = made("procurement", "gates", "kent-da", *NOW)

    assert code == 0
    assert "done  Each stage has its planned time, so that a delay can be seen." in out
    assert "Rule: Public Services (Social Value) Act 2012 s.1" in out
    told = json.loads(made("procurement", "gates", "kent-da", "--json", *NOW)[1])
    invite = told["moves"][0]
    assert invite["move"] == "invite_tenders"
    assert invite["gates"][0]["findings"][0]["command"].startswith("tender-flow document add")


def test_show_has_both_plans_beside_each_other(made):
    out = made("procurement", "show", "kent-da")[1]

    assert "[INTEREST] ─ Invite ─ Bids" in out
    assert "Ceiling: £3,500,000.00 for each year" in out
    [line] = [line for line in out.splitlines() if line.startswith("Invite tenders ")]
    assert "July 2014" in line
    assert "September 2014 – December 2014" in line
    assert "2 months later" in line
    told = json.loads(made("procurement", "show", "kent-da", "--json")[1])
    assert told["baselines"][0]["dated"] == "2014-01-28"
    assert told["ceiling"] == "3500000"


def test_a_document_is_filed_and_listed(made, tmp_path):
    (tmp_path / "report.txt").write_text("We consulted.\n", encoding="utf-8")
    add = ("document", "add", "kent-da", "report.txt", "--kind", "consultation_report")

    code, out, _err = made(*add, "--dated", "2014-05-30", *NOW)
    assert code == 0
    assert "Filed as consultation report: report." in out
    assert made(*add, *NOW)[0] == 1
    assert "30 May 2014" in made("document", "list", "kent-da")[1]
    [paper] = json.loads(made("document", "list", "kent-da", "--json")[1])
    assert paper["size"] == 14


def test_money_is_read_as_people_write_it(made, tmp_path):
    (tmp_path / "money.txt").write_text("Cabinet, item 7\n", encoding="utf-8")
    add = ("document", "add", "kent-da", "money.txt", "--kind", "funding_statement", "--amount")

    assert made(*add, "a lot", *NOW)[0] == 2
    assert made(*add, "£3,500,000", *NOW)[0] == 0
    [paper] = json.loads(made("document", "list", "kent-da", "--json")[1])
    assert (paper["amount"], paper["period"]) == ("3500000", "year")


def test_a_dry_run_says_so_and_keeps_nothing(made):
    code, out, _err = made(
        "procurement", "terminate", "kent-da", "--reason", "No money", "--dry-run", *NOW
    )

    assert code == 0
    assert "A dry run" in out
    assert "invite interest" in made("procurement", "list")[1]


def test_the_whole_life_of_dates_by_commands(made):
    ref = "kent-da"
    said = [
        made("procurement", "plan", ref, "--task", "evaluation_guidance=2014-09",
             "--title", "Guidance", "--source", "Illustrative", *NOW),
        made("procurement", "publish", ref, *NOW),
        made("procurement", "deadline", ref, "2014-09-26T12:00", *NOW),
        made("procurement", "delay", ref, "--stage", "evaluate", "--expected", "2014-12",
             "--reason", "Snow", "--told", "All bidders", *NOW),
        made("procurement", "suspend", ref, "--reason", "A claim", *NOW),
        made("procurement", "resume", ref, "--reason", "It is over", *NOW),
        made("procurement", "terminate", ref, "--reason", "No money", *NOW),
    ]  # fmt: skip

    assert [code for code, _out, _err in said] == [0] * 7
    assert "Tenders close on Friday 26 September 2014, 12:00 (Europe/London)." in said[2][1]
    assert "evaluate is now expected: December 2014." in said[3][1]
    assert "kent-da is now in: Ended early." in said[6][1]
    assert all("A rehearsal" in out for _code, out, _err in said)
    history = made("procurement", "history", ref)[1]
    assert "The deadline was set: 2014-09-26T12:00 (Europe/London)." in history
    assert "Evaluate and clarify tenders is expected: December 2014." in history
    assert len(json.loads(made("procurement", "history", ref, "--json")[1])) == 8


def test_an_amendment_by_command(made, tmp_path):
    from tender_flow.definitions.shipped import find_definition

    text = find_definition("evaluation_models", "kent_domestic_abuse_2014").read_text("utf-8")
    path = tmp_path / "kent_domestic_abuse_2014.yaml"
    path.write_text(text.replace("words: 1000", "words: 1200"), encoding="utf-8")
    amend = ("procurement", "amend", "kent-da", "model", str(path), "--reason", "Too short")

    code, out, err = made(*amend, "--approver", "The board", "--dated", "2014-06-02", *NOW)

    assert code == 0, err
    assert "Version 2 of the model is in force from now on." in out


def test_a_plan_without_its_paper_is_refused(made):
    code, _out, err = made("procurement", "plan", "kent-da", "--task", "evaluate", *NOW)

    assert code == 2
    assert "needs a title and the paper" in err
    assert "evaluate is no planned task." in err


def test_verify_by_command_in_order_and_broken(made, tmp_path):
    code, out, _err = made("verify")
    assert (code, "Everything agrees." in out) == (0, True)
    assert "3. kent-da: The chain" in out
    told = json.loads(made("verify", "kent-da", "--json")[1])
    assert told["exit_code"] == 0
    assert made("verify", "--head", "0" * 64)[0] == 3

    with sqlite3.connect(tmp_path / "tender-flow.db") as connection:
        connection.execute("update procurement set title = 'Another'")
    connection.close()
    code, out, err = made("verify", "kent-da")
    assert code == 3
    assert "The record is broken" in out
    assert "title" in err


def test_the_database_is_checked_and_current(made):
    assert made("database", "check")[:2] == (
        0,
        "The database is in order. What its rows say: tender-flow verify\n",
    )
    assert "has this version already" in made("database", "upgrade")[1]


def test_a_real_procurement_takes_no_time_by_hand(run, council_key):
    code, _out, err = run(*(part for part in NEW if part != "--rehearsal"),
                          "--key", str(council_key), *NOW)  # fmt: skip

    assert code == 1
    assert "only on a rehearsal" in err


def test_the_list_starts_without_any_database_package(made, tmp_path):
    program = (
        "import sys\n"
        "from tender_flow.cli.failures import ended_with\n"
        "from tender_flow.cli.main import program\n"
        "code = ended_with(program, ['procurement', 'list'])\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'pydantic', 'alembic', 'babel', 'textual', 'numpy',\n"
        "         'ruamel', 'pyrage', 'cryptography', 'reportlab', 'transitions', 'holidays'}\n"
        "print(code, sorted(heavy & {name.split('.')[0] for name in sys.modules}))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert "kent-da" in done.stdout
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_dry_run_of_the_first_procurement_leaves_no_record_behind(run, council_key, tmp_path):
    code, out, err = run(*NEW, "--key", str(council_key), "--dry-run", *NOW)

    assert code == 0, err
    assert "Nothing is kept." in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("amount", ["1e5", "NaN", "-5", "３５", "1,0", "0.001", "5.", "£", ""])
def test_an_amount_is_pounds_in_digits(made, amount):
    Path("fund.txt").write_text("Funding.\n")
    paper = ("document", "add", "kent-da", "fund.txt", "--kind", "funding_statement")
    code, _out, err = made(*paper, f"--amount={amount}", *NOW)
    assert code == 2
    assert "no amount of money" in err


def test_an_unknown_move_is_bad_input_that_lists_the_moves(made):
    code, _out, err = made("procurement", "advance", "kent-da", "fly", *NOW)
    assert code == 2
    assert "invite_tenders" in err


@pytest.fixture
def waiver(run, council_key):
    """A rehearsal of a waiver in its first stage."""
    code, _out, err = run(
        "procurement", "new", "leeds", "--workflow", "council_waiver", "--model",
        "leeds_interim_contracts_2015", "--lead", "Jo Lowe", "--rehearsal",
        "--key", str(council_key), "--now", "2015-02-01T09:00+00:00",
    )  # fmt: skip
    assert code == 0, err
    return run


DIRECT = (
    *("award", "direct", "leeds", "--lot", "cri", "--supplier", "CRI", "--price", "£728,678"),
    *("--ground", "Rules 9.1 and 9.2", "--reasons", "The contract ends before the review does."),
    *("--from", "2015-04-01", "--now", "2015-02-02T09:00+00:00"),
)


def test_a_direct_award_is_proposed_and_says_who_goes_on(waiver):
    code, out, err = waiver(*DIRECT, "--until", "2016-03-31", "--options", "twice six months")
    assert code == 0, err
    assert "CRI: CRI is proposed at £728,678.00, from 1 April 2015 to 31 March 2016." in out
    assert "tender-flow award approve leeds --lot cri" in out


def test_a_dry_run_of_a_direct_award_keeps_nothing(waiver):
    code, out, _err = waiver(*DIRECT, "--until", "2016-03-31", "--dry-run")
    assert (code, "Nothing is kept" in out) == (0, True)
    assert "award.direct" not in waiver("procurement", "history", "leeds", "--json")[1]


def test_a_direct_award_whose_price_is_no_number_is_bad_input(waiver):
    code, _out, err = waiver(*DIRECT, "--until", "2016-03-31", "--price", "a lot")
    assert (code, "“a lot” is no amount of money" in err) == (2, True)


def test_the_notices_say_what_is_in_the_record_and_what_is_to_be_filled_in(made):
    code, out, err = made("procurement", "notices", "kent-da", *NOW)
    assert code == 0, err
    assert "No notice is owed" in out


def test_a_notice_wanted_before_a_move_is_shown_ready_for_the_portal(run, council_key):
    code, _out, err = run(
        "procurement", "new", "roof", "--workflow", "pa_2023_direct_award", "--model",
        "single_supplier", "--lead", "Jo Lowe", "--title", "Roof", "--rehearsal",
        "--key", str(council_key), "--now", "2025-03-03T09:00+00:00",
    )  # fmt: skip
    assert code == 0, err
    later = ("--now", "2025-03-03T09:10+00:00")
    _code, out, _err = run("procurement", "notices", "roof", *later)
    assert "transparency_notice (UK5): to be published before: Put the award to the" in out
    assert "  Title: Roof\n" in out
    assert "Not in the record, fill in: CPV codes, Contact" in out
    assert "tender-flow procurement notice roof transparency_notice --on DAY" in out
    kinds = ("--kind", "contract_award_notice", "--json")
    [sheet] = json.loads(run("procurement", "notices", "roof", *kinds, *later)[1])
    assert (sheet["number"], sheet["state"]) == ("UK6", "coming")
    code, _out, err = run("procurement", "notices", "roof", "--kind", "x", *later)
    assert (code, "This procurement has no notice x." in err) == (2, True)


def test_a_plan_check_shows_baselines_least_calendar_and_findings_and_ends_with_1(made):
    code, out, err = made("procurement", "plan", "check", "kent-da", *NOW)

    assert (code, err) == (1, "")
    assert "Invite tenders" in out
    assert "2 months later" in out
    assert "standstill (PCR 2006 reg 32A)" in out
    assert "a bank holiday (New Year's Day)" in out
    assert "2 things can't work as they are planned." in out


def test_a_plan_file_is_checked_without_a_record_and_answers_as_json(run):
    plan = PLAN.replace("kent_plan", "leeds_plan")
    code, out, _err = run(
        *("procurement", "plan", "check", "--file", plan),
        *("--workflow", "council_waiver", "--json"),
    )

    answer = json.loads(out)
    assert (code, answer["works"]) == (1, False)
    assert answer["findings"][0]["code"] == "plan-earlier-than-possible"
    assert "SI 2012/2089 reg 9" in answer["findings"][0]["source"]


def test_a_plan_check_of_nothing_or_of_two_things_is_refused(run):
    assert run("procurement", "plan", "check")[0] == 2
    assert run("procurement", "plan", "check", "x", "--file", PLAN)[0] == 2


def test_a_plan_is_added_with_and_without_the_word_for_it(made):
    task = ("--task", "evaluation_guidance=2014-09", "--source", "Invented")

    assert made("procurement", "plan", "kent-da", *task, "--title", "One", *NOW)[0] == 0
    code, out, _err = made("procurement", "plan", "add", "kent-da", *task, "--title", "Two", *NOW)
    assert (code, "Two" in out) == (0, True)


def test_progress_of_a_past_day_is_shown_and_written_as_text_and_json(made, tmp_path):
    later = ("--now", "2014-08-04T09:00+01:00")
    delay = ("--stage", "invite_tenders", "--expected", "2014-09", "--reason", "Consultation")
    assert made("procurement", "delay", "kent-da", *delay, "--told", "All bidders", *later)[0] == 0

    code, now, _err = made("report", "progress", "kent-da", *later)
    assert code == 0
    assert "Progress as of 4 August 2014" in now
    assert "Stage: Invite expressions of interest, since 2 June 2014" in now
    assert "Invite tenders is expected September 2014. Reason: Consultation." in now
    assert "A rehearsal: not a real procurement." in now or "A rehearsal with" in now

    day = ("--as-of", "2014-06-02")
    code, out, _err = made(
        "report", "progress", "kent-da", *day, "--json", "--out", "p.json", *later
    )
    written = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert (code, out) == (0, "Progress as of 2014-06-02: p.json.\n")
    assert (written["as_of"], written["delays"], written["entries"]) == ("2014-06-02", [], 1)
    code, _out, err = made("report", "progress", "kent-da", "--as-of", "2014-06-01", *later)
    assert (code, "Nothing was on record on 1 June 2014" in err) == (2, True)

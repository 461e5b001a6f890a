"""`calendar`: the counts by hand, with what they were counted by."""

import json

import pytest

from tender_flow.cli.calendar import calendar
from tender_flow.cli.failures import ended_with


@pytest.fixture
def run(capsys):
    def run_it(*arguments: str) -> tuple[int, str, str]:
        code = ended_with(calendar, list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run_it


def test_a_standstill_is_shown_day_by_day(run):
    code, out, _err = run("standstill", "2014-12-15")
    assert code == 0
    assert "Thursday 25 December 2014 10 counted (Christmas Day)" in " ".join(out.split())
    assert "Ends at midnight at the end of 29 December 2014." in out
    assert "Calendar: England, holidays" in out


def test_a_standstill_is_counted_for_programs(run):
    answer = json.loads(run("standstill", "2014-11-12", "--json")[1])
    assert answer["ends_on"] == "2014-11-24"
    assert [day["number"] for day in answer["count"]] == [None, *range(1, 11), None, None]


def test_letters_by_post_count_longer(run):
    answer = json.loads(run("standstill", "2014-11-12", "--days", "15", "--json")[1])
    assert answer["ends_on"] == "2014-11-27"


def test_a_file_of_extra_days_moves_the_end(run, tmp_path):
    extra = tmp_path / "extra.yaml"
    extra.write_text("2014-11-24: A day off\n", encoding="utf-8")
    answer = json.loads(run("standstill", "2014-11-12", "--extra-days", str(extra), "--json")[1])
    assert answer["ends_on"] == "2014-11-25"


def test_a_summer_deadline_is_an_hour_earlier_in_utc(run):
    out = run("deadline", "2014-09-26", "12:00")[1]
    assert out.endswith("12:00 in London is 2014-09-26 11:00 UTC.\n")


def test_an_hour_that_does_not_exist_is_refused(run):
    code, _out, err = run("deadline", "2014-03-30", "01:30")
    assert code == 2
    assert "the clocks go forward" in err


def test_five_working_days_over_christmas(run):
    assert run("working-days", "2014-12-23", "5")[1].startswith("Friday 2 January 2015\n")


def test_clear_days_need_the_councils_own_rule(run):
    assert run("clear-days", "2015-02-06", "2015-03-07")[0] == 2
    assert run("clear-days", "2015-02-06", "2015-03-07", "--counting", "every-day")[1].startswith(
        "28 clear days\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("standstill", "9999-12-31"),
        ("working-days", "9999-12-31", "5"),
        ("clear-days", "9999-12-30", "9999-12-31", "--counting", "working-days"),
    ],
)
def test_a_count_past_the_last_day_there_is_is_refused(run, arguments):
    code, _out, err = run(*arguments)
    assert code == 2
    assert "too late to count from" in err


def test_a_day_that_is_none_is_refused_with_the_place(run):
    code, _out, err = run("standstill", "2014-02-30")
    assert code == 2
    assert "2014-02-30" in err


def test_what_cannot_be_is_said_in_words_and_never_in_formats(run):
    assert (
        "DAY can't be used as it is: 2023-02-29 is no day that there is"
        in run("working-days", "2023-02-29", "1")[2]
    )
    assert "Write one as 12:00." in run("deadline", "2026-03-02", "24:00")[2]
    code, _out, err = run("standstill", "2016-03-01", "--letter", "post=2016-03-40")
    assert (code, err.splitlines()[0]) == (
        2,
        "error: post=2016-03-40 is not a letter such as post=2016-03-02.",
    )


def test_a_decision_before_its_notice_has_no_clear_days(run):
    code, out, err = run("clear-days", "2015-03-07", "2015-03-07", "--counting", "every-day")
    assert (code, out) == (2, "")
    assert "doesn't come after its notice of 7 March 2015" in err


def test_a_receipt_that_cannot_be_is_refused_before_anything_is_counted(run):
    last = ("standstill", "2016-03-02", "--regime", "pcr_2015", "--means", "post")
    code, out, err = run(*last, "--received", "2016-03-01")
    assert (code, out) == (2, "")
    assert "can't have been received on 1 March 2016" in err

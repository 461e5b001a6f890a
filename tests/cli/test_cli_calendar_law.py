"""`calendar`: which law, and what it says by date, by hand and for programs."""

import json

import pytest

from tender_flow.cli.calendar import calendar
from tender_flow.cli.failures import ended_with

REGIME = ("regime", "2026-03-02", "--authority", "council", "--what", "services")


@pytest.fixture
def run(capsys):
    def run_it(*arguments: str) -> tuple[int, str, str]:
        code = ended_with(calendar, list(arguments))
        out, err = capsys.readouterr()
        return code, " ".join(out.split()), err

    return run_it


@pytest.fixture
def answer(run):
    def ask(*arguments: str):
        return json.loads(run(*arguments, "--json")[1])

    return ask


def test_the_regime_is_said_with_its_reasons_and_their_sources(run):
    code, out, _err = run(*REGIME, "--not-health-care", "--light-touch", "--value", "663,540")
    assert code == 0
    assert out.startswith("Procurement Act 2023 (pa_2023)")
    assert "has reached the threshold of 663,540 pounds. [PA 2023 Sch 1]" in out


def test_a_question_that_is_open_ends_with_1_and_says_what_to_answer(run, answer):
    code, out, err = run(*REGIME)
    assert (code, out) == (1, "")
    assert "health_care" in err
    assert run(*REGIME, "--json")[0] == 1
    assert answer(*REGIME)["regime"] is None


def test_health_care_of_an_english_council_is_provider_selection(answer):
    said = answer(*REGIME, "--health-care")
    assert (said["regime"], said["threshold"]) == ("psr_2023", None)


def test_a_mixed_purchase_is_refused(run):
    code, _out, err = run(*REGIME, "--what", "works")
    assert code == 1
    assert "More than one kind of purchase is named: services, works." in err


def test_a_value_that_is_none_is_refused(run):
    for text in ("lots", "-1", "NaN"):
        assert run(*REGIME, f"--value={text}")[0] == 2


def test_a_threshold_is_said_with_its_vat_and_its_rule(run, answer):
    ask = ("threshold", "2026-03-02", "--regime", "pa_2023", "--authority", "council")
    code, out, _err = run(*ask, "--what", "services")
    assert (code, out) == (0, "Threshold: £207,720.00 with VAT. Rule: SI 2025/1200; PPN 023")
    assert answer(*ask, "--what", "works")["amount"] == "5193000"


def test_a_threshold_that_is_not_on_file_ends_with_1(run):
    code, _out, err = run(
        "threshold", "2009-03-02", "--regime", "pcr_2006", "--authority", "council",
        "--what", "works",
    )  # fmt: skip
    assert code == 1
    assert "No threshold is on file" in err


def test_a_period_shows_every_rule_that_was_looked_at_and_every_day(run):
    code, out, _err = run(
        "period", "2026-03-02", "--regime", "pa_2023", "--so", "electronic", "--so", "all_documents"
    )
    assert code == 0
    assert "25 all documents, electronic counts PA 2023 s.54" in out
    assert "lacks: urgency" in out
    assert "Friday 27 March 2026 25 counted Ends at midnight at the end of 27 March 2026." in out


def test_a_period_without_a_minimum_says_so(run):
    out = run("period", "2026-03-02", "--regime", "pa_2023", "--so", "light_touch")[1]
    assert out.endswith("There is no least time; it must still be reasonable.")


def test_a_misspelt_case_is_refused_with_those_there_are(run):
    code, _out, err = run("period", "2026-03-02", "--regime", "pa_2023", "--so", "elctronic")
    assert code == 2
    assert "electronic" in err


@pytest.mark.parametrize(
    ("arguments", "ends_on"),
    [
        (("2026-03-02", "--regime", "pa_2023"), "2026-03-11"),
        (("2026-03-02", "--regime", "psr_2023"), "2026-03-12"),
        (("2016-03-02", "--regime", "pcr_2015"), "2016-03-14"),
        (("2016-03-02", "--regime", "pcr_2015", "--means", "post"), "2016-03-17"),
        (
            ("2016-03-02", "--regime", "pcr_2015", "--means", "post", "--received", "2016-03-03"),
            "2016-03-14",
        ),
        (("2016-03-02", "--regime", "pcr_2015", "--letter", "post=2016-03-01"), "2016-03-16"),
        (("2026-11-20", "--regime", "pcsr_2015", "--nation", "scotland"), "2026-12-01"),
        (("2026-11-20", "--regime", "pa_2023"), "2026-12-02"),
    ],
)
def test_a_standstill_is_counted_as_its_law_counts(answer, arguments, ends_on):
    assert answer("standstill", *arguments)["ends_on"] == ends_on


def test_a_standstill_that_is_not_owed_says_so(run, answer):
    arguments = ("standstill", "2026-03-02", "--regime", "pa_2023", "--so", "light_touch")
    assert "The law asks for no standstill here" in run(*arguments)[1]
    assert answer(*arguments)["exempt_by"] == ["light_touch"]


def test_a_standstill_shorter_than_the_law_allows_is_refused(run):
    code, _out, err = run("standstill", "2026-03-02", "--regime", "pa_2023", "--days", "7")
    assert code == 1
    assert "it has at least 8" in err


def test_a_rule_to_be_confirmed_is_said_where_it_is_used(run):
    assert (
        "Confirm before relying on it" in run("standstill", "2026-03-02", "--regime", "psr_2023")[2]
    )


def test_a_letter_that_is_none_is_refused(run):
    assert run("standstill", "2016-03-02", "--letter", "pigeon=2016-03-01")[0] == 2


def test_an_unknown_holiday_year_is_refused(run):
    code, _out, err = run("standstill", "2120-03-02", "--regime", "pa_2023")
    assert code == 2
    assert "Bank holidays of 2120 are not known" in err


def test_a_year_that_is_not_announced_is_a_warning_only_where_it_is_counted(run):
    assert "announced" not in run("working-days", "2027-03-02", "5")[2]
    assert "announced" in run("working-days", "2029-03-02", "5")[2]


def test_working_days_are_explained_day_by_day_in_the_nation_asked_for(run, answer):
    out = run("working-days", "2026-11-27", "1", "--nation", "scotland")[1]
    assert out.startswith("Tuesday 1 December 2026 Day")
    assert "day off; not counted (Saint Andrew's Day)" in out
    assert answer("working-days", "2026-11-27", "1")["ends_on"] == "2026-11-30"
    assert answer("working-days", "2026-11-27", "1", "--nation", "uk")["ends_on"] == "2026-12-01"


def test_clear_days_are_explained_day_by_day(answer):
    said = answer("clear-days", "2015-02-06", "2015-02-16", "--counting", "working-days")
    assert said["clear_days"] == 5
    assert [one["number"] for one in said["count"] if one["number"]] == [1, 2, 3, 4, 5]


def test_a_deadline_can_be_in_another_place(run):
    out = run("deadline", "2026-03-10", "12:00", "--zone", "America/New_York")[1]
    assert out.endswith("12:00 in New York is 2026-03-10 16:00 UTC.")
    assert run("deadline", "2026-03-10", "12:00", "--zone", "Europe/Ghent")[0] == 2


def test_notices_have_their_last_day(answer):
    said = answer(
        "notices", "2026-03-02", "--regime", "pa_2023", "--event", "contract_entered=2026-03-02"
    )
    due = {one["id"]: one["due_on"] for one in said["notices"]}
    assert due["contract_details_notice"] == "2026-03-31"


def test_an_event_that_no_rule_knows_is_refused(run):
    assert (
        run("notices", "2026-03-02", "--regime", "pa_2023", "--event", "signed=2026-03-02")[0] == 2
    )
    assert run("notices", "2026-03-02", "--regime", "pa_2023", "--event", "award=soon")[0] == 2


def test_claims_and_records_have_their_last_day(run, answer):
    out = run("claims", "2026-03-02", "--regime", "pa_2023", "--entered", "2026-03-01")[1]
    assert "damages and other orders 31 March 2026 1 June 2026 PA 2023 s.106" in out
    kept = answer("retention", "--regime", "pa_2023", "--entered", "2026-03-02")
    assert kept["kept_until"] == "2029-03-01"
    assert run("retention", "--regime", "pcr_2006")[0] == 1


def test_the_earliest_day_of_a_key_decision(run):
    _code, out, err = run(
        "earliest", "2015-02-06", "--rule", "key_decision", "--counting", "every-day"
    )
    assert out.startswith("Saturday 7 March 2015: 28 clear days lie between.")
    assert "Confirm before relying on it" in err


def test_the_longest_term_of_a_framework(run, answer):
    asked = ("framework", "2026-03-02", "--regime", "pa_2023", "--kind", "open")
    out = run(*asked)[1]
    assert out.startswith("At most until the end of 1 March 2034. Opened again by 1 March 2029,")
    assert answer(*asked)["reopened_by"] == "2029-03-01"
    assert run("framework", "2026-03-02", "--regime", "pcr_2015")[0] == 1


def test_the_least_share_of_social_value(run, answer):
    asked = ("social-value", "2027-02-01", "--regime", "pa_2023", "--authority", "central")
    code, out, err = run(*asked)
    assert (code, out) == (1, "")
    assert "--value" in err
    code, out, err = run(*asked, "--value", "6000000")
    assert (code, "At least 20 %" in out, "PPN 026" in err) == (0, True, True)
    assert answer(*asked, "--value", "6000000")["per_cent"] == 20
    assert "No rule on file" in run(*asked[:-1], "council", "--value", "1")[1]

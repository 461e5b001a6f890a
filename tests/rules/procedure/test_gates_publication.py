"""Gates about notices and the conflicts assessment, each with what it says when unmet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from procedure_facts import ask, at, codes, declared, notice, spoiled

from tender_flow.definitions.dated_law import load_notices
from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.facts_statutory import ConflictsReviewFact
from tender_flow.rules.procedure.notice_kinds import NOTICE_KINDS, STATEMENTS, written

MONEY = r"£?[0-9]{1,9}(,[0-9]{3})?(\.[0-9]{1,2})?"


def test_a_missing_notice_names_the_deed_that_records_it():
    (finding,) = ask("notice_published", kind="transparency_notice")
    assert (finding.code, finding.facts["what"]) == ("notice-not-published", "transparency notice")
    assert finding.hint == Hint("procurement.notice", {"kind": "transparency_notice"})


def test_a_notice_must_be_out_for_the_days_before():
    out = notice("planned_procurement_notice", first_published_on=date(2014, 11, 20))
    facts = spoiled(published=(out,))
    asked = {"kind": "planned_procurement_notice"}
    (finding,) = ask("notice_published", facts, days_before="9", **asked)
    assert (finding.code, finding.facts["ready_on"]) == ("notice-too-recent", date(2014, 11, 29))
    assert ask("notice_published", facts, days_before="8", **asked) == []


def test_a_correction_does_not_begin_the_days_anew():
    corrected = notice("tender_notice", published_on=date(2014, 11, 27))
    assert ask("notice_published", spoiled(published=(corrected,)), days_before="30") == []


def test_a_notice_that_does_not_say_what_it_must_is_to_be_corrected():
    (finding,) = ask("notice_published", states="conflicts_assessed, estimated_value")
    assert finding.code == "notice-without-statement"
    assert finding.facts["missing"] == ("estimated value",)
    assert finding.hint is not None
    assert finding.hint.arguments["corrects"] == "2014/tender_notice"


def test_conflicts_are_assessed_before_the_notice_pa_2023_s_83():
    (finding,) = ask("conflicts_assessed", spoiled(conflicts_reviews=()))
    assert (finding.code, finding.hint) == ("conflicts-not-assessed", Hint("conflicts.assess"))


@pytest.mark.parametrize("changes", [{"conflict": True}, {"changed": True}])
def test_a_declaration_newer_than_the_last_review_reopens_the_assessment(changes):
    facts = spoiled(declarations=(declared("Khan", **changes), declared("Hill")))
    (finding,) = ask("conflicts_assessed", facts)
    assert (finding.code, finding.facts["name"]) == ("conflicts-not-reviewed", "Khan")
    review = ConflictsReviewFact("review", date(2014, 10, 6), at("2014-10-06 17:00"))
    assert ask(
        "conflicts_assessed",
        spoiled(declarations=facts.declarations, conflicts_reviews=(review,)),
    ) == []  # fmt: skip


def test_a_review_held_before_the_return_came_in_did_not_know_it():
    late = declared("Khan", conflict=True, known_at=at("2014-10-09 09:00"))
    review = ConflictsReviewFact("review", date(2014, 10, 7), at("2014-10-08 09:00"))
    facts = spoiled(declarations=(late,), conflicts_reviews=(review,))
    assert codes(ask("conflicts_assessed", facts)) == ["conflicts-not-reviewed"]


def test_the_notice_confirms_that_conflicts_were_assessed_pa_2023_s_83():
    silent = spoiled(published=(notice("tender_notice"),))
    assert codes(ask("conflicts_assessed", silent)) == ["notice-without-statement"]
    assert ask("conflicts_assessed", spoiled(published=())) == []  # not yet out


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("standstill_ends_on", " 2025-06-12 ", "2025-06-12"),
        ("standstill_ends_on", "12 June 2025", None),
        ("estimated_value", "£1,250,000.00", "1250000.00"),
        ("estimated_value", "0", None),
        ("estimated_value", "-1", None),
        ("estimated_value", "1e5", None),
        ("estimated_value", "12,50", None),
        ("estimated_value", "\u0661\u0662", None),
        ("estimated_value", "NaN", None),
        ("conflicts_assessed", "no", None),
        ("no_lots_reason", "  ", None),
    ],
)
def test_a_statement_is_kept_in_one_form(name, value, kept):
    assert written(name, value) == kept


def test_the_seventeen_notices_of_the_2023_act_are_known():
    numbers = {kind.number for kind in NOTICE_KINDS.values()} - {""}
    assert numbers == {f"UK{number}" for number in range(1, 18)}


@given(st.sampled_from(sorted(STATEMENTS)), st.text() | st.dates().map(str) | st.from_regex(MONEY))
def test_what_is_kept_reads_back_as_it_is_kept(name, value):
    kept = written(name, value)
    assert kept is None or written(name, kept) == kept


def test_the_dated_law_and_the_kinds_agree_on_the_numbers_of_notices():
    numbered = [one for one in load_notices() if one.number]
    assert {one.id: one.number for one in numbered} == {
        one.id: NOTICE_KINDS[one.id].number for one in numbered
    }


def test_the_hint_records_a_notice_with_all_that_it_has_to_say():
    states = "standstill_ends_on, estimated_value"
    (missing,) = ask("notice_published", spoiled(published=()), kind="tender_notice", states=states)
    assert missing.hint.arguments["states"] == "standstill_ends_on=DAY\nestimated_value=POUNDS"
    said = notice("tender_notice", states={"estimated_value": "1"})
    (silent,) = ask(
        "notice_published", spoiled(published=(said,)), kind="tender_notice", states=states
    )
    assert silent.hint.arguments["states"] == "standstill_ends_on=DAY"

"""Plans that can't work: the traps of the papers of Kent and Leeds are all found."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import pytest
from builders import PLAN, REF, a_file, a_procurement, an_office, codes, filed, moment

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.findings import Finding, Severity
from tender_flow.services import baselines, document, plan_check

DATA = Path(str(files("tender_flow.demo") / "data"))
LEEDS = DATA / "leeds_plan.yaml"


def kent() -> plan_check.PlanCheck:
    return plan_check.check_file(PLAN, "kent_part_b_2014")


def leeds(text: str | None = None) -> plan_check.PlanCheck:
    path = LEEDS if text is None else a_file("plan.yaml", text)
    return plan_check.check_file(path, "council_waiver")


def found(check: plan_check.PlanCheck, code: str) -> list[Finding]:
    return [finding for finding in check.findings if finding.code == code]


def the(check: plan_check.PlanCheck, code: str) -> Finding:
    (finding,) = found(check, code)
    return finding


def test_every_finding_about_the_two_plans_names_its_source() -> None:
    findings = [*kent().findings, *leeds().findings]

    assert findings
    assert all(finding.source for finding in findings)


def test_kents_four_tasks_of_november_leave_eleven_working_days_for_the_work() -> None:
    crowded = the(kent(), "plan-month-crowded")

    assert crowded.facts["count"] == 4
    assert crowded.facts["month"] == "2014-11"
    # Letters on Monday 17 November: ten days end on Thursday the 27th, the award is on the 28th.
    assert (crowded.facts["latest"], crowded.facts["working_days"]) == (date(2014, 11, 17), 11)


def test_kents_april_plan_moves_two_stages_back_by_two_months_without_a_reason() -> None:
    slips = found(kent(), "plan-slip-unexplained")

    assert [(one.facts["before"], one.facts["after"], one.facts["amount"]) for one in slips] == [
        ("2014-07", "2014-09", 2),
        ("2014-11", "2015-01-01", 2),
    ]
    moved = {line.task: line.slip.amount for line in kent().lines if line.slip}
    assert {task: months for task, months in moved.items() if months} == {
        "invite_tenders": 2,
        "award": 2,
    }


def test_a_reason_in_the_plan_and_who_was_told_explain_a_slip() -> None:
    text = PLAN.read_text(encoding="utf-8").replace(
        "    dated: 2014-04-02\n    tasks:",
        "    dated: 2014-04-02\n    reason: The specification is consulted on first.\n"
        "    told: Core Strategy Group\n    tasks:",
    )
    check = plan_check.check_file(a_file("plan.yaml", text), "kent_part_b_2014")

    assert found(check, "plan-slip-unexplained") == []
    assert {one.severity for one in found(check, "plan-slip-explained")} == {Severity.NOTE}


def test_kents_award_is_planned_for_new_years_day() -> None:
    holiday = the(kent(), "plan-on-bank-holiday")

    assert (holiday.facts["day"], holiday.facts["holiday"]) == (date(2015, 1, 1), "New Year's Day")


def test_kents_bidders_are_invited_before_the_consultation_ends() -> None:
    early = the(kent(), "invited-before-consulted")

    assert (early.facts["planned"], early.facts["ends_on"]) == ("2014-06", date(2014, 8, 31))


def test_kents_ceiling_is_one_and_a_half_million_above_the_money_that_is_found() -> None:
    gap = the(kent(), "ceiling-above-funding")

    assert gap.facts["missing"] == Decimal(1_500_000)
    assert gap.stops


def test_kents_papers_disagree_on_providers_suppliers_and_the_service_itself() -> None:
    said = [(one.facts["first"], one.facts["other"]) for one in found(kent(), "papers-disagree")]

    assert said == [
        ("5", "7"),
        ("one for East Kent and one for West Kent", "a single supplier"),
        ("an integrated domestic abuse service", "an integrated homelessness service"),
    ]


def test_kents_header_leaves_value_reference_lead_and_date_blank() -> None:
    blank = the(kent(), "plan-leaves-blank").facts["blank"]

    assert isinstance(blank, tuple)
    for field in ("value", "reference", "procurement lead", "date"):
        assert any(field in text for text in blank)


def test_kents_stages_have_no_owner_no_resources_no_diaries_and_no_time_for_the_guidance() -> None:
    check = kent()

    assert the(check, "stages-without-owner").facts["count"] == 8
    assert the(check, "stages-without-resources").facts["count"] == 8
    assert the(check, "diaries-not-asked").facts["planned"] == "2014-10"
    assert the(check, "task-not-planned").facts["task"] == "evaluation guidance"
    assert not check.works


def test_leeds_decision_cannot_have_28_clear_days_before_the_new_regulations() -> None:
    early = the(leeds(), "plan-earlier-than-possible")
    notice = next(one for one in leeds().calendar if one.stage == "approve")

    # 28 clear days after 6 February are over on Saturday 7 March; the next working day is the 9th.
    assert notice.waits[0].over_on == date(2015, 3, 7)
    assert early.facts["earliest"] == date(2015, 3, 9)


def test_leeds_first_option_meets_october_and_the_second_january() -> None:
    needs = [
        (one.facts["start"], one.facts["options"], one.facts["until"])
        for one in found(leeds(), "contract-needs-options")
        if str(one.facts["contract"]).startswith("Drug")
    ]

    assert needs == [("2016-10", 1, date(2016, 9, 30)), ("2017-01", 2, date(2017, 3, 31))]


def test_leeds_options_have_a_latest_day_to_decide_and_one_to_announce() -> None:
    days = [
        (one.facts["option"], one.facts["decide_by"], one.facts["announce_by"])
        for one in found(leeds(), "extension-announce-by")
        if str(one.facts["contract"]).startswith("Drug")
    ]

    # With Good Friday and Easter Monday, five working days from 21 March 2016 end on the 30th.
    assert days == [
        (1, date(2016, 3, 21), date(2016, 2, 21)),
        (2, date(2016, 9, 22), date(2016, 8, 24)),
    ]


def test_leeds_contracts_of_2015_have_a_gap_that_nothing_closes_without_the_interim_ones() -> None:
    lines = LEEDS.read_text(encoding="utf-8")
    start = lines.index("  - title: Offender management, interim contract")
    text = lines[:start] + lines[lines.index("baselines:") :]

    gaps = found(leeds(text), "contract-gap")
    assert {(one.facts["ends_on"], one.facts["options"]) for one in gaps} == {
        (date(2015, 9, 30), 0)
    }
    assert found(leeds(), "contract-gap") == []
    assert len(found(leeds(), "contract-followed")) == 4


def test_leeds_money_is_promised_for_the_first_term_and_for_no_option() -> None:
    check = leeds()

    assert found(check, "contract-beyond-funding") == []
    unfunded = found(check, "option-without-funding")
    assert [one.facts["option"] for one in unfunded] == [1, 2] * 3


def test_leeds_three_contracts_cost_1206107_a_year_and_twice_that_with_all_options() -> None:
    costs = the(leeds(), "contracts-cost").facts

    assert (costs["per_year"], costs["whole"]) == (Fraction(1_206_107), Fraction(2_412_214))


def test_an_evaluator_who_is_away_is_found_and_away_throughout_stops() -> None:
    diaries = (
        "diaries:\n"
        "  - {who: the housing specialist, away: 2014-10-20, until: 2014-10-24}\n"
        "  - {who: the health specialist, away: 2014-10}\n"
        "  - {who: the procurement officer}\n"
        "  - {who: the police officer, away: 2014-08}\n"
        "baselines:\n"
    )
    text = PLAN.read_text(encoding="utf-8").replace("\nbaselines:\n", f"\n{diaries}")
    check = plan_check.check_file(a_file("plan.yaml", text), "kent_part_b_2014")

    assert the(check, "evaluator-away").facts["who"] == "the housing specialist"
    assert the(check, "evaluator-away-throughout").facts["who"] == "the health specialist"
    assert found(check, "diaries-not-asked") == []


def test_owners_and_resources_that_are_named_are_not_missed() -> None:
    duties = (
        "  - {who: Jo Lowe, role: owner, stages: [invite_interest, invite_tenders]}\n"
        "  - {who: Procurement manager, role: resource, stages: [evaluate]}\n"
    )
    old = "  - {who: Procurement manager, role: resource}\n"
    text = PLAN.read_text(encoding="utf-8").replace(old, duties)
    check = plan_check.check_file(a_file("plan.yaml", text), "kent_part_b_2014")

    assert the(check, "stages-without-owner").facts["count"] == 6
    assert the(check, "stages-without-resources").facts["count"] == 7


def test_an_award_planned_inside_the_least_tender_period_is_found_by_the_act() -> None:
    text = (
        "format: 1\ntitle: A service\nauthority: A council\nregime: pa_2023\n"
        "baselines:\n  - title: First\n    source: A paper\n    dated: 2026-03-02\n    tasks:\n"
        "      - {title: Tender notice, stage: publish, planned: 2026-03-16}\n"
        "      - {title: Evaluation, stage: evaluate, planned: 2026-03-30}\n"
    )
    check = plan_check.check_file(a_file("plan.yaml", text), "pa_2023_open")

    early = the(check, "plan-earlier-than-possible")
    assert early.facts["task"] == "Evaluation"
    assert "s.54" in str(early.source)


def test_a_plan_of_another_regime_or_with_unknown_stages_cannot_be_checked() -> None:
    with pytest.raises(RefusedError) as refused:
        plan_check.check_file(PLAN, "pcr_2015_open")
    assert codes(refused) == ["regime-differs"]
    text = PLAN.read_text(encoding="utf-8").replace("stage: evaluate,", "stage: assess,")
    with pytest.raises(BadInputError) as caught:
        plan_check.check_file(a_file("plan.yaml", text), "kent_part_b_2014")
    assert codes(caught) == ["plan-stage-unknown"]


def test_the_record_finds_the_same_and_takes_a_recorded_delay_as_the_reason(
    database_url: str,
) -> None:
    office = an_office(database_url)
    a_procurement(office)
    assert {one.code for one in plan_check.check(office, REF).findings} == {
        one.code for one in kent().findings
    }

    baselines.delay(
        office,
        REF,
        stage="invite_tenders",
        expected="2014-09",
        reason="The specification is consulted on first.",
        told="Core Strategy Group",
    )

    slips = found(plan_check.check(office, REF), "plan-slip-unexplained")
    assert [one.facts["before"] for one in slips] == ["2014-11"]


def test_a_stage_that_should_have_begun_by_now_is_late_in_the_record(database_url: str) -> None:
    office = an_office(database_url)
    a_procurement(office)

    later = office.at(moment("2014-11-03T10:00"))

    tasks = [
        one.facts["task"] for one in found(plan_check.check(later, REF), "delay-without-reason")
    ]
    assert tasks == ["invite tenders", "prepare tenders", "evaluate"]


def test_a_paper_of_a_later_day_is_not_known_yet_in_the_record(database_url: str) -> None:
    office = an_office(database_url, moment("2014-03-03T10:00"))
    a_procurement(office)

    said = found(plan_check.check(office, REF), "papers-disagree")

    assert [one.facts["other"] for one in said] == ["a single supplier"]


def test_a_plan_file_with_new_facts_and_old_baselines_is_taken_in_once(database_url: str) -> None:
    office = an_office(database_url)
    a_procurement(office)
    text = PLAN.read_text(encoding="utf-8").replace('amount: "2000000"', 'amount: "3500000"')
    path = a_file("plan.yaml", text)

    assert baselines.plan(office, REF, path=path).recorded == ()

    assert found(plan_check.check(office, REF), "ceiling-above-funding") == []
    with pytest.raises(RefusedError) as caught:
        baselines.plan(office, REF, path=path)
    assert codes(caught) == ["plan-nothing-new"]


def test_money_that_is_on_file_counts_instead_of_the_plans_own(database_url: str) -> None:
    office = an_office(database_url)
    a_procurement(office)

    filed(office, "funding_statement", amount=Decimal(3_000_000))
    gap = the(plan_check.check(office, REF), "ceiling-above-funding")
    assert gap.facts["missing"] == Decimal(500_000)

    rest = a_file("rest.txt", "The other half a million.\n")
    values = {"dated": date(2014, 6, 1), "author": "Public Health"}
    document.add(
        office, REF, path=rest, kind="funding_statement", amount=Decimal(500_000), **values
    )
    assert found(plan_check.check(office, REF), "ceiling-above-funding") == []

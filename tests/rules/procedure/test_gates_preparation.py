"""Gates before the invitation and while tenders come in, each with what it says when unmet."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from procedure_facts import CASE, GOOD, JANUARY_PLAN, NOW, ask, at, codes, document, spoiled, tender

from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.facts import DefinitionFact, DelayFact, PlanFact


def test_a_missing_document_names_the_deed_that_files_it():
    (finding,) = ask("document_filed", kind="equality_impact_assessment")
    assert finding.code == "document-missing"
    assert finding.facts["what"] == "equality impact assessment"
    assert finding.hint == Hint("document.add", {"kind": "equality_impact_assessment"})


def test_a_consultation_report_without_a_date_is_not_issued():
    draft = spoiled(documents=(document("consultation_report", dated=None),))
    assert codes(ask("document_filed", draft, issued="true")) == ["document-not-issued"]
    assert ask("document_filed", draft) == []


def test_a_report_dated_tomorrow_is_not_issued_today():
    tomorrow = document("consultation_report", dated=date(2014, 11, 29))
    assert codes(ask("document_filed", spoiled(documents=(tomorrow,)), issued="true")) == [
        "document-not-issued"
    ]


def test_a_document_must_be_on_file_for_the_days_before():
    filed = document("consultation_report", filed_at=at("2014-11-20 12:00"))
    (finding,) = ask("document_filed", spoiled(documents=(filed,)), days_before="9")
    assert (finding.code, finding.facts["ready_on"]) == ("document-too-recent", date(2014, 11, 29))
    assert ask("document_filed", spoiled(documents=(filed,)), days_before="8") == []


def test_funding_below_the_ceiling_shows_the_shortfall_in_pounds():
    papers = (document("funding_statement", amount=Decimal("2000000.00")),)
    (finding,) = ask("funding_identified", spoiled(documents=papers))
    assert finding.code == "funding-short"
    assert finding.facts["shortfall"] == Decimal("1500000.00")
    assert finding.facts["identified"] == Decimal("2000000.00")


def test_a_penny_short_is_short():
    papers = (document("funding_statement", amount=Decimal("3499999.99")),)
    assert ask("funding_identified", spoiled(documents=papers))[0].facts["shortfall"] == Decimal(
        "0.01"
    )


def test_funding_needs_a_ceiling_to_compare_with():
    assert codes(ask("funding_identified", spoiled(case=replace(CASE, ceiling=None)))) == [
        "ceiling-missing"
    ]


def test_the_model_must_be_there_and_published():
    unpublished = DefinitionFact("model", 2, "ef" * 32, None)
    workflow_only = DefinitionFact("workflow", 1, "12" * 32, NOW)
    assert codes(ask("model_frozen_and_published", spoiled(definitions=(workflow_only,)))) == [
        "model-missing"
    ]
    newer = spoiled(definitions=(*GOOD.definitions, unpublished))
    (finding,) = ask("model_frozen_and_published", newer)
    assert (finding.code, finding.facts["version"]) == ("model-not-published", 2)


def test_every_stage_needs_a_planned_time():
    assert codes(ask("plan_has_baseline", spoiled(plan=()))) == ["plan-missing"]
    (finding,) = ask("plan_has_baseline", spoiled(plan=JANUARY_PLAN[:6]))
    assert finding.code == "stage-not-planned"
    assert finding.facts["stages"] == ("standstill", "award")


def test_a_second_baseline_that_names_fewer_stages_does_not_undo_the_first():
    april = spoiled(plan=(*JANUARY_PLAN, PlanFact(2, "award", "2015-01-01")))
    assert ask("plan_has_baseline", april) == []


def test_the_plan_must_give_time_to_agree_the_guidance():
    assert codes(ask("guidance_time_planned", spoiled(plan=JANUARY_PLAN))) == ["task-not-planned"]


def test_guidance_planned_after_the_evaluation_is_too_late():
    late = (*JANUARY_PLAN, PlanFact(1, "evaluation_guidance", "2014-11"))
    (finding,) = ask("guidance_time_planned", spoiled(plan=late))
    assert (finding.code, finding.facts["limit"]) == ("task-planned-too-late", "2014-10")


def test_a_stage_begun_after_its_planned_month_needs_a_reason():
    december = spoiled(now=at("2014-12-01 09:00"))
    (finding,) = ask("delays_explained", december)
    assert finding.code == "delay-without-reason"
    assert finding.facts["planned"] == "2014-11"
    assert finding.hint == Hint("procurement.delay", {"stage": "award"})


def test_a_recorded_delay_explains_until_its_own_time_is_over():
    told = DelayFact(
        "award", "Two bidders asked for more time", "2014-12-05", at("2014-11-27 09:00")
    )
    early = spoiled(now=at("2014-12-05 09:00"), delays=(told,))
    late = spoiled(now=at("2014-12-06 09:00"), delays=(told,))
    assert ask("delays_explained", early) == []
    assert codes(ask("delays_explained", late)) == ["delay-without-reason"]


def test_the_deadline_must_be_set():
    without = spoiled(case=replace(CASE, deadline_at=None))
    assert codes(ask("deadline_set", without)) == ["deadline-not-set"]
    assert codes(ask("deadline_passed", without)) == ["deadline-not-set"]


def test_the_deadline_has_passed_at_its_very_hour_and_not_before():
    assert ask("deadline_passed", spoiled(now=at("2014-10-03 11:00"))) == []
    before = spoiled(now=at("2014-10-03 10:59"))
    assert codes(ask("deadline_passed", before)) == ["deadline-not-passed"]


def test_a_late_tender_needs_a_decision():
    late = tender("Cedar", status="late", late=True)
    (finding,) = ask("late_tenders_decided", spoiled(tenders=(late,)))
    assert (finding.code, finding.facts["supplier"]) == ("late-tender-undecided", "Cedar")
    refused = replace(late, status="refused")
    assert ask("late_tenders_decided", spoiled(tenders=(refused,))) == []


def test_tenders_that_count_must_be_opened():
    closed = spoiled(tenders=(tender("Beacon"), tender("Cedar", status="received")))
    admitted = spoiled(tenders=(tender("Cedar", status="admitted", late=True),))
    assert codes(ask("tenders_opened", closed)) == ["tender-not-opened"]
    assert codes(ask("tenders_opened", admitted)) == ["tender-not-opened"]


def test_without_any_tender_there_is_nothing_to_evaluate():
    withdrawn = spoiled(tenders=(tender("Beacon", status="withdrawn"),))
    assert codes(ask("tenders_opened", withdrawn)) == ["no-tender-to-evaluate"]


def test_each_requirement_must_be_decided_for_each_open_tender():
    unchecked = tender("Beacon", unchecked=("insurance", "safeguarding_policy"))
    (finding,) = ask("requirements_decided", spoiled(tenders=(unchecked,)))
    assert finding.code == "requirement-not-decided"
    assert finding.facts["requirements"] == ("insurance", "safeguarding_policy")
    out = replace(unchecked, status="withdrawn")
    assert ask("requirements_decided", spoiled(tenders=(out,))) == []


def test_the_hint_asks_for_the_date_where_an_issued_document_is_wanted():
    (finding,) = ask("document_filed", kind="business_case", issued="true")
    assert finding.hint == Hint("document.add", {"kind": "business_case", "dated": ""})

"""Gates about what must be considered with reasons, each with what it says when unmet."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from procedure_facts import GOOD, LOT, ask, codes, considered, document, spoiled

from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.considerations import KINDS
from tender_flow.rules.procedure.facts_premarket import IndicatorsFact


def only(*entries):
    return spoiled(considerations=entries)


def valued(pounds, *others):
    return only(considered("estimated_value", "stated", amount=Decimal(pounds)), *others)


@pytest.mark.parametrize("stage", ["screening", "full", "review"])
def test_each_stage_of_the_equality_assessment_is_asked_for(stage):
    (finding,) = ask("equality_assessed", only(), stage=stage)
    assert (finding.code, finding.facts["kind"]) == ("not-considered", f"equality_{stage}")
    assert finding.hint == Hint(
        "consideration.record", {"kind": f"equality_{stage}", "document": ""}
    )


def test_a_screening_may_spare_the_full_assessment_but_not_the_review():
    spared = only(considered("equality_screening", "full_not_needed"))
    assert ask("equality_assessed", spared, stage="full") == []
    assert codes(ask("equality_assessed", spared, stage="review")) == ["not-considered"]


def test_an_equality_assessment_that_says_stop_stops():
    stopped = only(considered("equality_full", "stopped"))
    assert codes(ask("equality_assessed", stopped, stage="full")) == ["equality-stopped"]


def test_why_this_way_of_buying_was_chosen_is_on_record():
    (finding,) = ask("way_of_buying_considered", only())
    assert (finding.code, finding.facts["kind"]) == ("not-considered", "way_of_buying")


def test_lots_are_considered_or_reasons_given_pa_2023_s_18():
    assert codes(ask("lots_considered", only())) == ["not-considered"]
    two = replace(GOOD, lots=(LOT, replace(LOT, id="lot-west")))
    assert codes(ask("lots_considered", two)) == ["lots-not-as-considered"]
    divided = replace(two, considerations=(considered("lots", "divided"),))
    assert ask("lots_considered", divided) == []


def chosen(*items):
    return considered("key_performance_indicators", "chosen", items=items)


def test_the_indicators_that_the_value_calls_for_are_chosen_pa_2023_s_52():
    (none,) = ask("kpis_chosen", valued("6000000"))
    assert none.facts["kind"] == "key_performance_indicators"
    (few,) = ask("kpis_chosen", valued("6000000", chosen("Throughput", "Move-ons")))
    assert (few.code, few.facts["least"]) == ("indicators-too-few", 3)
    assert ask("kpis_chosen", valued("6000000", chosen("Throughput", "Move-ons", "Use"))) == []


def test_indicators_may_be_inappropriate_with_the_reason_or_not_called_for():
    reasoned = considered("key_performance_indicators", "inappropriate")
    assert ask("kpis_chosen", valued("6000000", reasoned)) == []
    small = replace(valued("5000000"), indicators=(IndicatorsFact(0),))
    assert ask("kpis_chosen", small) == []


def test_without_an_estimate_nobody_can_say_whether_indicators_are_needed():
    (finding,) = ask("kpis_chosen", only())
    assert finding.facts["kind"] == "estimated_value"


def test_a_direct_award_has_its_ground_pa_2023_schedule_5():
    assert codes(ask("direct_award_justified", only())) == ["not-considered"]
    assert "urgency" in KINDS["direct_award"].choices
    assert KINDS["direct_award"].needs == ("document",)


def framework(pounds, until):
    return considered("framework_call_off", "competitive", amount=Decimal(pounds), until=until)


def test_a_call_off_comes_within_the_frameworks_term_and_value_pa_2023_s_45_to_48():
    last = date(2014, 11, 28)
    assert ask("call_off_within_framework", valued("100", framework("100", last))) == []
    ended = valued("100", framework("100", date(2014, 11, 27)))
    assert codes(ask("call_off_within_framework", ended)) == ["framework-ended"]
    (finding,) = ask("call_off_within_framework", valued("100.01", framework("100", last)))
    assert (finding.code, finding.facts["over"]) == ("framework-value-exceeded", Decimal("0.01"))


def test_a_call_off_needs_framework_and_estimate():
    found = ask("call_off_within_framework", only())
    assert [finding.facts["kind"] for finding in found] == ["framework_call_off", "estimated_value"]


def test_each_item_of_the_pack_is_on_file_or_answered():
    papers = (document("specification"),)
    found = ask("pack_checked", spoiled(documents=papers), items="specification, pricing_schedule")
    assert codes(found) == ["pack-item-open"]
    assert found[0].hint == Hint("checklist.answer", {"item": "pricing_schedule"})
    assert ask("pack_checked", spoiled(documents=papers), items="tupe_information") == []

"""Gates about exclusion grounds and assessment summaries, each with what it says when unmet."""

from dataclasses import replace
from datetime import date

import pytest
from procedure_facts import GOOD, ask, at, codes, decision, notice, spoiled

from tender_flow.rules.findings import Hint
from tender_flow.rules.procedure.exclusion_grounds import DISCRETIONARY, MANDATORY, fault_of
from tender_flow.rules.procedure.facts import NotificationFact
from tender_flow.rules.procedure.facts_statutory import ExclusionFact


def checked(outcome, subject="Elm Housing", day=date(2014, 11, 3)):
    return spoiled(exclusions=(ExclusionFact("Elm Housing", subject, outcome, day),))


def told(*letters):
    return tuple(
        NotificationFact("lot-east", f"t-{supplier}", at(f"{day} 10:00"), "electronic")
        for supplier, day in letters
    )


def awarded_on(day, **changes):
    return notice("contract_award_notice", first_published_on=day, published_on=day, **changes)


def test_somebody_is_checked_before_anybody_is_awarded():
    assert codes(ask("exclusions_checked", spoiled(exclusions=()))) == [
        "nobody-checked-for-exclusion"
    ]


@pytest.mark.parametrize(
    ("outcome", "code", "deed"),
    [
        ("", "exclusion-not-checked", "exclusions.record"),
        ("raised", "exclusion-undecided", "exclusions.record"),
        ("excluded", "exclusion-not-carried-out", "bids.exclude"),
    ],
)
def test_each_supplier_and_whom_it_relies_on_is_checked_and_decided(outcome, code, deed):
    (finding,) = ask("exclusions_checked", checked(outcome, "Thanet Homes"))
    assert (finding.code, finding.facts["subject"]) == (code, "Thanet Homes")
    assert finding.hint == Hint(deed, {"supplier": "Elm Housing"})


@pytest.mark.parametrize("outcome", ["clear", "kept", "replaced"])
def test_a_settled_check_is_enough(outcome):
    assert ask("exclusions_checked", checked(outcome)) == []


def test_the_debarment_list_is_looked_at_again_when_that_was_long_ago():
    assert ask("exclusions_checked", checked("clear"), debarment_days="25") == []
    (finding,) = ask("exclusions_checked", checked("clear"), debarment_days="24")
    assert (finding.code, finding.facts["on"]) == ("debarment-list-long-ago", date(2014, 11, 3))


def test_a_ground_is_mandatory_or_discretionary_and_never_both_pa_2023_sch_6_and_7():
    assert set(MANDATORY) & set(DISCRETIONARY) == set()
    assert "Schedule 6" in MANDATORY["tax_offence"]
    assert "Schedule 7" in DISCRETIONARY["insolvency"]


@pytest.mark.parametrize(
    ("outcome", "before", "relation", "ground", "heard", "code"),
    [
        ("clear", "", "supplier", "", False, ""),
        ("clear", "", "supplier", "insolvency", False, "exclusion-ground-of-a-clear-check"),
        ("raised", "", "supplier", "", False, "exclusion-ground-missing"),
        ("raised", "clear", "supplier", "insolvency", False, ""),
        ("excluded", "", "supplier", "insolvency", True, "exclusion-not-raised"),
        ("excluded", "raised", "supplier", "insolvency", False, "exclusion-not-heard"),
        ("excluded", "raised", "supplier", "insolvency", True, ""),
        ("replaced", "raised", "supplier", "insolvency", True, "supplier-not-replaceable"),
        ("replaced", "raised", "sub_contractor", "insolvency", False, ""),
    ],
)
def test_nobody_is_excluded_before_being_heard_pa_2023_s_26_to_28(
    outcome, before, relation, ground, heard, code
):
    assert fault_of(outcome, before, relation, ground, heard=heard) == code


def test_each_assessed_bidder_has_its_summary():
    one = spoiled(notifications=told(("Beacon", "2014-11-12")))
    assert codes(ask("summaries_sent", one)) == ["bidder-not-notified"]


def test_summaries_go_out_all_on_one_day_pr_2024_reg_31():
    apart = spoiled(notifications=told(("Beacon", "2014-11-12"), ("Elm Housing", "2014-11-13")))
    (finding,) = ask("summaries_sent", apart)
    assert (finding.code, finding.facts["last"]) == ("summaries-not-together", date(2014, 11, 13))
    again = told(("Beacon", "2014-11-13"))
    assert ask("summaries_sent", spoiled(notifications=(*apart.notifications, *again))) == []


def test_the_award_notice_comes_after_the_summaries_pa_2023_s_50():
    early = spoiled(published=(awarded_on(date(2014, 11, 11)),))
    assert codes(ask("award_notice_after_summaries", early)) == ["award-notice-before-summaries"]
    assert ask(
        "award_notice_after_summaries", spoiled(published=(awarded_on(date(2014, 11, 12)),))
    ) == []  # fmt: skip
    assert codes(ask("award_notice_after_summaries", spoiled(published=()))) == [
        "award-notice-missing"
    ]


def test_the_notice_of_another_lot_is_not_this_lots():
    other = spoiled(published=(awarded_on(date(2014, 11, 13), lot="lot-west"),))
    assert codes(ask("award_notice_after_summaries", other)) == ["award-notice-missing"]


def test_a_decision_taken_anew_needs_its_notice_anew():
    anew = decision("approval", dated=date(2014, 11, 20))
    letters = told(("Beacon", "2014-11-21"), ("Elm Housing", "2014-11-21"))
    facts = spoiled(decisions=(GOOD.decisions[0], anew), notifications=letters)
    assert codes(ask("award_notice_after_summaries", facts)) == ["award-notice-before-summaries"]
    corrected = replace(awarded_on(date(2014, 11, 13)), published_on=date(2014, 11, 22))
    assert ask("award_notice_after_summaries", replace(facts, published=(corrected,))) == []


def test_a_lot_without_award_needs_no_award_notice():
    none = spoiled(decisions=(decision("approval", supplier=None),), published=())
    assert ask("award_notice_after_summaries", none) == []

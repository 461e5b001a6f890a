"""Which law: each row of the table, and what is left open rather than guessed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tender_flow.definitions.dated_law import load_regimes
from tender_flow.rules.procedure.law.regime import Question, regime

KENT_2014 = Question(
    date(2014, 6, 2), "england", "council", ("services",), light_touch=True, health_care=False
)
ENGLAND_2026 = replace(KENT_2014, begun=date(2026, 3, 2), light_touch=False)


def law_of(question):
    return regime(load_regimes(), question)


def codes(findings):
    return [one.code for one in findings]


@pytest.mark.parametrize(
    ("begun", "light_touch", "expected"),
    [
        (date(2006, 1, 31), False, "pcr_2006"),
        (date(2015, 2, 25), False, "pcr_2006"),
        (date(2015, 2, 25), True, "pcr_2006_part_b"),
        (date(2015, 2, 26), True, "pcr_2015"),
        (date(2025, 2, 23), False, "pcr_2015"),
        (date(2025, 2, 24), False, "pa_2023"),
    ],
)
@pytest.mark.parametrize("nation", ["england", "wales", "northern_ireland"])
def test_the_law_is_that_of_the_day_on_which_the_procurement_began(
    begun, light_touch, expected, nation
):
    asked = replace(KENT_2014, begun=begun, light_touch=light_touch, nation=nation)
    assert law_of(asked).regime == expected


def test_scotlands_regulations_are_still_in_force_and_their_first_day_is_to_be_confirmed():
    answer = law_of(replace(ENGLAND_2026, nation="scotland"))
    assert answer.regime == "pcsr_2015"
    assert "law-confirm" in codes(answer.findings)


def test_a_call_off_follows_the_law_of_its_framework():
    answer = law_of(replace(ENGLAND_2026, framework_begun=date(2024, 6, 1)))
    assert answer.regime == "pcr_2015"
    assert codes(answer.reasons)[0] == "regime-of-the-framework"


@pytest.mark.parametrize("authority", ["council", "nhs"])
def test_health_care_bought_by_english_councils_and_nhs_bodies_is_provider_selection(
    authority,
):
    asked = replace(ENGLAND_2026, authority=authority, health_care=True)
    assert law_of(asked).regime == "psr_2023"
    assert law_of(replace(asked, begun=date(2024, 1, 1))).regime == "psr_2023"
    assert law_of(replace(asked, begun=date(2023, 12, 31))).regime == "pcr_2015"
    assert law_of(replace(asked, nation="wales")).regime == "pa_2023"
    assert law_of(replace(asked, what=("goods",))).regime == "pa_2023"


def test_whether_it_is_health_care_is_asked_and_not_guessed():
    answer = law_of(replace(ENGLAND_2026, health_care=None))
    assert answer.regime == ""
    assert codes(answer.findings) == ["regime-needs-answer"]
    assert answer.findings[0].facts["question"] == "health_care"


def test_a_code_in_the_health_division_leaves_the_question_open_one_outside_answers_it():
    assert (
        law_of(replace(ENGLAND_2026, light_touch=None, health_care=None, cpv="85311000-2")).regime
        == ""
    )
    outside = law_of(replace(ENGLAND_2026, light_touch=None, health_care=None, cpv="80000000"))
    assert outside.regime == "pa_2023"
    assert "regime-not-health-care-code" in codes(outside.reasons)


def test_a_light_touch_code_says_so():
    answer = law_of(replace(KENT_2014, light_touch=None, cpv="85311000-2"))
    assert answer.regime == "pcr_2006_part_b"
    assert answer.light_touch is True


def test_a_code_in_no_list_is_not_taken_to_be_outside():
    answer = law_of(replace(KENT_2014, light_touch=None, cpv="98000000"))
    assert codes(answer.findings) == ["regime-needs-answer"]


def test_a_code_whose_list_nobody_has_read_is_to_be_confirmed():
    answer = law_of(replace(KENT_2014, light_touch=None, cpv="79100000"))
    assert "law-confirm" in codes(answer.findings)


def test_a_mixed_purchase_is_a_finding():
    answer = law_of(replace(ENGLAND_2026, what=("goods", "services")))
    assert (answer.regime, codes(answer.findings)) == ("", ["regime-mixed"])


def test_a_text_that_is_no_code_is_a_finding():
    assert codes(law_of(replace(ENGLAND_2026, cpv="care")).findings) == ["cpv-unreadable"]


@pytest.mark.parametrize(
    "asked",
    [
        replace(ENGLAND_2026, begun=date(2024, 5, 1), authority="utility"),
        replace(ENGLAND_2026, begun=date(2024, 5, 1), what=("concession",)),
        replace(ENGLAND_2026, nation="scotland", authority="utility"),
        replace(ENGLAND_2026, nation="scotland", begun=date(2015, 5, 1)),
    ],
)
def test_a_law_that_is_not_covered_is_named_and_not_replaced_by_another(asked):
    answer = law_of(asked)
    assert answer.regime == ""
    assert "regime-not-covered" in codes(answer.findings)


def test_before_the_regulations_of_2006_no_law_is_on_file():
    answer = law_of(replace(KENT_2014, begun=date(2006, 1, 30)))
    assert codes(answer.findings) == ["regime-unknown"]


def test_a_central_authority_in_scotland_may_be_reserved():
    answer = law_of(replace(ENGLAND_2026, nation="scotland", authority="central"))
    assert "regime-devolved" in codes(answer.findings)


def test_a_value_that_equals_the_threshold_has_reached_it():
    asked = replace(ENGLAND_2026, value=Decimal(207720), vat="gross")
    assert law_of(asked).above is True
    assert law_of(replace(asked, value=Decimal("207719.99"))).above is False


def test_a_net_value_is_not_compared_with_a_gross_threshold():
    answer = law_of(replace(ENGLAND_2026, value=Decimal(200000), vat="net"))
    assert answer.above is None
    assert codes(answer.findings) == ["value-vat-basis"]


def test_an_nhs_body_must_say_whether_it_is_central():
    answer = law_of(replace(ENGLAND_2026, authority="nhs", value=Decimal(150000), vat="gross"))
    assert answer.regime == "pa_2023"
    assert codes(answer.findings) == ["authority-tier-unknown"]


def test_without_knowing_whether_services_are_light_touch_no_threshold_is_given():
    answer = law_of(replace(ENGLAND_2026, light_touch=None))
    assert (answer.regime, answer.threshold) == ("pa_2023", None)
    assert codes(answer.findings) == ["light-touch-unknown"]


def test_every_regime_says_whose_bank_holidays_it_counts_with():
    assert {one.id: one.holidays for one in load_regimes().regimes} == {
        "pcr_2006": "nation",
        "pcr_2006_part_b": "nation",
        "pcr_2015": "nation",
        "pcsr_2015": "nation",
        "pa_2023": "uk",
        "psr_2023": "nation",
    }


def test_an_answer_against_the_code_is_a_finding_and_no_law():
    answer = law_of(replace(ENGLAND_2026, cpv="85311000-2", light_touch=False))
    assert (answer.regime, codes(answer.findings)) == ("", ["regime-against-the-code"])


def test_light_touch_is_said_of_services_only():
    answer = law_of(replace(ENGLAND_2026, what=("goods",), light_touch=True))
    assert (answer.regime, codes(answer.findings)) == ("", ["regime-light-touch-is-services"])
    assert law_of(replace(ENGLAND_2026, what=("concession",), light_touch=True)).regime


def test_a_framework_does_not_begin_after_its_call_off():
    answer = law_of(replace(ENGLAND_2026, framework_begun=date(2026, 3, 3)))
    assert (answer.regime, codes(answer.findings)) == ("", ["framework-after-its-call-off"])

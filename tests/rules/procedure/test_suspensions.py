"""What a claim holds back by itself, by the law of the case."""

from datetime import date

import pytest

from tender_flow.rules.procedure.suspensions import RULES, Challenged, automatic_suspension

STANDSTILL = (date(2025, 6, 3), date(2025, 6, 12))
INSIDE, AFTER = date(2025, 6, 10), date(2025, 6, 13)


def asked(regime, claim_on=INSIDE, notified_on=INSIDE, standstill=STANDSTILL, made=False):
    answer = automatic_suspension(Challenged(regime, claim_on, notified_on, standstill, made))
    return answer.suspends, answer.why_not


def test_under_the_2023_act_claim_and_notice_both_fall_into_the_standstill_s101():
    assert asked("pa_2023") == (True, "")
    assert asked("pa_2023", notified_on=STANDSTILL[1]) == (True, "")
    outside = (False, "challenge-outside-standstill")
    assert asked("pa_2023", notified_on=AFTER) == outside
    assert asked("pa_2023", claim_on=date(2025, 6, 2)) == outside
    assert asked("pa_2023", standstill=None) == outside


@pytest.mark.parametrize("regime", ["pcr_2015", "pcsr_2015", "pcr_2006", "pcr_2006_part_b"])
def test_before_the_act_a_claim_suspends_until_the_contract_is_made_reg_95(regime):
    assert asked(regime, claim_on=AFTER, notified_on=AFTER) == (True, "")
    assert asked(regime, standstill=None) == (True, "")
    assert asked(regime, made=True) == (False, "challenge-after-contract")


@pytest.mark.parametrize("regime", sorted(RULES))
def test_a_letter_suspends_nothing(regime):
    assert asked(regime, claim_on=None) == (False, "challenge-without-claim")


def test_a_law_without_a_rule_here_says_so_and_guesses_nothing():
    assert asked("psr_2023") == (False, "challenge-rule-unknown")

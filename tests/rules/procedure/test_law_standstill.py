"""Standstill: how long, from what, when none is owed, and how each regime counts it."""

from datetime import date, timedelta

import pytest

from tender_flow.definitions.dated_law import load_standstills
from tender_flow.definitions.holidays import bank_holidays
from tender_flow.rules.procedure.calendar import DayKind, Letter, count_standstill, letter_faults
from tender_flow.rules.procedure.law.standstills import standstill_rule, too_short

IN_2026 = date(2026, 3, 2)
UK = bank_holidays("uk", (2025, 2026, 2027))


def rule_of(regime, *so, begun=IN_2026, nation="england"):
    return standstill_rule(
        load_standstills(), regime=regime, begun=begun, nation=nation, so=frozenset(so)
    )


def pa_2023(published_on, holidays=UK):
    return count_standstill(rule_of("pa_2023").dated.rule, holidays, published_on=published_on)


def letters(*sent):
    return [Letter(*one) for one in sent]


def pcr_2015(*sent, holidays=()):
    rule = rule_of("pcr_2015", begun=date(2016, 3, 2)).dated.rule
    return count_standstill(rule, holidays, letters=letters(*sent))


def test_the_day_of_the_award_notice_is_day_1_if_it_is_a_working_day_pa_2023_s51():
    period = pa_2023(date(2026, 3, 2))  # a Monday
    assert [one.number for one in period.count if one.working] == list(range(1, 9))
    assert period.ends_on == date(2026, 3, 11)


def test_a_notice_on_a_saturday_makes_monday_day_1_pa_2023_s51():
    period = pa_2023(date(2026, 2, 28))
    assert period.count[0].why is DayKind.DAY_OFF
    assert period.ends_on == date(2026, 3, 11)


def test_a_holiday_in_any_part_of_the_uk_is_no_working_day_pa_2023_s123():
    # 17 March is a holiday in Northern Ireland only, and drops out for every authority.
    assert pa_2023(date(2026, 3, 9)).ends_on == date(2026, 3, 19)
    assert pa_2023(date(2026, 3, 9), bank_holidays("england", [2026])).ends_on == date(2026, 3, 18)


def test_eight_working_days_over_the_turn_of_the_year_leave_out_2_january_pa_2023_s123():
    assert pa_2023(date(2025, 12, 22)).ends_on == date(2026, 1, 6)


@pytest.mark.parametrize(
    "so",
    [
        "extreme_urgency",
        "protect_life",
        "private_utility_direct_award",
        "framework",
        "dynamic_market",
        "light_touch",
    ],
)
def test_no_standstill_is_owed_where_the_act_exempts_pa_2023_s51(so):
    assert rule_of("pa_2023").owed is True
    answer = rule_of("pa_2023", so)
    assert (answer.owed, answer.exempt_by) == (False, (so,))


def test_a_voluntary_standstill_is_not_shorter_than_eight_working_days_pa_2023_s51():
    answer = rule_of("pa_2023", "light_touch")
    assert [one.code for one in too_short(answer, 7)] == ["standstill-too-short"]
    assert too_short(answer, 8) == ()


def test_an_owed_standstill_may_be_longer_and_not_shorter():
    assert [one.code for one in too_short(rule_of("pcr_2015"), 9)] == ["standstill-too-short"]
    assert too_short(rule_of("pcr_2015"), 12) == ()


def test_a_voluntary_standstill_under_the_regulations_has_no_least_length():
    assert too_short(rule_of("pcr_2006_part_b"), 5) == ()


def test_electronic_letters_give_ten_days_after_the_last_pcr_2015_reg_87():
    period = pcr_2015(
        ("electronic", date(2016, 3, 1)),
        ("electronic", date(2016, 3, 2)),
    )
    assert period.ends_on == date(2016, 3, 14)  # the 12th is a Saturday
    assert period.days == 10


def test_letters_by_post_give_fifteen_days_pcr_2015_reg_87():
    assert pcr_2015(("post", date(2016, 3, 2))).ends_on == date(2016, 3, 17)


def test_letters_by_post_end_ten_days_after_the_last_receipt_if_that_is_sooner_pcr_2015_reg_87():
    received = ("post", date(2016, 3, 2), date(2016, 3, 4))
    assert pcr_2015(received).ends_on == date(2016, 3, 14)
    late = ("post", date(2016, 3, 2), date(2016, 3, 30))
    assert pcr_2015(received, late).ends_on == date(2016, 3, 17)


def test_a_receipt_that_is_not_known_leaves_the_fifteen_days_pcr_2015_reg_87():
    period = pcr_2015(
        ("post", date(2016, 3, 2), date(2016, 3, 3)),
        ("hand", date(2016, 3, 2)),
    )
    assert period.ends_on == date(2016, 3, 17)


def test_with_mixed_means_the_later_end_counts_pcr_2015_reg_87():
    early_post = ("post", date(2016, 3, 1))
    assert pcr_2015(early_post, ("electronic", date(2016, 3, 9))).ends_on == date(2016, 3, 21)
    assert pcr_2015(early_post, ("electronic", date(2016, 3, 2))).ends_on == date(2016, 3, 16)


@pytest.mark.parametrize(
    "so", ["no_prior_publication", "sole_tenderer", "framework", "dynamic_market"]
)
def test_no_standstill_is_owed_where_the_regulations_exempt_pcr_2015_reg_86(so):
    assert rule_of("pcr_2015", so).owed is False


def test_the_regulations_of_2006_count_the_same_from_20_december_2009_reg_32a():
    answer = rule_of("pcr_2006", begun=date(2014, 6, 2))
    assert (answer.owed, answer.dated.days, answer.dated.other_means_days) == (True, 10, 15)
    before = rule_of("pcr_2006", begun=date(2009, 12, 19))
    assert [one.code for one in before.findings] == ["standstill-unknown"]


def test_no_standstill_is_owed_for_part_b_services_pcr_2006_reg_5():
    answer = rule_of("pcr_2006_part_b", begun=date(2014, 6, 2))
    assert (answer.owed, answer.dated.days) == (False, 10)


def test_eight_working_days_from_the_day_after_the_notice_of_intention_psr_reg_12():
    answer = rule_of("psr_2023")
    period = count_standstill(
        answer.dated.rule, bank_holidays("england", [2026]), published_on=date(2026, 3, 2)
    )
    assert period.starts_from == date(2026, 3, 3)
    assert period.ends_on == date(2026, 3, 12)


def test_the_working_day_of_the_provider_selection_regime_is_to_be_confirmed():
    assert [one.code for one in rule_of("psr_2023").findings] == ["law-confirm"]


@pytest.mark.parametrize("so", ["direct_award_a", "direct_award_b"])
def test_direct_awards_a_and_b_have_no_standstill_psr_reg_12(so):
    assert rule_of("psr_2023").owed is True
    assert rule_of("psr_2023", so).owed is False


def test_scotlands_standstill_ends_on_a_working_day_in_scotland():
    answer = rule_of("pcsr_2015", nation="scotland")
    # Day 10 after 20 November 2026 is Monday 30 November, St Andrew's Day.
    period = count_standstill(
        answer.dated.rule,
        bank_holidays("scotland", [2026]),
        letters=letters(("electronic", date(2026, 11, 20))),
    )
    assert period.ends_on == date(2026, 12, 1)
    assert [one.code for one in answer.findings] == ["law-confirm"]


def test_a_standstill_needs_what_starts_it():
    with pytest.raises(ValueError, match="contract_award_notice"):
        count_standstill(rule_of("pa_2023").dated.rule, UK, letters=letters(("post", IN_2026)))
    with pytest.raises(ValueError, match="letters"):
        count_standstill(rule_of("pcr_2015").dated.rule, UK, published_on=IN_2026)


@pytest.mark.parametrize(
    ("regime", "first"),
    [
        ("pcr_2015", date(2015, 2, 26)),
        ("pcsr_2015", date(2016, 4, 18)),
        ("psr_2023", date(2024, 1, 1)),
        ("pa_2023", date(2025, 2, 24)),
    ],
)
def test_no_law_counts_a_standstill_before_it_was_in_force(regime, first):
    assert rule_of(regime, begun=first).dated is not None
    before = rule_of(regime, begun=first - timedelta(days=1))
    assert [one.code for one in before.findings] == ["standstill-unknown"]


def test_a_letter_is_not_received_before_it_is_sent():
    (fault,) = letter_faults(letters(("post", date(2016, 3, 2), date(2016, 3, 1))))
    assert fault.code == "letter-received-before-sent"
    assert letter_faults(letters(("post", date(2016, 3, 2), date(2016, 3, 2)))) == []


def test_an_electronic_letter_counts_from_its_sending_alone_pcr_2015_reg_87():
    (fault,) = letter_faults(letters(("electronic", date(2016, 3, 2), date(2016, 3, 3))))
    assert fault.code == "letter-without-post-received"

"""The standstill as each regime counts it: from the letters, or from a published notice.

    rule = StandstillRule(METHODS["pa_2023"], days=8)
    count_standstill(rule, holidays, published_on=date(2026, 3, 2)).ends_on

Under the Regulations of 2006 and 2015 it runs from the letters and depends on how they went out;
under the Procurement Act 2023 from the contract award notice, under the Provider Selection Regime
from the notice of intention. Which rule holds on which day is data.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.calendar.days import DayKind, Period
from tender_flow.rules.procedure.calendar.periods import Counting, count_days

Start = Literal["letters", "contract_award_notice", "notice_of_intention"]
"""What a standstill starts with."""


@dataclass(frozen=True, slots=True)
class Method:
    """How a regime counts its standstill, and from what."""

    counted: Counting
    starts: Start


METHODS: dict[str, Method] = {
    "pcr_2006": Method(Counting.DAY_AFTER_ROLLED, "letters"),
    "pcr_2015": Method(Counting.DAY_AFTER_ROLLED, "letters"),
    "pcsr_2015": Method(Counting.DAY_AFTER_ROLLED, "letters"),
    "pa_2023": Method(Counting.WORKING_DAYS_FROM, "contract_award_notice"),
    "psr_2023": Method(Counting.WORKING_DAYS_AFTER, "notice_of_intention"),
}
"""The ways of counting by the name that a workflow uses: PCR 2006 reg 32A, PCR 2015 reg 87,
PCSR 2015, PA 2023 s.51, SI 2023/1348 reg 12."""


@dataclass(frozen=True, slots=True)
class StandstillRule:
    """How long a standstill is and how it is counted.

    `other_means_days` run from the last sending of letters that aren't electronic, or
    `receipt_days` from their last receipt if that is over sooner.
    """

    method: Method
    days: int
    other_means_days: int = 0
    receipt_days: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a bidder; `received_on` is None where the receipt isn't known."""

    means: str
    """electronic, post or hand."""
    sent_on: date
    received_on: date | None = None


def count_standstill(
    rule: StandstillRule,
    holidays: Container[date],
    *,
    letters: Iterable[Letter] = (),
    published_on: date | None = None,
) -> Period:
    """The standstill of a rule, from the letters or from the notice that starts it.

    Raises:
        ValueError: what starts the standstill (letters, or the notice's day) isn't given.
    """
    sent = tuple(letters)
    if rule.method.starts == "letters" and sent:
        return _from_letters(rule, sent, holidays)
    if rule.method.starts != "letters" and published_on is not None:
        return count_days(rule.method.counted, published_on, rule.days, holidays)
    message = f"a standstill starts with {rule.method.starts}"
    raise ValueError(message)


def letter_faults(letters: Iterable[Letter]) -> list[Finding]:
    """Letters that can't be: received before they went out, or electronic with a receipt.

    An electronic letter counts from its sending alone (PCR 2015 reg 87).
    """
    found = []
    for one in letters:
        if one.received_on is None:
            continue
        if one.received_on < one.sent_on:
            days = {"sent_on": one.sent_on, "received_on": one.received_on}
            found.append(Finding("letter-received-before-sent", days))
        if one.means == "electronic":
            found.append(Finding("letter-without-post-received"))
    return found


def _from_letters(
    rule: StandstillRule, letters: tuple[Letter, ...], holidays: Container[date]
) -> Period:
    """With mixed means the later of the two ends counts (PCR 2015 reg 87)."""
    electronic = [letter for letter in letters if letter.means == "electronic"]
    others = [letter for letter in letters if letter.means != "electronic"]
    periods = []
    if electronic:
        last = max(letter.sent_on for letter in electronic)
        periods.append(_sent(rule, last, rule.days, holidays))
    if others:
        periods.append(_by_other_means(rule, others, holidays))
    return max(periods, key=lambda period: period.ends_on)


def _by_other_means(
    rule: StandstillRule, letters: list[Letter], holidays: Container[date]
) -> Period:
    """From the last sending, or from the last receipt if every one is known and it ends sooner."""
    last = max(letter.sent_on for letter in letters)
    by_sending = _sent(rule, last, rule.other_means_days or rule.days, holidays)
    received = [letter.received_on for letter in letters if letter.received_on is not None]
    if len(received) < len(letters) or not rule.receipt_days:
        return by_sending
    by_receipt = _sent(rule, max(received), rule.receipt_days, holidays)
    return min(by_sending, by_receipt, key=lambda period: period.ends_on)


def _sent(rule: StandstillRule, last: date, days: int, holidays: Container[date]) -> Period:
    return count_days(rule.method.counted, last, days, holidays, start_is=DayKind.SENT)


def standstill_days(means: str, days: int = 10) -> int:
    """How many days the standstill has for a letter sent by these means.

    Electronic letters: the days of the rule, 10 (PCR 2006 reg 32A, as PCR 2015 reg 87). Other
    means: the 15th day after sending, five more; the 10th day after receipt would do if earlier,
    but receipts aren't recorded, and the longer period is safe for every bidder.
    """
    return days if means == "electronic" else days + 5


def award_notice_due(awarded_on: date, days: int = 48) -> date:
    """The last day for the contract award notice: 48 days after the award (PCR 2006 reg 31(1))."""
    return awarded_on + timedelta(days=days)

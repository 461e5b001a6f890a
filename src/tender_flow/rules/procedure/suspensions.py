"""Does a challenge hold the contract back by itself? Asked of the law that the case follows.

Under the Procurement Act 2023 s.101 it does if the claim was begun *and* the council was told of
it within the standstill, owed or voluntary; later it holds nothing back. Before that Act the
contract waits as soon as a claim is begun and known, until it is signed, also after the
standstill and where none was owed (PCR 2015 reg 95, and reg 47G before it). A letter that
threatens a claim holds nothing back: whether to wait is the council's own choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """Until when a claim suspends: the end of the standstill, or the signing of the contract."""

    until: Literal["standstill", "contract"]
    source: str


RULES: dict[str, Rule] = {
    "pa_2023": Rule("standstill", "Procurement Act 2023 s.101"),
    "pcr_2015": Rule("contract", "PCR 2015 reg 95"),
    "pcsr_2015": Rule("contract", "PCSR 2015 reg 89: the day is that of the service"),
    "pcr_2006": Rule("contract", "PCR 2006 reg 47G, as of 1 October 2011"),
    "pcr_2006_part_b": Rule(
        "contract", "PCR 2006 reg 47G, as of 1 October 2011; confirm for Part B services"
    ),
}
"""By regime; for one that isn't here no rule is known, and nothing is held back by itself."""


@dataclass(frozen=True, slots=True)
class Challenged:
    """What the rule is asked about; `standstill` is its first and last day, None for none."""

    regime: str
    claim_on: date | None
    notified_on: date
    standstill: tuple[date, date] | None
    contract_made: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the contract has to wait, by which rule; if it needn't, why not (a finding code)."""

    suspends: bool
    source: str
    why_not: str = ""


def automatic_suspension(about: Challenged) -> Answer:
    """Whether a challenge suspends the making of the contract that it attacks."""
    rule = RULES.get(about.regime)
    if rule is None:
        return Answer(False, about.regime, "challenge-rule-unknown")
    if about.claim_on is None:
        return Answer(False, rule.source, "challenge-without-claim")
    if about.contract_made:
        return Answer(False, rule.source, "challenge-after-contract")
    if rule.until == "standstill" and not _both_within(about, about.claim_on):
        return Answer(False, rule.source, "challenge-outside-standstill")
    return Answer(True, rule.source)


def _both_within(about: Challenged, claim_on: date) -> bool:
    if about.standstill is None:
        return False
    first, last = about.standstill
    return all(first <= day <= last for day in (claim_on, about.notified_on))

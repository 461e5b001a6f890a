"""Whether a standstill is owed, and the rule by which it is counted.

answer = standstill_rule(rules, regime="pa_2023", begun=day, nation="england",
                         so=frozenset({"light_touch"}))
answer.owed         # False: light touch contracts are exempt (PA 2023 s.51)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import METHODS, StandstillRule
from tender_flow.rules.procedure.law.terms import Terms, to_confirm

STANDSTILL_CIRCUMSTANCES = (
    "direct_award_a",
    "direct_award_b",
    "dynamic_market",
    "extreme_urgency",
    "framework",
    "light_touch",
    "no_prior_publication",
    "private_utility_direct_award",
    "protect_life",
    "sole_tenderer",
)
"""What takes a standstill's duty away under one law or another."""


@dataclass(frozen=True, slots=True)
class DatedStandstill:
    """The standstill of a regime in a time."""

    regime: str
    counted: str
    """One of the ways of counting: see `calendar.METHODS`."""
    days: int
    other_means_days: int
    receipt_days: int
    owed: bool
    voluntary_least: int
    """One kept without being owed isn't shorter; 0 where the law is silent."""
    exempt: frozenset[str]
    terms: Terms

    @property
    def rule(self) -> StandstillRule:
        """The rule that `calendar.count_standstill` counts by."""
        method = METHODS[self.counted]
        return StandstillRule(method, self.days, self.other_means_days, self.receipt_days)


@dataclass(frozen=True, slots=True)
class StandstillAnswer:
    """The rule (None where the table has none), whether it binds, and what takes that away."""

    dated: DatedStandstill | None
    owed: bool
    exempt_by: tuple[str, ...]
    findings: tuple[Finding, ...]


def standstill_rule(
    rules: tuple[DatedStandstill, ...],
    *,
    regime: str,
    begun: date,
    nation: str,
    so: frozenset[str] = frozenset(),
) -> StandstillAnswer:
    """The standstill that a procurement begun on this day must, or may, keep."""
    for one in rules:
        if one.regime == regime and one.terms.hold(begun, nation):
            exempt = tuple(sorted(one.exempt & so))
            findings = to_confirm(f"{one.days} days, counted as {one.counted}", one.terms)
            return StandstillAnswer(one, one.owed and not exempt, exempt, findings)
    facts: dict[str, Fact] = {"regime": regime, "begun": begun}
    return StandstillAnswer(None, False, (), (Finding("standstill-unknown", facts),))


def too_short(answer: StandstillAnswer, days: int) -> tuple[Finding, ...]:
    """A standstill that is shorter than the law allows, owed or kept voluntarily (s.51)."""
    if answer.dated is None:
        return ()
    least = answer.dated.days if answer.owed else answer.dated.voluntary_least
    if days >= least:
        return ()
    facts: dict[str, Fact] = {"days": days, "least": least}
    return (Finding("standstill-too-short", facts, source=answer.dated.terms.source),)

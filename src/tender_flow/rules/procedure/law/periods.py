"""The least days for requests to participate and for tenders, and what shortens them.

answer = minimum_period(rules, regime="pa_2023", step="tendering", begun=day, nation="england",
                        so=frozenset({"electronic", "all_documents"}))
answer.days         # 25, with every row that was considered and why it fell away
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import Counting, Period, count_days, months_after
from tender_flow.rules.procedure.law.terms import Terms, each_once, to_confirm

STEPS = ("participation", "tendering")
"""What a period is for: requests to participate, or tenders."""

PROCEDURES = ("open", "restricted", "negotiated", "dialogue", "innovation_partnership")
"""Procedures of the Regulations of 2015, beside `light_touch`."""

PERIOD_CIRCUMSTANCES = (
    "all_documents",
    "dynamic_market",
    "electronic",
    "light_touch",
    "negotiated",
    "not_central",
    "planned_notice",
    "pre_selected",
    "urgency",
)
"""What may be so: all documents at once with the notice; bought through a dynamic market; tenders
sent electronically; light touch services; a period agreed with every supplier; an authority that
is not central; a qualifying planned procurement or prior information notice; tenders only from
suppliers selected before; a state of urgency."""


@dataclass(frozen=True, slots=True)
class MinimumPeriod:
    """A least number of days; 0 is no minimum. It applies when all of `when` is so."""

    regimes: tuple[str, ...]
    procedures: tuple[str, ...]
    step: str
    when: frozenset[str]
    days: int
    counted: Counting
    terms: Terms


@dataclass(frozen=True, slots=True)
class PlannedNotice:
    """How long before the tender notice a planned notice must be out to shorten periods."""

    regimes: tuple[str, ...]
    least_days: int
    most_months: int
    terms: Terms


@dataclass(frozen=True, slots=True)
class Considered:
    """A row that was looked at, and what it lacks to apply."""

    rule: MinimumPeriod
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodAnswer:
    """The row that counts (None where the table has none), and every row that was considered."""

    rule: MinimumPeriod | None
    considered: tuple[Considered, ...]
    findings: tuple[Finding, ...]

    @property
    def days(self) -> int:
        """The least days; 0 where there is no minimum."""
        return self.rule.days if self.rule is not None else 0


def minimum_period(
    rules: tuple[MinimumPeriod, ...],
    *,
    regime: str,
    step: str,
    begun: date,
    nation: str,
    procedure: str = "",
    so: frozenset[str] = frozenset(),
) -> PeriodAnswer:
    """The shortest period of all that apply (PA 2023 s.54; PCR 2015 regs 27 to 31)."""
    considered = tuple(
        Considered(rule, tuple(sorted(rule.when - so)))
        for rule in rules
        if regime in rule.regimes and rule.step == step and rule.terms.hold(begun, nation)
        if not rule.procedures or procedure in rule.procedures
    )
    applying = [one.rule for one in considered if not one.lacking]
    if not applying:
        facts: dict[str, Fact] = {"regime": regime, "procedure": procedure or None, "step": step}
        return PeriodAnswer(None, considered, (Finding("period-unknown", facts),))
    # Of two that are equally short the one that asks less: nobody needs to prove more.
    shortest = min(applying, key=lambda rule: (rule.days, len(rule.when)))
    return PeriodAnswer(shortest, considered, to_confirm(step, shortest.terms))


def count_period(rule: MinimumPeriod, started_on: date, holidays: Container[date]) -> Period | None:
    """The period counted from the notice or invitation; None where there is no minimum."""
    if rule.days == 0:
        return None
    return count_days(rule.counted, started_on, rule.days, holidays)


def qualifying_notice(
    rules: tuple[PlannedNotice, ...],
    *,
    regime: str,
    nation: str,
    published_on: date,
    tender_notice_on: date,
) -> tuple[Finding, ...]:
    """Why a planned notice doesn't shorten the time for tenders; empty if it does (s.15)."""
    for rule in rules:
        if regime in rule.regimes and rule.terms.hold(tender_notice_on, nation):
            early = (tender_notice_on - published_on).days >= rule.least_days
            fresh = months_after(published_on, rule.most_months) >= tender_notice_on
            facts: dict[str, Fact] = {
                "published_on": published_on,
                "days": rule.least_days,
                "months": rule.most_months,
            }
            found = Finding("planned-notice-not-qualifying", facts, source=rule.terms.source)
            said = () if early and fresh else (found,)
            return each_once((*said, *to_confirm("planned_notice", rule.terms)))
    return (Finding("planned-notice-unknown", {"regime": regime}),)

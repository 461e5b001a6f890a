"""How long a record is kept at least, and how long a claim may be brought.

Both are counted in years and months as such: "three years beginning with" 2 March ends on 1 March.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import (
    Counting,
    count_days,
    months_after,
    months_beginning_with,
)
from tender_flow.rules.procedure.law.terms import Terms, to_confirm

CLAIM_CIRCUMSTANCES = ("change_without_standstill", "no_details_notice")
"""What lengthens the time for having a contract set aside (PA 2023 s.106)."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How many years a record is kept, from when, and what ends it sooner."""

    regimes: tuple[str, ...]
    years: int
    counted: Counting
    event: str
    """`contract_entered` (failing that the award) or `award`."""
    until_event: str
    """A notice with whose publication the duty ends; empty where there is none."""
    terms: Terms


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """A time limit for a claim: days or months after knowledge or contract, with its bounds."""

    regimes: tuple[str, ...]
    kind: str
    """`claim` (damages and other orders before the contract) or `set_aside`."""
    after: str
    """`knowledge` or `contract`."""
    days: int
    months: int
    counted: Counting
    at_most_months: int
    extended_months: int
    any_of: frozenset[str]
    unless: frozenset[str]
    terms: Terms


@dataclass(frozen=True, slots=True)
class ClearDays:
    """How many clear days a decision needs; which days count is the council's own rule."""

    id: str
    title: str
    days: int
    terms: Terms


@dataclass(frozen=True, slots=True)
class ClaimLimit:
    """The last day for a claim, and the last day to which a court may extend it."""

    kind: str
    ends_on: date | None
    """None where what it counts from isn't known."""
    extended_to: date | None
    cut_by_contract: bool
    """Did the months from the contract end it sooner?"""
    source: str
    findings: tuple[Finding, ...]


def retention_until(
    rules: tuple[RetentionRule, ...],
    *,
    regime: str,
    nation: str,
    awarded_on: date | None,
    entered_on: date | None = None,
    terminated_on: date | None = None,
) -> tuple[date | None, tuple[Finding, ...]]:
    """The last day on which the record must be kept (PA 2023 s.98; PCR 2015 reg 84).

    `terminated_on`: the day of the procurement termination notice, which ends the duty. None and
    a finding where nothing to count from is known.
    """
    day = terminated_on or entered_on or awarded_on
    held = (one for one in rules if regime in one.regimes and day and one.terms.hold(day, nation))
    rule = next(held, None)
    if rule is None or day is None:
        return None, (Finding("retention-unknown", {"regime": regime}),)
    findings = to_confirm(f"{rule.years} years", rule.terms)
    if terminated_on is not None and rule.until_event:
        return terminated_on, findings
    start = awarded_on if rule.event == "award" else entered_on or awarded_on
    if start is None:
        return None, (Finding("retention-unknown", {"regime": regime}), *findings)
    return _months(start, rule.years * 12, rule.counted), findings


def claim_limits(
    rules: tuple[ClaimRule, ...],
    *,
    regime: str,
    nation: str,
    known_on: date,
    entered_on: date | None = None,
    so: frozenset[str] = frozenset(),
) -> tuple[ClaimLimit, ...]:
    """The last days for each kind of claim, from when the supplier knew or ought to have known."""
    return tuple(
        _limit(one, known_on, entered_on)
        for one in rules
        if regime in one.regimes and one.terms.hold(known_on, nation)
        if not one.unless & so and (not one.any_of or one.any_of & so)
    )


def _limit(rule: ClaimRule, known_on: date, entered_on: date | None) -> ClaimLimit:
    start = known_on if rule.after == "knowledge" else entered_on
    if start is None:
        facts: dict[str, Fact] = {"kind": rule.kind}
        lacking = (Finding("claim-needs-contract", facts, source=rule.terms.source),)
        return ClaimLimit(rule.kind, None, None, False, rule.terms.source, lacking)
    if rule.months:
        ends_on = _months(start, rule.months, rule.counted)
    else:
        ends_on = count_days(rule.counted, start, rule.days).ends_on
    bound = _bound(rule, entered_on)
    cut = bound is not None and bound < ends_on
    extended = _months(start, rule.extended_months, rule.counted) if rule.extended_months else None
    findings = to_confirm(rule.kind, rule.terms)
    last = bound if cut else ends_on
    return ClaimLimit(rule.kind, last, extended, cut, rule.terms.source, findings)


def _bound(rule: ClaimRule, entered_on: date | None) -> date | None:
    if not rule.at_most_months or entered_on is None:
        return None
    return _months(entered_on, rule.at_most_months, rule.counted)


def _months(start: date, months: int, counted: Counting) -> date:
    if counted is Counting.BEGINNING_WITH:
        return months_beginning_with(start, months)
    return months_after(start, months)

"""The notices owed and by when, and the key performance indicators.

    for due in notices_due(rules, regime="pa_2023", nation="england", on=today, so=frozenset(),
                           events={"contract_entered": date(2026, 3, 2)}):
        due.notice.number, due.due_on

A duty holds from the day on which it came into force in its nation, not from the day on which the
procurement began. Where its event hasn't happened yet, it has no day.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.calendar import Counting, count_days
from tender_flow.rules.procedure.law.terms import Terms, to_confirm

WhenDue = Literal["before", "within", "soon"]
"""Before the event, within so many days of it, or as soon as reasonably practicable after it."""

DUTY_CIRCUMSTANCES = (
    "below_threshold",
    "concession",
    "direct_award",
    "direct_award_a",
    "direct_award_b",
    "engagement",
    "establishes_dynamic_market",
    "framework",
    "framework_call_off",
    "kpis_set",
    "light_touch",
    "no_prior_publication",
    "payment_over_30k",
    "private_utility",
    "small_change",
    "spend_over_100m",
    "transferred_authority",
    "user_choice",
)
"""What may be so for a duty: see the file `law/notices.yaml`."""

EVENTS = (
    "award",
    "breach",
    "contract_change",
    "contract_ended",
    "contract_entered",
    "direct_award",
    "dynamic_market_ended",
    "dynamic_market_established",
    "dynamic_market_modified",
    "financial_year_begins",
    "half_year_ends",
    "invoice_received",
    "performance_year_ends",
    "procurement_terminated",
    "quarter_ends",
    "supplier_excluded",
    "tender_notice",
    "tendering_begins",
)
"""What a duty may hang on."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """When a duty is there: all of `when`, none of `unless`, and a value strictly `over`."""

    when: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    over: Decimal | None = None

    def met(self, so: frozenset[str], value: Decimal | None) -> bool | None:
        """Are they met? None where that hangs on a value that isn't known."""
        if not self.when <= so or self.unless & so:
            return False
        if self.over is None:
            return True
        return None if value is None else value > self.over


@dataclass(frozen=True, slots=True)
class DatedNotice:
    """A notice or other duty with its event and its time."""

    regimes: tuple[str, ...]
    id: str
    number: str
    """UK1 to UK17; empty for a duty that is no notice of the platform."""
    name: str
    event: str
    when_due: WhenDue
    days: int
    counted: Counting
    optional: bool
    conditions: Conditions
    terms: Terms


@dataclass(frozen=True, slots=True)
class NoticeDue:
    """A notice owed, and the last day for it (None: no day, or the event hasn't happened)."""

    notice: DatedNotice
    due_on: date | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """How many key performance indicators must be set, from what value on."""

    regimes: tuple[str, ...]
    least: int
    conditions: Conditions
    terms: Terms


def notices_due(
    rules: tuple[DatedNotice, ...],
    *,
    regime: str,
    nation: str,
    on: date,
    so: frozenset[str] = frozenset(),
    value: Decimal | None = None,
    events: Mapping[str, date] | None = None,
    holidays: Container[date] = (),
) -> tuple[NoticeDue, ...]:
    """Every notice that is, or may be, owed, with its last day where its event has a day.

    `on` is the day of the question; a duty whose event has a day is asked on that day instead.
    `value` is the estimated value in pounds, with VAT.
    """
    happened = events or {}
    found = []
    for one in rules:
        day = happened.get(one.event)
        met = one.conditions.met(so, value)
        if regime in one.regimes and one.terms.hold(day or on, nation) and met is not False:
            findings = to_confirm(one.name, one.terms) + _value_needed(one, met)
            found.append(NoticeDue(one, _due_on(one, day, holidays), findings))
    return tuple(found)


def _due_on(notice: DatedNotice, day: date | None, holidays: Container[date]) -> date | None:
    """A notice that is due before an event is due by the event's day."""
    if day is None or notice.when_due == "soon":
        return None
    if notice.when_due == "before":
        return day
    return count_days(notice.counted, day, notice.days, holidays).ends_on


def _value_needed(notice: DatedNotice, met: bool | None) -> tuple[Finding, ...]:
    if met is not None:
        return ()
    return (Finding("duty-needs-value", {"duty": notice.name, "over": notice.conditions.over}),)


def indicators_owed(
    rules: tuple[IndicatorRule, ...],
    *,
    regime: str,
    nation: str,
    on: date,
    value: Decimal | None,
    so: frozenset[str] = frozenset(),
) -> tuple[int, tuple[Finding, ...]]:
    """How many key performance indicators must be set (PA 2023 s.52: over £5m, at least three)."""
    for one in rules:
        if regime in one.regimes and one.terms.hold(on, nation):
            met = one.conditions.met(so, value)
            if met is None:
                facts = {"duty": "key_performance_indicators", "over": one.conditions.over}
                return 0, (Finding("duty-needs-value", facts),)
            return (one.least if met else 0), to_confirm("key_performance_indicators", one.terms)
    return 0, ()

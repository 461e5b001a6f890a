"""How long a framework may run at most, and how much social value must weigh at least.

    framework_limit(rules, regime="pa_2023", kind="open", awarded_on=day, nation="england")
    least_social_value(rules, regime="pa_2023", authority="central", begun=day, ...)

Both are dated data; what no rule names is a finding, and a missing value is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import months_beginning_with
from tender_flow.rules.procedure.law.terms import Terms, to_confirm

FRAMEWORKS = ("closed", "defence_or_utilities", "open", "open_single_supplier")
"""Kinds of framework that have a longest term of their own (PA 2023 s.47 and s.49)."""


@dataclass(frozen=True, slots=True)
class FrameworkTerm:
    """The longest term of a kind of framework, in years; 0 where nothing is reopened."""

    regimes: tuple[str, ...]
    kind: str
    years: int
    first_reopening: int
    reopening: int
    unless_reasoned: bool
    terms: Terms


@dataclass(frozen=True, slots=True)
class FrameworkLimit:
    """The last day of a framework, and the last day of its first reopening (None: none is owed)."""

    rule: FrameworkTerm
    ends_on: date
    reopened_by: date | None


@dataclass(frozen=True, slots=True)
class SocialValue:
    """The least per cent of social value, for whom and between which values in pounds."""

    regimes: tuple[str, ...]
    authorities: tuple[str, ...]
    per_cent: int
    at_least: Decimal | None
    below: Decimal | None
    terms: Terms

    def holds_at(self, value: Decimal) -> bool:
        """Does the rule hold at this estimated value, VAT included?"""
        reached = self.at_least is None or value >= self.at_least
        return reached and (self.below is None or value < self.below)


def framework_limit(
    rules: tuple[FrameworkTerm, ...], *, regime: str, kind: str, awarded_on: date, nation: str
) -> tuple[FrameworkLimit | None, tuple[Finding, ...]]:
    """The longest term of a framework awarded on a day (PA 2023 s.47 and s.49)."""
    for one in rules:
        if regime in one.regimes and one.kind == kind and one.terms.hold(awarded_on, nation):
            ends_on = months_beginning_with(awarded_on, one.years * 12)
            again = one.first_reopening
            by = months_beginning_with(awarded_on, again * 12) if again else None
            return FrameworkLimit(one, ends_on, by), to_confirm(kind, one.terms)
    return None, (Finding("framework-term-unknown", {"regime": regime, "kind": kind}),)


def least_social_value(
    rules: tuple[SocialValue, ...],
    *,
    regime: str,
    authority: str,
    begun: date,
    nation: str,
    value: Decimal | None,
) -> tuple[SocialValue | None, tuple[Finding, ...]]:
    """The least share of social value of a procurement begun on a day (PPN 002, PPN 026).

    None without a finding where no rule asks this authority for one.
    """
    held = [
        one
        for one in rules
        if regime in one.regimes
        and (not one.authorities or authority in one.authorities)
        and one.terms.hold(begun, nation)
    ]
    if value is None and any(one.at_least is not None for one in held):
        return None, (Finding("social-value-needs-value"),)
    found = next((one for one in held if value is None or one.holds_at(value)), None)
    if found is None:
        return None, ()
    facts: dict[str, Fact] = {"per_cent": found.per_cent}
    return found, to_confirm(f"{facts['per_cent']} %", found.terms)
